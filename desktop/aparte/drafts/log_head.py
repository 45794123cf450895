"""The last number and hash of the copy log, kept apart from the log itself: without them a cut tail would not show.

A copy announces its line here before writing it to the log, and confirms it after. A crash in between leaves the line
announced: it can then be told from a line that somebody added. This module holds the three figures; `gate` judges them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.archive.database import reading, writing
from aparte.records import record

if TYPE_CHECKING:
    from aparte.archive.database import Connection

GENESIS = "0" * 64
"""What the first line of a log names as the hash before it."""


@record
class LogHead:
    """How many lines were confirmed, the hash of the last one, and the line announced but not confirmed, if any."""

    lines: int = 0
    head: str = GENESIS
    announced: bytes | None = None


def read_head(database: Connection) -> LogHead:
    """Return the head kept in drafts.db; an empty one before the first copy."""
    with reading(database):
        row = database.execute("SELECT lines, head, announced FROM copy_log_head").fetchone()
    return LogHead(lines=row["lines"], head=row["head"], announced=row["announced"]) if row else LogHead()


def write_head(database: Connection, head: LogHead) -> None:
    """Replace the head; it is on disk when this returns."""
    with writing(database):
        database.execute(
            "INSERT OR REPLACE INTO copy_log_head VALUES (1, ?, ?, ?)", (head.lines, head.head, head.announced)
        )
