"""Where the table of a file begins and ends: preamble and notes are left out, stacked headers joined, ragged rows kept.

It reads the file in pieces, as often as it is asked, and never holds more than a few hundred rows.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.export import CSV_HEADER
from aparte.sources.base import LONGEST_LINE
from aparte.sources.csv_dialect import SAMPLE_CHARS, SAMPLE_ROWS, detect
from aparte.sources.csv_encoding import LENIENT, encoding_of
from aparte.sources.csv_layout import beginning, body, header_rows, joined_header, shape_of
from aparte.sources.csv_records import Records, records
from aparte.sources.csv_shape import Dialect, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

_OWN_LINE = (",".join(CSV_HEADER) + "\r\n").encode()
_NEARLY_ALL = 0.8
_LEFT_MARKS = ("\ufeff", "ï»¿")
_HINT = re.compile(r'\ufeff?"?sep=(.{1,4}?)"?[\r\n]+', re.IGNORECASE)
"""The first line Excel understands; it names the separator."""


class Table(NamedTuple):
    """A table as it was understood. preamble: rows before it; header: its first row, `stacked` rows joined into one.

    line: lines of the file before the header; shape: what most rows are like; own: `aparte export` wrote it, and every
    letter of it counts.
    """

    encoding: str
    dialect: Dialect
    preamble: int
    stacked: int
    header: list[str]
    line: int = 0
    shape: Shape = Shape()
    own: bool = False

    def rows(self, file: BinaryIO) -> Iterator[list[str]]:
        """Give the rows after the header, raw; empty lines, comments and the notes at the end are passed over."""
        file.seek(0)
        if self.own:
            return islice((row for row in records(_lines(file, self.encoding), self.dialect) if row), 1, None)
        lines = islice(_cleaned(_lines(file, self.encoding)), self.line, None)
        rows = body(Records(lines, self.dialect, self.shape), self.shape, self.header)
        return islice(rows, self.stacked, None)


def is_own(head: bytes) -> bool:
    """Tell whether a file that begins like this was written by `aparte export --format csv`."""
    return head.startswith(_OWN_LINE)


def understand(file: BinaryIO) -> Table:
    """Find encoding, dialect and header of the table in `file`; an empty file is a table without a cell."""
    if is_own(file.read(len(_OWN_LINE))):
        # Nothing to find, and the texts in its cells may look like anything.
        return Table("utf-8", Dialect(), 0, 1, list(CSV_HEADER), own=True)
    file.seek(0)
    encoding = encoding_of(file)
    sample = _sample(file, encoding)
    hint = _HINT.match(sample)
    dialect = detect(sample[hint.end() :] if hint else sample)
    if hint:
        dialect = dialect._replace(separator=hint[1])
    lines = list(io.StringIO(sample, newline=""))
    rows, starts = _with_lines(lines, dialect)
    first = beginning(rows) if hint is None else 1
    if first >= len(rows):
        return Table(encoding, dialect, len(rows), 0, [], len(lines))
    shape = shape_of(rows[first:])._replace(end=_usual_end(lines))
    while first and len(rows[first - 1]) == 1 and len(next(records(lines[starts[first - 1] :], dialect, shape))) > 1:
        first -= 1  # a row that another separator cuts as wide is no preamble
    line = starts[first]
    again = list(islice(body(Records(lines[line:], dialect, shape), shape, rows[first]), SAMPLE_ROWS))
    stacked = header_rows(again)
    return Table(encoding, dialect, first, stacked, joined_header(again[:stacked]), line, shape)


def _usual_end(lines: Sequence[str]) -> str:
    """Return the line end of nearly all lines, "" when there is none."""
    ends = Counter(line[len(line.rstrip("\r\n")) :] for line in lines)
    end, count = ends.most_common(1)[0]
    return end if count >= _NEARLY_ALL * len(lines) else ""


def _with_lines(lines: list[str], dialect: Dialect) -> tuple[list[list[str]], list[int]]:
    """Return the first rows that are not empty, and how many lines stand before each."""
    found = Records(lines, dialect)
    rows: list[list[str]] = []
    starts: list[int] = []
    line = 0
    for row in islice(found, SAMPLE_ROWS):
        if any(cell.strip() for cell in row) or len(row) > 1:
            rows.append(row)
            starts.append(line)
        line = found.lines_read
    return rows, starts


def _sample(file: BinaryIO, encoding: str) -> str:
    """Return the beginning of the file, cut at the end of a line."""
    file.seek(0)
    text = "".join(islice(_pieces(file, encoding), SAMPLE_CHARS // 1024 + 1)).replace("\0", "")
    text = text[_marks(text) :]
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


def _cleaned(lines: Iterator[str]) -> Iterator[str]:
    """Give the lines without NUL, which no cell means, and without the marks before the first."""
    for line in lines:
        yield line[_marks(line) :].replace("\0", "")
        break
    for line in lines:
        yield line.replace("\0", "") if "\0" in line else line


def _marks(text: str) -> int:
    """Return the length of what is left of a byte-order mark written twice, or before letters of another page."""
    return next((len(mark) for mark in _LEFT_MARKS if text.startswith(mark)), 0)


def _reader(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(file, encoding=encoding, errors=LENIENT, newline="")
