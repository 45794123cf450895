"""archive.db: the posts of one client, each kept once, with what their text was before.

The same (platform, id) is one post: what arrives later replaces it, and the earlier text stays in its history. It
refuses long transactions: at most 1,000 rows each, so that a search or a second import never waits behind a big one.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, closing
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.database import Connection, Row, integrity, open_database, reading, writing
from aparte.archive.migrations import MIGRATIONS
from aparte.archive.times import iso, now, written_moment
from aparte.errors import Trouble
from aparte.nouns import Post

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

BATCH = 1_000
"""Rows a transaction (HOUSE.md): a writer holds the archive for some 20 ms."""
OWN_TEXTS = 2_000
"""Own posts the irony rank is taken against: more changes its third decimal only, and each is scored once."""

COLUMNS = "platform, id, text, author, at, lang, url, kind, form, reply_to, title"
_INSERT = f"INSERT INTO posts ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (platform, id) DO NOTHING"  # noqa: S608
_INDEX = "INSERT INTO posts_fts (rowid, text, title) SELECT n, text, title FROM posts WHERE n {which}"
_FORGET = "INSERT INTO posts_fts (posts_fts, rowid, text, title) VALUES ('delete', ?, ?, ?)"
_REPLACE = """UPDATE posts SET text = ?, author = ?, at = ?, lang = ?, url = ?, kind = ?, form = ?, reply_to = ?,
    title = ? WHERE n = ?"""
_TEXT, _AT, _TITLE = 2, 4, 10


class Added(NamedTuple):
    """What an addition did. duplicates: posts that were there already (replaced where they differ), or came twice."""

    imported: int
    duplicates: int


class Key(NamedTuple):
    """Where a post stands in the newest-first order. at: microseconds, None when unknown (these come last)."""

    at: int | None
    n: int


class Kept(NamedTuple):
    """A post of the archive and its place."""

    key: Key
    post: Post


class Revision(NamedTuple):
    """What a post said before. replaced_at: ISO 8601, when we learnt of the newer text."""

    text: str
    replaced_at: str


class Archive(AbstractContextManager["Archive"]):
    """The open archive of one client. One thread owns it; another opens its own."""

    def __init__(self, path: Path, *, any_thread: bool = False) -> None:
        """Open the file, or make it. Raises the Troubles of `open_database`."""
        self.connection: Connection = open_database(path, MIGRATIONS, synchronous="NORMAL", any_thread=any_thread)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the archive."""
        self.close()

    def close(self) -> None:
        """Close the archive."""
        self.connection.close()

    def add(self, posts: Sequence[Post]) -> Added:
        """Add posts, `BATCH` a transaction. When it fails, whole batches stand before the failure and nothing after."""
        imported = sum(self._add_batch(posts[start : start + BATCH]) for start in range(0, len(posts), BATCH))
        return Added(imported, len(posts) - imported)

    def known(self, posts: Sequence[Post]) -> list[bool]:
        """Tell of each post whether the archive holds it."""
        with reading(self.connection) as database:
            find = "SELECT 1 FROM posts WHERE platform = ? AND id = ?"
            return [database.execute(find, (post.platform, post.id)).fetchone() is not None for post in posts]

    def count(self) -> int:
        """Return how many posts are kept."""
        with reading(self.connection) as database:
            return int(database.execute("SELECT count(*) FROM posts").fetchone()[0])

    def page(self, before: Key | None = None, limit: int = 50) -> list[Kept]:
        """Return the newest posts before `before`, by key: as fast at the millionth row as at the first."""
        dated: list[Kept] = []
        if before is None or before.at is not None:
            start = (before.at, before.n) if before else (_END_OF_TIME, 0)
            dated = self._kept("at IS NOT NULL AND (at, n) < (?, ?) ORDER BY at DESC, n DESC LIMIT ?", (*start, limit))
            before = None
        missing = limit - len(dated)
        if not missing:
            return dated
        start_n = before.n if before else _END_OF_TIME
        return dated + self._kept("at IS NULL AND n < ? ORDER BY n DESC LIMIT ?", (start_n, missing))

    def history(self, platform: str, identifier: str) -> list[Revision]:
        """Return what a post said before, latest first; empty when it never changed."""
        with reading(self.connection) as database:
            rows = database.execute(
                "SELECT r.text, r.replaced_at FROM revisions r JOIN posts p ON p.n = r.post "
                "WHERE p.platform = ? AND p.id = ? ORDER BY r.rowid DESC",
                (platform, identifier),
            ).fetchall()
        return [Revision(row["text"], iso(row["replaced_at"]) or "") for row in rows]

    def own_texts(self, limit: int = OWN_TEXTS) -> list[str]:
        """Return the newest texts of the client's own: what it shared was said by others."""
        with reading(self.connection) as database:
            rows = database.execute(
                "SELECT text FROM posts WHERE kind = 'own' AND form <> 'repost' ORDER BY at DESC, n DESC LIMIT ?",
                (limit,),
            )
            return [str(row["text"]) for row in rows]

    def every(self) -> Iterator[Post]:
        """Give every post, in the order of arrival, without holding them in memory."""
        last = 0
        while rows := self._kept("n > ? ORDER BY n LIMIT ?", (last, BATCH)):
            yield from (kept.post for kept in rows)
            last = rows[-1].key.n

    def _kept(self, where: str, values: tuple[object, ...]) -> list[Kept]:
        with reading(self.connection) as database:
            return [kept(row) for row in database.execute(f"SELECT n, {COLUMNS} FROM posts WHERE {where}", values)]  # noqa: S608

    def _add_batch(self, posts: Sequence[Post]) -> int:
        latest = {(post.platform, post.id): _values(post) for post in posts}
        with writing(self.connection) as database:
            last = database.execute("SELECT coalesce(max(n), 0) FROM posts").fetchone()[0]
            added = database.executemany(_INSERT, latest.values()).rowcount
            if added < len(latest):
                _replace_known(database, latest.values(), last)
            database.execute(_INDEX.format(which="> ?"), (last,))
        return added


