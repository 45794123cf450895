"""Where the table of a file begins: the preamble is left out, stacked headers are joined, ragged rows are kept.

It reads the file in pieces, as often as it is asked, and never holds more than a few hundred rows.
"""

from __future__ import annotations

import io
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.export import CSV_HEADER
from aparte.sources.base import LONGEST_LINE
from aparte.sources.csv_columns import recognised
from aparte.sources.csv_dialect import SAMPLE_CHARS, SAMPLE_ROWS, Dialect, detect, records
from aparte.sources.csv_encoding import encoding_of
from aparte.sources.csv_types import is_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

LONGEST_PREAMBLE = 30
"""Rows a header is looked for in."""
_OWN_LINE = (",".join(CSV_HEADER) + "\r\n").encode()
_MOSTLY = 0.8
"""Share of a column's cells that are numbers or dates for it to be a column of values."""


class Table(NamedTuple):
    """A table as it was understood. preamble: rows before it; header: its first row, `stacked` rows joined into one."""

    encoding: str
    dialect: Dialect
    preamble: int
    stacked: int
    header: list[str]

    def rows(self, file: BinaryIO) -> Iterator[list[str]]:
        """Give the rows after the header, raw; empty lines are passed over."""
        file.seek(0)
        rows = (row for row in records(_lines(file, self.encoding), self.dialect) if row)
        return islice(rows, self.preamble + self.stacked, None)


def is_own(head: bytes) -> bool:
    """Tell whether a file that begins like this was written by `aparte export --format csv`."""
    return head.startswith(_OWN_LINE)


def understand(file: BinaryIO) -> Table:
    """Find encoding, dialect and header of the table in `file`; an empty file is a table without a cell."""
    if is_own(file.read(len(_OWN_LINE))):
        # Nothing to find, and the texts in its cells may look like anything.
        return Table("utf-8", Dialect(), 0, 1, list(CSV_HEADER))
    file.seek(0)
    encoding = encoding_of(file)
    sample = _sample(file, encoding)
    dialect = detect(sample)
    rows = [row for row in islice(records(list(io.StringIO(sample, newline="")), dialect), SAMPLE_ROWS) if row]
    first = _first_row(rows)
    stacked = _header_rows(rows[first:])
    header = [
        " ".join(filter(None, (cell.strip() for cell in cells))) for cells in _columns(rows[first : first + stacked])
    ]
    return Table(encoding, dialect, first, stacked, rows[first] if stacked == 1 else header)


def _sample(file: BinaryIO, encoding: str) -> str:
    """Return the beginning of the file, cut at the end of a line."""
    file.seek(0)
    text = "".join(islice(_pieces(file, encoding), SAMPLE_CHARS // 1024 + 1))
    if len(text) < SAMPLE_CHARS:
        return text
    return text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text


def _pieces(file: BinaryIO, encoding: str) -> Iterator[str]:
    reader = _reader(file, encoding)
    try:
        while piece := reader.read(1024):
            yield piece
    finally:
        reader.detach()


def _lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    """Give the lines with their ends, whichever they are; a line without end comes in pieces."""
    reader = _reader(file, encoding)
    try:
        while line := reader.readline(LONGEST_LINE):
            yield line
    finally:
        reader.detach()


def _reader(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")


def _first_row(rows: Sequence[list[str]]) -> int:
    """Return where the table begins: at the row that names columns we know, else at the first as wide as the others."""
    for place, row in enumerate(rows[:LONGEST_PREAMBLE]):
        if recognised(row) >= 2 and _filled(row) >= 2:
            return place
    usual = Counter(_filled(row) for row in rows).most_common(1)
    if not usual or usual[0][0] < 2:
        return 0
    wide = max(2, usual[0][0] // 2 + 1)
    return next((place for place, row in enumerate(rows[:LONGEST_PREAMBLE]) if _filled(row) >= wide), 0)


def _header_rows(rows: Sequence[list[str]]) -> int:
    """Return how many rows make the header: more than one when words still stand above columns of values."""
    if not rows:
        return 0
    for count in (2, 3):
        below = rows[count:]
        values = [place for place, cells in enumerate(_columns(below)) if len(cells) >= 3 and _mostly_values(cells)]
        above = rows[count - 1] if len(rows) >= count else []
        if len(values) < 2 or not all(place < len(above) and _is_name(above[place]) for place in values):
            return count - 1
    return 3


def _mostly_values(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) >= 3 and sum(map(is_value, filled)) >= _MOSTLY * len(filled)


def _is_name(cell: str) -> bool:
    return bool(cell.strip()) and not is_value(cell)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _columns(rows: Sequence[list[str]]) -> list[list[str]]:
    """Return the columns of rows that may be ragged; a missing cell is left out."""
    width = max((len(row) for row in rows), default=0)
    return [[row[place] for row in rows if place < len(row)] for place in range(width)]
