"""Where the irony of a text stands: how likely each of its words is to be one that carries it.

Learned from the stretches that the writers of our corpus marked. Decision: a model of its own, since what a word gives
to the learned table hardly tells where irony stands (left-out folds: three such words meet a marked one in .69, three
random ones in .66, three of these in .85). It refuses to judge: it only shares out what the table heard.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

import numpy as np

from aparte import paths
from aparte.scorers import classes
from aparte.scorers.letters import Stream
from aparte.text.language import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Figures = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Places = NDArray[np.intp]

BUCKETS: Final = 1 << 16
WORD_BUCKETS: Final = 5
SIGNS: Final = 9
"""Figures of a word besides its buckets: see `_signs`."""
KEY_SHARE: Final = 0.5
"""What one bucket counts beside one figure: cross-validated with the strength in models/train/where.py."""
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_ENDS = frozenset(".!?…")
_MOST_PLACED = 500
"""Remembered texts, some megabytes; then all are forgotten."""
_EDGE = 4
"""Letters of the beginning and of the end of a word that say what sort it is; words of the end of a text."""
_LONG = 6


Span = tuple[int, int]


class Inputs(NamedTuple):
    """What is known of the words of some texts, those of one text after those of another.

    spans: of the words of each text. bare: whether a word is one of grammar or a mark. buckets: (words, WORD_BUCKETS);
    lists: the bucket of each list that each of `listed`, a word, stands in. signs: (words, SIGNS).
    """

    spans: list[list[Span]]
    bare: Flags
    buckets: Places
    listed: Places
    lists: Places
    signs: Figures


class Spot(NamedTuple):
    """A word, whether it is one of grammar or a mark, and its log-odds of carrying irony."""

    start: int
    end: int
    bare: bool
    log_odds: float


_new_spot = tuple.__new__
"""Spot(…) without its keyword machinery."""
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
    known = inputs(new, language)
    bare, log_odds = known.bare.tolist(), _table(language).log_odds(known).tolist()
    begin = 0
    for text, spans in zip(new, known.spans, strict=True):
        end = begin + len(spans)
        words = zip(spans, bare[begin:end], log_odds[begin:end], strict=True)
        _placed[language, text] = tuple(_new_spot(Spot, (*span, plain, odds)) for span, plain, odds in words)
        begin = end


def inputs(texts: Sequence[str], language: str) -> Inputs:
    """Return what is known of each word of each text."""
    spans = [words_of(text) for text in texts]
    low = [text[start:end].lower() for text, words in zip(texts, spans, strict=True) for start, end in words]
    looks = np.array([_look(word, language) for word in low], np.intp).reshape(len(low), 9)
    counts = np.fromiter(map(len, spans), np.intp, len(spans))
    buckets = looks[:, :WORD_BUCKETS]
    buckets[:, 1] = _shifted(buckets[:, 1], counts, 1, _bucket("p^"))
    buckets[:, 2] = _shifted(buckets[:, 2], counts, -1, _bucket("n$"))
    listed, lists = _named(texts, spans, language)
    bare, digit, is_long, ends = looks[:, WORD_BUCKETS:].astype(bool).T
    return Inputs(spans, bare, buckets, listed, lists, _signs(counts, bare, digit, is_long, ends))


@lru_cache(maxsize=20_000)
def _look(word: str, language: str) -> tuple[int, ...]:
    """Return what is known of a word alone: its buckets, then whether it is bare, begins with a digit, is long, an end.

    Buckets: as itself, before another, behind another, by its last and by its first letters.
    """
    said = (f"w{word}", f"p{word}", f"n{word}", f"s{word[-_EDGE:]}", f"b{word[:_EDGE]}")
    bare = not word.isalnum() or word in grammar(language)
    return *map(_bucket, said), bare, word[0].isdigit(), len(word) > _LONG, word in _ENDS


@lru_cache(maxsize=1_000)
def _list_bucket(name: int) -> int:
    return _bucket(f"c{name}")


def _bucket(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass")) % BUCKETS


def _shifted(column: Places, counts: Places, by: int, outside: int) -> Places:
    """Return the column of the word before (by: 1) or behind (-1), `outside` where a text begins or ends."""
    moved = np.roll(column, by)
    edges = np.cumsum(counts) - (counts if by > 0 else 1)
    moved[edges[counts > 0]] = outside
    return moved


def words_of(text: str) -> list[Span]:
    """Return the words and marks of a text, as everything here counts them."""
    return [match.span() for match in _WORD.finditer(text)]


@lru_cache(maxsize=2)
def grammar(language: str) -> frozenset[str]:
    """Return the words that say which language it is and nothing else: "the", "pour"."""
    return frozenset(rules(language)["detection"]["words"].split())


def _signs(counts: Places, bare: Flags, digit: Flags, is_long: Flags, ends: Flags) -> Figures:
    """Return for each word where it stands and what it looks like, (words, SIGNS); irony tends to come last."""
    whole = np.repeat(counts, counts)
    at = np.arange(len(whole)) - np.repeat(np.cumsum(counts) - counts, counts)
    last_end = np.full(len(counts), -1, np.intp)
    np.maximum.at(last_end, np.repeat(np.arange(len(counts)), counts), np.where(ends & (at < whole - 1), at, -1))
    far = at / np.maximum(whole - 1, 1)
    found: Figures = np.empty((len(whole), SIGNS), np.float64)
    found[:, 0], found[:, 1], found[:, 2], found[:, 3] = far, far**2, at > np.repeat(last_end, counts), bare
    found[:, 4], found[:, 5], found[:, 6] = at < _EDGE - 1, at >= whole - _EDGE, digit
    found[:, 7], found[:, 8] = np.log1p(whole) / 4, is_long
    return found


def _named(texts: Sequence[str], spans: Sequence[Sequence[Span]], language: str) -> tuple[Places, Places]:
    """Return the words that stand in a list, alone or in a longer entry, counted over all texts, and its bucket."""
    stream = Stream(texts)
    words, found = stream.words, classes.found(stream.words, language)
    owner = words.text[found.first]
    starts = stream.origin(words.first[found.first], owner).tolist()
    ends = (stream.origin(words.last[found.last] - 1, owner) + 1).tolist()
    begins = np.cumsum([0, *map(len, spans)]).tolist()
    listed, lists = [], []
    for text, start, end, name in zip(owner.tolist(), starts, ends, found.named.tolist(), strict=True):
        at = bisect_right(spans[text], start, key=itemgetter(1))
        while at < len(spans[text]) and spans[text][at][0] < end:
            listed.append(begins[text] + at)
            lists.append(_list_bucket(name))
            at += 1
    return np.array(listed, np.intp), np.array(lists, np.intp)


class _Table(NamedTuple):
    """Weights of the buckets and of the signs."""

    weight: Figures
    signs: Figures
    bias: float

    def log_odds(self, known: Inputs) -> Figures:
        """Return the log-odds of each word to carry irony."""
        keys = self.weight[known.buckets].sum(axis=1)
        keys += np.bincount(known.listed, weights=self.weight[known.lists], minlength=len(keys))
        found: Figures = self.bias + KEY_SHARE * keys + (known.signs * self.signs).sum(axis=1)
        return found


@lru_cache(maxsize=2)
def _table(language: str) -> _Table:
    with np.load(paths.models("scorers", f"where_{language}.npz"), allow_pickle=False) as arrays:
        weight = arrays["weight"].astype(np.float64) * float(arrays["scale"])
        return _Table(weight, arrays["signs"].astype(np.float64), float(arrays["bias"]))
