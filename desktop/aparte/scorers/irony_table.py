"""What the learned irony table hears: a text window by window, the loudest one speaking for it.

One ironic sentence among forty is enough to be misread, and a mean over the whole would drown it: each sentence is
heard with what stands before it, up to WINDOW_WORDS. Windows are remembered, so a key costs one window. It refuses
other languages than the tables it has.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from aparte.scorers.features import features
from aparte.scorers.linear import heads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aparte.scorers.linear import Heads

WINDOW_WORDS: Final = 45
"""The longest texts the tables learned from: what is longer is heard in parts."""
_MOST_WINDOWS = 50_000
"""Remembered windows, a few megabytes; then all are forgotten."""
_MOST_TEXTS = 256
"""Remembered texts: `check --jsonl` hears as many at once before it asks for their places."""
_SENTENCE = re.compile(r"\S[^\n.!?…]*[.!?…]*")


class Heard(NamedTuple):
    """What the table gives a window. figure: its log-odds; pull: what speaks for irony alone, nothing against it."""

    figure: float
    pull: float


class Loudest(NamedTuple):
    """The window of a text that sounds most ironic, where it starts, and what was heard there.

    pull: in log-odds of the risk, of which the table's are `Stack.table` each.
    """

    start: int
    window: str
    figure: float
    pull: float


_heard: dict[tuple[str, str], Heard] = {}


class Stack(NamedTuple):
    """How table and evidence are added: intercept, and the log-odds of one unit of each."""

    intercept: float
    table: float
    evidence: float


@lru_cache(maxsize=2)
def stack(language: str) -> Stack:
    """Return the stack of "fr" or "en"."""
    intercept, table, evidence = (float(value) for value in _table(language).more["stack"])
    return Stack(intercept, table, evidence)


def interval(log_odds: float, language: str) -> tuple[float, float]:
    """Return the ends of the inductive Venn-Abers interval at these log-odds (models/train/venn_abers)."""
    more = _table(language).more
    place = int(np.searchsorted(more["at"], log_odds, side="right")) - 1
    low = more["low"][max(place, 0)] if place >= 0 else 0.0
    return float(low), float(more["high"][min(place + 1, len(more["high"]) - 1)])


def heard(text: str, language: str) -> float:
    """Return the table's figure for the window of `text` that sounds most ironic."""
    return loudest(text, language).figure


def listen(texts: Iterable[str], language: str) -> None:
    """Hear many texts in one pass and remember them: fifteen times quicker than one by one."""
    _hear([window for text in texts for window in _windows(text)], language)


@lru_cache(maxsize=_MOST_TEXTS)
def loudest(text: str, language: str) -> Loudest:
    """Return the window of `text` that sounds most ironic."""
    windows = _windows(text)
    heard, window = max(zip(_hear(windows, language), windows, strict=True), key=lambda one: one[0].figure)
    return Loudest(text.find(window), window, heard.figure, heard.pull * stack(language).table)


def _hear(windows: Sequence[str], language: str) -> list[Heard]:
    new = sorted({window for window in windows if (language, window) not in _heard})
    if not new:
        return [_heard[language, window] for window in windows]
    if len(_heard) > _MOST_WINDOWS:
        _heard.clear()
    fresh = dict(zip(new, _fresh(new, language), strict=True))
    _heard.update({(language, window): one for window, one in fresh.items()})
    return [fresh[window] if window in fresh else _heard[language, window] for window in windows]


def _fresh(windows: Sequence[str], language: str) -> Iterator[Heard]:
    table, found = _table(language), features(windows, language)
    given = table.contributions(found)
    figures = table.bias[0] + np.bincount(found.text, weights=given, minlength=len(windows))
    pulls = np.bincount(found.text, weights=np.maximum(given, 0.0), minlength=len(windows))
    return map(Heard, figures.tolist(), pulls.tolist())


@lru_cache(maxsize=8)
def _windows(text: str) -> tuple[str, ...]:
    """Return each sentence of `text` with the ones before it, up to WINDOW_WORDS; none inside another one."""
    spans = [match.span() for match in _SENTENCE.finditer(text)] or [(0, len(text))]
    lengths = [len(text[start:end].split()) for start, end in spans]
    windows: list[str] = []
    first, words = 0, 0
    for at, (_start, end) in enumerate(spans):
        words += lengths[at]
        grew = first
        while words > WINDOW_WORDS and first < at:
            words -= lengths[first]
            first += 1
        window = text[spans[first][0] : end]
        if windows and first == grew:
            windows[-1] = window
        else:
            windows.append(window)
    return tuple(windows)


@lru_cache(maxsize=2)
def _table(language: str) -> Heads:
    return heads(f"irony_{language}")
