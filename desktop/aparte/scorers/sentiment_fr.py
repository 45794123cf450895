"""What French words say, from -1 to 1: our own lexicon, and rules for the words that turn, raise or lower another.

The sum is brought between -1 and 1 as VADER does, so that a French 0.6 and an English 0.6 are as high on screen. It
refuses to translate VADER: negation stands on both sides of a French verb ("je n'aime pas"), "ne … que" denies nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from aparte.scorers.vader import (
    AFTER_BUT,
    BEFORE_BUT,
    BOOST,
    CAPITALS,
    EXCLAMATION,
    FADING,
    MANY_QUESTIONS,
    MOST_EXCLAMATIONS,
    NEGATION,
    QUESTION,
    normalised,
)
from aparte.text import language, lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.text.lexicon import Hit
    from aparte.text.reading import Reading, Token

REACH_BEFORE = 4
"""Words that may stand between a negator and what it negates: "pas un très grand succès"."""
REACH_AFTER = 2
"""Words after a verb where its "pas" may stand: "j'aime vraiment pas"."""
NEGATORS_AFTER = frozenset({"pas", "pa", "jamais", "jms", "guère", "rien"})
_STOPS = frozenset('.!?;:…,()«»"\n')
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_NE = frozenset({"ne", "n'"})


class _Words(NamedTuple):
    boosts: dict[str, float]
    negators: frozenset[str]
    negators_with_ne: frozenset[str]
    contrasts: frozenset[str]
    contrast_ends: frozenset[str]


def score(reading: Reading) -> float:
    """Return the sentiment of a French reading, -1 to 1, rounded to 4 digits; 0 when the lexicon has no word of it."""
    hits = [hit for hit in [*reading.found("valence"), *_stretched(reading)] if hit.weight]
    if not hits:
        return 0.0
    shouts = not all(word.raw.isupper() for word in reading.words)
    valences = [_valence(reading.tokens, hit, shouts=shouts) for hit in hits]
    _weigh_around_contrast(reading.tokens, hits, valences)
    total = sum(valences)
    emphasis = _emphasis(reading.text)
    return round(normalised(total + (emphasis if total > 0 else -emphasis if total < 0 else 0.0)), 4)


@lru_cache(maxsize=1)
def _words() -> _Words:
    table = language.rules("fr")["sentiment"]
    return _Words(
        boosts=dict.fromkeys(table["intensifiers"], BOOST) | dict.fromkeys(table["diminishers"], -BOOST),
        negators=frozenset(table["negators"]),
        negators_with_ne=frozenset(table["negators_with_ne"]),
        contrasts=frozenset(table["contrasts"]),
        contrast_ends=frozenset(phrase.split()[-1] for phrase in table["contrasts"] if " " in phrase),
    )


def _stretched(reading: Reading) -> list[Hit]:
    """Find "géniaaaal" as "génial": words no list holds, once their stretched letters are written once."""
    if not _STRETCHED.search(reading.text):
        return []
    known = lexicon.of("fr")
    found = []
    for index, token in enumerate(reading.tokens):
        short = _STRETCHED.sub(r"\1", token.low) if token.kind == "word" else token.low
        if short == token.low or "valence" in known.categories_of(token.low):
            continue
        valence = known.categories_of(short).get("valence")
        if valence is not None:
            found.append(lexicon.Hit("valence", short, valence, token.start, token.end, index, index))
    return found


def _valence(tokens: Sequence[Token], hit: Hit, *, shouts: bool) -> float:
    valence = hit.weight
    if shouts and tokens[hit.first].kind == "word" and len(hit.entry) > 1 and _shouted(tokens, hit):
        valence += CAPITALS if valence > 0 else -CAPITALS
    if tokens[hit.first].kind == "emoji":
        return valence
    before = _before(tokens, hit.first)
    valence += _boost(before, tokens, hit, valence)
    return valence * NEGATION if _negated(before, tokens, hit) else valence


def _shouted(tokens: Sequence[Token], hit: Hit) -> bool:
    return all(token.raw.isupper() for token in tokens[hit.first : hit.last + 1])


def _before(tokens: Sequence[Token], first: int) -> list[str]:
    """Return the words just before, the nearest first, up to a stop and at most REACH_BEFORE."""
    words: list[str] = []
    for token in reversed(tokens[max(first - REACH_BEFORE, 0) : first]):
        if token.raw[0] in _STOPS:
            break
        words.append(token.low)
    return words


def _boost(before: Sequence[str], tokens: Sequence[Token], hit: Hit, valence: float) -> float:
    boosts, total = _words().boosts, 0.0
    for distance, word in enumerate(before[:3]):
        pair = f"{before[distance + 1]} {word}" if distance + 1 < len(before) else ""
        boost = boosts.get(pair, boosts.get(word, 0.0))
        if boost and not (word == "plus" and not _NE.isdisjoint(before)):
            total += boost * FADING[distance]
    if hit.last + 2 < len(tokens) and tokens[hit.last + 1].low == "du" and tokens[hit.last + 2].low == "tout":
        total += BOOST
    return total if valence > 0 else -total


def _negated(before: Sequence[str], tokens: Sequence[Token], hit: Hit) -> bool:
    words = _words()
    with_ne = not _NE.isdisjoint(before)
    for distance, word in enumerate(before):
        pair = f"{before[distance + 1]} {word}" if distance + 1 < len(before) else ""
        if word in words.negators or pair in words.negators or (with_ne and word in words.negators_with_ne):
            return True
    for distance, token in enumerate(tokens[hit.last + 1 : hit.last + 1 + REACH_AFTER]):
        if token.raw[0] in _STOPS:
            return False
        denies = token.low in NEGATORS_AFTER and (with_ne or distance == 0)
        if denies or (with_ne and token.low in words.negators_with_ne):
            return True
    return False


def _weigh_around_contrast(tokens: Sequence[Token], hits: Sequence[Hit], valences: list[float]) -> None:
    """Halve what stands before the last "mais" and raise what stands after, in place, if words stand on both sides."""
    between = range(max(hit.first for hit in hits) - 1, min(hit.first for hit in hits), -1)
    turn = next((index for index in between if _turns(tokens, index)), None)
    if turn is None:
        return
    for index, hit in enumerate(hits):
        valences[index] *= BEFORE_BUT if hit.first < turn else AFTER_BUT


def _turns(tokens: Sequence[Token], index: int) -> bool:
    words = _words()
    low = tokens[index].low
    return low in words.contrasts or (
        low in words.contrast_ends and f"{tokens[index - 1].low} {low}" in words.contrasts
    )


def _emphasis(text: str) -> float:
    questions = text.count("?")
    asked = 0.0 if questions < 2 else questions * QUESTION if questions <= 3 else MANY_QUESTIONS
    return min(text.count("!"), MOST_EXCLAMATIONS) * EXCLAMATION + asked
