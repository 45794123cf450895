"""Where the irony of a text stands: how likely each of its words is to be one that carries it.

Learned from the stretches that the writers of our corpus marked. Decision: a model of its own, since what a word gives
to the learned table hardly tells where irony stands (left-out folds: three such words meet a marked one in .69, three
random ones in .66, three of these in .85). It refuses to judge: it only shares out what the table heard.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

import numpy as np

from aparte import paths
from aparte.scorers import classes
from aparte.scorers.letters import Stream
from aparte.text.language import rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BUCKETS: Final = 1 << 16
SIGNS: Final = 9
"""Figures of a word besides its buckets: see `_signs`."""
KEY_SHARE: Final = 0.5
"""What one bucket counts beside one figure: cross-validated with the strength in models/train/where.py."""
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_ENDS = frozenset(".!?…")
_EDGE = 4
"""Letters of the beginning and of the end of a word that say what sort it is."""


class Spot(NamedTuple):
    """A word, whether it is one of grammar or a mark, and its log-odds of carrying irony."""

    start: int
    end: int
    bare: bool
    log_odds: float


@lru_cache(maxsize=64)
def spots(text: str, language: str) -> tuple[Spot, ...]:
    """Return the words of `text` in order, each with how likely it carries the irony, if there is any.

    Kept: while one sentence is typed, the loudest one mostly stays.
    """
    words = words_of(text)
    if not words:
        return ()
    keys, signs, bare = inputs(text, words, language)
    table = _table(language)
    values = (signs @ table.signs + table.bias).tolist()
    weight = table.weight
    return tuple(
        Spot(*span, mark, value + KEY_SHARE * sum([weight[one] for one in key]))
        for span, mark, value, key in zip(words, bare, values, keys, strict=True)
    )


def inputs(
    text: str, words: Sequence[tuple[int, int]], language: str
) -> tuple[list[list[int]], NDArray[np.float64], list[bool]]:
    """Return for each word its buckets and its SIGNS figures, and whether it is a mark or a word of grammar."""
    low = [text[start:end].lower() for start, end in words]
    bare = [not word.isalnum() or word in grammar(language) for word in low]
    named = _named(text, words, language)
    keys = []
    for at, word in enumerate(low):
        before, after = low[at - 1] if at else "^", low[at + 1] if at + 1 < len(low) else "$"
        said = [f"w{word}", f"p{before}", f"n{after}", f"s{word[-_EDGE:]}", f"b{word[:_EDGE]}"]
        said += [f"c{name}" for name in named[at]]
        keys.append([crc32(key.encode("utf-8", "surrogatepass")) % BUCKETS for key in said])
    return keys, _signs(low, bare), bare


def words_of(text: str) -> list[tuple[int, int]]:
    """Return the words and marks of a text, as everything here counts them."""
    return [match.span() for match in _WORD.finditer(text)]


@lru_cache(maxsize=2)
def grammar(language: str) -> frozenset[str]:
    """Return the words that say which language it is and nothing else: "the", "pour"."""
    return frozenset(rules(language)["detection"]["words"].split())


def _signs(low: Sequence[str], bare: Sequence[bool]) -> NDArray[np.float64]:
    """Return where each word stands and what it looks like; irony tends to come last."""
    count = len(low)
    at = np.arange(count)
    ends = [index for index, word in enumerate(low[:-1]) if word in _ENDS]
    return np.column_stack(
        [
            at / max(count - 1, 1),
            (at / max(count - 1, 1)) ** 2,
            at > (ends[-1] if ends else -1),
            np.array(bare),
            at < 3,
            at >= count - 4,
            np.array([word[:1].isdigit() for word in low]),
            np.full(count, np.log1p(count) / 4),
            np.array([len(word) > 6 for word in low]),
        ]
    ).astype(np.float64)


def _named(text: str, words: Sequence[tuple[int, int]], language: str) -> list[list[int]]:
    """Return for each word the lists it stands in, alone or in a longer entry."""
    stream = Stream([text])
    found = classes.found(stream.words, language)
    first, last = stream.words.first[found.first], stream.words.last[found.last] - 1
    only = np.zeros_like(first)
    starts, ends = stream.origin(first, only).tolist(), (stream.origin(last, only) + 1).tolist()
    named: list[list[int]] = [[] for _word in words]
    for start, end, name in zip(starts, ends, found.named.tolist(), strict=True):
        for at, (begin, stop) in enumerate(words):
            if begin < end and start < stop:
                named[at].append(name)
    return named


class _Table(NamedTuple):
    """weight: one a bucket, as a list: a few look-ups a word are quicker in it than in numpy."""

    weight: list[float]
    signs: NDArray[np.float64]
    bias: float


@lru_cache(maxsize=2)
def _table(language: str) -> _Table:
    with np.load(paths.models("scorers", f"where_{language}.npz"), allow_pickle=False) as arrays:
        weight = arrays["weight"].astype(np.float64) * float(arrays["scale"])
        return _Table(weight.tolist(), arrays["signs"].astype(np.float64), float(arrays["bias"]))
