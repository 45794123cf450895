"""Numbers in words: « quatre-vingt-dix-neuf », "two hundred and fifty", as the figures they stand for.

Cardinal numbers of the lists of resources/facts, put together as both languages do. It refuses words that are not only
numbers (« un », « neuf », "one") where they stand alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HUNDRED, _THOUSAND, _SCORE, _FOUR = 100, 1_000, 20, 4
_JOINED = re.compile(r"[ -]+(?:(?:et|and) )?")


class Numerals:
    """The numbers of one language. alone: those that are numbers by themselves; within: those only beside others."""

    def __init__(self, alone: Mapping[str, int], within: Mapping[str, int]) -> None:
        """Take the words with what they are worth."""
        self._worth = {**alone, **within}
        self._alone = frozenset(alone)
        word = any_of(self._worth)
        small = any_of(within) if within else r"(?!)"
        behind = r"(?:(?<=hundred)|(?<=thousand)) and"
        more = rf"(?:[ -](?:{word})(?!\w)| et (?:{small}|onze)(?!\w)|{behind} (?:{word})(?!\w))"
        self.pattern = rf"(?:{word}){more}*"

    def value_of(self, words: str) -> int | None:
        """Return the number that `words` (of `pattern`) stand for; None for a lone word that may be no number."""
        parts = _JOINED.split(words.lower())
        if len(parts) == 1 and parts[0] not in self._alone:
            return None
        total = now = 0
        for worth in (self._worth[part] for part in parts):
            if worth >= _THOUSAND:
                total, now = total + (now or 1) * worth, 0
            elif worth == _HUNDRED:
                now = (now or 1) * _HUNDRED
            elif worth == _SCORE and now % _HUNDRED == _FOUR:
                # « quatre-vingts »: four times twenty.
                now += _FOUR * _SCORE - _FOUR
            else:
                now += worth
        return total + now


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, the longest first; one that never matches when there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"
