"""Writing what was learned: int8 tables that `aparte.scorers.linear` reads, the same bytes from the same weights.

numpy only, so that the test suite, which has no scikit-learn, can hold it to that.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Weights = NDArray[np.float64]

SHARES = (1.1, 0.7, 1.0, 0.8)
"""How much words, pairs, stretches and lists may say: four-fold cross-validation on our training pairs."""
FOLDER = Path(__file__).resolve().parents[1] / "scorers"
_STEPS = 127
_WIDEST = 99.98
"""Percentile of the weights that int8 spans: a few larger ones are cut, the many small ones keep their differences."""


def arrays(
    heads: Mapping[str, Weights], shares: Sequence[float] = SHARES, **more: NDArray[np.generic]
) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of a table: heads by name, each with its bias last; `more` is kept beside them."""
    weights = np.stack([head[:-1] for head in heads.values()], axis=1)
    scale = np.array([_scale(column) for column in weights.T], np.float32)
    whole = np.clip(np.rint(weights / scale), -_STEPS, _STEPS).astype(np.int8)
    bucket = np.flatnonzero(whole.any(axis=1))
    return {
        "names": np.array(list(heads)),
        "bucket": bucket.astype(np.int32),
        "weight": whole[bucket],
        "scale": scale,
        "bias": np.array([head[-1] for head in heads.values()], np.float32),
        "shares": np.array(shares, np.float32),
        **more,
    }


def write(name: str, table: Mapping[str, NDArray[np.generic]]) -> Path:
    """Write `models/scorers/<name>.npz`; zip members carry no time, so equal arrays are equal files."""
    path = FOLDER / f"{name}.npz"
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(path, **table)  # type: ignore[arg-type]  # numpy's stub takes the arrays one by one
    return path


def _scale(weights: Weights) -> float:
    used = np.abs(weights[weights != 0])
    return float(np.percentile(used, _WIDEST) / _STEPS) if len(used) else 1.0
