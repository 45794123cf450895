"""A text as it is compared with another: words in lower case, each fact one word, and which words a negation holds.

« ne … pas » holds its verb; any other negation what comes behind. It refuses to parse: a negation reaches six words,
and a sentence's end stops it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from aparte.engine import turn_words
from aparte.engine.facts import facts, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aparte.engine.facts import Fact
    from aparte.engine.turn_words import TurnWords

_WORD = re.compile(
    r"[cdjlmnst]'(?=\w)|qu'|jusqu'|[^\W_]+?n't\b|[^\W_]+(?:-[^\W_]+)*(?:'(?:s|re|ve|ll|d|m)\b)?|[.!?…\n]|[,;:()–—]"
)
ENDS: Final = frozenset(".!?…\n")
BREAKS: Final = frozenset(",;:()–—.!?…\n")
STEM: Final = 4
"""Letters that stand for a word of five and more: « livrons » and « livraison » are then one."""
NEAR: Final = 3
"""Words on either side that say what a fact is about."""
_REACH = 6
"""Words within which « ne » finds its « pas »."""


class Token(NamedTuple):
    """A word in lower case, or a fact, whose normal form it then is."""

    low: str
    fact: Fact | None = None


class Wording:
    """A text as words, its facts one word each; which of them are denied."""

    def __init__(self, text: str, language: str) -> None:
        self.words = turn_words.of(language)
        self.plain = plain(text).lower()
        for idiom in self.words.idioms:
            self.plain = self.plain.replace(idiom, " " * len(idiom))
        self.facts = facts(text, language)
        self.tokens = list(self._tokens())
        held = _denied(self.tokens, self.words)
        self.denied = frozenset(place for places in held for place in places)
        self.negations = tuple(places for places in held if places)

    def _tokens(self) -> Iterator[Token]:
        place = 0
        for fact in (*self.facts, None):
            stretch = self.plain[place : fact.start if fact else None]
            for match in _WORD.finditer(stretch):
                low = match[0]
                if low.endswith("n't"):
                    yield Token(low.removesuffix("n't"))
                    low = "n't"
                yield Token(low)
            if fact is not None:
                yield Token(fact.normal, fact)
                place = fact.end


def _denied(tokens: Sequence[Token], words: TurnWords) -> list[list[int]]:
    """Return, for each negation, the places of the words it holds: the verb of « ne … pas », else what comes behind."""
    held: list[list[int]] = []
    at = 0
    while at < len(tokens):
        low = tokens[at].low
        close = _closing(tokens, at, words) if low in words.opens else None
        if close is not None:
            verbs = [place for place in range(at + 1, close) if tokens[place].low not in words.carriers]
            held.append(verbs or behind(tokens, close, words))
            at = close
        elif low in words.before:
            held.append(behind(tokens, at, words))
        at += 1
    return held


def _closing(tokens: Sequence[Token], start: int, words: TurnWords) -> int | None:
    for at in range(start + 1, min(start + 1 + _REACH, len(tokens))):
        if tokens[at].low in ENDS:
            return None
        if tokens[at].low in words.closes:
            return at
    return None


def behind(tokens: Sequence[Token], start: int, words: TurnWords) -> list[int]:
    """Return the place of the first word of weight behind `start`, within its clause; none where there is none."""
    for at in range(start + 1, min(start + 1 + _REACH, len(tokens))):
        if tokens[at].low in BREAKS:
            break
        if tokens[at].low not in words.carriers:
            return [at]
    return []


def stem(low: str) -> str:
    """Return what stands for a word and its kin."""
    return low[:STEM] if len(low) > STEM else low


def key_of(token: Token) -> str:
    """Return what a token is compared by: a fact whole, a word by its stem."""
    return token.low if token.fact else stem(token.low)
