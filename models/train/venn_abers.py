"""Inductive Venn-Abers intervals as a step table: the shares that two isotonic fits give (Vovk et al. 2015).

The new text is put among the calibration texts once as "not ironic" and once as "ironic"; the two fitted values at its
place are the ends of the interval. Done here for a grid of scores, so that run time only looks a step up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.isotonic import IsotonicRegression

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS = 48


def steps(scores: NDArray[np.float64], truth: NDArray[np.float64]) -> dict[str, NDArray[np.generic]]:
    """Return `at` (log-odds, rising), `low` and `high` (shares, 0 to 1) from texts' `scores` and `truth`."""
    at = np.unique(np.quantile(scores, np.linspace(0.005, 0.995, STEPS)).round(3))
    ends = [[_fitted(scores, truth, one, label) for one in at] for label in (0.0, 1.0)]
    low, high = (np.maximum.accumulate(np.array(end)) for end in ends)
    return {name: values.astype(np.float32) for name, values in (("at", at), ("low", low), ("high", high))}


def _fitted(scores: NDArray[np.float64], truth: NDArray[np.float64], one: float, label: float) -> float:
    model = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip")
    model.fit(np.append(scores, one), np.append(truth, label))
    return float(model.predict([one])[0])
