"""When posts came in, a line a day: the first number of that day. Numbers only grow, so that is all retention needs.

Set aside: a moment in each post, eight bytes a million times over for one question a day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aparte.archive.database import Connection


def make_arrivals(database: Connection) -> None:
    """Add the table; what stands already counts as come in today."""
    database.execute("CREATE TABLE arrivals (day INTEGER PRIMARY KEY, first INTEGER NOT NULL) STRICT")
    if database.execute("SELECT 1 FROM posts LIMIT 1").fetchone():
        note_arrival(database, 0)


def note_arrival(database: Connection, last: int) -> None:
    """Note, inside a transaction that adds posts, that the ones after number `last` come in today."""
    database.execute("INSERT OR IGNORE INTO arrivals VALUES (?, ?)", (datetime.now(UTC).toordinal(), last + 1))


def arrived_before(database: Connection, day: date) -> int:
    """Return a number: posts below it came in before `day`. 1 when none did."""
    if not database.execute("SELECT 1 FROM arrivals WHERE day < ? LIMIT 1", (day.toordinal(),)).fetchone():
        return 1
    first = database.execute("SELECT min(first) FROM arrivals WHERE day >= ?", (day.toordinal(),)).fetchone()[0]
    if first is None:
        first = database.execute("SELECT coalesce(max(n), 0) + 1 FROM posts").fetchone()[0]
    return int(first)
