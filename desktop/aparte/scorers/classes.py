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
learned on another stay good; they are looked up together."""
_STEP = np.uint64(0xBF58476D1CE4E5B9)


class Found(NamedTuple):
    """Entries found: the words first..last (included) of a text, and a hash of the list's name."""

    first: Places
    last: Places
    named: Hashes


class _Entries(NamedTuple):
    """Entries: their hashes; an entry's lists are named[first : first + size]."""

    hashed: Hashes
    first: NDArray[np.int32] | Places
    size: NDArray[np.int32] | Places
    named: Hashes


class _Known(NamedTuple):
    """The entries of every length together. words: how many each has; lists: for each name, which of LISTS it is in."""

    known: Index
    words: NDArray[np.intp]
    entries: _Entries
    lists: NDArray[np.int8]


def found(words: Words, language: str) -> Found:
    """Return every entry of "classes" that stands in `words`, an entry once for each list it is in."""
    return every(words, language)[0]


def every(words: Words, language: str) -> tuple[Found, ...]:
    """Return the entries that stand in `words`, one Found for each of LISTS, an entry once for each list it is in."""
    known = _known(language)
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
    place = known.entries.first[row][owner] + within
    first, last, named = first[owner], last[owner], known.entries.named[place]
    of = known.lists[place]
    chosen = (of == number for number in range(len(LISTS)))
    return tuple(Found(first[here], last[here], named[here]) for here in chosen)


@lru_cache(maxsize=2)
def stances(language: str) -> Lexicon:
    """Return the lists that tell how a thing is said (minimisers, honours, formulas…), to give a word its reason."""
    return Lexicon([paths.resources("classes", language, "stance.txt")])


@lru_cache(maxsize=2)
def _known(language: str) -> _Known:
    """Return the compiled entries of every length and of all LISTS (models/scorers/<lists>_<language>.npz)."""
    columns = [_shipped(lists, language) for lists in LISTS]
    hashed, words, named = (np.concatenate(column) for column in zip(*columns, strict=True))
    lists = np.repeat(np.arange(len(LISTS), dtype=np.int8), [len(own) for own, _words, _named in columns])
    order = np.argsort(hashed, kind="stable")
    begin = np.flatnonzero(np.diff(hashed[order], prepend=~hashed[order[:1]]))
    size = np.diff(begin, append=len(order))
    each = hashed[order][begin]
    return _Known(Index(each), words[order][begin], _Entries(each, begin, size, named[order]), lists[order])


def _shipped(lists: str, language: str) -> tuple[Hashes, Places, Hashes]:
    """Return for each list that each entry is in: the entry's hash, its words, the hash of the list's name."""
    with np.load(paths.models("scorers", f"{lists}_{language}.npz"), allow_pickle=False) as arrays:
        sizes = [arrays[f"size{length}"] for length in range(1, LONGEST_ENTRY + 1)]
        hashed = [np.repeat(arrays[f"hashed{length}"], size) for length, size in enumerate(sizes, 1)]
        named = [arrays[f"named{length}"] for length in range(1, LONGEST_ENTRY + 1)]
        words = np.repeat(np.arange(1, LONGEST_ENTRY + 1), [len(own) for own in named])
        return np.concatenate(hashed), words, np.concatenate(named)


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
