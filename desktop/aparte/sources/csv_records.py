"""The rows of a table, read line by line: quotes that hold line ends, quotes that lie, rows unlike the others.

A row whose quotes are as they should be is read by the csv module. Any other is mended: of all its readings the one
that needs the fewest excuses is taken, and being as wide as the other rows counts for it. A line is never lost.
"""

from __future__ import annotations

import csv
import re
import sys
from math import inf
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from aparte.sources.csv_mending import OTHER_SEPARATORS, as_csv, laid_out, mended, other_reading, without_padding
from aparte.sources.csv_types import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LONGEST_RECORD = 1_000
"""Lines of one record: beyond, a quote was opened by mistake and the line is read as it stands."""
_MOST_JOINED = 20
"""Lines one cell without quotes, or with broken ones, is followed over."""
_PATIENCE = 200
"""Joins tried in vain before lines are no longer joined: a hostile file must not cost more than its size."""
_BUDGET = 3_000_000
"""Separators times quotes of the rows that are mended: 60,000 ordinary rows; what follows is read as it stands."""
_SHORT_PRICE = 1.5
"""Price below which a record over several lines is believed though a separator is missing in it."""
_LONGEST_MENDED = 4_000
"""Characters of a record of several lines that is mended."""
_STAND_IN = "\ufdd0"
"""Noncharacters of Unicode, never text: what the csv module gets for a separator it does not know, a backslash…"""
_BACKSLASH, _SEPARATOR = "\ufdd1", "\ufdd2"
_AGREEING = 0.6
"""Share of the cells of typed columns that must be of their column's kind for a repaired row to be believed."""


class Dialect(NamedTuple):
    """How to read the cells. separator: "" when the file has a single column; escape: "" when quotes are doubled.

    layout: "wrapped" when each line as a whole stands in quotes (a spreadsheet took the table for one column);
    "aligned" when several spaces separate the cells, which are then separated by tabs.
    """

    separator: str = ","
    quote: str = '"'
    escape: str = ""
    layout: Literal["", "wrapped", "aligned"] = ""


class Shape(NamedTuple):
    """What most rows are like. width: cells, 0 when rows differ too much; kinds: "number", "date" or "" by column.

    end: how lines end, "" when they end in several ways.
    """

    width: int = 0
    kinds: tuple[str, ...] = ()
    end: str = ""

    def fits(self, row: Sequence[str]) -> bool:
        """Tell whether the cells of `row` are of the kinds of their columns, as far as columns have one."""
        typed = [kind_of(cell) == kind for kind, cell in zip(self.kinds, row, strict=False) if kind and cell.strip()]
        return sum(typed) >= _AGREEING * len(typed)


