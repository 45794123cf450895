"""Where the irony of a text stands: how likely each of its words is to be one that carries it.

Learned from the stretches that the writers of our corpus marked. Decision: a model of its own, since what a word gives
to the learned table hardly tells where irony stands (left-out folds: three such words meet a marked one in .69, three
random ones in .66, three of these in .85). It refuses to judge: it only shares out what the table heard.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from math import log1p
from operator import itemgetter, mul
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

import numpy as np

from aparte import paths
from aparte.scorers import classes
from aparte.scorers.letters import Stream
from aparte.text.language import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BUCKETS: Final = 1 << 16
SIGNS: Final = 9
"""Figures of a word besides its buckets: see `_signs`."""
KEY_SHARE: Final = 0.5
"""What one bucket counts beside one figure: cross-validated with the strength in models/train/where.py."""
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_ENDS = frozenset(".!?…")
_MOST_PLACED = 500
"""Remembered texts, some megabytes; then all are forgotten."""
_EDGE = 4
"""Letters of the beginning and of the end of a word that say what sort it is."""


Span = tuple[int, int]


class Inputs(NamedTuple):
    """What is known of a word: whether it is one of grammar or a mark, its buckets, and its SIGNS figures."""

    start: int
    end: int
    bare: bool
    keys: list[int]
    signs: tuple[float, ...]


class Spot(NamedTuple):
    """A word, whether it is one of grammar or a mark, and its log-odds of carrying irony."""

    start: int
    end: int
    bare: bool
    log_odds: float


_placed: dict[tuple[str, str], tuple[Spot, ...]] = {}


def spots(text: str, language: str) -> tuple[Spot, ...]:
    """Return the words of `text` in order, each with how likely it carries the irony, if there is any.

    Kept: while one sentence is typed, the loudest one mostly stays.
    """
    place([text], language)
    return _placed[language, text]


def place(texts: Iterable[str], language: str) -> None:
    """Place the irony of many texts in one pass and remember it for `spots`."""
    new = list(dict.fromkeys(text for text in texts if (language, text) not in _placed))
    if not new:
        return
    if len(_placed) > _MOST_PLACED:
        _placed.clear()
    table = _table(language)
    for text, words in zip(new, inputs(new, language), strict=True):
        _placed[language, text] = tuple(Spot(one.start, one.end, one.bare, table.log_odds(one)) for one in words)


def inputs(texts: Sequence[str], language: str) -> list[list[Inputs]]:
    """Return for each text what is known of each of its words."""
    spans = [words_of(text) for text in texts]
    return [
        _inputs(text, words, named, language)
        for text, words, named in zip(texts, spans, _named(texts, spans, language), strict=True)
    ]


def _inputs(text: str, words: Sequence[Span], named: Sequence[Sequence[int]], language: str) -> list[Inputs]:
    low = [text[start:end].lower() for start, end in words]
    bare = [not word.isalnum() or word in grammar(language) for word in low]
    made = []
    for at, (word, signs) in enumerate(zip(low, _signs(low, bare), strict=True)):
        before, after = low[at - 1] if at else "^", low[at + 1] if at + 1 < len(low) else "$"
        said = [f"w{word}", f"p{before}", f"n{after}", f"s{word[-_EDGE:]}", f"b{word[:_EDGE]}"]
        said += [f"c{name}" for name in named[at]]
        keys = [crc32(key.encode("utf-8", "surrogatepass")) % BUCKETS for key in said]
        made.append(Inputs(*words[at], bare[at], keys, signs))
    return made


def words_of(text: str) -> list[Span]:
    """Return the words and marks of a text, as everything here counts them."""
    return [match.span() for match in _WORD.finditer(text)]


@lru_cache(maxsize=2)
def grammar(language: str) -> frozenset[str]:
    """Return the words that say which language it is and nothing else: "the", "pour"."""
    return frozenset(rules(language)["detection"]["words"].split())


def _signs(low: Sequence[str], bare: Sequence[bool]) -> Iterator[tuple[float, ...]]:
    """Give for each word where it stands and what it looks like; irony tends to come last."""
    count = len(low)
    size, farthest = log1p(count) / 4, max(count - 1, 1)
    last_end = max((at for at, word in enumerate(low[:-1]) if word in _ENDS), default=-1)
    for at, word in enumerate(low):
        far = at / farthest
        yield (
            far,
            far**2,
            at > last_end,
            bare[at],
            at < 3,
            at >= count - 4,
            word[:1].isdigit(),
            size,
            len(word) > 6,
        )


def _named(texts: Sequence[str], spans: Sequence[Sequence[Span]], language: str) -> list[list[list[int]]]:
    """Return for each word of each text the lists it stands in, alone or in a longer entry."""
    stream = Stream(texts)
    words, found = stream.words, classes.found(stream.words, language)
    owner = words.text[found.first]
    starts = stream.origin(words.first[found.first], owner).tolist()
    ends = (stream.origin(words.last[found.last] - 1, owner) + 1).tolist()
    named: list[list[list[int]]] = [[[] for _word in words] for words in spans]
    for text, start, end, name in zip(owner.tolist(), starts, ends, found.named.tolist(), strict=True):
        at = bisect_right(spans[text], start, key=itemgetter(1))
        while at < len(spans[text]) and spans[text][at][0] < end:
            named[text][at].append(name)
            at += 1
    return named


class _Table(NamedTuple):
    """Weights of the buckets and of the signs, as lists: a few look-ups a word are quicker in them than in numpy."""

    weight: list[float]
    signs: list[float]
    bias: float

    def log_odds(self, word: Inputs) -> float:
        """Return the log-odds of a word to carry irony."""
        keys = sum([self.weight[key] for key in word.keys])
        signs: float = sum(map(mul, self.signs, word.signs))
        return self.bias + KEY_SHARE * keys + signs


@lru_cache(maxsize=2)
def _table(language: str) -> _Table:
    with np.load(paths.models("scorers", f"where_{language}.npz"), allow_pickle=False) as arrays:
        weight = arrays["weight"].astype(np.float64) * float(arrays["scale"])
        return _Table(weight.tolist(), arrays["signs"].tolist(), float(arrays["bias"]))
