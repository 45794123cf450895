"""How a table separates and quotes its cells, decided without asking anyone.

Each reading of the sample is scored by how regular its rows are and how many of its cells look like something known:
a number, a date, an address, plain words. Source of the score: van den Burg, Nazábal, Sutton, "Wrangling messy CSV
files by detecting row and type patterns", 2019 (CleverCSV), with row widths in place of its row patterns.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from aparte.sources.csv_types import is_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SEPARATORS = (",", ";", "\t", "|", ":", "^", "~", " ")
"""In the order of preference when two readings are as good."""
QUOTES = ('"', "'", "")
SAMPLE_CHARS = 65_536
SAMPLE_ROWS = 200
LONGEST_RECORD = 1_000
"""Lines of one record: beyond, a quote was opened by mistake and the line is read as it stands."""

_RARE = (":", " ", "^", "~")
_LEAST = 1e-3
_END = "\0\x1eend\x1e\0"
"""A last line of our own: an open quote swallows it, and that is how we know the quote was open."""


class Dialect(NamedTuple):
    """How to read the cells. quote, escape: "" when the file uses none."""

    separator: str = ","
    quote: str = '"'
    escape: str = ""
    spaced: bool = False


def detect(sample: str) -> Dialect:
    """Return the dialect that reads `sample` best; a comma and double quotes when nothing separates anything."""
    best, best_score = Dialect(), 0.0
    lines = list(io.StringIO(sample, newline=""))
    for dialect in _candidates(sample):
        rows = [row for _, row in zip(range(SAMPLE_ROWS), records(lines, dialect), strict=False) if row]
        score = _score(rows, dialect)
        if score > best_score + 1e-9:
            best, best_score = dialect, score
    return best


def records(lines: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    """Give the rows, cells raw; an empty line is an empty row.

    A quote opened by mistake is a letter of its line: it never closes, or closes in the middle of a cell lines below.
    """
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    tape = _Tape(lines)
    while True:
        with contextlib.suppress(csv.Error):
            for row in csv.reader(tape, strict=True, **_options(dialect)):
                if row and row[-1].endswith(_END):
                    break
                tape.settle()
                yield row
        if not tape.taken:
            return
        alone = len(tape.taken) == 1 and not tape.ended
        yield from csv.reader([tape.replay()], **_options(dialect if alone else dialect._replace(quote="")))


class _Tape:
    """Feeds lines to the reader, keeps those of the record being read (`taken`), and can give them again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: list[str] = []
        self.taken: list[str] = []
        self.ended = False

    def __iter__(self) -> _Tape:
        return self

    def __next__(self) -> str:
        if self.ended:
            raise StopIteration
        line = None if len(self.taken) > LONGEST_RECORD else self._more()
        if line is None:
            self.ended = True
            return _END
        self.taken.append(line)
        return line

    def _more(self) -> str | None:
        return self._again.pop() if self._again else next(self._lines, None)

    def settle(self) -> None:
        self.taken.clear()

    def replay(self) -> str:
        """Return the first line of the record that never ended; the others are fed again."""
        first, *others = self.taken
        self._again += reversed(others)
        self.taken.clear()
        self.ended = False
        return first


def _options(dialect: Dialect) -> dict[str, Any]:
    quoting: dict[str, Any] = (
        {"quotechar": dialect.quote} if dialect.quote else {"quoting": csv.QUOTE_NONE, "quotechar": None}
    )
    return {
        "delimiter": dialect.separator,
        "escapechar": dialect.escape or None,
        "doublequote": True,
        "skipinitialspace": dialect.spaced,
        **quoting,
    }


def _candidates(sample: str) -> Iterator[Dialect]:
    for separator in SEPARATORS:
        if separator not in sample:
            continue
        spaced = separator != " " and f'{separator} "' in sample
        for quote in QUOTES:
            if quote and not _quotes_cells(sample, quote, separator):
                continue
            backslash = (
                bool(quote) and f"\\{quote}" in sample and quote * 2 not in sample.replace(quote * 2 + separator, "")
            )
            yield Dialect(separator, quote, "\\" if backslash else "", spaced)


def _quotes_cells(sample: str, quote: str, separator: str) -> bool:
    """Tell whether `quote` stands where cells begin and where they end; an apostrophe inside a word does not."""
    edge, mark = rf"(?:{re.escape(separator)} ?|[\r\n]|\A|\Z)", re.escape(quote)
    opened, closed = len(re.findall(edge + mark, sample)), len(re.findall(mark + edge, sample))
    return opened > 0 and closed * 2 >= opened


def _score(rows: Sequence[list[str]], dialect: Dialect) -> float:
    widths = Counter(len(row) for row in rows)
    if not widths or set(widths) == {1}:
        return 0.0
    if dialect.separator in _RARE and (len(widths) > 1 or len(rows) < 2 or min(widths) < 2):
        return 0.0  # a colon or a space is a separator only if it is one on every line
    # Squared shares instead of an average over widths: one odd row in a hundred costs one hundredth, not half.
    regular = sum((count / len(rows)) ** 2 * max(_LEAST, width - 1) / width for width, count in widths.items())
    cells = [cell for row in rows for cell in row]
    known = sum(map(is_known, cells)) / len(cells)
    return regular * (known + _LEAST)
