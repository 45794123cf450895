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
from aparte.scorers.harm_features import Window, features, windows
from aparte.scorers.harm_tokens import BITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from aparte.nouns import Category
    from aparte.scorers.harm_features import Seen
    from aparte.text.reading import Reading

    Figures = NDArray[np.float64]

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


_Key = tuple[object, ...]
"""The characters of a window, its language, and what our rules found in it."""


class _Asked(NamedTuple):
    """A window to be heard: tokens first..last of a reading, its first character, what our rules found in it."""

    key: _Key
    reading: Reading
    first: int
    last: int
    start: int
    found: Sequence[Finding]


_known: dict[_Key, tuple[Heard, ...]] = {}


class Table:
    """The weights of a language: log_odds of each of `names` against nothing."""

    def __init__(self, name: str) -> None:
        """Read `models/scorers/<name>.npz`: names, bucket, weight (int8), scale, bias, shares, threshold."""
        with np.load(paths.models("scorers", f"{name}.npz"), allow_pickle=False) as arrays:
            self.names = tuple(cast("Category", str(one)) for one in arrays["names"])
            self.threshold = float(arrays["threshold"])
            self.bias = arrays["bias"].astype(np.float64)
            self.shares: Figures = arrays["shares"].astype(np.float64)
            weights = arrays["weight"].astype(np.float64) * arrays["scale"].astype(np.float64)
            self._weights = np.vstack([np.zeros((1, len(self.names))), weights])
            self._row = np.zeros(1 << BITS, np.int32)
            self._row[arrays["bucket"].astype(np.intp)] = np.arange(1, len(weights) + 1)

    def given(self, seen: Seen, count: int) -> Figures:
        """Return what each feature of `count` windows gives to each category, shape (features, categories)."""
        sizes = np.bincount(seen.window * len(self.shares) + seen.family, minlength=count * len(self.shares))
        each = np.tile(self.shares, count) / np.sqrt(np.maximum(sizes, 1))
        values = each[seen.window * len(self.shares) + seen.family]
        given: Figures = self._weights[self._row[seen.bucket]] * values[:, None]
        return given

    def log_odds(self, given: Figures, seen: Seen, count: int) -> Figures:
        """Return the log-odds of each category against nothing, (windows, categories)."""
        log_odds = np.tile(self.bias, (count, 1))
        # Each row adds up by itself, so that no window depends on those that are heard with it.
        here, begins = np.unique(seen.window, return_index=True)
        if len(here):
            log_odds[here] += np.add.reduceat(given, begins, axis=0)
        return log_odds


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


def listen(asked: Iterable[tuple[Reading, Sequence[Finding]]]) -> None:
    """Hear many readings, each with what our rules found in it, and remember them: as quick as a few one by one."""
    new: dict[_Key, _Asked] = {}
    for reading, found in asked:
        if reading.language in LANGUAGES and len(reading.words) >= MIN_WORDS:
            new.update((one.key, one) for one in _windows(reading, found) if one.key not in _known)
    _fresh(new.values())


def _heard(reading: Reading, found: Sequence[Finding]) -> Iterator[tuple[int, tuple[Heard, ...]]]:
    asked = _windows(reading, found)
    # Looked up once: another thread may make room between two looks.
    known = {one.key: _known.get(one.key) for one in asked}
    fresh = _fresh([one for one in asked if known[one.key] is None])
    for one in asked:
        yield one.start, known[one.key] or fresh.get(one.key, ())


def _fresh(asked: Iterable[_Asked]) -> dict[_Key, tuple[Heard, ...]]:
    """Hear windows that nobody remembers, and remember them."""
    made: dict[_Key, tuple[Heard, ...]] = {}
    by_language: dict[str, list[_Asked]] = {language: [] for language in LANGUAGES}
    for one in asked:
        by_language[one.reading.language].append(one)
    for language, here in by_language.items():
        if here:
            made.update(zip((one.key for one in here), _judged(here, table_of(language)), strict=True))
    if len(_known) > _MOST_KNOWN:
        _known.clear()
    _known.update(made)
    return made


def _windows(reading: Reading, found: Sequence[Finding]) -> list[_Asked]:
    """Return the windows of a reading, with `found`. Kept in `reading.memo`: they are asked for twice."""
    known: tuple[Sequence[Finding], list[_Asked]] | None = reading.memo.get("harm.windows")
    if known is not None and known[0] is found:
        return known[1]
    asked: list[_Asked] = []
    reading.memo["harm.windows"] = (found, asked)
    for first, last in windows(reading):
        start, end = reading.tokens[first].start, reading.tokens[last].end
        inside = [one for one in found if start <= one.span.start < end]
        ruled = ((one.code, one.severity, one.span.start - start) for one in inside)
        asked.append(_Asked((reading.heard[start:end], reading.language, *ruled), reading, first, last, start, inside))
    return asked


def _judged(asked: Sequence[_Asked], table: Table) -> list[tuple[Heard, ...]]:
    heard = [Window(one.reading, one.first, one.last) for one in asked]
    seen = features(heard, [one.found for one in asked])
    given = table.given(seen, len(heard))
    log_odds = table.log_odds(given, seen, len(heard))
    loudest = log_odds.max(axis=1)
    named: list[tuple[Heard, ...]] = [()] * len(heard)
    for number in np.flatnonzero(loudest > table.threshold).tolist():
        begin, end = np.searchsorted(seen.window, (number, number + 1))
        here, row = slice(begin, end), log_odds[number]
        places = seen.first[here].tolist(), seen.last[here].tolist()
        loud = np.flatnonzero(row >= max(loudest[number] - AS_LOUD, table.threshold))
        named[number] = tuple(
            Heard(table.names[column], *_stretch(heard[number], places, given[here, column].tolist()))
            for column in sorted(loud, key=lambda column: -row[column])
        )
    return named


def _stretch(window: Window, places: tuple[Sequence[int], Sequence[int]], pulls: Sequence[float]) -> tuple[int, int]:
    """Return the characters of the words that pull hardest: the strongest one and the neighbours that help it."""
    tokens, begin = window.tokens, window.first
    by_token = [0.0] * len(tokens)
    for first, last, pull in zip(*places, pulls, strict=True):
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
