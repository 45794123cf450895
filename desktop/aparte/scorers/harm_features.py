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

from aparte.scorers.disguise import may_hide_a_word, unmasked
from aparte.scorers.harm_frames import FRAMES, WATCHED
from aparte.scorers.sound import SHORTEST, listed_by_sound, sound_of
from aparte.text.scope import scope_of, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aparte.nouns import Finding
    from aparte.text.reading import Reading, Token

BITS: Final = 18
"""2^18 buckets for some fifteen thousand features of a language: one in thirty shares its bucket."""
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
_TOLD = (
    (":second", word_set("tu t' te toi ton ta tes vous votre vos you you're u ur your you'll you've ya <@>")),
    (":first", word_set("je j' me m' moi mon ma mes i i'm i've i'll my im jme jvai jveu")),
    (":money", word_set("€ £ $ % euro euros quid")),
)
"""What single tokens tell: the reader, the author or money is spoken of."""
_ADDRESS = re.compile(r"\w\.example|https?:|@\w+\.\w")
_DIGIT_OR_MARK = re.compile(r"[0-9@$*]")
_MASKED = re.compile(r"[a-z][0-9@$*][a-z]|\w\*")

Place = tuple[int, int]
"""First and last token (both included); -1 when it stands on no word."""


class Seen(NamedTuple):
    """The features of a window by their bucket, 0..2^BITS-1, a bucket in one family only, each with its first place."""

    words: dict[int, Place]
    pairs: dict[int, Place]
    lists: dict[int, Place]


class _Token(NamedTuple):
    """What one token is here: its hash, its bucket and the one of its sound (-1: none), lists by sound, told marks."""

    word: int
    bucket: int
    sound: int
    misspelt: tuple[str, ...]
    told: tuple[str, ...]


_tokens: dict[str, dict[str, _Token]] = {"fr": {}, "en": {}}
_MOST_TOKENS = 50_000
"""Tokens of a language that are remembered; then all are forgotten."""


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
        self.heard = _heard(self.tokens, reading.language)
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


def features(window: Window, found: Sequence[Finding]) -> Seen:
    """Return the features of a window; `found`: what our rules found in it."""
    entries = window.entries()
    words, pairs = _words(window, entries)
    named = _lists(window, entries, found)
    lists = {_list(name): place for name, place in named.items() if name.partition(":")[2] not in _GROUPS}
    for name in (*_frames(named), *_marks(window)):
        lists.setdefault(_list(name), (-1, -1))
    for bucket in pairs.keys() & words.keys():
        del pairs[bucket]
    for bucket in lists.keys() & (words.keys() | pairs.keys()):
        del lists[bucket]
    return Seen(words, pairs, lists)


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


def _words(window: Window, entries: Sequence[_Entry]) -> tuple[dict[int, Place], dict[int, Place]]:
    """Return the words and the pairs of neighbours; the name of a group counts in pairs alone, as their first word."""
    words: dict[int, Place] = {}
    pairs: dict[int, Place] = {}
    before, quoted = 0, window.quoted
    groups, idioms = _within(entries, _GROUPS), _within(entries, _IDIOMS)
    for index, token in enumerate(window.heard, window.first):
        word, bucket, sound, _misspelt, _told = token
        group = index in groups
        if index in idioms:
            word, bucket, sound, group = *_standing(_IDIOM), -1, False
        elif group:
            word = _standing(_GROUP)[0]
        if index in quoted:
            words.setdefault((word ^ _QUOTED) >> _SHIFT, (index, index))
            before = 0
            continue
        if not group:
            words.setdefault(bucket, (index, index))
            if sound >= 0:
                words.setdefault(sound, (index, index))
            if before:
                pair = (before * _FIRST_OF_PAIR ^ word * _SECOND_OF_PAIR) & _MASK
                pairs.setdefault(pair >> _SHIFT, (index - 1, index))
        before = word
    return words, pairs


def _heard(tokens: Sequence[Token], language: str) -> list[_Token]:
    known = _tokens[language]
    if len(known) > _MOST_TOKENS:
        known.clear()
    heard = []
    for token in tokens:
        low = _STANDS_FOR.get(token[4]) or token[3]
        one = known.get(low)
        if one is None:
            one = known[low] = _token(low, language, is_word=token[4] == "word")
        heard.append(one)
    return heard


def _token(low: str, language: str, *, is_word: bool) -> _Token:
    sound = crc32(b"s:" + sound_of(low, language).encode(errors="replace")) >> _SHIFT if is_word else -1
    misspelt = listed_by_sound(low, language) if is_word and len(low) >= SHORTEST else ()
    told = tuple(name for name, words in _TOLD if low in words)
    return _Token(*_standing(low), sound, misspelt, told)


@lru_cache(maxsize=16)
def _standing(low: str) -> tuple[int, int]:
    """Return the hash and the bucket of a token."""
    word = crc32(b"w:" + low.encode(errors="replace"))
    return word, word >> _SHIFT


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
    for index, token in enumerate(window.heard, window.first):
        if token.misspelt and index not in window.quoted:
            for name in token.misspelt:
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
    yield from {name for token in window.heard for name in token.told}
    told = {
        ":quotes": bool(window.quoted),
        ":address": address and _ADDRESS.search(text) is not None,
        ":masked": marked and _MASKED.search(lower) is not None,
        ":names": sum(token.kind == "word" and token.raw[0].isupper() for token in tokens) >= _NAMES,
        ":lower": text == lower,
        ":brief": len(tokens) < _SHORT,
    }
    yield from (name for name, there in told.items() if there)
