"""What the learned tone table hears: thirteen tones, three registers, selling, pressing and emotions, in one pass.

A figure of a head = bias + the mean over the text's windows, by their words, of sum over features of (share of its
family / sqrt(features of that family in the window)) * weight of its bucket + signs of the reading * their weights.
Weights are added as whole numbers, so that no text depends on those that are heard with it. Windows are remembered, so
a key costs one window. It refuses other languages than the tables it has.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from aparte import paths
from aparte.scorers.features import BITS
from aparte.scorers.tone_features import ALL_FAMILIES, acts, openings
from aparte.scorers.tone_signs import signs
from aparte.scorers.windows import hashed, windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from aparte.scorers.features import Part
    from aparte.scorers.letters import Words
    from aparte.text.reading import Reading

    Figures = NDArray[np.float64]

_MOST_WINDOWS = 20_000
"""Windows that are remembered, some seven megabytes; then all are forgotten."""
SAYS_SO_FROM: Final = 0.45
"""From this figure a post sells, or presses: it makes the fewest mistakes on left-out batches (models/train/tone)."""
_heard: dict[tuple[str, str], Figures] = {}


class Curve(NamedTuple):
    """How the figure of a tone becomes a score: log-odds = shift + gain * figure, the same for every tone."""

    shift: float
    gain: float


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
        self.more = arrays

    def figures(self, made: Sequence[Part], count: int) -> Figures:
        """Return what the features of `count` texts give each head, without bias and signs: (count, heads)."""
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
        ends = np.cumsum(np.bincount(text[known], minlength=count)).tolist()
        given = np.empty((count, len(self.names)))
        begin = 0
        for at, end in enumerate(ends):
            given[at] = each[at] @ (whose[:, begin:end] @ weight[begin:end]).astype(np.float64)
            begin = end
        given *= self._scale
        return given


def heard(reading: Reading) -> dict[str, float]:
    """Return the figure of every head for a reading in "fr" or "en", by its name. Kept in `reading.memo`."""
    known: dict[str, float] | None = reading.memo.get("tone figures")
    if known is None:
        table = _table(reading.language)
        figures = table.bias + _mean(windows(reading.text), reading.language) + signs(reading) @ table.signs
        known = reading.memo["tone figures"] = dict(zip(table.names, figures.tolist(), strict=True))
    return known


def listen(texts: Iterable[str], language: str) -> None:
    """Hear many texts in one pass and remember them."""
    _hear([window for text in texts for window in windows(text)], language)


@lru_cache(maxsize=2)
def curve(language: str) -> Curve:
    """Return the curve of "fr" or "en"."""
    more = _table(language).more
    return Curve(*(float(more[name]) for name in Curve._fields))


def _mean(parts: Sequence[str], language: str) -> Figures:
    figures = _hear(parts, language)
    if len(parts) == 1:
        return figures[0]
    mean: Figures = np.average(np.stack(figures), axis=0, weights=[len(part.split()) for part in parts])
    return mean


def _hear(asked: Sequence[str], language: str) -> list[Figures]:
    new = tuple(sorted({window for window in asked if (language, window) not in _heard}))
    if not new:
        return [_heard[language, window] for window in asked]
    if len(_heard) > _MOST_WINDOWS:
        _heard.clear()
        return _hear(asked, language)
    stream, made = hashed(new, language)
    figures = _table(language).figures(all_parts(stream.words, made, language), len(new))
    _heard.update({(language, window): row for window, row in zip(new, figures, strict=True)})
    return [_heard[language, window] for window in asked]


def all_parts(words: Words, made: Sequence[Part], language: str) -> list[Part]:
    """Return the features that every table hears, and those of tone alone."""
    return [*made, acts(words, language), *openings(words, language)]


@lru_cache(maxsize=2)
def _table(language: str) -> Table:
    with np.load(paths.models("scorers", f"tone_{language}.npz"), allow_pickle=False) as arrays:
        return Table({name: arrays[name] for name in arrays.files})
