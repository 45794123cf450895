"""CSV tables of posts: what listening and scheduling tools export, and what `aparte export --format csv` writes.

No parameter is asked: encoding, separator, quotes, header and date order are found in the file. It refuses a table of
which no column says it holds a text, naming the columns it saw, unless a person said what they hold.
"""

from __future__ import annotations

import csv
from itertools import islice
from typing import TYPE_CHECKING

from aparte.archive.export import CSV_HEADER
from aparte.sources.base import Unreadable, writable
from aparte.sources.csv_columns import places_of
from aparte.sources.csv_encoding import is_binary
from aparte.sources.csv_table import is_own, understand
from aparte.sources.mapping import SAMPLE_ROWS, guess, mapping_for
from aparte.sources.table_posts import Layout, items_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO, TextIO

    from aparte.sources.base import Head, Item
    from aparte.sources.csv_table import Table

FORMAT = "generic_csv"
_SHOWN_NAMES = 8


class CsvFile:
    """The source of CSV tables; asked last, because any text is a table of some kind."""

    order = 90
    formats = (FORMAT,)

    def recognise(self, head: Head) -> str | None:
        """Recognise any text."""
        if is_own(head.data):
            return FORMAT
        return None if is_binary(head.data) or head.data.lstrip().startswith(b"{") else FORMAT

    def read(self, file: BinaryIO, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read the rows under the header. Raises Unreadable("no_column") when no column holds a text."""
        table = understand(file)
        layout = _layout(file, table)
        if layout is None:
            if not table.header:
                return iter(())
            raise Unreadable("no_column", columns=", ".join(name.strip()[:30] for name in table.header[:_SHOWN_NAMES]))
        return items_of(file, table, layout, as_kind)


SOURCE = CsvFile()


def write_table(file: BinaryIO, out: TextIO) -> int:
    """Write the table of `file` as it was understood, as RFC 4180: raw cells, ragged rows kept. Returns its rows."""
    table = understand(file)
    writer = csv.writer(out, lineterminator="\r\n")
    count = 0
    if table.header:
        writer.writerow(map(writable, table.header))
        count = 1
    for row in table.rows(file):
        writer.writerow(map(writable, row))
        count += 1
    return count


def _layout(file: BinaryIO, table: Table) -> Layout | None:
    """Return how the table is read: as we wrote it, as a person said, as the names of its columns say, or None."""
    if tuple(table.header) == CSV_HEADER:
        return Layout(places={name: (place,) for name, place in places_of(table.header).items()}, ours=True)
    chosen = mapping_for(table.header)
    if chosen is not None:
        return chosen.layout()
    found = guess(table.header, islice(table.rows(file), SAMPLE_ROWS))
    named = found.named()
    return Layout(places={name: (place,) for name, place in named.items()}) if "text" in named else None
