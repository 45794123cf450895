"""The letters of many texts as numbers, and their words as hashes: what features are made of.

Case and accents are ignored, digits are all alike, three equal letters count as two; links and mentions are one sign
each, every other mark and emoji a word of its own. It refuses to see #irony, #sarcasm or /s: they are blanked first.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aparte import paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Places = NDArray[np.intp]

_BETWEEN = "\n\x00\n"
_MASKED = re.compile(
    r"(?P<link>https?://\S+|www\.\S+)|(?P<who>@\w+(?:[.@]\w+)*)"
    r"|(?P<mark>#(?:sarcasm|sarcasme|irony|ironie|ironique|not)\b|(?<!\S)/s\b)",
    re.IGNORECASE,
)
_STANDS_FOR = {"link": "\ue001", "who": "\ue002", "mark": " "}
_BLANKS = frozenset("'’-\ufe0f")
"""What parts words besides white space: an elision and a compound are two words."""
_UNSEEN = frozenset(("Cc", "Cf", "Mn", "Cs"))
_PLANE = 0x10000
_BLANK, _LETTER, _SIGN = 0, 1, 2
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 2**64)
_LEAST_POWERS = 4096


class Words(NamedTuple):
    """The words and signs of several texts, in order.

    first, last: letters of the stream, last excluded; hashed: 64 bits of each word; text: which text it stands in.
    """

    first: Places
    last: Places
    hashed: Hashes
    text: Places


class Stream:
    """The letters that count of several texts, one after the other.

    origin: the place of each letter in its own text; text: which text; words: the words they make.
    """

    __slots__ = ("_inverse", "_sums", "origin", "text", "words")

    def __init__(self, texts: Sequence[str]) -> None:
        """Read `texts`: any characters, lone surrogates too."""
        letters, kinds, place, starts = _read(texts)
        self.text = np.searchsorted(starts, place, side="right") - 1
        self.origin = place - starts[self.text] if len(starts) else place
        powers, self._inverse = _powers(len(letters) + 1)
        self._sums = np.zeros(len(letters) + 1, np.uint64)
        np.cumsum(letters * powers[: len(letters)], out=self._sums[1:])
        self.words = self._words(kinds)

    def hashed(self, first: Places, last: Places) -> Hashes:
        """Return a hash of the letters first..last (excluded) of each stretch, wherever it stands.

        A polynomial modulo 2^64: the difference of two running sums, brought back to its beginning.
        """
        stretch: Hashes = (self._sums[last] - self._sums[first]) * self._inverse[first]
        return stretch

    def _words(self, kinds: NDArray[np.int8]) -> Words:
        before, after = np.full_like(kinds, _BLANK), np.full_like(kinds, _BLANK)
        before[1:], after[:-1] = kinds[:-1], kinds[1:]
        letter, sign = kinds == _LETTER, kinds == _SIGN
        first = np.flatnonzero(sign | (letter & (before != _LETTER)))
        last = np.flatnonzero(sign | (letter & (after != _LETTER))) + 1
        return Words(first, last, self.hashed(first, last), self.text[first])


def _read(texts: Sequence[str]) -> tuple[Hashes, NDArray[np.int8], Places, Places]:
    """Return the letters of the joined texts, their kinds and places, and where each text starts."""
    joined = _BETWEEN.join(texts)
    lengths = np.fromiter((len(text) + len(_BETWEEN) for text in texts), np.intp, len(texts))
    starts = np.cumsum(lengths) - lengths
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).copy()
    for match in _MASKED.finditer(joined):
        codes[match.start() : match.end()] = 0x20
        codes[match.start()] = ord(_STANDS_FOR[match.lastgroup or "mark"])
    folded, kinds = _tables()
    low = np.minimum(codes, _PLANE)
    letters, kind = np.where(codes < _PLANE, folded[low], codes), kinds[low]
    kept = np.ones(len(codes), bool)
    kept[2:] = (letters[2:] != letters[1:-1]) | (letters[2:] != letters[:-2]) | (kind[2:] != _LETTER)
    place = np.flatnonzero(kept)
    return letters[place].astype(np.uint64), kind[place], place, starts


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint32], NDArray[np.int8]]:
    """Return the shipped alphabet: every Python knows other characters, and features must not depend on it."""
    with np.load(paths.models("scorers", "alphabet.npz"), allow_pickle=False) as arrays:
        return arrays["folded"], arrays["kinds"]


def alphabet() -> dict[str, NDArray[np.generic]]:
    """Return for each code point of the basic plane the letter it counts as, and its kind; one more for all others."""
    folded, kinds = np.arange(_PLANE + 1, dtype=np.uint32), np.full(_PLANE + 1, _SIGN, np.int8)
    for code, character in enumerate(map(chr, range(_PLANE))):
        if character.isalnum():
            kinds[code] = _LETTER
            base = ord(unicodedata.normalize("NFD", character.lower())[0])
            folded[code] = ord("0") if character.isdigit() else base
        elif character.isspace() or character in _BLANKS or unicodedata.category(character) in _UNSEEN:
            kinds[code] = _BLANK
    return {"folded": folded, "kinds": kinds}


@lru_cache(maxsize=4)
def _powers_up_to(room: int) -> tuple[Hashes, Hashes]:
    one = np.ones(1, np.uint64)
    powers = [np.concatenate([one, np.cumprod(np.full(room, base, np.uint64))]) for base in (_BASE, _INVERSE)]
    return powers[0], powers[1]


def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return at least `size` powers of the base and of its inverse, modulo 2^64; their number is a power of two."""
    return _powers_up_to(max(_LEAST_POWERS, 1 << (size - 1).bit_length()))
