"""The SQLite file that `aparte export --format sqlite` writes, read back row by row; any other database is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aparte.archive.database import MAGIC
from aparte.archive.export import read_sqlite
from aparte.errors import Trouble
from aparte.sources.base import Found, Refused, Unreadable
from aparte.sources.rows import BadValue, post_from

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from aparte.sources.base import Head

FORMAT = "aparte_sqlite"


class SqliteFile:
    """The source of our own SQLite exports."""

    order = 20
    formats = (FORMAT,)

    def recognise(self, head: Head) -> str | None:
        """Recognise a SQLite file; whether it is ours is told when it is read."""
        return FORMAT if head.data.startswith(MAGIC) else None

    def read(self, file: BinaryIO, form: str, as_kind: str | None) -> Iterator[Found | Refused]:
        """Read the rows of the file. Raises Unreadable("other_database") when it is not one of ours."""
        rows = read_sqlite(Path(str(file.name)))
        try:
            for number, row in enumerate(rows, 1):
                yield _item(str(number), row, as_kind)
        except Trouble as trouble:
            raise Unreadable("other_database", reason=trouble.params.get("reason", "")) from None


SOURCE = SqliteFile()


def _item(where: str, row: dict[str, object], as_kind: str | None) -> Found | Refused:
    try:
        return post_from(where, row, as_kind)
    except BadValue as bad:
        return Refused(where, bad.code, bad.params)
