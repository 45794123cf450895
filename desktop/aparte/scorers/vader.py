"""VADER's sentiment for English, stated again: the same numbers to the last digit, in linear time.

The method is that of Hutto & Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
Text", ICWSM 2014, as version 3.3.2 of their package computes it. The outputs are the contract, so its oddities are kept
and named where they stand. What is not kept is its cost: it lowers the whole text again for each word it weighs. This
module refuses to own any word: lexicon and emoji come from the installed package, the rest from resources/languages.
"""

from __future__ import annotations

import math
import re
import string
from functools import lru_cache
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

# Mean ratings measured by the authors of VADER on their own annotated tweets (paper, section 3.3).
BOOST = 0.293
CAPITALS = 0.733
NEGATION = -0.74
NEVER_SO = 1.25
EXCLAMATION, MOST_EXCLAMATIONS = 0.292, 4
QUESTION, MANY_QUESTIONS = 0.18, 0.96
BEFORE_BUT, AFTER_BUT = 0.5, 1.5
FADING = (1.0, 0.95, 0.9)
"""What is left of a booster one, two and three words before the word it boosts."""
SPREAD = 15
"""The alpha of x / sqrt(x² + alpha), which brings any sum between -1 and 1."""

_PUNCTUATION = string.punctuation
_GENERAL_PUNCTUATION = 0x2000
_SHORTEST_WORD = 3
"""A word left with less between its punctuation marks was an emoticon: it keeps them."""
_BEFORE, _BEHIND = 3, 3
"""Words that may change the valence of one: three before it, two behind it (itself counted)."""
_MANY = 12
"""Words with a valence from which each is remembered with its neighbours: a long draft is read key after key."""
_ROW = re.compile(r"^([^\t\n]+)\t([^\t\n]+)", re.MULTILINE)


class Polarity(NamedTuple):
    """VADER's four figures: shares of negative, neutral and positive words (0..1), compound score (-1..1)."""

    neg: float
    neu: float
    pos: float
    compound: float


@record
class Words:
    """The words of VADER's rules (the table `vader` of resources/languages/en.toml).

    idioms: two or three words -> the valence they have together, whatever their words say alone.
    """

    negators: frozenset[str]
    intensifiers: frozenset[str]
    diminishers: frozenset[str]
    idioms: Mapping[str, float]


class _Bare(dict[str, str]):
    """Word -> the word without the punctuation around it, as the package strips it; remembered as they are met."""

    _MOST = 50_000

    def __missing__(self, word: str) -> str:
        if len(self) >= self._MOST:
            self.clear()
        bare = word.strip(_PUNCTUATION)
        self[word] = bare = word if len(bare) < _SHORTEST_WORD else bare
        return bare


