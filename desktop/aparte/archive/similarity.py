"""How much two texts resemble each other: the cosine of their sets of three and four letters in a row.

Small and explainable: no model, no vector kept. A stored vector per post is for the day an archive holds a million.
"""

from __future__ import annotations

from math import sqrt

SIZES = (3, 4)
"""Characters of a gram: three see a stem through its endings ("ouvert", "ouverture"), four see it through noise."""
READ_CHARS = 1_000
"""A post is compared by its beginning; beyond, the cost grows and the answer no longer changes."""


def profile(text: str) -> frozenset[str]:
    """Return the n-grams of `text` (already folded), words kept apart; empty when it has no letters."""
    words = "".join(char if char.isalnum() else " " for char in text[:READ_CHARS]).split()
    line = f" {' '.join(words)} "
    return (
        frozenset(line[start : start + size] for size in SIZES for start in range(len(line) - size + 1))
        if words
        else _NONE
    )


def resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the cosine of two profiles, 0 (nothing shared) to 1 (the same letters in the same order)."""
    return len(one & other) / sqrt(len(one) * len(other)) if one and other else 0.0


_NONE: frozenset[str] = frozenset()
