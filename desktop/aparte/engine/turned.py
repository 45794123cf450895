"""What a rewrite may not turn round though all facts stand: a negation, an opposite, a bound, who does what when.

Word lists of resources/turns and places, no model: "nous ne fermons pas" and "nous fermons" have the same facts. It
prefers a refusal too many to a sentence turned round, and says which words it is about.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from aparte.engine import turn_words
from aparte.engine.facts import facts, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aparte.engine.facts import Fact
    from aparte.engine.turn_words import TurnWords

_WORD = re.compile(
    r"[cdjlmnst]'(?=\w)|qu'|jusqu'|[^\W_]+?n't\b|[^\W_]+(?:-[^\W_]+)*(?:'(?:s|re|ve|ll|d|m)\b)?|[.!?…\n]|[,;:()–—]"
)
_ENDS, _BREAKS = frozenset(".!?…\n"), frozenset(",;:()–—.!?…\n")
_MOVING = frozenset({"name", "mention", "number", "price", "percent", "date", "time"})
_BOUNDED = frozenset({"number", "price", "percent", "date", "time"})
_FREE_FROM = frozenset({"date", "time"})
"""« dès demain » says no more than « demain »: of days and hours, "from" alone may come and go."""
_UNIT = re.compile(r"[\d.:]+|@\S+|\b(?:mon|tue|wed|thu|fri|sat|sun)\b")
"""What is not the unit of a fact's normal form."""
_STEM, _SHORT = 4, 5
"""Letters that stand for a word of five and more: « livrons » and « livraison » are then one."""
_NEAR = 3
"""Words on either side that say what a fact is about."""
_REACH = 6
"""Words within which « ne » finds its « pas »."""


def turned(draft: str, rewrite: str, language: str, after: str | None = None) -> tuple[str, ...]:
    """Return the words of `rewrite` that say the contrary of `draft`, or say it of another; none when nothing does.

    language: of the draft; after: of the rewrite, when it is another one. Then only figures, opposites and places are
    compared: which word a negation holds can't be told across languages.
    """
    after = after or language
    one, other = _Text(draft, language), _Text(rewrite, after)
    found = [*_opposites(one, other), *_bounds(one, other), *_swapped(one, other, same_language=after == language)]
    if after == language:
        found += _negations(one, other)
    return tuple(dict.fromkeys(found))


class _Token(NamedTuple):
    low: str
    fact: Fact | None = None


class _Text:
    """A text as words, its facts one word each; which of them are denied."""

    def __init__(self, text: str, language: str) -> None:
        self.words = turn_words.of(language)
        self.plain = plain(text).lower()
        for idiom in self.words.idioms:
            self.plain = self.plain.replace(idiom, " " * len(idiom))
        self.facts = facts(text, language)
        self.tokens = list(self._tokens())
        self.denied = _denied(self.tokens, self.words)

    def _tokens(self) -> Iterator[_Token]:
        place = 0
        for fact in (*self.facts, None):
            stretch = self.plain[place : fact.start if fact else None]
            for match in _WORD.finditer(stretch):
                low = match[0]
                if low.endswith("n't"):
                    yield _Token(low.removesuffix("n't"))
                    low = "n't"
                yield _Token(low)
            if fact is not None:
                yield _Token(fact.normal, fact)
                place = fact.end


def _denied(tokens: Sequence[_Token], words: TurnWords) -> frozenset[int]:
    """Return the places of the words a negation holds: the verb of « ne … pas », else what comes behind."""
    held: set[int] = set()
    at = 0
    while at < len(tokens):
        low = tokens[at].low
        close = _closing(tokens, at, words) if low in words.opens else None
        if close is not None:
            verbs = [place for place in range(at + 1, close) if tokens[place].low not in words.carriers]
            held.update(verbs or _behind(tokens, close, words))
            at = close
        elif low in words.before:
            held.update(_behind(tokens, at, words))
        at += 1
    return frozenset(held)


def _closing(tokens: Sequence[_Token], start: int, words: TurnWords) -> int | None:
    for at in range(start + 1, min(start + 1 + _REACH, len(tokens))):
        if tokens[at].low in _ENDS:
            return None
        if tokens[at].low in words.closes:
            return at
    return None


def _behind(tokens: Sequence[_Token], start: int, words: TurnWords) -> list[int]:
    for at in range(start + 1, min(start + 1 + _REACH, len(tokens))):
        if tokens[at].low in _BREAKS:
            break
        if tokens[at].low not in words.carriers:
            return [at]
    return []


def _negations(one: _Text, other: _Text) -> Iterator[str]:
    """Yield words that are denied on one side and said on the other."""
    before, now = _statuses(one), _statuses(other)
    for stem, (how, _word) in before.items():
        if stem in now and len(how) == 1 and now[stem][0] != how:
            yield now[stem][1]


