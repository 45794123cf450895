"""Where a platform folds a post: what is read before "more"."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from aparte.text import graphemes

if TYPE_CHECKING:
    from aparte.platforms.platform import Fold

_LONGEST_CLUSTER = 12
"""Code points looked at for one seen character, at most: a family of four with skin tones."""
_USUAL_CLUSTER = 2


def fold_at(text: str, fold: Fold | None) -> int | None:
    """Return how many code points of `text` are seen before the fold, or None when all of it is.

    With `lines`, the text is laid out on lines of chars/lines characters: a line break costs the rest of its line.
    """
    if fold is None:
        return None
    for reach in (_USUAL_CLUSTER, _LONGEST_CLUSTER):
        window = text[: fold.chars * reach]
        seen = graphemes.clusters(window)
        kept = _kept(seen, fold)
        if kept < len(seen):
            return sum(map(len, seen[:kept]))
        if len(window) == len(text):
            return None
    return len(window)


def _kept(seen: list[str], fold: Fold) -> int:
    if fold.lines is None:
        return fold.chars
    width = -(-fold.chars // fold.lines)
    used = accumulate(seen, lambda place, char: (place // width + 1) * width if "\n" in char else place + 1, initial=0)
    return next((index for index, place in enumerate(used) if place > fold.chars), len(seen) + 1) - 1
