"""How formal a text is, and whom it speaks to: tu, vous, you, or nobody.

Counted from words anybody can point at. A quotation speaks to somebody else and is left out. It refuses to decide which
of tu and vous is right: that is the client's setting, and `fit` says when both stand.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from aparte.nouns import Span
from aparte.scorers.mark_counts import counts_of
from aparte.text.scope import scope_of, word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aparte.text.reading import Reading

Register = Literal["casual", "neutral", "formal"]
REGISTERS: Final[tuple[Register, ...]] = ("casual", "neutral", "formal")
Address = Literal["tu", "vous", "you", "none"]

MOST_SPANS = 12
"""Words shown for one ruler: more would underline the whole text."""
CASUAL_FROM = 0.7
FORMAL_FROM = 0.9
"""Units by which one register must outweigh the other: set on the development half of tone_cases.jsonl."""
_LONG_SENTENCE = 18
"""Words: only written, composed sentences are longer on average (same development cases)."""

_TU = word_set("tu te t' toi ta tes tien tienne tiens tiennes toi-même")
_VOUS = word_set("vous votre vos vôtre vôtres vous-même vous-mêmes")
_YOU = word_set("you your yours yourself yourselves u ur y'all yall ya")
_PRONOUNS: Mapping[str, Address] = {**dict.fromkeys(_TU - {"tiens"}, "tu"), **dict.fromkeys(_VOUS, "vous")}
_TU_TAILS = ("-tu", "-toi", "-moi")
_ORDER_TAILS = ("-toi", "-moi")
_NOT_EZ = word_set("chez assez nez rez lez merguez suez gomez lopez perez ramirez martinez sanchez rodriguez")
_VOUS_VERBS = word_set("faites dites êtes soyez")
_DETERMINERS = word_set("le un ce au du de bon quel ce même même ton")
_OPENERS = word_set("et puis alors surtout allez allons donc mais ou please just and or then so now n' ne pls")
_MOST_OPENERS = 4
_ENGLISH_FOLLOWERS = frozenset(("is", "are", "was", "were", "of", "has", "had", "will", "can", "did", "does"))


class Addressed(NamedTuple):
    """Whom a text speaks to. words: where it does. imperatives: how many of them are orders or invitations."""

    address: Address
    words: tuple[Span, ...]
    imperatives: int


def address_of(reading: Reading) -> Addressed:
    """Return whom `reading` speaks to; the imperative counts, and the more frequent of tu and vous wins.

    A tie goes to the first one met. Kept in `reading.memo`.
    """
    known = reading.memo.get("address")
    if isinstance(known, Addressed):
        return known
    found = _french(reading) if reading.language == "fr" else _english(reading) if reading.language == "en" else []
    counts: dict[Address, int] = {}
    for address, _index, _order in found:
        counts[address] = counts.get(address, 0) + 1
    winner: Address = max(counts, key=lambda name: counts[name]) if counts else "none"
    words = [reading.tokens[index] for name, index, _order in found if name == winner]
    spans = tuple(Span(start=token.start, end=token.end) for token in words[:MOST_SPANS])
    result = Addressed(winner, spans, sum(order for _name, _index, order in found))
    reading.memo["address"] = result
    return result


_Found = list[tuple[Address, int, bool]]
"""Whom a word speaks to, its token, whether it is an order or an invitation."""


def _french(reading: Reading) -> _Found:
    found: _Found = []
    imperatives = {hit.first for hit in reading.hits.get("address.imperative", ())}
    tokens = reading.tokens
    for index, (_start, _end, _raw, low, kind) in enumerate(tokens):
        if kind != "word":
            continue
        pronoun = _PRONOUNS.get(low)
        if pronoun:
            found.append((pronoun, index, False))
        elif low[-2:] == "ez" or low in _VOUS_VERBS:
            if _is_vous_verb(low):
                found.append(("vous", index, _opens_clause(reading, index)))
        elif "-" in low:
            found.extend(_by_tail(reading, index))
        elif low == "ton":
            if index == 0 or tokens[index - 1].low not in _DETERMINERS:
                found.append(("tu", index, False))
        elif index in imperatives and _opens_clause(reading, index):
            found.append(("tu", index, True))
    return _outside_quotes(reading, found)


def _by_tail(reading: Reading, index: int) -> _Found:
    """« as-tu », « êtes-vous » ask; « inscris-toi », « dites-nous », « suivez-les » order."""
    low = reading.tokens[index].low
    if _is_vous_verb(low) or (low.endswith("-vous") and low != "rendez-vous"):
        return [("vous", index, not low.endswith("-vous") or _opens_clause(reading, index))]
    if low.endswith(_TU_TAILS):
        return [("tu", index, low.endswith(_ORDER_TAILS))]
    return []


def _is_vous_verb(low: str) -> bool:
    """-ez is the second person and nothing else in French, but for a few nouns and Spanish surnames."""
    stem = low.partition("-")[0]
    if stem in _VOUS_VERBS:
        return True
    return len(stem) > 3 and stem.endswith("ez") and stem not in _NOT_EZ and stem != "rendez"


def _english(reading: Reading) -> _Found:
    tokens = reading.tokens
    here = _YOU | {low for low in {token[3] for token in reading.words} if low.startswith("you'")}
    found: _Found = [("you", place, False) for place, token in enumerate(tokens) if token[3] in here]
    for hit in reading.hits.get("address.imperative", ()):
        place, named = hit.first, tokens[hit.first]
        if named.kind == "word" and named.low not in here and _opens_clause(reading, place):
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            if following is not None and following.low not in _ENGLISH_FOLLOWERS:
                found.append(("you", place, True))
    return _outside_quotes(reading, sorted(found, key=itemgetter(1)))


def _opens_clause(reading: Reading, index: int) -> bool:
    """Return whether only marks, emoji, mentions or a linking word stand between the clause's start and `index`."""
    tokens = reading.tokens
    limit = max(0, index - _MOST_OPENERS)
    while index:
        before = tokens[index - 1]
        if before.kind == "word" and before.low in _OPENERS and index > limit:
            index -= 1
            continue
        if before.kind != "word":
            return before.kind != "number" or "\n" in reading.text[before.end : tokens[index].start]
        return "\n" in reading.text[before.end : tokens[index].start]
    return True


