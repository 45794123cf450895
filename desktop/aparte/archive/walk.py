"""From a plan to the newest posts that answer it, without looking at more than it must.

Numbers follow arrival, not time: an archive of 2019 may come after the posts of yesterday. `blocks` says how far the
times of each 1,024 numbers reach, so the walk takes the blocks with the newest posts first and stops when no other
can hold a newer one. It refuses to sort all the hits of a common word, which takes half a second on a million posts.
"""

from __future__ import annotations

from bisect import bisect_left
from heapq import nlargest
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from aparte.archive.migrations import BLOCK_BITS
from aparte.archive.store import Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aparte.archive.database import Connection
    from aparte.archive.plan import Plan

FEW = 250
"""Hits up to which all are looked at once: a millisecond; more are asked for block by block."""
WIDEST = 64
"""Blocks asked about in one go, at most; the first go asks about one, each further one about twice as many."""
READ = 500
"""Posts whose text is read at a time when the index can't help."""
_ENDLESS = 2**63 - 1
_Place = tuple[Any, int]
"""(at, n): at is None in the undated part only."""


def newest(database: Connection, plan: Plan, limit: int, before: Key | None = None) -> list[Key]:
    """Return the places of the newest posts that answer `plan`, newest first, undated ones last.

    before: only those that come after this place in that order.
    """
    if plan.expression is None:
        return _by_time(database, plan, limit, before)
    walk = _Walk(database, plan, limit, before)
    found = walk.dated() if before is None or before.at is not None else []
    if len(found) < limit and plan.since is None and plan.until is None:
        found += walk.undated(limit - len(found))
    return [Key(*place) for place in found]


class _Walk:
    """One walk through the blocks."""

    def __init__(self, database: Connection, plan: Plan, limit: int, before: Key | None) -> None:
        self._database, self._plan, self._limit = database, plan, limit
        self._before = before
        self._hits = self._all_hits()

    def dated(self) -> list[_Place]:
        """Return the newest hits that have a time."""
        if self._hits == []:
            return []
        since = self._plan.since if self._plan.since is not None else -_ENDLESS
        until = self._plan.until if self._plan.until is not None else _ENDLESS
        latest = min(until, self._before.at if self._before and self._before.at is not None else _ENDLESS)
        blocks = "SELECT b, newest FROM blocks WHERE newest >= ? AND oldest <= ? ORDER BY newest DESC"
        conditions, values = ["p.at >= ?", "p.at < ?"], [since, until]
        if self._before is not None:
            conditions.append("(p.at, p.n) < (?, ?)")
            values += [self._before.at or 0, self._before.n]
        found: list[_Place] = []
        for some in _widening(self._database.execute(blocks, (since, latest))):
            if len(found) == self._limit and found[-1][0] > some[0][1]:
                break
            found += self._in([b for b, _ in some], conditions, values)
            # What is kept is in order already: sorting is one pass over it, a heap of two thousand takes 8 ms.
            found.sort(reverse=True)
            del found[self._limit :]
        return found

    def undated(self, limit: int) -> list[_Place]:
        """Return hits without a time, the last to arrive first."""
        last = self._before.n if self._before is not None and self._before.at is None else _ENDLESS
        found: list[_Place] = []
        blocks = self._database.execute("SELECT b, 0 FROM blocks WHERE undated ORDER BY b DESC")
        for some in _widening(blocks):
            if len(found) >= limit:
                break
            found += self._in([b for b, _ in some], ["p.at IS NULL", "p.n < ?"], [last])
        return nlargest(limit, found, key=itemgetter(1))

    def _in(self, blocks: Sequence[int], conditions: Sequence[str], values: Sequence[int]) -> list[_Place]:
        """Return the hits of some blocks: those that lie side by side are asked about in one go."""
        found: list[_Place] = []
        for _, run in groupby(enumerate(sorted(blocks)), key=lambda pair: pair[1] - pair[0]):
            row = [b for _, b in run]
            found += self._between(row[0] << BLOCK_BITS, (row[-1] + 1 << BLOCK_BITS) - 1, conditions, values)
        return found

    def _between(self, first: int, last: int, conditions: Sequence[str], values: Sequence[int]) -> list[_Place]:
        plan = self._plan
        where = " AND ".join((*conditions, *plan.conditions))
        bound = (*values, *plan.values)
        if self._hits is None:
            source = (
                "posts_fts f CROSS JOIN posts p ON p.n = f.rowid WHERE f.posts_fts MATCH ? AND f.rowid BETWEEN ? AND ?"
            )
            bound = (plan.expression, first, last, *bound)
        else:
            hits = self._hits[bisect_left(self._hits, first) : bisect_left(self._hits, last + 1)]
            if not hits:
                return []
            source = f"posts p WHERE p.n IN ({','.join(map(str, hits))})"
        return _passing(self._database, plan, f"{source} AND {where}", bound)

    def _all_hits(self) -> list[int] | None:
        """Return every hit, in order, when they are few or can't be asked for in part; else None."""
        most = _ENDLESS if self._plan.open_ended else FEW + 1
        hits = "SELECT rowid FROM posts_fts WHERE posts_fts MATCH ? LIMIT ?"
        found = [n for (n,) in rows(self._database, hits, (self._plan.expression, most))]
        return found if self._plan.open_ended or len(found) <= FEW else None


