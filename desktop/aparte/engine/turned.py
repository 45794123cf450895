"""What a rewrite may not turn round though all facts stand: a negation, an opposite, a bound, who does what when.

Word lists of resources/turns and places, no model: "nous ne fermons pas" and "nous fermons" have the same facts. It
prefers a refusal too many to a sentence turned round, and says which words it is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.engine import turn_words
from aparte.engine.swapped import facts_swapped, words_swapped
from aparte.engine.wording import BREAKS, NEAR, Wording, behind, key_of, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aparte.engine.facts import Fact

_BOUNDED = frozenset({"number", "price", "percent", "date", "time"})
_FREE_FROM = frozenset({"date", "time"})
"""« dès demain » says no more than « demain »: of days and hours, "from" alone may come and go."""


def turned(draft: str, rewrite: str, language: str, after: str | None = None) -> tuple[str, ...]:
    """Return the words of `rewrite` that say the contrary of `draft`, or say it of another; none when nothing does.

    language: of the draft; after: of the rewrite, when it is another one. Then only figures, opposites and places are
    compared: which word a negation holds can't be told across languages.
    """
    after = after or language
    one, other = Wording(draft, language), Wording(rewrite, after)
    found = [*_opposites(one, other), *_bounds(one, other), *facts_swapped(one, other, same_language=after == language)]
    if after == language:
        found += [*_negations(one, other), *_fewer_or_more_denied(one, other)]
        found += [*_kinds(one, other), *words_swapped(one, other)]
    return tuple(dict.fromkeys(found))


def _negations(one: Wording, other: Wording) -> Iterator[str]:
    """Yield words that are denied on one side and said on the other."""
    before, now = _statuses(one), _statuses(other)
    for short, (how, _word) in before.items():
        if short in now and len(how) == 1 and now[short][0] != how:
            yield now[short][1]


def _fewer_or_more_denied(one: Wording, other: Wording) -> Iterator[str]:
    """Yield the words of a negation that came or went, where no opposite stands for it (« ouvert », « pas fermé »)."""
    if len(one.negations) == len(other.negations) or _same_sides(one, other):
        return
    fuller = one if len(one.negations) > len(other.negations) else other
    known = {key_of(other.tokens[at]) for at in other.denied} & {key_of(one.tokens[at]) for at in one.denied}
    yield from (fuller.tokens[at].low for at in sorted(fuller.denied) if key_of(fuller.tokens[at]) not in known)


def _same_sides(one: Wording, other: Wording) -> bool:
    """Tell whether what is denied on one side is said by its opposite on the other."""
    before, now = _sides(one), _sides(other)
    moved = {key for key in before if key in now and before[key] != now[key]}
    return any(bool(before[key][side]) and bool(now[key][side]) for key in moved for side in (0, 1))


def _kinds(one: Wording, other: Wording) -> Iterator[str]:
    """Yield words that stand in the place of another of their kind: « noix » for « noisettes »."""
    before, now = _kinds_of(one), _kinds_of(other)
    for kind, words in now.items():
        if kind in before and before[kind].keys() - words.keys():
            yield from (said for word, said in words.items() if word not in before[kind])


def _kinds_of(text: Wording) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for token in text.tokens:
        if token.low in text.words.kinds:
            kind, word = text.words.kinds[token.low]
            found.setdefault(kind, {})[word] = token.low
    return found


def _statuses(text: Wording) -> Mapping[str, tuple[frozenset[bool], str]]:
    found: dict[str, tuple[frozenset[bool], str]] = {}
    for at, token in enumerate(text.tokens):
        if token.fact is None and token.low not in text.words.light and token.low not in BREAKS:
            short = stem(token.low)
            how, word = found.get(short, (frozenset(), token.low))
            found[short] = how | {at in text.denied}, word
    return found


def _opposites(one: Wording, other: Wording) -> Iterator[str]:
    """Yield words that went over to the other side of their pair; a denied word counts for its contrary."""
    before, now = _sides(one), _sides(other)
    for pair, sides in now.items():
        had = before.get(pair, ((), ()))
        for side in (0, 1):
            more, fewer = len(sides[side]) > len(had[side]), len(sides[1 - side]) < len(had[1 - side])
            if had[1 - side] and more and (fewer or not had[side]):
                yield sides[side][0]


def _sides(text: Wording) -> Mapping[str, tuple[list[str], list[str]]]:
    """Return the words on each side of each pair; of some, only together with what follows them."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for at, token in enumerate(text.tokens):
        for pair, side in text.words.sides.get(token.low, ()):
            near, key = at in text.denied, pair
            if pair in turn_words.LEANING:
                near, key = near or _denied_before(text, at), f"{pair} {_leant_on(text, at)}"
            found.setdefault(key, ([], []))[side ^ near].append(token.low)
    return found


def _leant_on(text: Wording, at: int) -> str:
    following = behind(text.tokens, at, text.words)
    return "" if not following else key_of(text.tokens[following[0]])


def _denied_before(text: Wording, at: int) -> bool:
    """Tell whether a denied word stands shortly before: « n’ouvre pas avant 10 h » opens after."""
    for place in range(at - 1, max(-1, at - 1 - NEAR), -1):
        if text.tokens[place].low in BREAKS:
            return False
        if place in text.denied:
            return True
    return False


def _bounds(one: Wording, other: Wording) -> Iterator[str]:
    """Yield facts whose bound is another: « jusqu’à −50 % » is not « −50 % »."""
    before, now = _bounded(one), _bounded(other)
    for key, (bounds, fact) in now.items():
        if key in before and bounds != before[key][0]:
            difference = bounds ^ before[key][0]
            if not (fact.kind in _FREE_FROM and difference == {"from"}):
                yield fact.text


def _bounded(text: Wording) -> Mapping[tuple[str, str], tuple[frozenset[str], Fact]]:
    found: dict[tuple[str, str], tuple[frozenset[str], Fact]] = {}
    for at, fact in enumerate(text.facts):
        if fact.kind in _BOUNDED:
            last = text.facts[at - 1] if at else None
            following = text.facts[at + 1] if at + 1 < len(text.facts) else None
            bounds = text.words.bounds_at(text.plain, fact, last, following)
            had = found.get((fact.kind, fact.normal))
            found[fact.kind, fact.normal] = (bounds | had[0] if had else bounds, fact)
    return found
