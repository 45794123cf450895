"""Leaving is easy: what the archive holds, or what a search finds, in rows that import back as they were.

They are written as JSON Lines, CSV or SQLite.

A spreadsheet runs a cell that begins like a formula. In CSV such a cell gets a leading apostrophe, and the last column
names the cells that got one, so that the import takes it back and a text that began with an apostrophe keeps it.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import unicodedata
from contextlib import closing
from typing import TYPE_CHECKING, Any

from aparte.archive.database import trouble
from aparte.archive.search import every
from aparte.archive.store import BATCH, Archive
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from aparte.archive.query import Query
    from aparte.archive.spaces import Space
    from aparte.nouns import Post

FIELDS = (
    "id",
    "text",
    "author",
    "platform",
    "created_at",
    "lang",
    "url",
    "kind",
    "form",
    "brand",
    "reply_to",
    "title",
)
"""The keys of an archive row (CONTRACT.md), in their order."""
NEUTRALISED = "neutralised"
CSV_HEADER = (*FIELDS, NEUTRALISED)
TABLE = "posts"

_FORMULA = frozenset("=+-@＝＋－＠")
"""First characters a spreadsheet takes for a formula, full-width ones included. Source: OWASP, "CSV Injection"."""


def row_of(post: Post, brand: str) -> dict[str, Any]:
    """Return a post as CONTRACT.md's archive row: every key, null for what is unknown."""
    return {
        "id": post.id,
        "text": post.text,
        "author": post.author,
        "platform": post.platform or None,
        "created_at": post.created_at,
        "lang": post.lang,
        "url": post.url,
        "kind": post.kind,
        "form": post.form,
        "brand": brand,
        "reply_to": post.reply_to,
        "title": post.title,
    }


def write_jsonl(spaces: Sequence[Space], out: BinaryIO, query: Query | None = None) -> int:
    """Write every post of `spaces`, or those that answer `query`, one JSON object a line. Returns how many."""
    count = 0
    for count, row in enumerate(_rows(spaces, query), 1):  # noqa: B007 - the last count is the answer
        out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    return count


def write_csv(spaces: Sequence[Space], out: BinaryIO, query: Query | None = None) -> int:
    """Write every post as RFC 4180 in UTF-8, cells that begin like a formula neutralised. Returns how many posts."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(CSV_HEADER)
    count = 0
    for count, row in enumerate(_rows(spaces, query), 1):  # noqa: B007 - the last count is the answer
        risky = [name for name, cell in row.items() if cell is not None and is_formula(cell)]
        cells = [f"'{cell}" if name in risky else cell for name, cell in row.items()]
        writer.writerow([*cells, " ".join(risky)])
    text.detach()
    return count


def write_sqlite(spaces: Sequence[Space], path: Path, query: Query | None = None) -> int:
    """Write every post into the table `posts` of a new SQLite file. Returns how many."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            columns = ", ".join(f"{name} TEXT" for name in FIELDS)
            database.execute(f"CREATE TABLE {TABLE} ({columns}) STRICT")
            marks = ", ".join("?" * len(FIELDS))
            database.execute("BEGIN")
            insert = f"INSERT INTO {TABLE} VALUES ({marks})"  # noqa: S608 - our own names
            count = database.executemany(insert, (tuple(row.values()) for row in _rows(spaces, query))).rowcount
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise trouble(error, path) from error
    return max(0, count)


def read_sqlite(path: Path) -> Iterator[dict[str, Any]]:
    """Give the rows of a file `write_sqlite` made. Raises Trouble("data.damaged") for any other file.

    The file is a stranger's until proved ours: it is opened read-only, and only a plain table is read.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            found = database.execute("SELECT type FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone()
            names = {row[1] for row in database.execute(f"PRAGMA table_info({TABLE})")}
            if found != ("table",) or not set(FIELDS) <= names:
                raise Trouble("data.damaged", path=str(path), reason=f"no table {TABLE} of ours")
            rows = database.execute(f"SELECT {', '.join(FIELDS)} FROM {TABLE} ORDER BY rowid")  # noqa: S608 - our own names
            while some := rows.fetchmany(BATCH):
                yield from (dict(zip(FIELDS, row, strict=True)) for row in some)
    except sqlite3.Error as error:
        raise Trouble("data.damaged", path=str(path), reason=str(error)) from error


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet might run this cell: a formula sign first, spaces and invisible characters aside."""
    for char in cell:
        if char in _FORMULA:
            return True
        if not (char.isspace() or unicodedata.category(char) in ("Cc", "Cf")):
            return False
        if char in "\t\r":
            return True
    return False


def _rows(spaces: Sequence[Space], query: Query | None) -> Iterator[dict[str, Any]]:
    for space in spaces:
        if space.archive_path.exists():
            with Archive(space.archive_path) as archive:
                posts = archive.every() if query is None else every(archive, query)
                yield from (row_of(post, space.brand.name) for post in posts)
