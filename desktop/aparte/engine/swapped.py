"""What changed places while its surroundings stayed: who thanks whom, which price is the coffee's, which cake has nuts.

Two facts of one kind, or two common words, whose order is turned are looked at by the words next to them. It refuses
where they fit the other's place better than their own.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from aparte.engine.wording import BREAKS, ENDS, NEAR, STEM, key_of, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aparte.engine.wording import Wording

_MOVING = frozenset({"name", "mention", "number", "price", "percent", "date", "time"})
_UNIT = re.compile(r"[\d.:]+|@\S+|\b(?:mon|tue|wed|thu|fri|sat|sun)\b")
"""What is not the unit of a fact's normal form."""
_MOST_WORDS, _CLEARLY = 60, 4
"""Common words that are compared, and by how much each must fit the other's place better than its own."""


def facts_swapped(one: Wording, other: Wording, *, same_language: bool) -> Iterator[str]:
    """Yield pairs of facts of one kind that changed places while what is said around them stayed."""
    before, now = _single(one), _single(other)
    shared = [key for key in before if key in now]
    for a, b in combinations(shared, 2):
        if not _exchangeable(a, b) or (before[a] < before[b]) == (now[a] < now[b]):
            continue
        around = [
            _around(text, where[key], {a[1], b[1]}) for text, where in ((one, before), (other, now)) for key in (a, b)
        ]
        own = _common(around[0], around[2]) + _common(around[1], around[3])
        cross = _common(around[0], around[3]) + _common(around[1], around[2])
        if cross > own or (same_language and cross == own):
            yield f"{_said(other, now[b])} / {_said(other, now[a])}"


def words_swapped(one: Wording, other: Wording) -> Iterator[str]:
    """Yield pairs of common words that took each other's place: which of two cakes has the nuts."""
    before, now = _lone_words(one), _lone_words(other)
    shared = [word for word in before if word in now][:_MOST_WORDS]
    around = {word: (_around(one, before[word], set()), _around(other, now[word], set())) for word in shared}
    for a, b in combinations(shared, 2):
        if (before[a] < before[b]) == (now[a] < now[b]):
            continue
        own = sum(_common(*around[word]) for word in (a, b))
        cross = _common(around[a][0], around[b][1]) + _common(around[b][0], around[a][1])
        if cross > own + _CLEARLY:
            yield f"{other.tokens[now[b]].low} / {other.tokens[now[a]].low}"


def _lone_words(text: Wording) -> Mapping[str, int]:
    places: dict[str, list[int]] = {}
    for at, token in enumerate(text.tokens):
        if token.fact is None and len(token.low) >= STEM and token.low not in text.words.light:
            places.setdefault(stem(token.low), []).append(at)
    return {word: found[0] for word, found in places.items() if len(found) == 1}


def _exchangeable(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two facts may stand for each other: of one kind and one unit."""
    return one[0] == other[0] and (one[0] == "name" or _UNIT.sub("", one[1]) == _UNIT.sub("", other[1]))


def _single(text: Wording) -> Mapping[tuple[str, str], int]:
    """Return where each fact stands that can change places; one that is said twice can't be followed."""
    places: dict[tuple[str, str], list[int]] = {}
    for at, token in enumerate(text.tokens):
        if token.fact is not None and token.fact.kind in _MOVING:
            places.setdefault((token.fact.kind, token.fact.normal), []).append(at)
    return {key: found[0] for key, found in places.items() if len(found) == 1}


def _said(text: Wording, at: int) -> str:
    fact = text.tokens[at].fact
    return fact.text if fact else ""


def _around(text: Wording, at: int, but: set[str]) -> Mapping[tuple[int, str], int]:
    """Return the nearest words of weight on each side of a place within its sentence; the nearer, the heavier."""
    found: dict[tuple[int, str], int] = {}
    for side in (-1, 1):
        place, left = at + side, NEAR
        while left and 0 <= place < len(text.tokens) and text.tokens[place].low not in ENDS:
            token = text.tokens[place]
            if token.low not in text.words.light and token.low not in BREAKS:
                if token.low not in but:
                    found[side, key_of(token)] = left
                left -= 1
            place += side
    return found


def _common(one: Mapping[tuple[int, str], int], other: Mapping[tuple[int, str], int]) -> int:
    """Return how much two surroundings share: a word on the same side counts twice as much as on the other."""
    same = sum(min(weight, other[key]) for key, weight in one.items() if key in other)
    left, right = _unsided(one), _unsided(other)
    return same + sum(min(weight, right[word]) for word, weight in left.items() if word in right)


def _unsided(around: Mapping[tuple[int, str], int]) -> Mapping[str, int]:
    return {word: weight for (_side, word), weight in around.items()}
