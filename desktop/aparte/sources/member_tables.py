"""CSV members of a bundle, read in place: a member that is a table is looked at, then read again from its beginning.

A stream of a zip does not go back; it is opened again instead, so that nothing is unpacked to disk or held whole.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from aparte.sources.base import HEAD_BYTES, writable
from aparte.sources.csv_columns import normal
from aparte.sources.csv_encoding import is_binary
from aparte.sources.csv_table import understand
from aparte.sources.tool_tables import beginning, tool_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from aparte.sources.bundles import Bundle, Member
    from aparte.sources.csv_table import Table

MOST_TABLES = 500
"""CSV members looked at in one bundle: the networks write some forty."""
_SAMPLE_ROWS = 20
_OTHER_EXPORTS = frozenset(
    (
        ".zip",
        ".tar",
        ".gz",
        ".tgz",
        ".json",
        ".jsonl",
        ".ndjson",
        ".js",
        ".car",
        ".sqlite",
        ".db",
        ".xml",
        ".rss",
        ".opml",
    )
)
"""Files that the networks read here never put beside their tables."""


class Glance:
    """How a CSV member begins. names: its columns as they are compared; rows: the first rows."""

    def __init__(self, member: Member, table: Table, rows: Sequence[Sequence[str]]) -> None:
        """Keep what was seen of `member`."""
        self.member, self.header, self.rows = member, table.header, rows
        self.names = [normal(cell) for cell in table.header]


def glances(bundle: Bundle) -> Iterator[Glance]:
    """Give how each CSV member of the bundle begins, in their order."""
    members = (member for member in bundle.members if member.name.lower().endswith(".csv"))
    for member in islice(members, MOST_TABLES):
        with bundle.open(member.name) as stream:
            head = stream.read(HEAD_BYTES)
        if not is_binary(head):
            table = beginning(head)
            yield Glance(member, table, list(islice(table.rows(io.BytesIO(head)), _SAMPLE_ROWS)))


def is_mixed(bundle: Bundle) -> bool:
    """Tell whether this is a folder where exports of several places lie side by side: each is then read by itself."""
    if not bundle.path.is_dir():
        return False
    if any(PurePosixPath(member.name.lower()).suffix in _OTHER_EXPORTS for member in bundle.members):
        return True
    return any(tool_of(glance.header) is not None for glance in glances(bundle))


@contextmanager
def rows_of(bundle: Bundle, member: Member, escape: str = "") -> Iterator[tuple[Table, Iterator[list[str]]]]:
    """Give the table of a member and its rows, one after the other.

    escape: what this network writes before a quote inside a cell; "" when it doubles the quote. It is known, not found:
    a text that ends with a backslash looks like an escaped quote.
    """
    file = Again(bundle, member.name)
    try:
        table = understand(cast("BinaryIO", file))
        table = table._replace(dialect=table.dialect._replace(escape=escape))
        yield table, table.rows(cast("BinaryIO", file))
    finally:
        file.close()


def cells_of(
    bundle: Bundle, member: Member, places_of: Callable[[Sequence[str]], Mapping[str, int]], escape: str = ""
) -> Iterator[tuple[str, dict[str, str]]]:
    """Give where each row of a member stands ("posts.csv:12") and its cells by field; empty rows are passed over.

    places_of: what tells, from the names of the columns, in which one each field is. escape: as in `rows_of`.
    """
    with rows_of(bundle, member, escape) as (table, rows):
        places = places_of([normal(cell) for cell in table.header])
        for number, row in enumerate(rows, table.preamble + table.stacked + 1):
            cells = {field: writable(row[place]) for field, place in places.items() if place < len(row)}
            if any(cell.strip() for cell in cells.values()):
                yield f"{writable(member.name)}:{number}", cells


class Again(io.RawIOBase):
    """A member that can be read from its beginning as often as one wants, and goes nowhere else."""

    def __init__(self, bundle: Bundle, name: str) -> None:
        super().__init__()
        self._bundle, self._name = bundle, name
        self._stream = bundle.open(name)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        data = self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        if place or whence != io.SEEK_SET:
            raise io.UnsupportedOperation("a member is read from its beginning only")
        self._stream.close()
        self._stream = self._bundle.open(self._name)
        return 0

    def close(self) -> None:
        self._stream.close()
        super().close()
