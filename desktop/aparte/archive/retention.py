"""How long the posts of others are kept: months from the day they came in, thirteen unless the client's file says else.

The client's own posts stay. Counted from arrival, not from publication: an old post that she brings in today is there
because she wants it today. Whole batches, so that the window never waits.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from aparte.archive.arrivals import arrived_before
from aparte.archive.database import writing
from aparte.archive.indexing import catch_up
from aparte.archive.store import BATCH

if TYPE_CHECKING:
    from aparte.archive.store import Archive


def let_go(archive: Archive, months: int, today: date | None = None) -> int:
    """Delete the posts of others that came in more than `months` ago (0: none); returns how many."""
    if not months:
        return 0
    database = archive.connection
    bound = arrived_before(database, months_before(today or datetime.now(UTC).date(), months))
    database.execute("PRAGMA secure_delete = ON")
    gone = 0
    while True:
        with writing(database):
            catch_up(database)
            rows = database.execute(
                "SELECT n FROM posts WHERE n < ? AND kind <> 'own' ORDER BY n LIMIT ?", (bound, BATCH)
            ).fetchall()
            database.executemany("DELETE FROM posts WHERE n = ?", [(row[0],) for row in rows])
        gone += len(rows)
        if len(rows) < BATCH:
            return gone


def months_before(day: date, months: int) -> date:
    """Return the same day that many months earlier; a day that month lacks becomes its first that follows."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))