def matching(plan: Plan) -> tuple[str, tuple[object, ...]]:
    """Return what to put after FROM to read every post `p` that the index and SQL find, and the values to bind."""
    conditions, values = [*plan.conditions], [*plan.values]
    for condition, value in (("p.at >= ?", plan.since), ("p.at < ?", plan.until)):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    if plan.expression is None:
        return f"posts p WHERE {' AND '.join(conditions) or '1'}", tuple(values)
    source = "posts_fts f CROSS JOIN posts p ON p.n = f.rowid WHERE f.posts_fts MATCH ?"
    return " AND ".join((source, *conditions)), (plan.expression, *values)


def _passing(database: Connection, plan: Plan, source: str, values: Sequence[object]) -> list[_Place]:
    if plan.check is None:
        return rows(database, f"SELECT p.at, p.n FROM {source}", values)  # noqa: S608 - our own words only; values are bound
    found = rows(database, f"SELECT p.at, p.n, p.text, p.title, p.author FROM {source}", values)  # noqa: S608 - the same
    return [(at, n) for at, n, text, title, author in found if plan.check.passes(text, title, author)]


def rows(database: Connection, statement: str, values: Sequence[object] = ()) -> list[Any]:
    """Return plain tuples, which are compared and unpacked twice as fast as rows by name."""
    cursor = database.cursor()
    cursor.row_factory = None
    return cursor.execute(statement, values).fetchall()


def _widening(blocks: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Give the blocks in handfuls: one, then two, then four."""
    rows, width = iter(blocks), 1
    while some := list(islice(rows, width)):
        yield some
        width = min(WIDEST, 2 * width)


def _by_time(database: Connection, plan: Plan, limit: int, before: Key | None) -> list[Key]:
    """Walk the posts themselves, newest first: nothing was asked that the index knows."""
    conditions: list[str] = [*plan.conditions]
    values: list[object] = [*plan.values]
    for condition, value in (("p.at >= ?", plan.since), ("p.at < ?", plan.until)):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    found: list[Key] = []
    some = READ if plan.check else min(limit, READ)
    while len(found) < limit:
        place, at = _after(before)
        where = " AND ".join((*conditions, place))
        read = rows(
            database,
            f"SELECT p.at, p.n, p.text, p.title, p.author FROM posts p WHERE {where} "  # noqa: S608 - our own words only; values are bound
            "ORDER BY p.at DESC, p.n DESC LIMIT ?",
            (*values, *at, some),
        )
        found += [Key(at_, n) for at_, n, *said in read if not plan.check or plan.check.passes(*said)]
        if len(read) == some:
            before = Key(*read[-1][:2])
        elif (before is not None and before.at is None) or plan.since is not None or plan.until is not None:
            break
        else:
            before = Key(None, _ENDLESS)
    return found[:limit]


def _after(before: Key | None) -> tuple[str, tuple[int, ...]]:
    """Return the SQL of what comes after a place among the dated posts, or among the undated ones."""
    if before is None:
        return "p.at IS NOT NULL", ()
    if before.at is None:
        return "p.at IS NULL AND p.n < ?", (before.n,)
    return "p.at IS NOT NULL AND (p.at, p.n) < (?, ?)", (before.at, before.n)
