"""A text as the learned tables hear it: window by window, and what is in a window read once for all of them.

Each sentence is heard with what stands before it, up to WINDOW_WORDS: that is how long the texts were that the tables
learned from, and a key then costs one window. What a text makes of its windows is its scorer's: the loudest one speaks
for irony, their mean for tone. It refuses to weigh anything: it cuts and hashes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from aparte.scorers import classes
from aparte.scorers.features import Part, parts
from aparte.scorers.letters import Stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.scorers.classes import Found

WINDOW_WORDS: Final = 45
"""The longest texts the tables learned from: what is longer is heard in parts."""
_ENDS = ("!", "?", "…", "\n")
"""What ends a sentence besides a full stop."""


class Pass(NamedTuple):
    """The letters of several windows, the features made of them, and the acts that stand in them."""

    stream: Stream
    parts: Sequence[Part]
    acts: Found


@lru_cache(maxsize=4)
def hashed(windows: tuple[str, ...], language: str) -> Pass:
    """Return what several windows hold. Kept: several tables hear the same ones, one after the other."""
    stream = Stream(windows)
    named, acts = classes.every(stream.words, language)
    return Pass(stream, parts(stream, stream.words, language, named), acts)


@lru_cache(maxsize=512)
def windows(text: str) -> tuple[str, ...]:
    """Return each sentence of `text` with the ones before it, up to WINDOW_WORDS; none inside another one."""
    spans = _sentences(text) or [(0, len(text))]
    lengths = [len(text[start:end].split()) for start, end in spans]
    found: list[str] = []
    first, words = 0, 0
    for at, (_start, end) in enumerate(spans):
        words += lengths[at]
        grew = first
        while words > WINDOW_WORDS and first < at:
            words -= lengths[first]
            first += 1
        window = text[spans[first][0] : end]
        if found and first == grew:
            found[-1] = window
        else:
            found.append(window)
    return tuple(found)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends, its marks included; a line always ends one.

    By str.find: an expression that asks each of 3,000 characters took ten times as long.
    """
    stops, count = text, len(text)
    for mark in _ENDS:
        stops = stops.replace(mark, ".")
    spans = []
    start = 0
    while start < count:
        if text[start].isspace():
            start += 1
            continue
        end = stops.find(".", start + 1)
        end = count if end < 0 else end
        while end < count and stops[end] == "." and text[end] != "\n":
            end += 1
        spans.append((start, end))
        start = end
    return spans
