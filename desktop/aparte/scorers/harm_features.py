"""What the learned part of sensitivity sees in a text: its words, their neighbours, the lists they stand in.

A window is a few whole sentences. In it a word counts once, a word inside quotation marks is another feature than the
same word said, and a list counts by how it is said: meant, denied, reported or quoted. Set aside: `scorers.features`,
whose stretches of letters cost more than this whole scorer may; a misspelt word is found by its sound instead.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

import numpy as np

from aparte.scorers.disguise import may_hide_a_word, unmasked
from aparte.scorers.harm_frames import FRAMES, WATCHED
from aparte.scorers.harm_tokens import BITS, SHIFT, heard, standing
from aparte.text.scope import scope_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from aparte.nouns import Finding
    from aparte.text.reading import Reading

    Places = NDArray[np.int64]
    Flags = NDArray[np.bool_]

WINDOW_TOKENS: Final = 60
"""As long as the longest texts it learned from; a sentence is never cut."""
PREFIX: Final = "heard."
"""The lists of `resources/sensitivity`: they flag nothing by a rule, the learned part weighs them."""

_MASK = 0xFFFFFFFF
_QUOTED, _FIRST_OF_PAIR, _SECOND_OF_PAIR = 0x5BD1E995, 0x9E3779B1, 0x85EBCA77
_MARKS_OF_QUOTATION = '"«“‘'
_ENDS = frozenset(".!?…")
_BEGUN_BY: Final = {
    name: tuple(number for number, (_frame, (first, *_others)) in enumerate(FRAMES) if name in first)
    for name in frozenset().union(*(parts[0] for _frame, parts in FRAMES))
}
"""List -> the frames that a word of it may begin: most texts begin none."""
_SHORT, _NAMES = 8, 3
_STANDS_AS_GROUP = standing("<g>")[0]
_GROUPS = ("group", "ableism.group")
"""Words that name people for what they are count only beside others: alone they say nothing of a text."""
_STANDS_AS_IDIOM = standing("<i>")
_IDIOMS = ("idiom",)
_ADDRESS = re.compile(r"\w\.example|https?:|@\w+\.\w")
_DIGIT_OR_MARK = re.compile(r"[0-9@$*]")
_MASKED = re.compile(r"[a-z][0-9@$*][a-z]|\w\*")

Place = tuple[int, int]
"""First and last token (both included); -1 when it stands on no word."""
WORDS, PAIRS, LISTS = range(3)
"""The families of features."""


class Seen(NamedTuple):
    """The features of some windows, in their order, a bucket once a window: in its first family, at its first place.

    All of one length: which window, which family, the bucket (0..2^BITS-1), the tokens first..last (-1: on no word).
    """

    window: Places
    family: Places
    bucket: Places
    first: Places
    last: Places


class Window:
    """A stretch of a reading, first..last token (included).

    heard: what each of its tokens is here. quoted: of its tokens, those inside quotation marks.
    """

    __slots__ = ("first", "heard", "last", "quoted", "reading", "scope", "text", "tokens")

    def __init__(self, reading: Reading, first: int = 0, last: int | None = None) -> None:
        """Look at the tokens first..last of `reading`; None: to its end."""
        self.reading, self.first = reading, first
        self.last = len(reading.tokens) - 1 if last is None else last
        self.tokens = reading.tokens[first : self.last + 1]
        self.text = reading.text[self.tokens[0].start : self.tokens[-1].end] if self.tokens else ""
        self.heard = heard(self.tokens, reading.language)
        self.scope = scope_of(reading)
        marked = any(mark in self.text for mark in _MARKS_OF_QUOTATION)
        inside = range(first, self.last + 1) if marked else ()
        self.quoted = frozenset(index for index in inside if self.scope.quoted(index))

    def entries(self) -> list[_Entry]:
        """Return the watched entries that stand whole in the window, in its order."""
        known = _entries(self.reading)
        inside = known[bisect_left(known, (self.first,)) : bisect_left(known, (self.last + 1,))]
        return [entry for entry in inside if entry[1] <= self.last]


_Entry = tuple[int, int, str]
"""First and last token (included), and the list it is in, without its PREFIX."""


def _entries(reading: Reading) -> list[_Entry]:
    """Return the entries of the lists that count here, in the order of the text; kept in `reading.memo`."""
    known: list[_Entry] | None = reading.memo.get("harm.entries")
    if known is None:
        known = reading.memo["harm.entries"] = sorted(
            (hit.first, hit.last, category.removeprefix(PREFIX))
            for category, hits in reading.hits.items()
            if category in WATCHED or category.startswith(PREFIX)
            for hit in hits
        )
    return known


def _within(entries: Sequence[_Entry], names: Sequence[str]) -> set[int]:
    """Return the tokens inside the entries of some lists."""
    return {index for first, last, name in entries if name in names for index in range(first, last + 1)}


def features(windows: Sequence[Window], found: Sequence[Sequence[Finding]]) -> Seen:
    """Return the features of windows in one language; `found`: what our rules found in each."""
    entries = [window.entries() for window in windows]
    parts = (*_words(windows, entries), _listed(windows, entries, found))
    window, bucket, first, last = np.concatenate(parts).T
    family = np.repeat((WORDS, PAIRS, LISTS), [len(part) for part in parts])
    _key, kept = np.unique(window << BITS | bucket, return_index=True)
    return Seen(window[kept], family[kept], bucket[kept], first[kept], last[kept])


def windows(reading: Reading) -> list[tuple[int, int]]:
    """Return the windows of `reading`, first and last token (included): whole sentences up to WINDOW_TOKENS."""
    tokens = reading.tokens
    if 0 < len(tokens) <= WINDOW_TOKENS:
        return [(0, len(tokens) - 1)]
    ends = [at for at in reading.marks if tokens[at].kind == "punct" and tokens[at].raw[0] in _ENDS]
    cut, first = [], 0
    while first + WINDOW_TOKENS < len(tokens):
        # The last end within reach, or the first one beyond it.
        place = bisect_left(ends, first + WINDOW_TOKENS) - 1
        if place < 0 or ends[place] < first:
            place += 1
        if place >= len(ends) or ends[place] + 1 >= len(tokens):
            break
        cut.append((first, ends[place]))
        first = ends[place] + 1
    if first < len(tokens):
        cut.append((first, len(tokens) - 1))
    return cut


def _words(windows: Sequence[Window], entries: Sequence[Sequence[_Entry]]) -> tuple[Places, Places]:
    """Return the words and the pairs of neighbours: rows of window, bucket, first and last token.

    The name of a group counts in pairs alone, as their first word; nothing pairs across a quotation mark.
    """
    counts = np.array([len(window.heard) for window in windows], np.int64)
    buckets = np.array([token[0] for window in windows for token in window.heard], np.int64).reshape(-1, 3)
    owner = np.repeat(np.arange(len(windows)), counts)
    begins = np.cumsum(counts) - counts
    index = np.arange(len(owner)) - np.repeat(begins - [window.first for window in windows], counts)
    quoted, group, idiom = _standing_apart(windows, entries, begins)
    buckets[idiom] = (*_STANDS_AS_IDIOM, -1)
    buckets[group, 0] = _STANDS_AS_GROUP
    word, sound = buckets[:, 0], buckets[:, 2]
    alone = np.stack([np.where(quoted, (word ^ _QUOTED) >> SHIFT, buckets[:, 1]), np.where(quoted, -1, sound)], axis=1)
    alone[group & ~quoted] = -1
    rows = np.stack([np.repeat(owner, 2), alone.ravel(), np.repeat(index, 2), np.repeat(index, 2)], axis=1)[
        alone.ravel() >= 0
    ]
    may = ~(quoted | group)
    second = 1 + np.flatnonzero(may[1:] & ~quoted[:-1] & (owner[1:] == owner[:-1]))
    pair = (word[second - 1] * _FIRST_OF_PAIR ^ word[second] * _SECOND_OF_PAIR) & _MASK
    return rows, np.stack([owner[second], pair >> SHIFT, index[second] - 1, index[second]], axis=1)


def _standing_apart(
    windows: Sequence[Window], entries: Sequence[Sequence[_Entry]], begins: Places
) -> tuple[Flags, Flags, Flags]:
    """Return which tokens of all windows are quoted, name a group, or stand in an idiom (and then name no group)."""
    count = sum(len(window.heard) for window in windows)
    quoted, group, idiom = np.zeros((3, count), bool)
    for window, known, begin in zip(windows, entries, begins.tolist(), strict=True):
        offset = begin - window.first
        for flags, places in (
            (quoted, window.quoted),
            (group, _within(known, _GROUPS)),
            (idiom, _within(known, _IDIOMS)),
        ):
            if places:
                flags[[offset + place for place in places if place <= window.last]] = True
    return quoted, group & ~idiom, idiom


def _listed(
    windows: Sequence[Window], entries: Sequence[Sequence[_Entry]], found: Sequence[Sequence[Finding]]
) -> Places:
    """Return the lists, frames and marks: rows of window, bucket, first and last token."""
    rows: list[tuple[int, int, int, int]] = []
    for number, (window, known, ruled) in enumerate(zip(windows, entries, found, strict=True)):
        named = _lists(window, known, ruled)
        rows.extend(
            (number, _list(name), *place) for name, place in named.items() if name.partition(":")[2] not in _GROUPS
        )
        rows.extend((number, _list(name), -1, -1) for name in (*_frames(named), *_marks(window)))
    return np.array(rows, np.int64).reshape(-1, 4)


@lru_cache(maxsize=5_000)
def _list(name: str) -> int:
    return crc32(b"l" + name.encode()) >> SHIFT


def _lists(window: Window, entries: Sequence[_Entry], found: Sequence[Finding]) -> dict[str, tuple[int, int]]:
    """Return state and name of every list, misspelt word and finding, with the first and last token of the first."""
    lists: dict[str, tuple[int, int]] = {}
    scope, quoted = window.scope, window.quoted
    speech, idioms = scope.announces_speech(), _within(entries, _IDIOMS)
    for first, last, name in entries:
        if first in quoted or last in quoted:
            state = "q:"
        elif first in idioms and name != "idiom":
            continue
        elif scope.negated(first, last):
            state = "n:"
        else:
            state = "r:" if speech and scope.reported(first) else ":"
        lists.setdefault(state + name, (first, last))
    for name, place in (*_misspelt(window), *_ruled(window, found)):
        lists.setdefault(f":{name}", place)
    return lists


def _misspelt(window: Window) -> Iterator[tuple[str, tuple[int, int]]]:
    reading, last = window.reading, window.last
    for index, token in enumerate(window.heard, window.first):
        if token[1] and index not in window.quoted:
            for name in token[1]:
                yield name, (index, index)
    if may_hide_a_word(window.text):
        for hit in unmasked(reading):
            if window.first <= hit.first <= last:
                yield hit.category, (hit.first, min(hit.last, last))


def _ruled(window: Window, found: Sequence[Finding]) -> Iterator[tuple[str, tuple[int, int]]]:
    for finding in found:
        ends = (at for at, token in enumerate(window.tokens, window.first) if token.end > finding.span.start)
        first = next(ends, window.first)
        yield f"rule.{finding.code}.{finding.severity}", (first, first)


def _frames(lists: Mapping[str, object]) -> Iterator[str]:
    meant = {name[1:] for name in lists if name[0] == ":"}
    begun = {number for name in meant for number in _BEGUN_BY.get(name, ())}
    for number in sorted(begun):
        name, (_first, *others) = FRAMES[number]
        if not any(meant.isdisjoint(part) for part in others):
            yield f":frame.{name}"


def _marks(window: Window) -> Iterator[str]:
    """Yield what no list holds and no word shows: who speaks to whom, sums, numbers, how it is typed."""
    text, tokens = window.text, window.tokens
    lower = text.lower()
    marked = _DIGIT_OR_MARK.search(text) is not None
    address = "@" in text or "http" in text or ".example" in text
    yield from {name for token in window.heard if token[2] for name in token[2]}
    told = {
        ":quotes": bool(window.quoted),
        ":address": address and _ADDRESS.search(text) is not None,
        ":masked": marked and _MASKED.search(lower) is not None,
        ":names": sum([token[2][0].isupper() for token in tokens if token[4] == "word"]) >= _NAMES,
        ":lower": text == lower,
        ":brief": len(tokens) < _SHORT,
    }
    yield from (name for name, there in told.items() if there)