def kept(row: Row) -> Kept:
    """Read a row that holds n and COLUMNS."""
    n, platform, identifier, text, author, at, lang, url, kind, form, reply_to, title = row
    post = Post(
        id=identifier,
        text=text,
        platform=platform,
        author=author,
        created_at=iso(at),
        lang=lang,
        url=url,
        kind=kind,
        form=form,
        reply_to=reply_to,
        title=title,
    )
    return Kept(Key(at, n), post)


def post_count(path: Path) -> int:
    """Return how many posts the file holds; 0 when there is none yet."""
    if not path.exists():
        return 0
    with Archive(path) as archive:
        return archive.count()


def examine_archive(path: Path) -> tuple[int, str]:
    """Return how many posts the file holds, and "ok" or what SQLite finds wrong; (0, "ok") when there is no file yet.

    Raises Trouble when it can't be opened at all.
    """
    if not path.exists():
        return 0, "ok"
    with closing(open_database(path, MIGRATIONS, synchronous="NORMAL")) as database:
        state = integrity(database)
        try:
            with reading(database):
                return int(database.execute("SELECT count(*) FROM posts").fetchone()[0]), state
        except Trouble:
            return 0, state


_END_OF_TIME = 2**63 - 1


_FIELDS = attrgetter(*(name.strip() for name in COLUMNS.replace("at,", "created_at,").split(",")))


def _values(post: Post) -> list[object]:
    """Return what is stored of a post, in the order of COLUMNS."""
    values: list[object] = list(_FIELDS(post))
    values[_AT] = written_moment(post.created_at)
    return values


def _replace_known(database: Connection, rows: Iterable[list[object]], last: int) -> None:
    """Bring the posts that stood before this batch (n up to `last`) to what it says; equal ones are left alone."""
    find = f"SELECT n, {COLUMNS} FROM posts WHERE platform = ? AND id = ? AND n <= ?"  # noqa: S608
    for new in rows:
        row = database.execute(find, (*new[:2], last)).fetchone()
        if row is not None:
            _replace(database, tuple(row), new)


def _replace(database: Connection, row: tuple[object, ...], new: Sequence[object]) -> None:
    n, old = row[0], row[1:]
    merged = tuple(theirs if theirs is not None else ours for theirs, ours in zip(new, old, strict=True))
    if merged == old:
        return
    respelled = (merged[_TEXT], merged[_TITLE]) != (old[_TEXT], old[_TITLE])
    if respelled:
        database.execute(_FORGET, (n, old[_TEXT], old[_TITLE]))
    if merged[_TEXT] != old[_TEXT]:
        database.execute("INSERT INTO revisions (post, text, replaced_at) VALUES (?, ?, ?)", (n, old[_TEXT], now()))
    database.execute(_REPLACE, (*merged[_TEXT:], n))
    if respelled:
        database.execute(_INDEX.format(which="= ?"), (n,))
