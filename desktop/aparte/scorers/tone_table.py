"""What the learned tone table hears: thirteen tones, three registers, selling and pressing, in one pass.

A figure of a head = bias + the mean over the text's windows, by their words, of sum over features of (share of its
family / sqrt(features of that family in the window)) * weight of its bucket, + signs of the reading * their weights /
sqrt(its words / WINDOW_WORDS), since a long text has more of every sign. Left out and joined eight by eight, posts of
one tone are then right in .96 French and .98 English, undivided in .88 and .89.
Weights are added as whole numbers, so that no text depends on those that are heard with it. Windows are remembered, so
a key costs one window. It refuses other languages than the tables it has.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import numpy as np

from aparte import paths
from aparte.scorers.features import BITS
from aparte.scorers.tone_features import ALL_FAMILIES, all_parts
from aparte.scorers.tone_rules import TONES
from aparte.scorers.tone_signs import signs
from aparte.scorers.windows import WINDOW_WORDS, hashed, windows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aparte.scorers.features import Part
    from aparte.scorers.register import Register
    from aparte.text.reading import Reading

    Figures = NDArray[np.float64]

_MOST_WINDOWS = 20_000
"""Windows that are remembered, some seven megabytes; then all are forgotten."""
SAYS_SO_FROM: Final = 0.45
"""From this figure a post sells, or presses: it makes the fewest mistakes on left-out batches (models/train/tone)."""


class _Window(NamedTuple):
    words: int
    figures: Figures


_windows: dict[tuple[str, str], _Window] = {}


class Heard(NamedTuple):
    """What is heard in a text. scores: of the tones, shares of one; the others are figures near 0 (no) or 1 (yes)."""

    scores: dict[str, float]
    registers: dict[Register, float]
    promotional: float
    urgent: float


class Table:
    """The heads of a language. names: one a head; signs: signs x heads."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        """Read `names`, `step` (to the next bucket), `weight` (whole, a row a bucket), `scale`, `bias`, `signs`."""
        self.names = tuple(str(name) for name in arrays["names"])
        self.bias: Figures = arrays["bias"].astype(np.float64)
        self.signs: Figures = arrays["signs"].astype(np.float64)
        self._scale: Figures = arrays["scale"].astype(np.float64)
        self._shares: Figures = arrays["shares"].astype(np.float64)
        # float32 holds these whole numbers and their sums exactly, and is multiplied quickest.
        weight = arrays["weight"].astype(np.float32)
        self._weight = np.vstack([np.zeros((1, len(self.names)), np.float32), weight])
        self._row = np.zeros(1 << BITS, np.intp)
        self._row[np.cumsum(arrays["step"].astype(np.intp))] = np.arange(1, len(weight) + 1)

    def figures(self, made: Sequence[Part], count: int) -> Figures:
        """Return what the features of `count` texts give each head, without bias and signs: (count, heads)."""
        if count == 1:
            return self._figures_of_one(made)
        text = np.concatenate([part.text for part in made])
        family = np.repeat([part.family for part in made], [len(part.text) for part in made])
        sizes = np.bincount(text * ALL_FAMILIES + family, minlength=count * ALL_FAMILIES)
        each = self._shares / np.sqrt(np.maximum(sizes, 1)).reshape(count, ALL_FAMILIES)
        row = self._row[np.concatenate([part.bucket for part in made])]
        known = np.flatnonzero(row)
        known = known[np.argsort(text[known].astype(np.min_scalar_type(count)), kind="stable")]
        whose = np.zeros((ALL_FAMILIES, len(known)), np.float32)
        whose[family[known], np.arange(len(known))] = 1.0
        weight = self._weight.take(row[known], axis=0)
        sums = np.empty((count, ALL_FAMILIES, len(self.names)), np.float32)
        begin = 0
        for total, end in zip(sums, np.cumsum(np.bincount(text[known], minlength=count)).tolist(), strict=True):
            np.matmul(whose[:, begin:end], weight[begin:end], out=total)
            begin = end
        given: Figures = np.einsum("tf,tfh->th", each, sums) * self._scale
        return given

    def _figures_of_one(self, made: Sequence[Part]) -> Figures:
        """Return the same for one text: while one is typed, each call of numpy costs as much as its features."""
        total = np.zeros((ALL_FAMILIES, len(self.names)), np.float32)
        sizes = [0] * ALL_FAMILIES
        for part in made:
            sizes[part.family] += len(part.bucket)
            total[part.family] += self._weight.take(self._row.take(part.bucket), axis=0).sum(axis=0)
        each = self._shares / np.sqrt(np.maximum(sizes, 1))
        given: Figures = np.einsum("tf,tfh->th", each[None], total[None]) * self._scale
        return given


def heard(reading: Reading) -> Heard:
    """Return what is heard in a reading in "fr" or "en". Kept in `reading.memo`."""
    known: Heard | None = reading.memo.get("tone figures")
    if known is None:
        _weigh([reading], reading.language)
        known = reading.memo["tone figures"]
        assert known is not None
    return known


def listen(readings: Sequence[Reading]) -> None:
    """Hear many readings in one pass, so that `heard` finds them heard: ten times quicker than one by one."""
    for language in ("fr", "en"):
        here = [reading for reading in readings if reading.language == language and reading.words]
        _hear([window for reading in here for window in windows(reading.heard)], language)
        if here:
            _weigh(here, language)


def _weigh(readings: Sequence[Reading], language: str) -> None:
    """Add up what is heard in each reading and keep it in its memo."""
    table = _table(language)
    held = np.array([max(1.0, len(reading.words) / WINDOW_WORDS) for reading in readings]) ** 0.5
    means = np.array([_mean(windows(reading.heard), language) for reading in readings])
    # Not "@": what a post is given may not depend on how many are weighed with it, to the last digit.
    figures = table.bias + means + np.einsum("rs,sh->rh", signs(readings), table.signs) / held[:, None]
    for reading, row in zip(readings, figures.tolist(), strict=True):
        reading.memo["tone figures"] = _heard_of(row)


def _heard_of(figures: Sequence[float]) -> Heard:
    """Return the figures by name; those of the tones become shares of one (softmax)."""
    highest = max(figures[: len(TONES)])
    odds = [exp(figure - highest) for figure in figures[: len(TONES)]]
    total = sum(odds)
    casual, neutral, formal, promotional, urgent = figures[len(TONES) :]
    return Heard(
        {tone: one / total for tone, one in zip(TONES, odds, strict=True)},
        {"casual": casual, "neutral": neutral, "formal": formal},
        promotional,
        urgent,
    )


def figures(made: Sequence[Part], count: int, language: str) -> Figures:
    """Return what the features of `count` whole posts give each head, without signs: (count, heads)."""
    table = _table(language)
    return table.bias + table.figures(made, count)


def _mean(parts: Sequence[str], language: str) -> Figures:
    if len(parts) == 1:
        return _hear(parts, language)[0].figures
    found = _hear(parts, language)
    words = np.array([one.words for one in found], np.float64)
    mean: Figures = words @ np.array([one.figures for one in found]) / words.sum()
    return mean


def _hear(asked: Sequence[str], language: str) -> list[_Window]:
    # Looked up once: another thread may make room between two looks.
    known = {window: _windows.get((language, window)) for window in asked}
    new = tuple(sorted(window for window, one in known.items() if one is None))
    if new:
        rows = _table(language).figures(all_parts(hashed(new, language), language), len(new))
        fresh = {window: _Window(len(window.split()), row) for window, row in zip(new, rows, strict=True)}
        known.update(fresh)
        if len(_windows) > _MOST_WINDOWS:
            _windows.clear()
        _windows.update({(language, window): one for window, one in fresh.items()})
    return [cast("_Window", known[window]) for window in asked]


@lru_cache(maxsize=2)
def _table(language: str) -> Table:
    with np.load(paths.models("scorers", f"tone_{language}.npz"), allow_pickle=False) as arrays:
        return Table({name: arrays[name] for name in arrays.files})
