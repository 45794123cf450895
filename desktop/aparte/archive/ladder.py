"""Any row of the newest-first list of everything, by its number: a list of a million rows is scrolled by its rows.

A rung stands every `STEP` rows and holds the place before it, so a page anywhere is one step from a rung. It refuses
OFFSET from the top, which takes 70 ms at the millionth row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.database import reading
from aparte.archive.store import Key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.archive.database import Connection
    from aparte.archive.store import Archive, Kept

STEP = 500
"""Rows between rungs: 2,000 rungs for a million, made in a tenth of a second, and a page is found in 0.1 ms."""


class Ladder(NamedTuple):
    """The list as it was. total: rows; dated: those with a time, which come first. The rungs: the place before each."""

    total: int
    dated: int
    rungs: tuple[Key | None, ...]
    undated_rungs: tuple[Key, ...]


def ladder(archive: Archive) -> Ladder:
    """Return the ladder of the archive as it is now."""
    with reading(archive.connection) as database:
        dated = database.execute("SELECT count(*) FROM posts WHERE at IS NOT NULL").fetchone()[0]
        total = database.execute("SELECT count(*) FROM posts").fetchone()[0]
        undated = tuple(_undated_rungs(database)) if total > dated else ()
        return Ladder(total, dated, tuple(_rungs(database)), undated)


def at_row(archive: Archive, steps: Ladder, row: int, limit: int) -> list[Kept]:
    """Return `limit` posts from row number `row` on (the first is 0); fewer at the end."""
    if row < steps.dated:
        return archive.page(steps.rungs[row // STEP], limit, row % STEP)
    if row >= steps.total:
        return []
    further = row - steps.dated
    return archive.page(steps.undated_rungs[further // STEP], limit, further % STEP)


def _rungs(database: Connection) -> Iterator[Key | None]:
    yield None
    further = (
        "SELECT at, n FROM posts WHERE at IS NOT NULL AND (at, n) < (?, ?) ORDER BY at DESC, n DESC LIMIT 1 OFFSET ?"
    )
    place = (_END, _END)
    while row := database.execute(further, (*place, STEP - 1)).fetchone():
        place = (row[0], row[1])
        yield Key(*place)


def _undated_rungs(database: Connection) -> Iterator[Key]:
    last = _END
    yield Key(None, last)
    further = "SELECT n FROM posts WHERE at IS NULL AND n < ? ORDER BY n DESC LIMIT 1 OFFSET ?"
    while row := database.execute(further, (last, STEP - 1)).fetchone():
        last = row[0]
        yield Key(None, last)


_END = 2**63 - 1
