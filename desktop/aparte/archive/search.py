"""Search in one archive: words, phrases, filters, newest first, found words marked; and posts that resemble a text.

It refuses to fail: whatever is typed gives an answer (`query.parse`), and only quoted phrases reach SQLite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.database import reading
from aparte.archive.query import any_of, folded, marks, match, parse, words_of
from aparte.archive.similarity import profile, resemblance
from aparte.archive.store import COLUMNS, Kept, kept

if TYPE_CHECKING:
    from aparte.archive.query import Query
    from aparte.archive.store import Archive
    from aparte.nouns import Span

LIMIT = 50
CANDIDATES = 800
"""Newest posts sharing a word that are compared with a text: some 100 ms, and what was said before them is stale."""
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


def search(archive: Archive, query: Query, limit: int = LIMIT) -> list[Hit]:
    """Return the newest posts that answer `query`; a query without words or filters lists the newest of all."""
    return [Hit(found, marks(query, found.post.text)) for found in _newest(archive, query, match(query), limit)]


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


def _newest(archive: Archive, query: Query, expression: str | None, limit: int) -> list[Kept]:
    where, values = _filters(query)
    source = "posts p"
    if expression is not None:
        source = "posts_fts f JOIN posts p ON p.n = f.rowid"
        where.insert(0, "posts_fts MATCH ?")
        values.insert(0, expression)
    columns = ", ".join(f"p.{name.strip()}" for name in f"n, {COLUMNS}".split(","))
    condition = " AND ".join(where) or "1"
    statement = f"SELECT {columns} FROM {source} WHERE {condition} ORDER BY p.at DESC, p.n DESC LIMIT ?"  # noqa: S608 - our own words only; values are bound
    with reading(archive.connection) as database:
        return [kept(row) for row in database.execute(statement, (*values, max(0, min(limit, _MOST))))]


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
