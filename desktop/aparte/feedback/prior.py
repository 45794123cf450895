"""From a client's corrections to its prior: how many log-odds its texts lie from what the shipped weights expect.

One correction already moves it; many agree on where it belongs; it can't run away. It refuses to learn anything else:
which words are meant as written is the business of the shipped weights.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aparte.nouns import Correction

SPREAD: Final = 1.0
"""Standard deviation, in log-odds, of the Gaussian that holds the shift at 0 while little is known: a choice. One
correction of a text read at .90 then moves it by 0.8, three by 1.8."""
FARTHEST: Final = 2.0
"""Log-odds: two standard deviations. Farther, a client's whole archive would sound alike."""
STEPS: Final = 30
"""Newton needs 5; halving the bracket every time, which is the worst, comes within 4e-9 in 30."""
_CLOSE: Final = 1e-9
_SURE: Final = 1e-6
"""A risk given as 0 or 1 is read as this far from it."""


def shift(corrections: Iterable[Correction]) -> float:
    """Return the log-odds to add to this client's texts, from -FARTHEST to FARTHEST; 0.0 without a correction.

    The MAP intercept of a logistic fit whose only parameter it is: the truths against the shipped log-odds as offset
    (D. R. Cox, "Two further applications of a model for binary regression", Biometrika 45, 1958: recalibration with a
    slope of 1), under a Gaussian prior, by Newton's method (C. M. Bishop, "Pattern Recognition and Machine Learning",
    2006, sections 4.3.3 and 4.4), kept inside the bracket where the root must lie. A correction of what was not judged
    says nothing.
    """
    judged = ((one.predicted, one) for one in corrections if one.predicted is not None)
    seen = [(_shipped(predicted, one.prior), one.truth == "ironic") for predicted, one in judged]
    return _root(seen) if seen else 0.0


def _shipped(predicted: float, prior: float) -> float:
    """Return the log-odds of the shipped weights behind a risk that was shown with `prior` in it."""
    risk = min(max(predicted, _SURE), 1.0 - _SURE)
    return math.log(risk / (1.0 - risk)) - prior


def _root(seen: Sequence[tuple[float, bool]]) -> float:
    low, high, here = -FARTHEST, FARTHEST, 0.0
    for end in (low, high):
        if _slope_and_curve(seen, end)[0] * end > 0:
            return end
    for _step in range(STEPS):
        slope, curve = _slope_and_curve(seen, here)
        low, high = (here, high) if slope > 0 else (low, here)
        there = here - slope / curve
        if not low < there < high:
            there = (low + high) / 2
        if abs(there - here) < _CLOSE:
            break
        here = there
    return here


def _slope_and_curve(seen: Sequence[tuple[float, bool]], at: float) -> tuple[float, float]:
    """Return the first and second derivative of the log posterior; the second is always negative."""
    risks = [1.0 / (1.0 + math.exp(-(log_odds + at))) for log_odds, _truth in seen]
    slope = sum(truth - risk for risk, (_log_odds, truth) in zip(risks, seen, strict=True)) - at / SPREAD**2
    curve = -sum(risk * (1.0 - risk) for risk in risks) - 1.0 / SPREAD**2
    return slope, curve
