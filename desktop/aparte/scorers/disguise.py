"""Words in disguise: « c0nnard », "f*ck", « c o n n a r d ». They are read as the word they hide, where they stand.

Only words of the insult lists are looked for, so that "l33t", prices and « 20h30 » stay what they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from aparte.text import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.text.reading import Reading

HIDDEN = ("insult.strong", "insult.mild", "hate.slur", "ableism.insult")
"""The categories worth disguising."""

_start_of = attrgetter("start")
_end_of = attrgetter("end")
_LEET = str.maketrans("0134578@$!|€", "oieastbasiie")
_MARK = re.compile(r"[*@$!|€#0-9]")
_RUN = re.compile(r"[\w*@$!|€#]+")
_RUN_MARKS = "_*@$!|€#"
_LEAST, _MOST = 3, 24
"""Characters of a word in disguise."""
_SPELT = re.compile(r"(?<!\w)(?:[^\W\d_][ .*_-]){3,}[^\W\d_](?!\w)")
# Each begins with its rare character and looks back from it: a search that tries every letter took ten times as long.
_HINTS = (
    re.compile(r"[*@$|€0134578#](?<=[^\W\d_].)(?:[^\W_]|[*@$#])"),
    re.compile(r" [@$][^\W\d_]"),
    re.compile(r"[ .*_-](?<=[^\W\d_].)(?<!\w[^\W\d_].)[^\W\d_][ .*_-][^\W\d_]\b"),
)
_SPELT_BEGINS = re.compile(r"[ .*_-](?<=[^\W\d_].)(?<!\w[^\W\d_].)[^\W\d_][ .*_-][^\W\d_][ .*_-]")
_WILD = re.compile(r"[*#]")
_SEPARATORS = re.compile(r"[ .*_-]")


def may_hide_a_word(text: str) -> bool:
    """Return whether `text` holds anything that disguises words: letters spelt apart, a mark or a digit inside one."""
    return any(hint.search(text) for hint in _HINTS)


def unmasked(reading: Reading) -> list[lexicon.Hit]:
    """Return the hits of HIDDEN that `reading` spells in disguise, in the order of the text; kept in its memo."""
    known: list[lexicon.Hit] | None = reading.memo.get("unmasked")
    if known is None:
        known = reading.memo["unmasked"] = sorted(_found(reading), key=lambda hit: hit.start)
    return known


def _found(reading: Reading) -> Iterator[lexicon.Hit]:
    for start, shown in (*_masked(reading.text), *_spelt(reading.text)):
        for category, entry, weight in _meanings(shown, reading.language):
            first, last = _tokens_of(reading, start, start + len(shown))
            yield lexicon.Hit(category, entry, weight, start, start + len(shown), first, last)


def _masked(text: str) -> Iterator[tuple[int, str]]:
    """Yield the runs of letters and marks that hold a mark, not as their last character alone."""
    end = 0
    for mark in _MARK.finditer(text):
        start = mark.start()
        if start < end:
            continue
        run = _RUN.match(text, start)
        assert run is not None
        while start > end and (text[start - 1].isalnum() or text[start - 1] in _RUN_MARKS):
            start -= 1
        end = run.end()
        shown = text[start:end].lower().rstrip("!")
        if _LEAST <= end - start <= _MOST and _MARK.search(shown, 0, len(shown) - 1) and not shown.isdigit():
            yield start, shown


def _spelt(text: str) -> Iterator[tuple[int, str]]:
    if _SPELT_BEGINS.search(text):
        for match in _SPELT.finditer(text):
            yield match.start(), match.group().lower()


@lru_cache(maxsize=512)
def _meanings(shown: str, language: str) -> tuple[tuple[str, str, float], ...]:
    """The hidden entries that `shown` may stand for: digits read as letters, a star as up to three of them."""
    words = lexicon.of(language)
    spelt = _SEPARATORS.sub("", shown)
    for candidate in (shown.translate(_LEET), spelt, spelt[1:]):
        known = words.categories_of(candidate)
        if not known.keys().isdisjoint(HIDDEN):
            return tuple((name, candidate, weight) for name, weight in known.items() if name in HIDDEN)
    if not _WILD.search(shown):
        return ()
    parts = [re.escape(part.translate(_LEET)) for part in _WILD.split(shown)]
    pattern = re.compile(r"\w{0,3}".join(parts))
    close = (item for item in _hideable(language) if len(item[1]) >= len(shown) - 1 and pattern.fullmatch(item[1]))
    return tuple(close)[:1]


@lru_cache(maxsize=4)
def _hideable(language: str) -> tuple[tuple[str, str, float], ...]:
    return tuple(item for item in lexicon.of(language).single_words() if item[0] in HIDDEN and item[2] >= 0.9)


def _tokens_of(reading: Reading, start: int, end: int) -> tuple[int, int]:
    first = bisect_right(reading.tokens, start, key=_end_of)
    return first, max(first, bisect_left(reading.tokens, end, key=_start_of) - 1)
