"""What the learned part of sensitivity sees in a text: its words, their neighbours, the lists they stand in.

A window is a few whole sentences. In it a word counts once, a word inside quotation marks is another feature than the
same word said, and a list counts by how it is said: meant, denied, reported or quoted. Set aside: `scorers.features`,
whose stretches of letters cost more than this whole scorer may; a misspelt word is found by its sound instead.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zlib import crc32

from aparte.scorers.disguise import may_hide_a_word, unmasked
from aparte.scorers.harm_frames import FRAMES, WATCHED
from aparte.scorers.sound import SHORTEST, listed_by_sound, sound_of
from aparte.text.scope import scope_of, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aparte.nouns import Finding
    from aparte.text.reading import Reading

BITS: Final = 18
"""2^18 buckets for some fifteen thousand features of a language: one in thirty shares its bucket."""
FAMILIES: Final = 3
WORD, PAIR, LIST = range(FAMILIES)
WINDOW_TOKENS: Final = 60
"""As long as the longest texts it learned from; a sentence is never cut."""
PREFIX: Final = "heard."
"""The lists of `resources/sensitivity`: they flag nothing by a rule, the learned part weighs them."""

_SHIFT = 32 - BITS
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
_GROUP = "<g>"
_GROUPS = ("group", "ableism.group")
"""Words that name people for what they are count only beside others: alone they say nothing of a text."""
_IDIOM = "<i>"
_IDIOMS = ("idiom",)
_STANDS_FOR = {"number": "<n>", "mention": "<@>", "url": "<u>"}
_SECOND = word_set("tu t' te toi ton ta tes vous votre vos you you're u ur your you'll you've ya <@>")
_FIRST = word_set("je j' me m' moi mon ma mes i i'm i've i'll my im jme jvai jveu")
_MONEY = word_set("€ £ $ % euro euros quid")
_ADDRESS = re.compile(r"\w\.example|https?:|@\w+\.\w")
_DIGIT_OR_MARK = re.compile(r"[0-9@$*]")
_MASKED = re.compile(r"[a-z][0-9@$*][a-z]|\w\*")

Feature = tuple[int, int, int]
"""Family, first and last token (both included); -1 when it stands on no word."""


class Window:
    """A stretch of a reading, first..last token (included). quoted: of its tokens, those inside quotation marks."""

    __slots__ = ("first", "last", "quoted", "reading", "scope", "text", "tokens")

    def __init__(self, reading: Reading, first: int = 0, last: int | None = None) -> None:
        """Look at the tokens first..last of `reading`; None: to its end."""
        self.reading, self.first = reading, first
        self.last = len(reading.tokens) - 1 if last is None else last
        self.tokens = reading.tokens[first : self.last + 1]
        self.text = reading.text[self.tokens[0].start : self.tokens[-1].end] if self.tokens else ""
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


def features(window: Window, found: Sequence[Finding]) -> dict[int, Feature]:
    """Return the features of a window by their bucket, 0..2^BITS-1; `found`: what our rules found in it."""
    entries = window.entries()
    features = _words(window, entries)
    lists = _lists(window, entries, found)
    for name, (first, last) in lists.items():
        if name.partition(":")[2] not in _GROUPS:
            features.setdefault(_list(name), (LIST, first, last))
    for name in (*_frames(lists), *_marks(window)):
        features.setdefault(_list(name), (LIST, -1, -1))
    return features


def windows(reading: Reading) -> list[tuple[int, int]]:
    """Return the windows of `reading`, first and last token (included): whole sentences up to WINDOW_TOKENS."""
    tokens, cut = reading.tokens, []
    if 0 < len(tokens) <= WINDOW_TOKENS:
        return [(0, len(tokens) - 1)]
    first, end = 0, -1
    for index, token in enumerate(tokens):
        if index - first >= WINDOW_TOKENS and end >= first:
            cut.append((first, end))
            first = end + 1
        if token.kind == "punct" and token.raw[0] in _ENDS:
            end = index
    if first < len(tokens):
        cut.append((first, len(tokens) - 1))
    return cut


def _words(window: Window, entries: Sequence[_Entry]) -> dict[int, Feature]:
    found: dict[int, Feature] = {}
    before, language, quoted = 0, window.reading.language, window.quoted
    groups, idioms = _within(entries, _GROUPS), _within(entries, _IDIOMS)
    for index, token in enumerate(window.tokens, window.first):
        named = _IDIOM if index in idioms else _GROUP if index in groups else None
        low = named or _STANDS_FOR.get(token.kind) or token.low
        word, sound = _hashed(low, language)
        if index in quoted:
            found.setdefault((word ^ _QUOTED) >> _SHIFT, (WORD, index, index))
            before = 0
            continue
        if named is not _GROUP:
            found.setdefault(word >> _SHIFT, (WORD, index, index))
        if named is None and token.kind == "word":
            found.setdefault(sound >> _SHIFT, (WORD, index, index))
        if before and named is not _GROUP:
            pair = (before * _FIRST_OF_PAIR ^ word * _SECOND_OF_PAIR) & _MASK
            found.setdefault(pair >> _SHIFT, (PAIR, index - 1, index))
        before = word
    return found


@lru_cache(maxsize=50_000)
def _hashed(low: str, language: str) -> tuple[int, int]:
    return crc32(b"w:" + low.encode(errors="replace")), crc32(b"s:" + sound_of(low, language).encode(errors="replace"))


@lru_cache(maxsize=5_000)
def _list(name: str) -> int:
    return crc32(b"l" + name.encode()) >> _SHIFT


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
    for index, token in enumerate(window.tokens, window.first):
        if token.kind == "word" and len(token.low) >= SHORTEST and index not in window.quoted:
            for name in listed_by_sound(token.low, reading.language):
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
    lows = {_STANDS_FOR.get(token.kind) or token.low for token in tokens}
    told = {
        ":second": not lows.isdisjoint(_SECOND),
        ":first": not lows.isdisjoint(_FIRST),
        ":money": not lows.isdisjoint(_MONEY),
        ":quotes": bool(window.quoted),
        ":address": address and _ADDRESS.search(text) is not None,
        ":masked": marked and _MASKED.search(lower) is not None,
        ":names": sum(token.kind == "word" and token.raw[0].isupper() for token in tokens) >= _NAMES,
        ":lower": text == lower,
        ":brief": len(tokens) < _SHORT,
    }
    return (name for name, there in told.items() if there)