class Vader:
    """The analyser: built once, then any number of texts."""

    def __init__(self, words: Words, lexicon: Path, emoji: Path) -> None:
        """Read the tables of the package: `lexicon` (word, valence, …) and `emoji` (emoji, description), tab-separated.

        Raises OSError when a file can't be read.
        """
        self._valences = {word.strip(): float(valence) for word, valence in _rows(lexicon)}
        # The package looks characters up one by one, so only the emoji of one code point were ever found.
        # It adds a space where there is none; a second one changes no word.
        self._described = {ord(mark): f" {description}" for mark, description in _rows(emoji) if len(mark) == 1}
        self._maybe_emoji = re.compile(_class_around(self._described))
        self._bare = _Bare()
        self._remembered = lru_cache(maxsize=4_096)(self._remember)
        self._boosters = dict.fromkeys(words.intensifiers, BOOST) | dict.fromkeys(words.diminishers, -BOOST)
        self._weighed = self._valences.keys() - self._boosters.keys()
        self._negators = words.negators
        self._idioms = words.idioms
        pairs = [booster for booster in self._boosters if " " in booster]
        self._phrase_heads = frozenset(phrase.split()[0] for phrase in [*words.idioms, *pairs])
        self._turning = self._negators | self._boosters.keys() | self._phrase_heads | {"no", "least", "this"}

    def compound(self, text: str) -> float:
        """Return the compound score of `text`, -1 to 1, rounded to 4 digits."""
        valences, _word_count, emphasis = self._read(text)
        return _compound(valences, emphasis) if valences else 0.0

    def polarity(self, text: str) -> Polarity:
        """Return the four figures of `text`, rounded as the package does (3 digits, compound 4)."""
        valences, word_count, emphasis = self._read(text)
        if not word_count:
            return Polarity(0.0, 0.0, 0.0, 0.0)
        return Polarity(*_shares(valences, word_count, emphasis), _compound(valences, emphasis))

    def _read(self, text: str) -> tuple[list[float], int, float]:
        """Return the valences of the words that have one, the number of all words, and the weight of ! and ?."""
        if not text.isascii() and self._maybe_emoji.search(text):
            text = text.translate(self._described)
        raw = list(map(self._bare.__getitem__, text.split()))
        low = list(map(str.lower, raw))
        weighed = self._weighed
        if weighed.isdisjoint(low):
            return [], len(raw), _emphasis(text)
        places = [place for place, word in enumerate(low) if word in weighed]
        contracted = "n't" in text.lower()
        mixed_case = not all(map(str.isupper, raw))
        if len(places) < _MANY:
            valences = [self._valence(raw, low, place, contracted, mixed_case) for place in places]
        else:
            windows = (raw[max(place - _BEFORE, 0) : place + _BEHIND] for place in places)
            valences = [
                self._remembered(tuple(window), min(place, _BEFORE), contracted, mixed_case)
                for place, window in zip(places, windows, strict=True)
            ]
        if "but" in low:
            _weigh_around(low.index("but"), places, valences)
        return valences, len(raw), _emphasis(text)

    def _remember(self, window: tuple[str, ...], place: int, contracted: bool, mixed_case: bool) -> float:  # noqa: FBT001 - as _valence
        """Return the valence of the word at `place` of `window`, all the words that may change it."""
        return self._valence(window, tuple(map(str.lower, window)), place, contracted, mixed_case)

    def _valence(
        self,
        raw: Sequence[str],
        low: Sequence[str],
        place: int,
        contracted: bool,  # noqa: FBT001 - two facts about the whole text, from one place
        mixed_case: bool,  # noqa: FBT001
    ) -> float:
        """Return the valence of the lexicon word at `place`, changed by its capitals and by the words around it.

        contracted: some word of the text holds "n't". mixed_case: some word of the text is not all capitals.
        """
        valence = self._valences[low[place]]
        plain = not contracted and self._turning.isdisjoint(low[max(place - _BEFORE, 0) : place + 1])
        if not plain:
            valence = self._unless_no(valence, low, place)
        if mixed_case and raw[place].isupper():
            valence += CAPITALS if valence > 0 else -CAPITALS
        return valence if plain else self._turned(valence, raw, low, place, mixed_case=mixed_case)

    def _unless_no(self, valence: float, low: Sequence[str], place: int) -> float:
        """Let "no" negate what follows it; it then says nothing itself, like "kind" in "kind of"."""
        following = low[place + 1] if place + 1 < len(low) else ""
        if _after_no(low, place):
            return valence * NEGATION
        return 0.0 if low[place] == "no" and following in self._valences else valence

    def _turned(self, valence: float, raw: Sequence[str], low: Sequence[str], place: int, *, mixed_case: bool) -> float:
        """Apply the three words before `place`, the nearest first; words with a valence of their own leave it alone."""
        if low[place] == "kind" and low[place + 1 : place + 2] == ["of"]:
            return 0.0
        for distance in range(1, min(place, 3) + 1):
            before = low[place - distance]
            if before in self._valences:
                continue
            if before in self._boosters:
                shouted = mixed_case and raw[place - distance].isupper()
                valence += self._boost(before, valence, shouted=shouted) * FADING[distance - 1]
            valence = self._negate(valence, low, place, distance)
            if distance == 3 and not self._phrase_heads.isdisjoint(low[place - 3 : place + 1]):
                valence = self._phrases(valence, low, place)
        if place and low[place - 1] == "least" and (place == 1 or low[place - 2] not in {"at", "very"}):
            valence *= NEGATION
        return valence

    def _boost(self, booster: str, valence: float, *, shouted: bool) -> float:
        boost = -self._boosters[booster] if valence < 0 else self._boosters[booster]
        if shouted:
            boost += CAPITALS if valence > 0 else -CAPITALS
        return boost

    def _negate(self, valence: float, low: Sequence[str], place: int, distance: int) -> float:
        """Apply the word `distance` before `place`; from three words away, "so" just before it needs no "never"."""
        before = low[place - distance]
        between = low[place - distance + 1 : place]
        if distance > 1:
            emphatic = low[place - distance + 1] in {"so", "this"} and before == "never"
            if emphatic or (distance == 3 and between[1] in {"so", "this"}):
                return valence * NEVER_SO
            if before == "without" and "doubt" in between:
                return valence
        return valence * NEGATION if before in self._negators or "n't" in before else valence

    def _phrases(self, valence: float, low: Sequence[str], place: int) -> float:
        """Let an idiom around `place` replace the valence, and boosters of two words ("kind of") change it."""
        third, second, first, word = low[place - 3 : place + 1]
        ending = (f"{first} {word}", f"{second} {first} {word}", f"{second} {first}", f"{third} {second} {first}")
        for phrase in (*ending, f"{third} {second}"):
            if phrase in self._idioms:
                valence = self._idioms[phrase]
                break
        for length in (2, 3):
            phrase = " ".join(low[place : place + length])
            if place + length <= len(low) and phrase in self._idioms:
                valence = self._idioms[phrase]
        for pair in (f"{third} {second}", f"{second} {first}"):
            valence += self._boosters.get(pair, 0.0)
        return valence


