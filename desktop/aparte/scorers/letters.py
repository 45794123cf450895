"""The letters of many texts as numbers, and their words as hashes: what features are made of.

Case and accents are ignored, digits are all alike, three equal letters count as two; links and mentions are one sign
each, every other mark and emoji a word of its own. It refuses to see #irony, #sarcasm or /s: they are blanked first.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from aparte import paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Places = NDArray[np.intp]
    Codes = NDArray[np.uint32]

_BETWEEN = "\n\x00\n"
_MASKED = re.compile(
    r"(?P<link>https?://\S+|www\.\S+)|(?P<who>@\w+(?:[.@]\w+)*)"
    r"|(?P<mark>#(?:sarcasm|sarcasme|irony|ironie|ironique|not)\b|(?<!\S)/s\b)",
    re.IGNORECASE,
)
LINK: Final = 0xE001
"""The sign a link counts as."""
WHO: Final = 0xE002
"""The sign a mention counts as."""
_SPACE, _ASCII = 0x20, 0x7F
_MARKS_BEGIN = np.array([chr(code) in "sinSIN" or code > _ASCII for code in range(_ASCII + 2)])
"""Whether a character may follow the # or the / of an irony mark; the last one stands for all beyond ASCII."""
_STANDS_FOR = {"link": LINK, "who": WHO, "mark": _SPACE}
_BLANKS = frozenset("'’-\ufe0f")
"""What parts words besides white space: an elision and a compound are two words."""
_UNSEEN = frozenset(("Cc", "Cf", "Mn", "Cs"))
_PLANE = 0x10000
_BLANK, _LETTER, _SIGN = 0, 1, 2
_KIND = 24
"""Bits of a looked-up character below its kind: no code point is wider."""
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 2**64)
_LEAST_POWERS = 4096


class Words(NamedTuple):
    """The words and signs of several texts, in order.

    first, last: letters of the stream, last excluded; hashed: 64 bits of each word (a sign's is its code point); text:
    which text it stands in; sign: whether it is a mark, an emoji, a link or a mention and not a word.
    """

    first: Places
    last: Places
    hashed: Hashes
    text: Places
    sign: NDArray[np.bool_]

    def of(self, chosen: NDArray[np.bool_]) -> Words:
        """Return the words for which `chosen` is true."""
        places = np.flatnonzero(chosen)
        return self.at(places) if len(places) < len(chosen) else self

    def at(self, places: Places | slice) -> Words:
        """Return the words at these places."""
        return Words(self.first[places], self.last[places], self.hashed[places], self.text[places], self.sign[places])


class Stream:
    """The letters that count of several texts, one after the other.

    words: what they make. raw: the code points of all texts joined, links, mentions and irony marks replaced.
    """

    __slots__ = ("_inverse", "_place", "_starts", "_sums", "_text", "raw", "words")

    def __init__(self, texts: Sequence[str]) -> None:
        """Read `texts`: any characters, lone surrogates too."""
        joined = _BETWEEN.join([*texts, ""])
        lengths = np.fromiter(map(len, texts), np.intp, len(texts)) + len(_BETWEEN)
        self._starts = np.cumsum(lengths) - lengths
        self._text = np.repeat(np.arange(len(texts)), lengths)
        self.raw = _blanked(joined)
        letters, kinds, self._place = _letters(self.raw)
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

    @property
    def letters(self) -> int:
        """How many letters there are."""
        return len(self._place)

    def text_at(self, place: Places) -> Places:
        """Return which text each of these places of `raw` is in."""
        return self._text[place]

    def origin(self, letter: Places, text: Places) -> Places:
        """Return the place of each of these letters in its own text, `text`."""
        return self.within(self._place[letter], text)

    def within(self, place: Places, text: Places) -> Places:
        """Return how far each of these places of `raw` is into its own text, `text`."""
        return place - self._starts[text]

    def seen(self, letter: Places) -> Codes:
        """Return the code points these letters were written with: case and accents are still there."""
        return self.raw[self._place[letter]]

    def _words(self, kinds: NDArray[np.uint8]) -> Words:
        letter = kinds == _LETTER
        within = letter[1:] & letter[:-1]
        begins = kinds != _BLANK
        ends = begins.copy()
        begins[1:] &= ~within
        ends[:-1] &= ~within
        first, last = np.flatnonzero(begins), np.flatnonzero(ends) + 1
        text = self._text[self._place[first]]
        return Words(first, last, self.hashed(first, last), text, kinds[first] == _SIGN)


def runs(count: Places) -> tuple[Places, Places]:
    """Return for each of count[0] + count[1] + … things whose it is, and its number among those of its owner."""
    owner = np.repeat(np.arange(len(count)), count)
    return owner, np.arange(len(owner)) - (np.cumsum(count) - count)[owner]


def _blanked(joined: str) -> Codes:
    """Return the code points of the joined texts; a link or a mention is one sign and spaces, an irony mark spaces."""
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).copy()
    firsts, lasts, signs = [], [], []
    last = 0
    for place in _suspects(codes):
        if place >= last and (match := _MASKED.match(joined, place)):
            last = match.end()
            firsts.append(place)
            lasts.append(last)
            signs.append(_STANDS_FOR[match.lastgroup or "mark"])
    if firsts:
        first = np.array(firsts)
        owner, within = runs(np.array(lasts) - first)
        codes[first[owner] + within] = _SPACE
        codes[first] = signs
    return codes


def _suspects(codes: Codes) -> list[int]:
    """Return the places where _MASKED may match, rising: it is slow to ask everywhere."""
    may = codes == ord("@")
    if len(codes) > len("https"):
        # "http" stands four characters before its colon, "https" five; the expression looks at the rest.
        colon = codes == ord(":")
        may[:-4] |= colon[4:]
        may[:-5] |= colon[5:]
        wide = (codes | _SPACE) == ord("w")
        may[:-2] |= wide[:-2] & wide[1:-1] & wide[2:]
    marks = np.flatnonzero((codes == ord("#")) | (codes == ord("/")))
    may[marks[_MARKS_BEGIN[np.minimum(codes[marks + 1], _ASCII + 1)]]] = True
    places: list[int] = np.flatnonzero(may).tolist()
    return places


def _letters(codes: Codes) -> tuple[Codes, NDArray[np.uint8], Places]:
    """Return the letters that count, their kinds and their places in `codes`: the third of three alike is dropped."""
    looked: Codes = _table()[np.minimum(codes, _PLANE)]
    beyond = np.flatnonzero(codes >= _PLANE)
    looked[beyond] = codes[beyond] | (_SIGN << _KIND)
    letters = looked & np.uint32((1 << _KIND) - 1)
    kinds = (looked >> _KIND).astype(np.uint8)
    same = letters[1:] == letters[:-1]
    third = np.flatnonzero(same[1:] & same[:-1]) + 2
    kept = np.ones(len(codes), bool)
    kept[third[kinds[third] == _LETTER]] = False
    place = np.flatnonzero(kept)
    return letters[place], kinds[place], place


@lru_cache(maxsize=1)
def _table() -> Codes:
    """Return the shipped alphabet: every Python knows other characters, and features must not depend on it.

    For each code point of the basic plane the letter it counts as, with its kind in the bits above _KIND.
    """
    with np.load(paths.models("scorers", "alphabet.npz"), allow_pickle=False) as arrays:
        table: Codes = arrays["folded"] | (arrays["kinds"].astype(np.uint32) << np.uint32(_KIND))
        return table


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
