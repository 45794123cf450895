"""CSV tables of posts: what listening and scheduling tools export, and what `aparte export --format csv` writes.

No parameter is asked: encoding, separator, quotes, header and date order are found in the file. It refuses a table of
which no column says it holds a text, naming the columns it saw.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aparte.archive.export import CSV_HEADER
from aparte.archive.times import Moment, iso
from aparte.nouns import Post
from aparte.sources.base import Found, Refused, Unreadable, derived_id, language_of, platform_of, writable
from aparte.sources.csv_columns import Columns, columns_of
from aparte.sources.csv_dates import Order, decide, read_date
from aparte.sources.csv_encoding import is_binary
from aparte.sources.csv_table import is_own, understand
from aparte.sources.rows import FORMS, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO, TextIO

    from aparte.sources.base import Head
    from aparte.sources.csv_table import Table

FORMAT = "generic_csv"
_SHOWN_NAMES = 8
_HOSTS = {
    "x.com": "x",
    "twitter.com": "x",
    "bsky.app": "bluesky",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "instagram.com": "instagram",
    "linkedin.com": "linkedin",
    "threads.net": "threads",
    "threads.com": "threads",
    "tiktok.com": "tiktok",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "pinterest.com": "pinterest",
    "reddit.com": "reddit",
    "t.me": "telegram",
}
"""Networks told by the address of a post, for tables that have no column for them."""


class CsvFile:
    """The source of CSV tables; asked last, because any text is a table of some kind."""

    order = 90
    formats = (FORMAT, "agorapulse_csv")

    def recognise(self, head: Head) -> str | None:
        """Recognise any text; which tool wrote it is told by its header."""
        if is_own(head.data):
            return FORMAT
        if is_binary(head.data) or head.data.lstrip().startswith(b"{"):
            return None
        columns = columns_of(understand(io.BytesIO(head.data)).header)
        return columns.form if columns else FORMAT

    def read(self, file: BinaryIO, form: str, as_kind: str | None) -> Iterator[Found | Refused]:
        """Read the rows under the header. Raises Unreadable("no_column") when no column holds a text."""
        table = understand(file)
        columns = columns_of(table.header)
        if columns is None:
            if not table.header:
                return iter(())
            raise Unreadable("no_column", columns=", ".join(name.strip()[:30] for name in table.header[:_SHOWN_NAMES]))
        return _rows(file, table, columns, as_kind)


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


def _rows(file: BinaryIO, table: Table, columns: Columns, as_kind: str | None) -> Iterator[Found | Refused]:
    order = _date_order(file, table, columns)
    for number, row in enumerate(table.rows(file), table.preamble + table.stacked + 1):
        if any(cell.strip() for cell in row):
            yield _item(str(number), _restored(row) if columns.ours else row, columns, order, as_kind)


def _date_order(file: BinaryIO, table: Table, columns: Columns) -> Order:
    place = columns.places.get("date")
    if place is None:
        return "day"
    return decide(row[place] for row in table.rows(file) if place < len(row)).order


def _restored(row: Sequence[str]) -> list[str]:
    """Take back the apostrophes that `aparte export` put before cells a spreadsheet would have run as formulas."""
    marked = row[-1].split() if len(row) == len(CSV_HEADER) else ()
    return [cell[1:] if name in marked else cell for name, cell in zip(CSV_HEADER, row, strict=False)]


def _item(where: str, row: Sequence[str], columns: Columns, order: Order, as_kind: str | None) -> Found | Refused:
    def cell(field: str) -> str | None:
        place = columns.places.get(field)
        value = writable(row[place]) if place is not None and place < len(row) else ""
        return value if value.strip() else None

    text = cell("text") or ("" if cell("form") == "repost" else None)
    if text is None:
        return Refused(where, "empty_text", {})
    moment = _moment(cell("date"), cell("time"), order)
    at = moment.at if moment else None
    author = cell("author")
    kind = as_kind or _among(cell("kind"), KINDS) or ("own" if columns.own else "mention")
    post = Post(
        id=cell("id") or derived_id(author, at, text),
        text=text,
        platform=platform_of(cell("platform")) or ("" if columns.ours else _network(cell("url"))),
        author=author,
        created_at=iso(at),
        lang=language_of(cell("lang"), text),
        url=cell("url"),
        kind=kind,  # type: ignore[arg-type]  # one of KINDS
        form=_among(cell("form"), FORMS) or ("post" if kind == "own" else "mention"),  # type: ignore[arg-type]  # one of FORMS
        reply_to=cell("reply_to"),
        title=cell("title"),
    )
    return Found(where, post, cell("brand"), moment is None or moment.zoned)


def _moment(day: str | None, clock: str | None, order: Order) -> Moment | None:
    if day is None:
        return None
    return (read_date(f"{day} {clock}", order) if clock and clock != day else None) or read_date(day, order)


def _among(value: str | None, allowed: tuple[str, ...]) -> str | None:
    return value if value in allowed else None


def _network(url: str | None) -> str:
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""
    return _HOSTS.get(host) or next((name for end, name in _HOSTS.items() if host.endswith(f".{end}")), "")
