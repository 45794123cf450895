"""Texts as hashed features: words, pairs of neighbours, stretches of letters, lists; each with the place it stands in.

One pass in numpy over many texts together, so that a draft and twenty thousand posts are read by the same code.
Decision: hashes, no vocabulary: nothing has to be shipped but the weights, and no training sentence can be read back.
Set aside: the tokenizer of `aparte.text`, which explains better and is forty times slower in bulk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from aparte.scorers import classes
from aparte.scorers.letters import Stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aparte.scorers.letters import Hashes, Places

BITS: Final = 18
"""2^18 buckets: int8 tables of this size lost nothing against exact features (SCORING.md, lesson 9)."""
GRAMS: Final = (3, 4, 5)
"""Letters of a stretch inside one word; its ends are told from its middle."""
WORD, PAIR, GRAM, CLASS = range(4)
"""Families: a word or sign, two neighbours, a stretch of letters of one word, an entry of one of our lists."""
FAMILIES: Final = 4

_MIXER = np.uint64(0xBF58476D1CE4E5B9)
_SALTS = [np.uint64(salt) for salt in (0xD6E8FEB86659FD93, 0x94D049BB133111EB, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB)]
_AT_START, _AT_END, _NOWHERE = np.uint64(0x8EBC6AF09C88C6E3), np.uint64(0x589965CC75374CC3), np.uint64(0)
_LANGUAGES = {"fr": np.uint64(0x1D8E4E27C47D124F), "en": _NOWHERE}


class Features(NamedTuple):
    """Features of several texts, one array element each, family after family.

    bucket: 0..2^BITS-1; text: which text; start, end: the characters of that text it stands on, end excluded; family:
    WORD, PAIR, GRAM or CLASS. A feature that stands twice in a text is there twice.
    """

    bucket: Places
    text: Places
    start: Places
    end: Places
    family: NDArray[np.int8]


class _Part(NamedTuple):
    """Features of one family by the letters of the stream they stand on, last excluded."""

    family: int
    hashed: Hashes
    first: Places
    last: Places


def features(texts: Sequence[str], language: str) -> Features:
    """Return the features of `texts` read in `language` ("fr" or "en").

    A word has other buckets in each language; a list has the same ones.
    """
    stream = Stream(texts)
    words, salt = stream.words, _LANGUAGES[language]
    parts = [_Part(WORD, words.hashed ^ salt, words.first, words.last), _pairs(stream, salt)]
    parts += [_grams(stream, size, salt) for size in GRAMS]
    found = classes.found(words, language)
    parts.append(_Part(CLASS, found.named, words.first[found.first], words.last[found.last]))
    first, last = np.concatenate([part.first for part in parts]), np.concatenate([part.last for part in parts])
    sizes = [len(part.hashed) for part in parts]
    return Features(
        bucket=np.concatenate([_bucket(part) for part in parts]),
        text=stream.text[first],
        start=stream.origin[first],
        end=stream.origin[last - 1] + 1,
        family=np.repeat(np.array([part.family for part in parts], np.int8), sizes),
    )


def _pairs(stream: Stream, salt: np.uint64) -> _Part:
    words = stream.words
    here = np.flatnonzero(words.text[1:] == words.text[:-1])
    hashed = (words.hashed[here] * _AT_START) ^ (words.hashed[here + 1] * _AT_END) ^ salt
    return _Part(PAIR, hashed, words.first[here], words.last[here + 1])


def _grams(stream: Stream, size: int, salt: np.uint64) -> _Part:
    """Return the stretches of `size` letters of each longer word; a shorter word is its own feature already."""
    words = stream.words
    count = words.last - words.first - size + 1
    count[count <= 1] = 0
    owner = np.repeat(np.arange(len(count)), count)
    first = words.first[owner] + np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    last = first + size
    hashed = stream.hashed(first, last) ^ salt
    hashed ^= np.where(first == words.first[owner], _AT_START, _NOWHERE)
    hashed ^= np.where(last == words.last[owner], _AT_END, _NOWHERE)
    return _Part(GRAM, hashed, first, last)


def _bucket(part: _Part) -> Places:
    mixed = (part.hashed ^ _SALTS[part.family]) * _MIXER
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIXER
    return (mixed >> np.uint64(64 - BITS)).astype(np.intp)
