"""A table about to be written: how its cells, lines and letters go to bytes, and what a person will read there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Edit = Callable[[list[str], str], str]
"""Writes a line from its cells, already quoted, and the separator."""


@dataclass
class Row:
    """A row. truth: what is read there, None when the row is left out. The rest: what this row has of its own."""

    cells: list[str]
    truth: list[str] | None = None
    separator: str | None = None
    quote: str | None = None
    escape: str | None = None
    end: str | None = None
    edit: Edit | None = None
    all_quoted: bool | None = None


@dataclass
class Sheet:
    """A table with what stands around it. escape: the quote itself when quotes are doubled, "" when left bare."""

    rows: list[Row]
    header: int = 1
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    separator: str = ","
    quote: str = '"'
    escape: str | None = None
    end: str = "\n"
    last_end: bool = True
    encoding: str = "utf-8"
    mark: bytes = b""
    all_quoted: bool = False
    bytes_edit: Callable[[bytes], bytes] | None = None
    truth_edit: Callable[[list[list[str]]], list[list[str]]] | None = None

    @classmethod
    def of(cls, table: list[list[str]]) -> Sheet:
        """Return a clean table; its first row is the header."""
        return cls([Row(list(row), list(row)) for row in table])

    @property
    def body(self) -> list[Row]:
        """Return the rows under the header."""
        return self.rows[self.header :]

    def written(self) -> bytes:
        """Return the file."""
        lines = [(line, self.end) for line in self.before]
        lines += [(self._line(row), row.end or self.end) for row in self.rows]
        lines += [(line, self.end) for line in self.after]
        text = "".join(line + end for line, end in lines)
        if not self.last_end and lines:
            text = text[: -len(lines[-1][1])]
        data = self.mark + text.encode(self.encoding)
        return self.bytes_edit(data) if self.bytes_edit else data

    def truth(self) -> list[list[str]]:
        """Return the table a person reads in the file."""
        table = [row.truth for row in self.rows if row.truth is not None]
        return self.truth_edit(table) if self.truth_edit else table

    def _line(self, row: Row) -> str:
        separator = self.separator if row.separator is None else row.separator
        cells = [self._quoted(cell, row, separator) for cell in row.cells]
        return row.edit(cells, separator) if row.edit else separator.join(cells)

    def _quoted(self, cell: str, row: Row, separator: str) -> str:
        quote = self.quote if row.quote is None else row.quote
        escape = self.escape if row.escape is None else row.escape
        all_quoted = self.all_quoted if row.all_quoted is None else row.all_quoted
        needed = (
            any(mark in cell for mark in (separator, quote, "\n", "\r"))
            or (len(separator) > 1 and separator[0] in cell)
            or (escape is not None and escape != "" and escape in cell and quote in cell)
        )
        if not (needed or all_quoted) or not quote:
            return cell
        inner = cell
        if escape is None:
            inner = inner.replace(quote, quote * 2)
        elif escape:
            inner = inner.replace(quote, escape + quote)
        return f"{quote}{inner}{quote}"
