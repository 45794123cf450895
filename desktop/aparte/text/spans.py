"""Positions: code points on our side, UTF-16 units on Qt's. This is the only place that converts.

A text without characters outside the basic plane (no emoji) has the same offsets on both sides, and costs one scan.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """Converts any number of positions of one text, in the time of a binary search each.

    A position inside a surrogate pair is read as the start of its character: no mark ever cuts an emoji in two.
    """

    __slots__ = ("_astral", "_astral_utf16")

    def __init__(self, text: str) -> None:
        """Note where the characters of two units stand in `text`."""
        self._astral = [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]
        self._astral_utf16 = [place + index for index, place in enumerate(self._astral)]

    def to_utf16(self, offset: int) -> int:
        """Return the UTF-16 offset of the code point at `offset`."""
        return offset + bisect_left(self._astral, offset) if self._astral else offset

    def from_utf16(self, offset: int) -> int:
        """Return the code point offset of the UTF-16 unit at `offset`."""
        return offset - bisect_left(self._astral_utf16, offset) if self._astral else offset


def to_utf16(text: str, code_point_offset: int) -> int:
    """Return where the code point at `code_point_offset` stands in UTF-16 units. For many positions, use `Offsets`."""
    return Offsets(text).to_utf16(code_point_offset)


def from_utf16(text: str, utf16_offset: int) -> int:
    """Return the code point offset of a UTF-16 one. For many positions, use `Offsets`."""
    return Offsets(text).from_utf16(utf16_offset)
