"""The sentiment of thousands of posts in a few passes: VADER's sum and our French one, from hashed valences.

Kept of both: capitals, words that raise, lower or turn around another one before (in French also after) them, "but",
"mais", exclamation marks. Left to `sentiment`, which a draft is read with: the rarer turns ("never so", "at least"),
stretched words. The labels agree on nine posts in ten or more (tests/measures/triage_bulk.py prints it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aparte.scorers import bulk_valences
from aparte.scorers.bulk_valences import AFTER, BOOSTS, BUT, EMOTICONS, NE, NEEDS_NE, NO, NOT, WEIGHS
from aparte.scorers.sentiment_fr import REACH_AFTER, REACH_BEFORE
from aparte.scorers.vader import (
    AFTER_BUT,
    BEFORE_BUT,
    CAPITALS,
    EXCLAMATION,
    FADING,
    MANY_QUESTIONS,
    MOST_EXCLAMATIONS,
    NEGATION,
    QUESTION,
    SPREAD,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aparte.scorers.bulk_valences import Entries
    from aparte.scorers.index import Index
    from aparte.scorers.letters import Codes, Places, Stream, Words

    Figures = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_STOPS = np.array([ord(mark) for mark in '.!?;:…,()«»"'], np.uint64)
_BLANK = 0x20


class _Tokens(NamedTuple):
    """Words and weighed signs, marks left out, with what they say. clause: rises at each mark that ends one."""

    text: Places
    clause: Places
    valence: Figures
    boost: Figures
    does: NDArray[np.uint8]
    shouted: Flags

    def beside(self, at: Places, distance: int) -> tuple[Places, Flags]:
        """Return the places `distance` after `at` (before, when negative), and whether they are in the same text."""
        other = np.clip(at + distance, 0, len(self.text) - 1)
        return other, (other == at + distance) & (self.text[other] == self.text[at])


def scores(stream: Stream, words: Words, language: str, count: int) -> Figures:
    """Return the sentiment, -1 to 1, of `count` texts from their words read in `language`; 0 where none weighs."""
    emphasis = _emphasis(words, count)
    tokens = _tokens(stream, words, language, count)
    at = np.flatnonzero(tokens.valence)
    if not len(at):
        return np.zeros(count)
    valences = (_english if language == "en" else _french)(tokens, at)
    summed: Figures = np.bincount(tokens.text[at], weights=valences, minlength=count).astype(np.float64)
    totals: Figures = summed + np.sign(summed) * emphasis
    normalised: Figures = totals / np.sqrt(totals * totals + SPREAD)
    return normalised


def _tokens(stream: Stream, words: Words, language: str, count: int) -> _Tokens:
    if language == "en":
        words = bulk_valences.merged(stream, words)
    valence, boost = np.zeros(len(words.text)), np.zeros(len(words.text))
    does = np.zeros(len(words.text), np.uint8)
    emoticons, *by_length = bulk_valences.entries(language)
    for length, (index, entries) in enumerate(by_length, 1):
        here, row = index.find(bulk_valences.running(words, length))
        last = here + length - 1
        whole = words.text[here] == words.text[last]
        here, last, row = here[whole], last[whole], row[whole]
        weighs = (entries.does[row] & WEIGHS) > 0
        for further in range(1, length):
            valence[here[weighs] + further] = 0.0
        valence[here[weighs]] = entries.valence[row[weighs]]
        boost[last] = entries.boost[row]
        does[last] |= entries.does[row]
    _smile(stream, words, emoticons, valence)
    kept = ~words.sign | (valence != 0)
    clause = np.cumsum(words.sign & np.isin(words.hashed, _STOPS))
    words = words.of(kept)
    shouted = _shouted(stream, words, count)
    return _Tokens(words.text, clause[kept], valence[kept], boost[kept], does[kept], shouted)


def _smile(stream: Stream, words: Words, emoticons: tuple[Index, Entries], valence: Figures) -> None:
    """Weigh the emoticons that stand between blanks, in place: the mark they begin with speaks for them."""
    index, entries = emoticons
    signs = np.flatnonzero(words.sign)
    signs = signs[stream.seen(words.first[signs] - 1) <= _BLANK]
    for size in EMOTICONS:
        signs = signs[words.first[signs] + size < stream.letters]
        first = words.first[signs]
        here, row = index.find(stream.hashed(first, first + size))
        alone = stream.seen(first[here] + size) <= _BLANK
        valence[signs[here[alone]]] = entries.valence[row[alone]]


def _shouted(stream: Stream, words: Words, count: int) -> Flags:
    """Return which words are in capitals, in texts where not every word is."""
    loud = _capital(stream.seen(words.first)) & _capital(stream.seen(words.last - 1)) & (words.last - words.first > 1)
    calm = np.bincount(words.text[~loud], minlength=count)
    return loud & (calm[words.text] > 0)


def _capital(code: Codes) -> Flags:
    return ((code >= ord("A")) & (code <= ord("Z"))) | ((code >= ord("À")) & (code <= ord("Þ")))


def _emphasis(words: Words, count: int) -> Figures:
    marks = words.of(words.sign)
    exclaimed = np.bincount(marks.text[marks.hashed == ord("!")], minlength=count)
    asked = np.bincount(marks.text[marks.hashed == ord("?")], minlength=count)
    questions = np.where(asked < 2, 0.0, np.where(asked <= 3, asked * QUESTION, MANY_QUESTIONS))
    return np.minimum(exclaimed, MOST_EXCLAMATIONS) * EXCLAMATION + questions


def _english(tokens: _Tokens, at: Places) -> Figures:
    valences = tokens.valence[at] + tokens.shouted[at] * np.sign(tokens.valence[at]) * CAPITALS
    following, there = tokens.beside(at, 1)
    valences[((tokens.does[at] & NO) > 0) & there & (tokens.valence[following] != 0)] = 0.0
    near, no = (tokens.beside(at, -distance) for distance in (1, 2))
    refused = (((tokens.does[near[0]] & NO) > 0) & near[1]) | (((tokens.does[no[0]] & NO) > 0) & no[1])
    valences[refused] *= NEGATION
    for distance, fading in enumerate(FADING, 1):
        before, there = tokens.beside(at, -distance)
        there &= tokens.valence[before] == 0
        valences += there * tokens.boost[before] * fading * np.sign(valences)
        valences[there & ((tokens.does[before] & NOT) > 0)] *= NEGATION
    turns = np.flatnonzero(tokens.does & BUT)[::-1]
    return _around(tokens, at, turns, valences)


def _french(tokens: _Tokens, at: Places) -> Figures:
    valences = tokens.valence[at] + tokens.shouted[at] * np.sign(tokens.valence[at]) * CAPITALS
    around = [tokens.beside(at, -distance) for distance in range(1, REACH_BEFORE + 1)]
    does = [tokens.does[other] * (there & (tokens.clause[other] == tokens.clause[at])) for other, there in around]
    with_ne = np.bitwise_or.reduce(does) & NE > 0
    for fading, said, (other, _there) in zip(FADING, does, around, strict=False):
        adds = ((said & BOOSTS) > 0) & ~(with_ne & ((said & NEEDS_NE) > 0))
        valences += adds * tokens.boost[other] * fading * np.sign(tokens.valence[at])
    denied = (np.bitwise_or.reduce(does) & NOT > 0) | (with_ne & (np.bitwise_or.reduce(does) & NEEDS_NE > 0))
    for distance in range(1, REACH_AFTER + 1):
        other, there = tokens.beside(at, distance)
        said = tokens.does[other] * (there & (tokens.clause[other] == tokens.clause[at]))
        denied |= ((said & AFTER) > 0) & (with_ne | (distance == 1)) | (with_ne & (said & NEEDS_NE > 0))
    valences[denied] *= NEGATION
    turns = np.flatnonzero(tokens.does & BUT)
    first, last = np.full(tokens.text[-1] + 1, len(tokens.text)), np.zeros(tokens.text[-1] + 1, np.intp)
    first[tokens.text[at[::-1]]], last[tokens.text[at]] = at[::-1], at
    owner = tokens.text[turns]
    return _around(tokens, at, turns[(turns > first[owner]) & (turns < last[owner])], valences)


def _around(tokens: _Tokens, at: Places, turns: Places, valences: Figures) -> Figures:
    """Halve what stands before the turn of each text and raise what stands after; the last one listed is its turn."""
    turn = np.full(tokens.text[-1] + 1, -1)
    turn[tokens.text[turns]] = turns
    here = turn[tokens.text[at]]
    return valences * np.where(here < 0, 1.0, np.where(at < here, BEFORE_BUT, AFTER_BUT))
