"""The language of thousands of posts in a few passes, from the signs that `text.language` asks word by word.

A word everybody uses speaks for its languages, an unknown one by its longest known ending, an accent by itself. What
differs: accents are folded away in words, contractions are two words, accents of known words count; the two agree on
98.7 of 100 posts of public sets (tests/measures/triage_bulk.py prints it). It refuses what its elder refuses:
to name a language that nothing here reads.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from aparte import paths
from aparte.scorers.index import Index
from aparte.scorers.letters import Stream
from aparte.text import language
from aparte.text.language import ENOUGH_CHARS, LEAST_PER_WORD, LONGEST_ENDING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aparte.scorers.letters import Codes, Hashes, Places, Words
    from aparte.text.language import Sign

FR, EN, OTHER = range(3)
LANGUAGES: Final = ("fr", "en", "other")
"""What the numbers of `told` stand for."""
_ACCENTS = range(0x80, 0x2000)
"""Code points that may be a sign of a language by themselves; the letters of other scripts are told by _SCRIPT."""
_SCRIPT = 0x1EFF
_DIGITS = range(ord("0"), ord("9") + 1)


class _Signs(NamedTuple):
    """The compiled signs. weight: (languages, rows); the rows of words, then of endings, then one of another script."""

    words: Index
    endings: Index
    first_ending: int
    accents: NDArray[np.int32]
    weight: NDArray[np.float64]


def told(stream: Stream, count: int) -> NDArray[np.int8]:
    """Return FR, EN or OTHER for each of the `count` texts of `stream`; OTHER where there are no letters."""
    signs = _signs()
    asked, seen = _asked(stream)
    by_words, by_accents = _of_words(stream, asked, seen, signs), _of_accents(stream, signs)
    text, row = (np.concatenate(column) for column in zip(by_words, by_accents, strict=True))
    scores = np.stack([np.bincount(text, weights=lane[row], minlength=count) for lane in signs.weight])
    best, words = scores.argmax(axis=0), np.bincount(asked.text, minlength=count)
    unsure = (words == 0) | (scores.max(axis=0) < LEAST_PER_WORD * words)
    return np.where(unsure | (best >= OTHER), OTHER, best).astype(np.int8)


def _asked(stream: Stream) -> tuple[Words, Codes]:
    """Return the words, not the numbers, that begin in the first ENOUGH_CHARS of each text, and their first letters."""
    words = stream.words.of(~stream.words.sign)
    words = words.of(stream.origin(words.first, words.text) < ENOUGH_CHARS)
    seen = stream.seen(words.first)
    spoken = (seen < _DIGITS.start) | (seen >= _DIGITS.stop)
    return words.of(spoken), seen[spoken]


def _of_words(stream: Stream, words: Words, seen: Codes, signs: _Signs) -> tuple[Places, Places]:
    """Return what the words say: the text of each sign and its row."""
    known, row = signs.words.find(words.hashed)
    unknown = np.ones(len(seen), bool)
    unknown[known] = False
    script = np.flatnonzero(unknown & (seen > _SCRIPT))
    texts, rows = [words.text[known], words.text[script]], [row, np.full(len(script), signs.weight.shape[1] - 1)]
    unknown[script] = False
    left, length = np.flatnonzero(unknown), words.last - words.first
    for size in range(LONGEST_ENDING, 0, -1):
        tried = left[length[left] >= size + 2]
        last = words.last[tried]
        ends, row = signs.endings.find(stream.hashed(last - size, last))
        texts.append(words.text[tried[ends]])
        rows.append(row + signs.first_ending)
        unknown[tried[ends]] = False
        left = left[unknown[left]]
    return np.concatenate(texts), np.concatenate(rows)


def _of_accents(stream: Stream, signs: _Signs) -> tuple[Places, Places]:
    """Return what the accents in the first ENOUGH_CHARS of each text say, as `_of_words` does."""
    place = np.flatnonzero((stream.raw >= _ACCENTS.start) & (stream.raw < _ACCENTS.stop))
    text, row = stream.text_at(place), signs.accents[stream.raw[place] - _ACCENTS.start]
    told = (row >= 0) & (stream.within(place, text) < ENOUGH_CHARS)
    return text[told], row[told].astype(np.intp)


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    with np.load(paths.models("scorers", "languages.npz"), allow_pickle=False) as arrays:
        words, endings, weight = arrays["words"], arrays["endings"], arrays["weight"].T
        return _Signs(Index(words), Index(endings), len(words), arrays["accents"], np.ascontiguousarray(weight, float))


def compiled() -> dict[str, NDArray[np.generic]]:
    """Return the signs of `resources/languages` as the arrays of `languages.npz`.

    words, endings: hashes; accents: a row for each code point of _ACCENTS, or -1; weight: (rows, languages).
    """
    known = language.signs_of_languages()
    words, of_words = _folded(known.words)
    endings, of_endings = _folded({ending: sign for ending, sign in known.endings.items() if ending.isascii()})
    rows = [*of_words, *of_endings]
    accents = np.full(len(_ACCENTS), -1, np.int32)
    for letter, sign in known.letters.items():
        for written in {letter, letter.upper()} - {"SS"}:
            accents[ord(written) - _ACCENTS.start] = len(rows)
        rows.append(sign)
    weight = np.zeros((len(rows) + 1, len(known.languages)), np.float32)
    for row, sign in enumerate(rows):
        for place, weighs in sign:
            weight[row, place] = weighs
    weight[-1, -1] = language.WORD
    return {"words": words, "endings": endings, "accents": accents, "weight": weight}


def _folded(signs: Mapping[str, Sign]) -> tuple[Hashes, list[Sign]]:
    """Return the hashes of the signs that are one word, rising, and what each says.

    Without its accents "là" is "la", which more languages have: a word that is listed without accents says what that
    one says, and what two others would share is said by the first.
    """
    written = sorted(signs, key=lambda sign: not sign.isascii())
    words = Stream(written).words
    alone = np.flatnonzero(np.bincount(words.text, minlength=len(written))[words.text] == 1)
    found: dict[int, Sign] = {}
    for at in alone:
        found.setdefault(int(words.hashed[at]), signs[written[words.text[at]]])
    hashes = sorted(found)
    return np.array(hashes, np.uint64), [found[one] for one in hashes]
