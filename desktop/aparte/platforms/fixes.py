"""One-key fixes that can all be pressed: of two that would write on the same letters, one keeps its key.

The other finding stays, without its key: once the first is mended the text is read again, and it gets its own.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Finding

_WEIGHT = {"error": 0, "warning": 1, "advice": 2}


def apart(findings: Sequence[Finding]) -> list[Finding]:
    """Return `findings`, in their order, where no two fixes overlap: applied from the last to the first, all hold.

    The graver finding keeps its fix, then the one that covers more, then the later one: of a doubled space, a
    platform's own rule only makes one, while the typography that follows also makes it the right one.
    """
    kept = list(findings)
    taken: list[tuple[int, int]] = []
    order = sorted(range(len(kept)), key=lambda at: (_WEIGHT[kept[at].severity], -_covered(kept[at]), -at))
    for at in order:
        finding = kept[at]
        if finding.fix is None:
            continue
        stretch = (finding.span.start, finding.span.end)
        place = bisect_left(taken, stretch)
        if _meets(taken[place - 1 : place], stretch) or _meets(taken[place : place + 1], stretch):
            kept[at] = replace(finding, fix=None)
        else:
            taken.insert(place, stretch)
    return kept


def _covered(finding: Finding) -> int:
    return finding.span.end - finding.span.start


def _meets(others: Sequence[tuple[int, int]], stretch: tuple[int, int]) -> bool:
    return any((start < stretch[1] and stretch[0] < end) or (start, end) == stretch for start, end in others)
