"""The rows of a table, read line by line: quotes that hold line ends, quotes that lie, rows unlike the others.

A row whose quotes are as they should be is read by the csv module. Any other is mended: of all its readings the one
that needs the fewest excuses is taken, and being as wide as the other rows counts for it. A line is never lost.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from aparte.sources.csv_mending import (
    OTHER_SEPARATORS,
    at_face_value,
    laid_out,
    mended,
    other_reading,
    without_quotes,
    without_spaces,
)
from aparte.sources.csv_shape import Shape
from aparte.sources.csv_strict import SoundQuotes
from aparte.sources.csv_types import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aparte.sources.csv_shape import Dialect

LONGEST_RECORD = 1_000
"""Lines of one record: beyond, a quote was opened by mistake and the line is read as it stands."""
_MOST_JOINED = 20
"""Lines one cell without quotes, or with broken ones, is followed over."""
_PATIENCE = 200
"""Joins tried in vain before lines are no longer joined: a hostile file must not cost more than its size."""
_BUDGET = 3_000_000
"""Separators times quotes of the rows that are mended: 60,000 ordinary rows; what follows is read as it stands."""
_WORST_PRICE = 3.0
"""Price below which a mended row is believed because it is as wide as the others."""
_SHORT_PRICE = 1.5
"""Price below which a record over several lines is believed though a separator is missing in it."""
_LONGEST_MENDED = 4_000
"""Characters of a record of several lines that is mended."""


class Records:
    """The rows of `lines`, cells raw; an empty line is an empty row.

    lines keep their ends. lines_read: lines taken so far, those of the row just given included.
    """

    def __init__(self, lines: Iterable[str], dialect: Dialect, shape: Shape | None = None) -> None:
        self.lines_read = 0
        self._lines = iter(lines)
        self._again: list[str] = []
        self._dialect, self._shape = dialect, shape or Shape()
        self._csv = SoundQuotes(dialect)
        self._patience, self._budget = _PATIENCE, _BUDGET

    def __iter__(self) -> Iterator[list[str]]:
        quote, separator, width = self._dialect.quote, self._dialect.separator, self._shape.width
        plain = bool(separator) and not self._dialect.escape
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
        if self._again:
            self.lines_read += 1
            return self._again.pop()
        line = next(self._lines, None)
        if line is None:
            return None
        self.lines_read += 1
        return laid_out(line, self._dialect.layout) if self._dialect.layout else line

    def _give_again(self, lines: Sequence[str]) -> None:
        self._again.extend(reversed(lines))
        self.lines_read -= len(lines)

    def _usual(self, line: str, text: str, cells: list[str]) -> list[str]:
        """Return the cells of a line without trouble, or what it says when it is not as wide as the others."""
        width, quote = self._shape.width, self._dialect.quote
        if len(cells) == width:
            cells = without_spaces(text, cells, self._dialect.separator) if quote not in text else cells
            return without_quotes(cells) if "'" in text and quote != "'" else cells
        other = self._otherwise(text, cells)
        if other is not None:
            return other
        joined = self._joined(line, cells) if len(cells) < width else None
        return cells if joined is None else joined

    def _quoted(self, line: str, text: str) -> list[str]:
        """Return the cells of a record that begins with `line` and has quotes or escapes."""
        width = self._shape.width
        row, more = self._strictly(line)
        odd = not more and self._is_odd(text, row)
        if row is not None and not odd and len(row) == (width or len(row)):
            return row if more or not width else self._usual(line, text, row)
        cost, cells = self._mended(text, self._dialect.separator)
        if row is not None and more:
            if not width or not self._is_row(more[0]):
                return row
            self._give_again(more)
            return cells
        if row is not None and cost == 0:
            return row if len(row) == width else self._usual(line, text, row)
        return self._best_of(line, text, cost, cells) if width else cells

    def _is_odd(self, text: str, row: Sequence[str] | None) -> bool:
        """Tell whether quotes stand where the csv module sees none: after a space, or only one of a pair."""
        quote = self._dialect.quote
        after_space = f"{self._dialect.separator} {quote}" in text
        if row is None:
            return after_space
        return (after_space and any(cell.startswith(f" {quote}") for cell in row)) or (
            self._shape.width > 0 and any(quote in cell and cell.count(quote) % 2 for cell in row)
        )

    def _best_of(self, line: str, text: str, cost: float, cells: list[str]) -> list[str]:
        """Return the mended cells of a line, or what reads better: lines below with it, another separator."""
        width, separator, quote = self._shape.width, self._dialect.separator, self._dialect.quote
        opened = any(cell.lstrip().startswith(quote) and cell.count(quote) % 2 for cell in cells)
        if opened or len(cells) != width:
            over = self._over_lines(line)
            if over is not None:
                return over
        if separator and f"{separator} {quote}" in text and not separator.endswith(" "):
            spaced_cost, spaced = self._mended(text, f"{separator} ")
            if len(spaced) == width and spaced_cost < cost:
                return spaced
        other = self._otherwise(text, cells) if len(cells) != width else None
        return cells if other is None else other

    def _mended(self, text: str, separator: str) -> tuple[float, list[str]]:
        """Return the best reading of a record and its price, as long as the file is worth the thinking."""
        self._budget -= (1 + text.count(separator) if separator else 1) * (1 + text.count(self._dialect.quote))
        if self._budget < 0:
            return at_face_value(text, separator, self._dialect.quote)
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
            yield first
            while len(more) < LONGEST_RECORD and (line := self._next()) is not None:
                more.append(line)
                yield line

        row = self._csv.record(fed())
        if row is None:
            self._give_again(more)
            more.clear()
        return row, more

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
        spaced = f"{own} "
        for separator in (
            (spaced, own, *OTHER_SEPARATORS) if text.count(spaced) >= width - 1 else (own, *OTHER_SEPARATORS)
        ):
            if separator in first and text.count(separator) >= width - 2:
                self._patience -= 1
                cost, cells = self._mended(text, separator)
                if len(cells) == width and (
                    cost <= _WORST_PRICE if separator == own else cost <= 1 and self._shape.fits(cells)
                ):
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
