"""archive.db: the posts of one client, each kept once, with what their text was before.

The same (platform, id) is one post: what arrives later replaces it, and the earlier text stays in its history. It
refuses long transactions: at most 1,000 rows each, so that a search or a second import never waits behind a big one.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, closing, suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.arrivals import note_arrival
from aparte.archive.database import Connection, Row, integrity, open_database, reading, writing
from aparte.archive.heard import UNHEARD, Heard, heard
from aparte.archive.identity import key_of
from aparte.archive.indexing import catch_up, index_after, is_behind
from aparte.archive.migrations import MIGRATIONS
from aparte.archive.rows import AT, COLUMNS, INSERT, OF_KEY, bound, is_heard, replace_known, values
from aparte.archive.times import iso
from aparte.errors import Trouble
from aparte.nouns import Post

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from aparte.archive.rows import Values

BATCH = 1_000
"""Rows a transaction (HOUSE.md): a writer holds the archive for some 20 ms."""
SAMPLED = 16
"""One post in so many is looked up before all are."""
OWN_TEXTS = 2_000
"""Own posts the irony rank is taken against: more changes its third decimal only, and each is scored once."""


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
        # Pages of the index change in each batch; copied home a quarter as often, they cost an import 6 % less.
        self.connection.execute("PRAGMA wal_autocheckpoint = 4000")
        # Kilobytes: two thousand hits lie on as many pages, and each is looked at twice. SQLite's own 2 MB hold 500.
        self.connection.execute("PRAGMA cache_size = -32000")
        # A file that can't be written is read as it is.
        with suppress(Trouble):
            self.catch_up()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the archive."""
        self.close()

    def close(self) -> None:
        """Close the archive."""
        self.connection.close()

    def add(self, posts: Sequence[Post], hearing: Sequence[Heard] | None = None, *, more: bool = False) -> Added:
        """Add posts, `BATCH` a transaction. When it fails, whole batches stand before the failure and nothing after.

        hearing: what was heard in each of them (UNHEARD: nothing yet); None: they are heard here. More than a batch is
        added in the order of time, so that the newest lie together. more: others follow at once, and searches find
        these after `catch_up` at the latest.
        """
        if hearing is None:
            hearing = self._hear(posts)
        # The last one of a key counts, wherever it stands: that is decided before the order changes.
        latest = {(post.platform, post.id): values(post, one) for post, one in zip(posts, hearing, strict=True)}
        rows = list(latest.values())
        if len(rows) > BATCH:
            rows.sort(key=lambda row: (row[AT] is not None, row[AT]))
        ends = range(BATCH, len(rows) + BATCH, BATCH)
        imported = sum(self._add_batch(rows[end - BATCH : end], more=more or end < len(rows)) for end in ends)
        return Added(imported, len(posts) - imported)

    def catch_up(self) -> None:
        """Let searches find what was added with more to follow, or by an import that was killed."""
        with reading(self.connection) as database:
            behind = is_behind(database)
        if behind:
            with writing(self.connection) as database:
                catch_up(database)

    def tidy(self) -> None:
        """Merge the pieces of the index an import has left: a search then opens few. A second for 200,000 posts."""
        merged = 2
        while merged > 1:
            with writing(self.connection) as database:
                before = database.total_changes
                database.execute("INSERT INTO posts_fts (posts_fts, rank) VALUES ('merge', 500)")
                merged = database.total_changes - before

    def known(self, posts: Sequence[Post]) -> list[bool]:
        """Tell of each post whether the archive holds it."""
        with reading(self.connection) as database:
            find = f"SELECT 1 FROM posts WHERE {OF_KEY}"  # noqa: S608 - our own words; values are bound
            return [database.execute(find, key_of(post.platform, post.id)).fetchone() is not None for post in posts]

    def count(self) -> int:
        """Return how many posts are kept."""
        with reading(self.connection) as database:
            return int(database.execute("SELECT count(*) FROM posts").fetchone()[0])

    def page(self, before: Key | None = None, limit: int = 50, skip: int = 0) -> list[Kept]:
        """Return the newest posts before `before`, by key: as fast at the millionth row as at the first.

        skip: posts passed over first; no more than there are with a time (without one, when `before` has none).
        """
        dated: list[Kept] = []
        if before is None or before.at is not None:
            start = (before.at, before.n) if before else (_END_OF_TIME, 0)
            newest = "at IS NOT NULL AND (at, n) < (?, ?) ORDER BY at DESC, n DESC LIMIT ? OFFSET ?"
            dated = self._kept(newest, (*start, limit, skip))
            before, skip = None, 0
        missing = limit - len(dated)
        if not missing:
            return dated
        start_n = before.n if before else _END_OF_TIME
        undated = "at IS NULL AND n < ? ORDER BY n DESC LIMIT ? OFFSET ?"
        return dated + self._kept(undated, (start_n, missing, skip))

    def at(self, places: Sequence[Key]) -> list[Kept]:
        """Return the posts at these places, in this order; one that is gone meanwhile is left out."""
        found: dict[int, Kept] = {}
        for start in range(0, len(places), BATCH):
            numbers = ",".join(str(place.n) for place in places[start : start + BATCH])
            found |= {one.key.n: one for one in self._kept(f"n IN ({numbers})", ())}
        return [found[place.n] for place in places if place.n in found]

    def history(self, platform: str, identifier: str) -> list[Revision]:
        """Return what a post said before, latest first; empty when it never changed."""
        with reading(self.connection) as database:
            rows = database.execute(
                "SELECT r.text, r.replaced_at FROM revisions r JOIN posts p ON p.n = r.post "  # noqa: S608 - our own words
                f"WHERE {OF_KEY} ORDER BY r.rowid DESC",
                key_of(platform, identifier),
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

    def _hear(self, posts: Sequence[Post]) -> list[Heard]:
        """Hear the posts that are not there yet with this very text.

        Looking a post up takes a fifth of the time of hearing it: where none of a sample is there, all are heard.
        """
        said = {(post.platform, post.id): post.text for post in posts}
        with reading(self.connection) as database:
            if any(map(partial(is_heard, database, said), list(said)[::SAMPLED])):
                said = {key: text for key, text in said.items() if not is_heard(database, said, key)}
        found = dict(zip(said, heard(list(said.values())), strict=True)) if said else {}
        return [found.get((post.platform, post.id), UNHEARD) for post in posts]

    def _add_batch(self, rows: Sequence[Values], *, more: bool) -> int:
        with writing(self.connection) as database:
            last = database.execute("SELECT coalesce(max(n), 0) FROM posts").fetchone()[0]
            note_arrival(database, last)
            added = database.executemany(INSERT, bound(rows)).rowcount
            if added < len(rows):
                catch_up(database, last)
                replace_known(database, rows, last)
            index_after(database, last, later=more)
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
