"""How often each sort of mark stands in a reading: exclamations, questions, ends of sentences, emoji, links.

Tone, register and the rulers all ask; the marks are gone through once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aparte.text.reading import Reading

_SUMS = frozenset("€$£%")
KINDS: Final = ("emoji", "number", "url", "hashtag", "mention", "emoticon")


class MarkCounts:
    """The counts of one reading.

    exclamations, questions: marks, "!!" and "?!" being one, by their first sign. ends: those and full stops. loud:
    exclamations and questions of more than one sign. kinds: how many tokens of each of KINDS. sums: the places of
    currencies and per cents.
    """

    __slots__ = ("ends", "exclamations", "kinds", "loud", "questions", "sums")

    def __init__(self, reading: Reading) -> None:
        """Count the marks of `reading`."""
        kinds = dict.fromkeys(KINDS, 0)
        exclamations = questions = stops = loud = 0
        sums = []
        tokens = reading.tokens
        for place in reading.marks:
            _start, _end, raw, _low, kind = tokens[place]
            if kind == "punct":
                mark = raw[0]
                if mark == ".":
                    stops += 1
                elif mark == "!":
                    exclamations += 1
                    loud += len(raw) > 1
                elif mark == "?":
                    questions += 1
                    loud += len(raw) > 1
                elif mark in _SUMS:
                    sums.append(place)
            elif kind in kinds:
                kinds[kind] += 1
        self.exclamations, self.questions, self.loud = exclamations, questions, loud
        self.ends = stops + exclamations + questions
        self.kinds, self.sums = kinds, sums


def counts_of(reading: Reading) -> MarkCounts:
    """Return the counts of `reading`. Kept in `reading.memo`."""
    known: MarkCounts | None = reading.memo.get("mark counts")
    if known is None:
        known = reading.memo["mark counts"] = MarkCounts(reading)
    return known
