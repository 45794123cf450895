"""Who is praised and for what: the irony entries of a text, laid out so that an evaluation finds its situation.

The reading part of the irony scorer: it drops short entries inside longer ones, hears negation ("sans attente"), and
answers one question, "which situation does this word speak of?". It refuses to weigh anything (irony_features does).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from aparte.scorers import irony_weights as weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aparte.text.lexicon import Hit
    from aparte.text.reading import Token

NUISANCES = frozenset({"wait", "loss", "fault", "price", "service", "nuisance"})
_HAPPY = frozenset({"good", "reason"})
PREFIX = "irony."
"""Of the categories of irony entries."""
_STOPS = frozenset(".!?…;:")
_ENDS = frozenset(".!?…")
_FRAME_WORDS = frozenset({"for", "pour", "de", "d'", "du", "des"})
_WHO = frozenset({"who", "qui"})
_GONE_THROUGH = frozenset({"wait", "nuisance", "fault"})
_NEGATION_REACH = 3


class Found(NamedTuple):
    """An irony entry of the text by its tokens (last included). kind: its category without "irony."."""

    first: int
    last: int
    weight: float
    kind: str


class Situation(NamedTuple):
    """What happened: happy or not. kind: the sort of nuisance, "good" or "reason" (what a sincere thank-you names)."""

    first: int
    last: int
    weight: float
    kind: str
    happy: bool


class Scene:
    """The irony entries of one text, in its order, by kind.

    situations: what they may speak of. refused: the last tokens of what denies what follows it.
    """

    __slots__ = ("_ended", "_lasts", "by_kind", "firsts", "refused", "situations", "tokens", "unhappy")

    def __init__(
        self, tokens: Sequence[Token], by_kind: Mapping[str, Sequence[Found]], marks: Sequence[int] | None = None
    ) -> None:
        """Lay out `by_kind`, what `entries` gave. marks: the places of the tokens that are no words, where known."""
        self.tokens = tokens
        self.by_kind = by_kind
        self._lasts: dict[str, list[int]] = {}
        places = range(len(tokens)) if marks is None else marks
        self._ended = [index for index in places if tokens[index].raw[0] in _ENDS]
        self.refused = {found.last for found in by_kind.get("not", ())}
        self.situations = self._situations()
        self.firsts = [situation.first for situation in self.situations]
        self.unhappy = any(not situation.happy for situation in self.situations)

    def of(self, *kinds: str) -> list[Found]:
        """Return the entries of these kinds."""
        return [found for kind in kinds for found in self.by_kind.get(kind, ())]

    def nearest(self, found: Found, *, past_reasons: bool = True) -> tuple[Situation, int] | None:
        """Return the situation nearest to `found` within REACH tokens and its distance, or None.

        past_reasons: look through what a thank-you would name ("on adore votre patience" speaks of the queue).
        """
        index = bisect_left(self.firsts, found.first)
        after = self._first_from(index, 1, found, past_reasons=past_reasons)
        before = self._first_from(index - 1, -1, found, past_reasons=past_reasons)
        if after and before:
            return after if after[1] <= before[1] else before
        return after or before

    def _first_from(self, index: int, step: int, found: Found, *, past_reasons: bool) -> tuple[Situation, int] | None:
        while 0 <= index < len(self.situations):
            situation = self.situations[index]
            gap = situation.first - found.last if step > 0 else found.first - situation.last
            if gap > weights.REACH:
                return None
            if gap > 0 and not (past_reasons and situation.kind == "reason"):
                ends = (found.last, situation.first) if step > 0 else (situation.last, found.first)
                gap += weights.BOUNDARY * self._ends_between(*ends)
                return (situation, gap) if gap <= weights.REACH else None
            index += step
        return None

    def thanked(self, found: Found) -> Situation | None:
        """Return what "thanks … for" names after `found`: the first situation behind its "for"/"pour"/"de", or None."""
        opening = self._frame_word(found.last + 1)
        if opening is None:
            return None
        index = bisect_left(self.firsts, opening)
        if index == len(self.situations):
            return None
        situation = self.situations[index]
        within = situation.first - opening <= weights.FRAME_REACH
        return situation if within and not self._ends_between(opening, situation.first) else None

    def of_someone(self, found: Found, situation: Situation) -> bool:
        """Tell whether the situation is what somebody praised went through: "thanks to the crews who cleared the snow".

        Whoever lost or broke something did not go through it: he did it.
        """
        return situation.kind in _GONE_THROUGH and any(
            token.low in _WHO for token in self.tokens[found.last + 1 : situation.first]
        )

    def _frame_word(self, start: int) -> int | None:
        for index in range(start, min(start + weights.FRAME_GAP, len(self.tokens))):
            token = self.tokens[index]
            if token.raw[0] in _STOPS:
                return None
            if token.low in _FRAME_WORDS:
                return index
        return None

    def _ends_between(self, start: int, end: int) -> int:
        return bisect_left(self._ended, end) - bisect_left(self._ended, start + 1)

    def near(self, kind: str, first: int, last: int, reach: int) -> Found | None:
        """Return the first entry of `kind` at most `reach` tokens away from the tokens first..last, or None."""
        here = self.by_kind.get(kind)
        if not here:
            return None
        lasts = self._lasts.get(kind)
        if lasts is None:
            # They rise: `entries` keeps none that stands inside another.
            lasts = self._lasts[kind] = [found[1] for found in here]
        place = bisect_left(lasts, first - reach)
        return here[place] if place < len(lasts) and here[place][0] <= last + reach else None

    def _situations(self) -> list[Situation]:
        refused = self.refused
        situations = []
        for kind, entries in self.by_kind.items():
            if kind in _HAPPY:
                situations += [Situation(*found, happy=True) for found in entries]
            elif kind in NUISANCES:
                for found in entries:
                    near = range(found.first - _NEGATION_REACH, found.first)
                    happy = bool(refused) and any(index in refused for index in near)
                    situations.append(Situation(*found, happy=happy))
        situations.sort()
        return situations


def entries(hits: Mapping[str, Sequence[Hit]]) -> dict[str, list[Found]]:
    """Return the irony entries of a text by kind, in its order, but those inside a longer one."""
    by_kind: dict[str, list[Found]] = {}
    for found in _outermost(hits):
        by_kind.setdefault(found.kind, []).append(found)
    return by_kind


def _outer_first(found: Found) -> tuple[int, int]:
    return found[0], -found[1]


def _outermost(hits: Mapping[str, Sequence[Hit]]) -> list[Found]:
    """Return the irony entries that stand in no longer one: "can't wait" silences "wait"."""
    # tuple.__new__ and plain tuples to sort: Found(…) and a key for each took most of this.
    new, begin = tuple.__new__, len(PREFIX)
    found = [
        new(Found, (first, last, weight, category[begin:]))
        for category, entries in hits.items()
        if category.startswith(PREFIX)
        for _category, _entry, weight, _start, _end, first, last in entries
    ]
    if len(found) < 2:
        return found
    found.sort(key=_outer_first)
    kept = [found[0]]
    reach_first, reach_last = found[0].first, found[0].last
    for item in found[1:]:
        first, last, _weight, _kind = item
        if last > reach_last or (first == reach_first and last == reach_last):
            kept.append(item)
            reach_first, reach_last = first, last
    return kept
