"""The valences and turning words of a language as hashes: what `bulk_sentiment` looks up, compiled and shipped.

Reads VADER's own lexicon and emoji, our French valences, and the rules' words of resources/languages. Accents and case
are folded: where two words become one, the first listed speaks for both. It refuses entries longer than LONGEST.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from aparte import paths
from aparte.scorers.index import Index
from aparte.scorers.letters import Stream, Words
from aparte.scorers.sentiment_fr import NEGATORS_AFTER
from aparte.scorers.vader import BOOST, SPREAD
from aparte.text import language, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aparte.scorers.letters import Hashes

LONGEST: Final = 3
"""Words of an entry; six entries of French are longer."""
WEIGHS, BOOSTS, NOT, NO, BUT, NE, NEEDS_NE, AFTER = (1 << bit for bit in range(8))
"""What an entry does: it has a valence (0 too) · raises or lowers · negates · negates what is near ("no") · turns · is
"ne" · negates beside "ne" only · negates what stands before it too ("j'aime pas")."""
EMOTICONS: Final = (2, 3, 4)
"""Characters of an emoticon that is looked for."""
_STEP = np.uint64(0xBF58476D1CE4E5B9)
_APOSTROPHES = (ord("'"), ord("’"))


class Entries(NamedTuple):
    """Entries by row: their hashes, what they weigh (-4 to 4), what they add to a word after them, what they do."""

    hashed: Hashes
    valence: NDArray[np.float32]
    boost: NDArray[np.float32]
    does: NDArray[np.uint8]


class _Entry(NamedTuple):
    valence: float = 0.0
    boost: float = 0.0
    does: int = 0


@lru_cache(maxsize=2)
def entries(code: str) -> tuple[tuple[Index, Entries], ...]:
    """Return the entries of "fr" or "en": emoticons first, then those of 1, 2 … LONGEST words."""
    with np.load(paths.models("scorers", f"valence_{code}.npz"), allow_pickle=False) as arrays:
        made = [Entries(*(arrays[f"{field}{at}"] for field in Entries._fields)) for at in range(LONGEST + 1)]
    return tuple((Index(one.hashed), one) for one in made)


def merged(stream: Stream, words: Words) -> Words:
    """Return the words with English contractions put together again: "don't" is one word, as in VADER's lists."""
    before = stream.seen(words.first - 1)
    tail = ~words.sign & ((before == _APOSTROPHES[0]) | (before == _APOSTROPHES[1]))
    tail[:1] = False
    tail[1:] &= (words.last[:-1] == words.first[1:] - 1) & ~words.sign[:-1]
    last = words.last.copy()
    changed = np.flatnonzero(tail[1:])
    last[changed] = words.last[changed + 1]
    hashed = words.hashed.copy()
    hashed[changed] = stream.hashed(words.first[changed], last[changed])
    return words._replace(last=last, hashed=hashed).of(~tail)


def running(words: Words, length: int) -> Hashes:
    """Return the hash of each `length` words in a row, by the place of the first."""
    hashed = words.hashed
    for further in range(1, length):
        hashed = hashed[:-1] * _STEP + words.hashed[further:]
    return hashed


def compiled(code: str) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of `valence_<code>.npz`: the fields of Entries, 0 for emoticons, else by number of words."""
    written: dict[str, _Entry] = {}
    for entry, what in _english() if code == "en" else _french():
        before = written.get(entry, _Entry())
        valence = before.valence if before.does & WEIGHS else what.valence
        written[entry] = _Entry(valence, before.boost or what.boost, before.does | what.does)
    known = list(written)
    stream = Stream(known)
    words = merged(stream, stream.words) if code == "en" else stream.words
    bounds = np.searchsorted(words.text, np.arange(len(known) + 1))
    tables: list[dict[int, _Entry]] = [{} for _length in range(LONGEST + 1)]
    for at, entry in enumerate(known):
        own = words.at(slice(bounds[at], bounds[at + 1]))
        if len(own.sign) > 1 and own.sign[0]:
            size = len(entry)
            if size in EMOTICONS:
                hashed = stream.hashed(own.first[:1], own.first[:1] + size)
                tables[0].setdefault(int(hashed[0]), written[entry])
        elif 0 < len(own.sign) <= LONGEST and (len(own.sign) == 1 or not own.sign.any()):
            tables[len(own.sign)].setdefault(int(running(own, len(own.sign))[0]), written[entry])
    made = [_sorted(table) for table in tables]
    return {f"{field}{at}": array for at, table in enumerate(made) for field, array in table._asdict().items()}


def _sorted(table: dict[int, _Entry]) -> Entries:
    hashes = sorted(table)
    rows = [table[one] for one in hashes]
    return Entries(
        np.array(hashes, np.uint64),
        np.array([row.valence for row in rows], np.float32),
        np.array([row.boost for row in rows], np.float32),
        np.array([row.does for row in rows], np.uint8),
    )


def _english() -> Iterator[tuple[str, _Entry]]:
    # Only the trainer compiles: what is shipped starts without the exact scorer and its records.
    from aparte.scorers import sentiment

    rules = language.rules("en")["vader"]
    yield "no", _Entry(does=NO)
    yield "but", _Entry(does=BUT)
    for word in rules["negators"]:
        for written in {word, word.replace("'", "’")}:
            yield written, _Entry(does=NOT)
    for word in rules["intensifiers"]:
        yield word, _Entry(boost=BOOST, does=WEIGHS | BOOSTS)
    for word in rules["diminishers"]:
        yield word, _Entry(boost=-BOOST, does=WEIGHS | BOOSTS)
    for phrase, valence in rules["idioms"].items():
        yield phrase, _Entry(valence, does=WEIGHS)
    words, emoji = (path.read_text(encoding="utf-8").splitlines() for path in sentiment.vader_tables())
    for word, weight in (line.split("\t")[:2] for line in words):
        yield word.lower(), _Entry(float(weight), does=WEIGHS)
    for mark in (line.split("\t")[0] for line in emoji):
        if len(mark) == 1 and (valence := _sum_behind(sentiment.compound_en(mark))):
            yield mark, _Entry(valence, does=WEIGHS)


def _sum_behind(compound: float) -> float:
    """Return the sum of valences that gives a compound score."""
    return compound * float(np.sqrt(SPREAD / (1 - compound * compound)))


def _french() -> Iterator[tuple[str, _Entry]]:
    rules = language.rules("fr")["sentiment"]
    for category, entry, weight in lexicon.of("fr").weighted():
        if category == "valence":
            yield entry, _Entry(weight, does=WEIGHS)
    for word in ("ne", "n'"):
        yield word, _Entry(does=NE)
    for name, does in (("negators", NOT), ("negators_with_ne", NEEDS_NE), ("contrasts", BUT)):
        for word in rules[name]:
            yield word, _Entry(does=does | (AFTER if word in NEGATORS_AFTER else 0))
    for name, boost in (("intensifiers", BOOST), ("diminishers", -BOOST)):
        for word in rules[name]:
            yield word, _Entry(boost=boost, does=BOOSTS)
