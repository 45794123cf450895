"""What the learned irony table hears: a text window by window, the loudest one speaking for it.

One ironic sentence among forty is enough to be misread, and a mean over the whole would drown it. Windows are
remembered, so a key costs one window. It refuses other languages than the tables it has.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from aparte.scorers.features import weighable
from aparte.scorers.linear import heads
from aparte.scorers.windows import WINDOW_WORDS, hashed, windows

__all__ = ["WINDOW_WORDS", "Heard", "Loudest", "Stack", "heard", "interval", "listen", "loudest", "stack"]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aparte.scorers.linear import Heads

_MOST_WINDOWS = 50_000
"""Remembered windows, a few megabytes; then all are forgotten."""
_MOST_TEXTS = 256
"""Remembered texts: `check --jsonl` hears as many at once before it asks for their places."""


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
    _hear([window for text in texts for window in windows(text)], language)


@lru_cache(maxsize=_MOST_TEXTS)
def loudest(text: str, language: str) -> Loudest:
    """Return the window of `text` that sounds most ironic."""
    found = windows(text)
    heard, window = max(zip(_hear(found, language), found, strict=True), key=lambda one: one[0].figure)
    return Loudest(text.find(window), window, heard.figure, heard.pull * stack(language).table)


def _hear(asked: Sequence[str], language: str) -> list[Heard]:
    # Looked up once: another thread may make room between two looks.
    known = {window: _heard.get((language, window)) for window in asked}
    new = tuple(sorted(window for window, one in known.items() if one is None))
    if new:
        fresh = dict(zip(new, _fresh(new, language), strict=True))
        known.update(fresh)
        if len(_heard) > _MOST_WINDOWS:
            _heard.clear()
        _heard.update({(language, window): one for window, one in fresh.items()})
    return [cast("Heard", known[window]) for window in asked]


def _fresh(new: tuple[str, ...], language: str) -> Iterator[Heard]:
    heard = hashed(new, language)
    table, found = _table(language), weighable(heard.parts)
    given = table.contributions(found)
    figures = table.bias[0] + np.bincount(found.text, weights=given, minlength=len(new))
    pulls = np.bincount(found.text, weights=np.maximum(given, 0.0), minlength=len(new))
    return map(Heard, figures.tolist(), pulls.tolist())


@lru_cache(maxsize=2)
def _table(language: str) -> Heads:
    return heads(f"irony_{language}")
