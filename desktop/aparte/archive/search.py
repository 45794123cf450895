"""Search in one archive: words, phrases, filters, newest first, found words marked; the most relevant on demand.

It refuses to fail: whatever is typed gives an answer (`query.parse`), and only quoted words reach SQLite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.database import reading
from aparte.archive.plan import plan
from aparte.archive.relevance import relevances
from aparte.archive.store import Kept, Key
from aparte.archive.walk import newest
from aparte.archive.words import marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.archive.query import Query
    from aparte.archive.store import Archive
    from aparte.nouns import Post, Span

LIMIT = 50
RANKED = 2_000
"""Newest hits among which the most relevant are found: some 15 ms, and older ones are found by narrowing the time."""
PAGE = 500
"""Posts read at a time when all that answer a query are wanted."""


class Hit(NamedTuple):
    """A found post. marks: where the words of the query stand in its text (code points). resemblance: 0 to 1."""

    kept: Kept
    marks: tuple[Span, ...]
    resemblance: float | None = None


def search(archive: Archive, query: Query, limit: int = LIMIT, before: Key | None = None) -> list[Hit]:
    """Return the newest posts that answer `query`; a query without words or filters lists the newest of all.

    before: only those that come after this place in the newest-first order, for the next page of a list.
    """
    return [Hit(one, marks(query, one.post.text)) for one in _newest(archive, query, limit, before)]


def relevant(archive: Archive, query: Query, limit: int = LIMIT) -> list[Hit]:
    """Return the most relevant of the `RANKED` newest posts that answer `query`, the newest of equals first."""
    with reading(archive.connection) as database:
        places = newest(database, plan(query), RANKED)
        ranked = relevances(database, query, [place.n for place in places])
    best = sorted(places, key=lambda place: -ranked.get(place.n, 0.0))[: max(0, limit)]
    return [Hit(one, marks(query, one.post.text)) for one in archive.at(best)]


def every(archive: Archive, query: Query) -> Iterator[Post]:
    """Give every post that answers `query`, newest first, without holding them in memory."""
    before = None
    while found := _newest(archive, query, PAGE, before):
        yield from (one.post for one in found)
        before = found[-1].key


def _newest(archive: Archive, query: Query, limit: int, before: Key | None) -> list[Kept]:
    asked = plan(query)
    if asked.is_everything:
        return archive.page(before, max(0, min(limit, _MOST)))
    with reading(archive.connection) as database:
        return archive.at(newest(database, asked, max(0, limit), before))


_MOST = 2**31