class Records:
    """The rows of `lines`, cells raw; an empty line is an empty row.

    lines keep their ends. lines_read: lines taken so far, those of the row just given included.
    """

    def __init__(self, lines: Iterable[str], dialect: Dialect, shape: Shape | None = None) -> None:
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        self.lines_read = 0
        self._lines = iter(lines)
        self._again: list[str] = []
        self._dialect, self._shape = dialect, shape or Shape()
        self._single = len(dialect.separator) == 1
        self._options: dict[str, Any] = {
            "delimiter": dialect.separator if self._single else _STAND_IN,
            "quotechar": dialect.quote or '"',
            "strict": True,
        }
        self._escaped = _escapes(dialect)
        self._patience, self._budget = _PATIENCE, _BUDGET

    def __iter__(self) -> Iterator[list[str]]:
        quote, separator, width = self._dialect.quote, self._dialect.separator, self._shape.width
        plain = bool(separator) and not self._escaped
        while (line := self._next()) is not None:
            text = line.rstrip("\r\n")
            if not text:
                yield []
            elif plain and quote not in text:
                cells = text.split(separator)
                yield cells if not width else self._usual(line, text, cells)
            else:
                yield self._quoted(line, text)

    def _next(self) -> str | None:
        line = self._again.pop() if self._again else next(self._lines, None)
        if line is None:
            return None
        self.lines_read += 1
        return laid_out(line, self._dialect.layout) if self._dialect.layout else line

    def _give_again(self, lines: Sequence[str]) -> None:
        self._again.extend(reversed(lines))
        self.lines_read -= len(lines)

    def _usual(self, line: str, text: str, cells: list[str]) -> list[str]:
        """Return the cells of a line without trouble, or what it says when it is not as wide as the others."""
        width = self._shape.width
        if len(cells) == width:
            return without_padding(text, cells, self._dialect.separator)
        other = self._otherwise(text, cells)
        if other is not None:
            return other
        joined = self._joined(line, cells) if len(cells) < width else None
        return cells if joined is None else joined

    def _quoted(self, line: str, text: str) -> list[str]:
        """Return the cells of a record that begins with `line` and has quotes or escapes."""
        width, separator, quote = self._shape.width, self._dialect.separator, self._dialect.quote
        row, more = self._strictly(line)
        # A quote after a space opens nothing for the csv module, and everything for whoever wrote it.
        odd = f"{separator} {quote}" in text and (row is None or any(cell.startswith(f" {quote}") for cell in row))
        odd = odd or (bool(width) and row is not None and any(quote in cell and cell.count(quote) % 2 for cell in row))
        if row is not None and (more or not odd) and len(row) == (width or len(row)):
            return row
        cost, cells = self._mended(text, separator)
        if odd and separator and not separator.endswith(" "):
            spaced_cost, spaced = self._mended(text, f"{separator} ")
            if len(spaced) == width and spaced_cost < cost:
                return spaced
        if row is not None and more:
            if (
                width
                and ((len(cells) == width and cost < 3) or self._is_row(more[0]))
                and more[0].count(separator) >= width - 1
            ):
                self._give_again(more)
                return cells
            return row
        if row is not None and cost == 0:
            return row if len(row) == width else self._usual(line, text, row)
        if width and len(cells) != width:
            over = self._over_lines(line)
            if over is not None:
                return over
            other = self._otherwise(text, cells)
            return cells if other is None else other
        return cells

    def _mended(self, text: str, separator: str) -> tuple[float, list[str]]:
        """Return the best reading of a record and its price, as long as the file is worth the thinking."""
        self._budget -= (1 + text.count(separator) if separator else 1) * (1 + text.count(self._dialect.quote))
        if self._budget < 0:
            return 1.0, as_csv(text, separator, self._dialect.quote)
        return mended(text, separator, self._dialect.quote, self._shape.width)

    def _is_row(self, line: str) -> bool:
        """Tell whether a line is a sound row on its own: then it is no part of the one above."""
        separator, width, kinds = self._dialect.separator, self._shape.width, self._shape.kinds
        if not separator or separator not in line:
            return False
        if kinds and kinds[0] and kind_of(line.split(separator, 1)[0].strip(self._dialect.quote)) == kinds[0]:
            return True
        if line.count(separator) < width - 1:
            return False
        cost, cells = self._mended(line.rstrip("\r\n"), separator)
        return cost < 1 and len(cells) == width and self._shape.fits(cells)

    def _otherwise(self, text: str, cells: Sequence[str]) -> list[str] | None:
        self._budget -= len(text)
        return other_reading(text, self._dialect, self._shape, cells) if self._budget >= 0 else None

    def _strictly(self, first: str) -> tuple[list[str] | None, list[str]]:
        """Return the record whose quotes are all as they should be, and its lines after the first; else None, [].

        When it is None the lines are fed again.
        """
        more: list[str] = []

        def fed() -> Iterator[str]:
            yield self._prepared(first)
            while len(more) < LONGEST_RECORD and (line := self._next()) is not None:
                more.append(line)
                yield self._prepared(line)

        try:
            return self._restored(next(csv.reader(fed(), **self._options))), more
        except (csv.Error, StopIteration):
            self._give_again(more)
            return None, []

    def _prepared(self, line: str) -> str:
        """Write a line as the csv module understands it: one-letter separator, doubled quotes."""
        if self._escaped:
            quote = self._dialect.quote
            line = self._escaped.sub(
                lambda found: (
                    quote * 2
                    if found[1] == quote
                    else _BACKSLASH
                    if found[1] != self._dialect.separator
                    else _SEPARATOR
                ),
                line,
            )
        return line if self._single or not self._dialect.separator else line.replace(self._dialect.separator, _STAND_IN)

    def _restored(self, row: list[str]) -> list[str]:
        if not self._single:
            row = [cell.replace(_STAND_IN, self._dialect.separator) for cell in row]
        if self._escaped:
            row = [
                cell.replace(_BACKSLASH, self._dialect.escape).replace(_SEPARATOR, self._dialect.separator)
                for cell in row
            ]
        return row

    def _over_lines(self, first: str) -> list[str] | None:
        """Return the record whose quoted cell goes on below though its quotes are broken, when its width is right.

        A cell too few is right as well when nothing better comes: its separator is missing.
        """
        if self._patience <= 0 or self._dialect.quote not in first:
            return None
        taken: list[str] = []
        text = first
        short: tuple[int, list[str]] | None = None
        while self._patience > 0 and len(taken) < _MOST_JOINED and len(text) < _LONGEST_MENDED:
            line = self._next()
            if line is None:
                break
            taken.append(line)
            text += line
            if self._is_row(line):
                break
            if self._dialect.quote in line:
                cost, cells = self._over(text, first)
                if len(cells) == self._shape.width:
                    return cells
                if cost < _SHORT_PRICE and len(cells) == self._shape.width - 1 and not short:
                    short = len(taken), cells
        self._give_again(taken[short[0] if short else 0 :])
        return short[1] if short else None

    def _over(self, text: str, first: str) -> tuple[float, list[str]]:
        """Return the reading of several lines as one record; as wide as the others if it can be."""
        width, own = self._shape.width, self._dialect.separator
        text = text.rstrip("\r\n")
        reading = inf, [""]
        for separator in (own, *OTHER_SEPARATORS):
            if separator in first and text.count(separator) >= width - 2:
                self._patience -= 1
                cost, cells = self._mended(text, separator)
                if len(cells) == width and (cost <= 3 if separator == own else cost <= 1 and self._shape.fits(cells)):
                    return cost, cells
                if separator == own and len(cells) != width:
                    reading = cost, cells
        return reading

    def _joined(self, first: str, cells: list[str]) -> list[str] | None:
        """Return the row that a raw line end in one of its cells broke in pieces, when the pieces fit exactly.

        Ragged rows look the same: it is believed only when the next line can't be a row of its own.
        """
        width, kinds = self._shape.width, self._shape.kinds
        row, end = list(cells), first[len(first.rstrip("\r\n")) :]
        other_end = bool(self._shape.end) and end != self._shape.end
        if self._patience <= 0 or width < 3 or not (any(kinds) or other_end):
            return None
        taken: list[str] = []
        while len(taken) < _MOST_JOINED and len(row) < width and (line := self._next()) is not None:
            taken.append(line)
            text = line.rstrip("\r\n")
            _, (head, *others) = mended(text, self._dialect.separator, self._dialect.quote, width + 1 - len(row))
            row = [*row[:-1], row[-1] + end + head, *others]
            end = line[len(text) :]
        if len(row) == width and taken and self._shape.fits(row) and (other_end or self._stranger(taken)):
            return row
        self._patience -= 1
        self._give_again(taken)
        return None

    def _stranger(self, lines: Sequence[str]) -> bool:
        """Tell whether none of the lines begins as the rows of the table do."""
        kind = self._shape.kinds[0]
        return bool(kind) and all(kind_of(line.split(self._dialect.separator)[0].strip()) != kind for line in lines)


def records(lines: Iterable[str], dialect: Dialect, shape: Shape | None = None) -> Iterator[list[str]]:
    """Give the rows, cells raw; an empty line is an empty row. shape: what most rows are like, when it is known."""
    return iter(Records(lines, dialect, shape))


def _escapes(dialect: Dialect) -> re.Pattern[str] | None:
    """Return what finds the escapes of the file. A backslash also stands before itself and before separators."""
    if not dialect.escape:
        return None
    others = [dialect.escape, dialect.separator] if dialect.escape == "\\" else []
    after = "|".join(re.escape(mark) for mark in (dialect.quote, *others) if mark)
    return re.compile(f"{re.escape(dialect.escape)}({after})")