def _outside_quotes(reading: Reading, found: _Found) -> _Found:
    if not found:
        return found
    scope = scope_of(reading)
    return [item for item in found if not scope.quoted(item[1])]


def _stretches(text: str) -> bool:
    """Tell whether a letter stands three times in a row ("trooop"; "www" is none).

    In numpy: an expression asks each of 3,000 letters ten times slower.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    same = codes[1:] == codes[:-1]
    thrice = (text[place] for place in np.flatnonzero(same[1:] & same[:-1]).tolist())
    return any(letter.isalnum() and not letter.isdecimal() and letter not in "wW" for letter in thrice)


class Formality(NamedTuple):
    """The units for each side; `register` is the side that clearly outweighs the other."""

    casual: float
    formal: float

    @property
    def register(self) -> Register:
        """The register of the text: casual, neutral or formal."""
        if self.formal - self.casual >= FORMAL_FROM:
            return "formal"
        return "casual" if self.casual - self.formal >= CASUAL_FROM else "neutral"


def formality_of(reading: Reading, address: Address) -> Formality:
    """Return the signs of a casual and of a formal register: words, marks, emoji, address, length of sentences."""
    casual = sum(hit.weight for hit in reading.hits.get("register.casual", ()))
    formal = sum(hit.weight for hit in reading.hits.get("register.formal", ()))
    marks = counts_of(reading)
    emoji, exclaimed, ended = marks.kinds["emoji"], marks.exclamations + marks.questions, marks.ends
    casual += 0.5 * marks.kinds["emoticon"] + 0.4 * marks.loud
    casual += 0.15 * min(emoji, 3) + (0.4 if address == "tu" else 0.0)
    if _stretches(reading.text):
        casual += 0.5
    if reading.words and reading.words[0].raw.islower() and reading.words[0].start == 0:
        casual += 0.3
    if not emoji and not exclaimed and len(reading.words) / max(1, ended) >= _LONG_SENTENCE:
        formal += 0.4
    return Formality(casual, formal + (0.2 if address == "vous" and not exclaimed else 0.0))
