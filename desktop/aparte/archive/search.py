"""Search in one archive: words, phrases, filters, newest first, found words marked; and posts that resemble a text.

It refuses to fail: whatever is typed gives an answer (`query.parse`), and only quoted phrases reach SQLite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.database import reading
from aparte.archive.query import any_of, folded, marks, match, parse, words_of
from aparte.archive.similarity import profile, resemblance
from aparte.archive.store import COLUMNS, Kept, Key, kept

if TYPE_CHECKING:
    from aparte.archive.database import Connection
    from aparte.archive.query import Query
    from aparte.archive.store import Archive
    from aparte.nouns import Span

LIMIT = 50
CANDIDATES = 800
"""Newest posts sharing a word that are compared with a text: some 100 ms, and what was said before them is stale."""
COMMON = 5_000
"""Hits from which walking the newest posts is faster than sorting the hits: 7 ms instead of 69 on 200,000 posts."""
LEAST_RESEMBLANCE = 0.25
"""Between rewordings and other posts of one trade, on pairs of our own (tests/core/archive/test_search.py)."""
LEAST_LETTERS = 4
"""Words that can make a candidate: shorter ones are articles and pronouns in French and English."""
MOST_WORDS = 60
"""Words of a text that look for candidates: a long draft is found by its first hundred words."""


class Hit(NamedTuple):
    """A found post. marks: where the words of the query stand in its text (code points). resemblance: 0 to 1."""

    kept: Kept
    marks: tuple[Span, ...]
    resemblance: float | None = None


def search(archive: Archive, query: Query, limit: int = LIMIT, before: Key | None = None) -> list[Hit]:
    """Return the newest posts that answer `query`; a query without words or filters lists the newest of all.

    before: only those that come after this place in the newest-first order, for the next page of a list.
    """
    found = _newest(archive, query, match(query), limit, before)
    return [Hit(one, marks(query, one.post.text)) for one in found]


def similar(archive: Archive, text: str, query: Query | None = None, limit: int = LIMIT) -> list[Hit]:
    """Return the posts that resemble `text`, closest first: cosine of character n-grams, accents and case ignored.

    Compared with the `CANDIDATES` newest posts that share a word with it; `query` narrows them by its filters.
    """
    words = list(dict.fromkeys(word for word in words_of(text) if len(word) >= LEAST_LETTERS))[:MOST_WORDS]
    if not words:
        return []
    wanted = profile(folded(text))
    hits = []
    for found in _newest(archive, query or parse(""), any_of(words), CANDIDATES):
        closeness = resemblance(wanted, profile(folded(found.post.text)))
        if closeness >= LEAST_RESEMBLANCE:
            hits.append(Hit(found, (), closeness))
    return sorted(hits, key=lambda hit: -(hit.resemblance or 0))[:limit]


def selection(query: Query, expression: str | None) -> tuple[str, str, list[object]]:
    """Return what to put after FROM and WHERE to read the posts `p` that answer `query`, and the values to bind."""
    where, values = _filters(query)
    if expression is not None:
        where.insert(0, "p.n IN (SELECT rowid FROM posts_fts WHERE posts_fts MATCH ?)")
        values.insert(0, expression)
    return "posts p", " AND ".join(where) or "1", values


def _newest(
    archive: Archive, query: Query, expression: str | None, limit: int, before: Key | None = None
) -> list[Kept]:
    source, condition, values = selection(query, expression)
    if before is not None and before.at is None:
        condition, values = f"{condition} AND p.at IS NULL AND p.n < ?", [*values, before.n]
    elif before is not None:
        condition = f"{condition} AND ((p.at, p.n) < (?, ?) OR p.at IS NULL)"
        values = [*values, before.at, before.n]
    columns = ", ".join(f"p.{name.strip()}" for name in f"n, {COLUMNS}".split(","))
    statement = f"SELECT {columns} FROM {source} WHERE {condition} ORDER BY p.at DESC, p.n DESC LIMIT ?"  # noqa: S608 - our own words only; values are bound
    with reading(archive.connection) as database:
        if expression is not None and not _narrow(query) and _is_common(database, expression):
            statement = statement.replace(" WHERE ", " INDEXED BY posts_by_time WHERE ", 1)
        return [kept(row) for row in database.execute(statement, (*values, max(0, min(limit, _MOST))))]


def _narrow(query: Query) -> bool:
    """Tell whether a filter may leave a few posts of many: then the newest posts are no place to look first."""
    return bool(query.author or query.platform or query.lang or query.kind or query.has_link or query.symbols)


def _is_common(database: Connection, expression: str) -> bool:
    hits = "SELECT 1 FROM posts_fts WHERE posts_fts MATCH ? LIMIT ?"
    count = database.execute(f"SELECT count(*) FROM ({hits})", (expression, COMMON)).fetchone()[0]  # noqa: S608
    return bool(count == COMMON)


_MOST = 2**31


def _filters(query: Query) -> tuple[list[str], list[object]]:
    """Return the conditions of the filters, and the values they bind, in the same order."""
    conditions: list[tuple[str, object]] = [
        ("ltrim(p.author, '@') = ltrim(?, '@') COLLATE NOCASE", query.author),
        ("p.platform = ?", query.platform),
        ("p.at >= ?", query.since),
        ("p.at < ?", query.until),
        ("p.lang = ?", query.lang),
        ("p.kind = ?", query.kind),
        ("p.n NOT IN (SELECT rowid FROM posts_fts WHERE posts_fts MATCH ?)", any_of(query.excluded) or None),
        *(("instr(p.text, ?) > 0", symbol) for symbol in query.symbols),
    ]
    wanted = [(condition, value) for condition, value in conditions if value is not None]
    where = [condition for condition, _ in wanted]
    if query.has_link:
        where.append("(p.text LIKE '%http://%' OR p.text LIKE '%https://%' OR p.text LIKE '%www.%')")
    return where, [value for _, value in wanted]
