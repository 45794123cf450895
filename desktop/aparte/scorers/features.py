"""Texts as hashed features: words, pairs of neighbours, stretches of letters, lists; each with the place it stands in.

One pass in numpy over many texts together, so that a draft and twenty thousand posts are read by the same code.
Decision: hashes, no vocabulary: nothing has to be shipped but the weights, and no training sentence can be read back.
Set aside: the tokenizer of `aparte.text`, which explains better and is forty times slower in bulk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from aparte.scorers import classes
from aparte.scorers.letters import Stream, runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aparte.scorers.classes import Found
    from aparte.scorers.letters import Hashes, Places, Words

BITS: Final = 18
"""2^18 buckets: int8 tables of this size lost nothing against exact features (SCORING.md, lesson 9)."""
GRAMS: Final = (3, 4, 5)
"""Letters of a stretch inside one word; its ends are told from its middle."""
WORD, PAIR, GRAM, CLASS = range(4)
"""Families: a word or sign, two neighbours, a stretch of letters of one word, an entry of one of our lists."""
FAMILIES: Final = 4

_MIXER = np.uint64(0xBF58476D1CE4E5B9)
_SALTS = [
    np.uint64(salt)
    for salt in (
        0xD6E8FEB86659FD93,
        0x94D049BB133111EB,
        0xA0761D6478BD642F,
        0xE7037ED1A0B428DB,
        0x8CB92BA72F3D8DD7,
        0xC2B2AE3D27D4EB4F,
    )
]
"""One a family; the last two are of the families of `tone_features`."""
_AT_START, _AT_END, _NOWHERE = np.uint64(0x8EBC6AF09C88C6E3), np.uint64(0x589965CC75374CC3), np.uint64(0)
LANGUAGE_SALTS: Final = {"fr": np.uint64(0x1D8E4E27C47D124F), "en": _NOWHERE}


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


class Weighable(NamedTuple):
    """Features without the places they stand on: all that a figure needs. As in Features."""

    bucket: Places
    text: Places
    family: NDArray[np.int8]


class Part(NamedTuple):
    """Features of one family by the letters of the stream they stand on, last excluded. text: which text."""

    family: int
    bucket: Places
    text: Places
    first: Places
    last: Places


def features(texts: Sequence[str], language: str) -> Features:
    """Return the features of `texts` read in `language` ("fr" or "en").

    A word has other buckets in each language; a list has the same ones.
    """
    stream = Stream(texts)
    return placed(stream, parts(stream, stream.words, language))


def placed(stream: Stream, made: Sequence[Part]) -> Features:
    """Return these parts as features with the characters they stand on."""
    bucket, text, family = weighable(made)
    return Features(
        bucket=bucket,
        text=text,
        start=stream.origin(np.concatenate([part.first for part in made]), text),
        end=stream.origin(np.concatenate([part.last for part in made]) - 1, text) + 1,
        family=family,
    )


def weighable(made: Sequence[Part]) -> Weighable:
    """Return these parts as features that can be weighed, wherever they stand."""
    return Weighable(
        bucket=np.concatenate([part.bucket for part in made]),
        text=np.concatenate([part.text for part in made]),
        family=np.repeat(np.array([part.family for part in made], np.int8), [len(part.bucket) for part in made]),
    )


def parts(stream: Stream, words: Words, language: str, named: Found | None = None) -> list[Part]:
    """Return the features of `words`, whole texts of `stream` that are read in `language`, part after part.

    named: the lists they stand in, if that is known already.
    """
    salt = LANGUAGE_SALTS[language]
    made = [hashed_part(WORD, words.hashed ^ salt, words.text, words.first, words.last), _pairs(words, salt)]
    made += _grams(stream, words, salt)
    named = named or classes.found(words, language)
    first, last = words.first[named.first], words.last[named.last]
    return [*made, hashed_part(CLASS, named.named, words.text[named.first], first, last)]


def _pairs(words: Words, salt: np.uint64) -> Part:
    here = np.flatnonzero(words.text[1:] == words.text[:-1])
    hashed = (words.hashed[here] * _AT_START) ^ (words.hashed[here + 1] * _AT_END) ^ salt
    return hashed_part(PAIR, hashed, words.text[here], words.first[here], words.last[here + 1])


def _grams(stream: Stream, words: Words, salt: np.uint64) -> list[Part]:
    """Return the stretches of each size of each longer word; a shorter word is its own feature already.

    A stretch of four letters begins where one of three does: the places are found once and thinned out.
    """
    length = words.last - words.first
    count = length - min(GRAMS) + 1
    count[count <= 1] = 0
    owner, within = runs(count)
    first, left, length, text = words.first[owner] + within, length[owner] - within, length[owner], words.text[owner]
    starting = np.where(within == 0, _AT_START ^ salt, salt)
    made = []
    for size in GRAMS:
        if size > min(GRAMS):
            here = np.flatnonzero((left >= size) & (length > size))
            first, left, length, text, starting = (column[here] for column in (first, left, length, text, starting))
        last = first + size
        hashed = stream.hashed(first, last) ^ starting
        hashed ^= (left == size) * _AT_END
        made.append(hashed_part(GRAM, hashed, text, first, last))
    return made


def hashed_part(family: int, hashed: Hashes, text: Places, first: Places, last: Places) -> Part:
    """Return a family's features with the bucket of each hash."""
    mixed = hashed ^ _SALTS[family]
    mixed *= _MIXER
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIXER
    return Part(family, (mixed >> np.uint64(64 - BITS)).astype(np.intp), text, first, last)
