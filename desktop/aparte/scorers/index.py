"""Finding many hashes among some thousands known ones, in a few passes of numpy over all of them.

A binary search of each asks the memory fifteen times; here the upper bits of a hash lead to its place, and one look
settles most. Exact: whole hashes are compared. It refuses to hold what belongs to a hash: that is its caller's row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from aparte.scorers.letters import Hashes, Places

SPARSE: Final = 2
"""Bits of a place beyond what numbers the hashes: at most one place in four is taken."""
_MOST_BITS = 16
"""A table of 2^16 places stays near the processor (64 kB is asked first); longer lists share places."""
_SPREAD = np.uint64(0x9FB21C651E98DF25)


class Index:
    """Known hashes, each once, and the row of each: its number among them."""

    __slots__ = ("_begin", "_count", "_hashed", "_row", "_shift")

    def __init__(self, known: Hashes) -> None:
        """Read the known hashes, in any order."""
        bits = min(len(known).bit_length() + SPARSE, _MOST_BITS)
        self._shift = np.uint64(64 - bits)
        place = self._place(known)
        self._row = np.argsort(place, kind="stable")
        self._hashed = known[self._row]
        count = np.bincount(place, minlength=1 << bits)
        self._begin = np.cumsum(count) - count
        self._count = count.astype(np.uint8)

    def find(self, asked: Hashes) -> tuple[Places, Places]:
        """Return the places of `asked` whose hash is known, rising, and the row of each."""
        place = self._place(asked)
        here = np.flatnonzero(self._count[place])
        place, wanted = place[here], asked[here]
        at, last = self._begin[place], self._begin[place] + self._count[place] - 1
        wrong = np.flatnonzero(self._hashed[at] != wanted)
        while len(wrong := wrong[at[wrong] < last[wrong]]):
            at[wrong] += 1
            wrong = wrong[self._hashed[at[wrong]] != wanted[wrong]]
        right = self._hashed[at] == wanted
        return here[right], self._row[at[right]]

    def _place(self, hashed: Hashes) -> Places:
        return ((hashed * _SPREAD) >> self._shift).astype(np.intp)
