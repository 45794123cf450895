"""How much two texts resemble each other: the cosine of their character n-grams of three and four letters.

Small and explainable: no model, no vector kept. A stored vector per post is for the day an archive holds a million.
"""

from __future__ import annotations

from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SIZES = (3, 4)
"""Characters of a gram: three see a stem through its endings ("ouvert", "ouverture"), four see it through noise."""
READ_CHARS = 1_000
"""A post is compared by its beginning; beyond, the cost grows and the answer no longer changes."""


def profile(text: str) -> Mapping[str, float]:
    """Return the n-grams of `text` (already folded), scaled so that the profile has length 1; empty for no letters."""
    line = f" {' '.join(''.join(char if char.isalnum() else ' ' for char in text[:READ_CHARS]).split())} "
    counts = Counter(line[start : start + size] for size in SIZES for start in range(len(line) - size + 1))
    norm = sqrt(sum(count * count for count in counts.values()))
    return {gram: count / norm for gram, count in counts.items()} if norm else {}


def resemblance(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two profiles, 0 (nothing shared) to 1 (the same letters in the same order)."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return min(1.0, sum(value * large.get(gram, 0.0) for gram, value in small.items()))