def _statuses(text: _Text) -> Mapping[str, tuple[frozenset[bool], str]]:
    found: dict[str, tuple[frozenset[bool], str]] = {}
    for at, token in enumerate(text.tokens):
        if token.fact is None and token.low not in text.words.light and token.low not in _BREAKS:
            stem = _stem(token.low)
            how, word = found.get(stem, (frozenset(), token.low))
            found[stem] = how | {at in text.denied}, word
    return found


def _stem(low: str) -> str:
    return low[:_STEM] if len(low) >= _SHORT else low


def _opposites(one: _Text, other: _Text) -> Iterator[str]:
    """Yield words that went over to the other side of their pair; a denied word counts for its contrary."""
    before, now = _sides(one), _sides(other)
    for pair, sides in now.items():
        had = before.get(pair, ((), ()))
        for side in (0, 1):
            more, fewer = len(sides[side]) > len(had[side]), len(sides[1 - side]) < len(had[1 - side])
            if had[1 - side] and more and (fewer or not had[side]):
                yield sides[side][0]


def _sides(text: _Text) -> Mapping[str, tuple[list[str], list[str]]]:
    """Return the words on each side of each pair; of some, only together with what follows them."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for at, token in enumerate(text.tokens):
        for pair, side in text.words.sides.get(token.low, ()):
            near, key = at in text.denied, pair
            if pair in turn_words.LEANING:
                near, key = near or _denied_before(text, at), f"{pair} {_leant_on(text, at)}"
            found.setdefault(key, ([], []))[side ^ near].append(token.low)
    return found


def _leant_on(text: _Text, at: int) -> str:
    following = _behind(text.tokens, at, text.words)
    return "" if not following else _key(text.tokens[following[0]])


def _key(token: _Token) -> str:
    return token.low if token.fact else _stem(token.low)


def _denied_before(text: _Text, at: int) -> bool:
    """Tell whether a denied word stands shortly before: « n’ouvre pas avant 10 h » opens after."""
    for place in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        if text.tokens[place].low in _BREAKS:
            return False
        if place in text.denied:
            return True
    return False


def _bounds(one: _Text, other: _Text) -> Iterator[str]:
    """Yield facts whose bound is another: « jusqu’à −50 % » is not « −50 % »."""
    before, now = _bounded(one), _bounded(other)
    for key, (bounds, fact) in now.items():
        if key in before and bounds != before[key][0]:
            difference = bounds ^ before[key][0]
            if not (fact.kind in _FREE_FROM and difference == {"from"}):
                yield fact.text


def _bounded(text: _Text) -> Mapping[tuple[str, str], tuple[frozenset[str], Fact]]:
    found: dict[tuple[str, str], tuple[frozenset[str], Fact]] = {}
    for at, fact in enumerate(text.facts):
        if fact.kind in _BOUNDED:
            last = text.facts[at - 1] if at else None
            following = text.facts[at + 1] if at + 1 < len(text.facts) else None
            bounds = text.words.bounds_at(text.plain, fact, last, following)
            had = found.get((fact.kind, fact.normal))
            found[fact.kind, fact.normal] = (bounds | had[0] if had else bounds, fact)
    return found


def _swapped(one: _Text, other: _Text, *, same_language: bool) -> Iterator[str]:
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


def _exchangeable(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two facts may stand for each other: of one kind and one unit."""
    return one[0] == other[0] and (one[0] == "name" or _UNIT.sub("", one[1]) == _UNIT.sub("", other[1]))


def _single(text: _Text) -> Mapping[tuple[str, str], int]:
    """Return where each fact stands that can change places; one that is said twice can't be followed."""
    places: dict[tuple[str, str], list[int]] = {}
    for at, token in enumerate(text.tokens):
        if token.fact is not None and token.fact.kind in _MOVING:
            places.setdefault((token.fact.kind, token.fact.normal), []).append(at)
    return {key: found[0] for key, found in places.items() if len(found) == 1}


def _said(text: _Text, at: int) -> str:
    fact = text.tokens[at].fact
    return fact.text if fact else ""


def _around(text: _Text, at: int, but: set[str]) -> Mapping[tuple[int, str], int]:
    """Return the nearest words of weight on each side of a place within its sentence; the nearer, the heavier."""
    found: dict[tuple[int, str], int] = {}
    for side in (-1, 1):
        place, left = at + side, _NEAR
        while left and 0 <= place < len(text.tokens) and text.tokens[place].low not in _ENDS:
            token = text.tokens[place]
            if token.low not in text.words.light and token.low not in _BREAKS:
                if token.low not in but:
                    found[side, _key(token)] = left
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
