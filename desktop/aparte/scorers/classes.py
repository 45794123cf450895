"""Which of our word lists the words of many texts stand in, found in numpy: a list means the same in both languages.

Reads the entries of `resources/lexicons` and `resources/classes` (situations, stance, talk, life). A learned scorer
gets from them what no training sentence of ours could teach: that a seized engine is bad news.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from aparte import paths
from aparte.scorers.index import Index
from aparte.scorers.letters import Stream, runs
from aparte.text.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aparte.scorers.letters import Hashes, Places, Words

LONGEST_ENTRY: Final = 5
"""Words of an entry; the few longer ones are left to the readers that explain."""
LISTS: Final = {
    "classes": (("lexicons", "common"), ("lexicons", "{}"), ("classes", "{}")),
    "acts": (("acts", "{}"),),
}
"""Name of a compiled set of lists -> its folders in `resources`. Sets are apart, so that one may grow and the tables
learned on another stay good."""
_STEP = np.uint64(0xBF58476D1CE4E5B9)


class Found(NamedTuple):
    """Entries found: the words first..last (included) of a text, and a hash of the list's name."""

    first: Places
    last: Places
    named: Hashes


class _Entries(NamedTuple):
    """Entries: their hashes; an entry's lists are named[first : first + size]."""

    hashed: Hashes
    first: NDArray[np.int32]
    size: NDArray[np.int32]
    named: Hashes


class _Known(NamedTuple):
    """The entries of every length together. words: how many each has."""

    known: Index
    words: NDArray[np.intp]
    entries: _Entries


def found(words: Words, language: str, lists: str = "classes") -> Found:
    """Return every entry that stands in `words`, an entry once for each list it is in. lists: which ones, of LISTS."""
    known = _known(lists, language)
    running = [words.hashed]
    for length in range(2, LONGEST_ENTRY + 1):
        running.append(running[-1][:-1] * _STEP + words.hashed[length - 1 :])
    begins = np.cumsum([0, *map(len, running)])
    here, row = known.known.find(np.concatenate(running))
    further = np.searchsorted(begins, here, side="right") - 1
    first = here - begins[further]
    last = first + further
    whole = (words.text[first] == words.text[last]) & (known.words[row] == further + 1)
    first, last, row = first[whole], last[whole], row[whole]
    owner, within = runs(known.entries.size[row])
    return Found(first[owner], last[owner], known.entries.named[known.entries.first[row][owner] + within])


@lru_cache(maxsize=2)
def stances(language: str) -> Lexicon:
    """Return the lists that tell how a thing is said (minimisers, honours, formulas…), to give a word its reason."""
    return Lexicon([paths.resources("classes", language, "stance.txt")])


@lru_cache(maxsize=4)
def _known(lists: str, language: str) -> _Known:
    """Return the compiled entries of 1, 2, … words (models/scorers/<lists>_<language>.npz)."""
    with np.load(paths.models("scorers", f"{lists}_{language}.npz"), allow_pickle=False) as arrays:
        by_length = [
            _Entries(*(arrays[f"{field}{length}"] for field in _Entries._fields))
            for length in range(1, LONGEST_ENTRY + 1)
        ]
    names = np.cumsum([0, *(len(entries.named) for entries in by_length)])
    words = np.repeat(np.arange(1, LONGEST_ENTRY + 1), [len(entries.hashed) for entries in by_length])
    hashed, first, size, named = (np.concatenate(column) for column in zip(*by_length, strict=True))
    return _Known(Index(hashed), words, _Entries(hashed, first + names[words - 1], size, named))


def compiled(language: str, lists: str = "classes") -> dict[str, NDArray[np.generic]]:
    """Return the lists of a language as the arrays that are shipped: reading 20,000 entries takes half a second.

    An entry is read by the same code as a text. `models/train` writes them; a test holds them to the lists.
    """
    folders = [paths.resources(*(part.format(language) for part in folder)) for folder in LISTS[lists]]
    known = list(Lexicon([file for folder in folders for file in sorted(folder.glob("*.txt"))]).entries())
    words = Stream([entry for _named, entry in known]).words
    bounds = np.searchsorted(words.text, np.arange(len(known) + 1))
    by_length: list[dict[int, set[int]]] = [{} for _length in range(LONGEST_ENTRY)]
    for at, (named, _entry) in enumerate(known):
        own = words.hashed[bounds[at] : bounds[at + 1]]
        if 0 < len(own) <= LONGEST_ENTRY:
            running = own[:1]
            for word in own[1:]:
                running = running * _STEP + word
            by_length[len(own) - 1].setdefault(int(running[0]), set()).add(_hash_of(named))
    made = [_sorted(entries) for entries in by_length]
    return {f"{field}{at}": array for at, entries in enumerate(made, 1) for field, array in entries._asdict().items()}


def _sorted(entries: Mapping[int, set[int]]) -> _Entries:
    hashes = sorted(entries)
    count = np.array([len(entries[one]) for one in hashes], np.int32)
    named = np.array([name for one in hashes for name in sorted(entries[one])], np.uint64)
    return _Entries(np.array(hashes, np.uint64), (np.cumsum(count) - count).astype(np.int32), count, named)


def _hash_of(named: str) -> int:
    import hashlib

    return int.from_bytes(hashlib.blake2b(named.encode(), digest_size=8).digest(), "little")