def normalised(total: float) -> float:
    """Bring a sum of valences between -1 and 1, VADER's way."""
    return max(-1.0, min(1.0, total / math.sqrt(total * total + SPREAD)))


def _rows(path: Path) -> list[tuple[str, str]]:
    return _ROW.findall(path.read_text(encoding="utf-8"))


def _class_around(code_points: Collection[int]) -> str:
    """Return a character class that holds these code points and is short enough to be searched quickly.

    The few below general punctuation one by one (©, ®), the others as one range: letters with accents stay out.
    """
    few = "".join(chr(point) for point in code_points if point < _GENERAL_PUNCTUATION)
    many = [point for point in code_points if point >= _GENERAL_PUNCTUATION]
    return f"[{re.escape(few)}{chr(min(many))}-{chr(max(many))}]"


def _after_no(low: Sequence[str], place: int) -> bool:
    """Tell whether "no" stands one or two words before, or three with "or" in between."""
    if "no" not in low[max(place - 3, 0) : place]:
        return False
    return "no" in low[max(place - 2, 0) : place] or low[place - 1] in {"or", "nor"}


def _weigh_around(turn: int, places: Sequence[int], valences: list[float]) -> None:
    """Halve what stands before the word "but" at `turn` and raise what stands after, in place.

    The package finds each valence again by its value: where two are equal, the first one is changed a second time and
    the later one is left. A heap of positions for each value finds the same "first one" without searching the list.
    """
    first_of: dict[float, list[int]] = {}
    for index in range(len(valences)):
        heappush(first_of.setdefault(valences[index], []), index)
        chosen = heappop(first_of[valences[index]])
        valences[chosen] *= BEFORE_BUT if places[chosen] < turn else AFTER_BUT
        heappush(first_of.setdefault(valences[chosen], []), chosen)


def _emphasis(text: str) -> float:
    exclamations = min(text.count("!"), MOST_EXCLAMATIONS) * EXCLAMATION
    questions = text.count("?")
    if questions < 2:
        return exclamations
    return exclamations + (questions * QUESTION if questions <= 3 else MANY_QUESTIONS)


def _compound(valences: Sequence[float], emphasis: float) -> float:
    total = float(sum(valences))
    if total:
        total += emphasis if total > 0 else -emphasis
    return round(normalised(total), 4)


def _shares(valences: Sequence[float], word_count: int, emphasis: float) -> tuple[float, float, float]:
    """Return the negative, neutral and positive shares; each word counts one and its valence."""
    positive = negative = 0.0
    neutral = word_count - len(valences)
    # Not sum(): from Python 3.12 on it rounds otherwise than the additions of the package do.
    for valence in valences:
        if valence > 0:
            positive += valence + 1
        elif valence < 0:
            negative += 1 - valence
        else:
            neutral += 1
    if positive > negative:
        positive += emphasis
    elif positive < negative:
        negative += emphasis
    whole = positive + negative + neutral
    return round(negative / whole, 3), round(neutral / whole, 3), round(positive / whole, 3)
