"""Posts enter the index some thousands at a time: each entry makes a piece, and pieces are merged again and again.

A piece a transaction costs a long import 2 of its 16 microseconds a post. Until then the posts are kept, and
`unindexed` names the first of them: whoever opens the archive next, after a kill too, brings them in. It refuses to let
one be changed or deleted meanwhile: the index can't forget what it never learnt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aparte.archive.migrations import INDEX, SPAN

if TYPE_CHECKING:
    from aparte.archive.database import Connection

AT_ONCE: Final = 5_000
"""Posts that wait at most: a fifth of a second of an import, and a tenth of one to index them."""


def index_after(database: Connection, last: int, *, later: bool) -> None:
    """Index, inside their transaction, the posts whose number is above `last`, and those that wait.

    later: they may wait too, while they are not AT_ONCE together.
    """
    database.execute(SPAN.format(which="> ?"), (last,))
    waiting = _first_waiting(database)
    first = last + 1 if waiting is None else waiting
    newest = database.execute("SELECT coalesce(max(n), 0) FROM posts").fetchone()[0]
    if not later or newest - first + 1 >= AT_ONCE:
        _index(database, first, newest)
    elif waiting is None:
        database.execute("INSERT INTO unindexed VALUES (?)", (first,))


def catch_up(database: Connection, last: int | None = None) -> None:
    """Index, inside a transaction, the posts that wait. last: only up to this number, and nothing waits after it."""
    first = _first_waiting(database)
    if first is not None:
        newest = database.execute("SELECT coalesce(max(n), 0) FROM posts").fetchone()[0]
        _index(database, first, newest if last is None else last)


def is_behind(database: Connection) -> bool:
    """Tell whether posts wait."""
    return _first_waiting(database) is not None


def _first_waiting(database: Connection) -> int | None:
    row = database.execute("SELECT min(first) FROM unindexed").fetchone()
    return None if row[0] is None else int(row[0])


def _index(database: Connection, first: int, last: int) -> None:
    database.execute(INDEX.format(which="BETWEEN ? AND ?"), (first, last))
    database.execute("DELETE FROM unindexed")
