"""What the learned part of sensitivity hears: harm that no rule has a word for, said with doubt and with its words.

A table of log-odds, a column a category against "nothing", over the features of a few sentences; the loudest category
above the threshold is named, and another one just as loud. Windows are remembered, so a key costs one. It says "may be
heard as": the table was learned on texts that a machine wrote (models/scorers/sensitivity.md).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import numpy as np

from aparte import paths
from aparte.nouns import Finding, Span
from aparte.scorers.base import MIN_WORDS
from aparte.scorers.harm_features import BITS, Window, features, windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aparte.nouns import Category
    from aparte.scorers.harm_features import Seen
    from aparte.text.reading import Reading

LANGUAGES: Final = ("fr", "en")
AS_LOUD: Final = 0.5
"""Log-odds under the loudest category within which a second one is named: right category .01 to .02 more often on
left-out training cases, 1.1 findings a flagged text."""
CONFIDENCE: Final = 0.5
"""Under every rule's: a rule that names the same words speaks first."""
_BESIDE: Final = 0.25
"""Share of the strongest word's pull from which its neighbour belongs to the marked stretch."""


_MOST_KNOWN: Final = 2_000
"""Remembered windows; then all are forgotten."""


class Heard(NamedTuple):
    """A category that a window sounds like, and its strongest words: characters start..end of the window."""

    category: Category
    start: int
    end: int


_known: dict[tuple[object, ...], tuple[Heard, ...]] = {}


class Table:
    """The weights of a language: log_odds of each of `names` against nothing."""

    def __init__(self, name: str) -> None:
        """Read `models/scorers/<name>.npz`: names, bucket, weight (int8), scale, bias, shares, threshold."""
        with np.load(paths.models("scorers", f"{name}.npz"), allow_pickle=False) as arrays:
            self.names = tuple(cast("Category", str(one)) for one in arrays["names"])
            self.threshold = float(arrays["threshold"])
            self.bias = arrays["bias"].astype(np.float64)
            self.shares: list[float] = arrays["shares"].astype(np.float64).tolist()
            weights = arrays["weight"].astype(np.float64) * arrays["scale"].astype(np.float64)
            self._weights = np.vstack([np.zeros((1, len(self.names))), weights])
            self._row = np.zeros(1 << BITS, np.int32)
            self._row[arrays["bucket"].astype(np.intp)] = np.arange(1, len(weights) + 1)

    def log_odds(self, found: Seen) -> NDArray[np.float64]:
        """Return the log-odds of each category against nothing."""
        values, weights = self._given(found)
        log_odds: NDArray[np.float64] = self.bias + values @ weights
        return log_odds

    def pulls(self, found: Seen) -> NDArray[np.float64]:
        """Return what each feature gives to each category, shape (features, categories); its sum + bias: log-odds."""
        values, weights = self._given(found)
        pulls: NDArray[np.float64] = weights * values[:, None]
        return pulls

    def _given(self, found: Seen) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        sizes = [len(family) for family in found]
        each = [share / max(1, size) ** 0.5 for share, size in zip(self.shares, sizes, strict=True)]
        return np.repeat(each, sizes), self._weights[self._row[[bucket for family in found for bucket in family]]]


def findings(reading: Reading, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what `reading` may be heard as, beside `found`, what our rules found in it."""
    if reading.language not in LANGUAGES or len(reading.words) < MIN_WORDS:
        return
    known = {finding.category for finding in found if finding.severity != "advice"}
    for start, heard in _heard(reading, found):
        for one in heard:
            if one.category not in known:
                known.add(one.category)
                yield Finding(
                    code=f"heard.{one.category}",
                    severity="warning",
                    scorer="sensitivity",
                    span=Span(start=start + one.start, end=start + one.end),
                    confirm=True,
                    category=one.category,
                    confidence=CONFIDENCE,
                )


def _heard(reading: Reading, found: Sequence[Finding]) -> Iterator[tuple[int, tuple[Heard, ...]]]:
    for first, last in windows(reading):
        start, end = reading.tokens[first].start, reading.tokens[last].end
        inside = [one for one in found if start <= one.span.start < end]
        ruled = ((one.code, one.severity, one.span.start - start) for one in inside)
        key = (reading.heard[start:end], reading.language, *ruled)
        if key not in _known:
            if len(_known) > _MOST_KNOWN:
                _known.clear()
            _known[key] = _judged(Window(reading, first, last), inside)
        yield start, _known[key]


def _judged(window: Window, found: Sequence[Finding]) -> tuple[Heard, ...]:
    table = table_of(window.reading.language)
    seen = features(window, found)
    log_odds = table.log_odds(seen)
    loudest = float(log_odds.max())
    if loudest <= table.threshold:
        return ()
    pulls = table.pulls(seen)
    loud = np.flatnonzero(log_odds >= max(loudest - AS_LOUD, table.threshold))
    named = sorted(loud, key=lambda column: -log_odds[column])
    return tuple(Heard(table.names[column], *_stretch(window, seen, pulls[:, column])) for column in named)


def _stretch(window: Window, seen: Seen, pulls: NDArray[np.float64]) -> tuple[int, int]:
    """Return the characters of the words that pull hardest: the strongest one and the neighbours that help it."""
    tokens, begin = window.tokens, window.first
    by_token = [0.0] * len(tokens)
    places = (place for family in seen for place in family.values())
    for (first, last), pull in zip(places, pulls.tolist(), strict=True):
        if first >= 0:
            for at in range(first - begin, last - begin + 1):
                by_token[at] += pull / (last - first + 1)
    first = last = max(range(len(tokens)), key=by_token.__getitem__)
    enough = _BESIDE * by_token[first]
    while first > 0 and by_token[first - 1] > enough > 0:
        first -= 1
    while last + 1 < len(tokens) and by_token[last + 1] > enough > 0:
        last += 1
    origin = tokens[0].start
    return tokens[first].start - origin, tokens[last].end - origin


@lru_cache(maxsize=2)
def table_of(language: str) -> Table:
    """Return the shipped table of "fr" or "en", read once."""
    return Table(f"sensitivity_{language}")
