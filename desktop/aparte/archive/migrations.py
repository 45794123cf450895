"""The shape of archive.db, one function a version, forward only: append, never edit.

Version 1 keeps posts in one table with a number of their own (`n`), because FTS5 points at it and an implicit rowid may
change. `at` is microseconds since 1970, null when unknown. The text lives once, in `posts`: the index holds words only.
"""

from __future__ import annotations

from aparte.archive.database import Connection, Migration

TOKENIZER = "unicode61 remove_diacritics 2"
"""Accents and case don't count. A trigram index is four times the size and loses the accents (measured)."""


def _first(database: Connection) -> None:
    # sqlite_utils costs 200 ms to import; only the first import of a client pays it.
    import sqlite_utils

    db = sqlite_utils.Database(database)
    posts = db.table("posts").create(_POSTS, pk="n", not_null={"platform", "id", "text", "kind", "form"}, strict=True)
    posts.create_index(["platform", "id"], unique=True, index_name="posts_key")
    # An index ends with the row's own number, so (at) serves the newest-first order (at, n).
    posts.create_index(["at"], index_name="posts_by_time")
    # The irony rank reads own posts only: a handful among a million mentions.
    database.execute("CREATE INDEX posts_own ON posts (at) WHERE kind = 'own'")
    revisions = db.table("revisions").create(
        {"post": int, "text": str, "replaced_at": int},
        not_null={"post", "text", "replaced_at"},
        foreign_keys=[("post", "posts", "n")],
        strict=True,
    )
    revisions.create_index(["post"], index_name="revisions_by_post")
    # Not enable_fts(): it runs a script, which would commit the transaction of the upgrade half-way.
    columns = f"text, title, tokenize='{TOKENIZER}', content='posts', content_rowid='n'"
    database.execute(f"CREATE VIRTUAL TABLE posts_fts USING fts5 ({columns})")
    # Pieces of the index merged at once, instead of 4: imports write it less often (0.44 s to 0.36 s for 30,000 posts).
    database.execute("INSERT INTO posts_fts (posts_fts, rank) VALUES ('automerge', 8)")


_POSTS = {
    "n": int,
    "platform": str,
    "id": str,
    "text": str,
    "author": str,
    "at": int,
    "lang": str,
    "url": str,
    "kind": str,
    "form": str,
    "reply_to": str,
    "title": str,
}

MIGRATIONS: tuple[Migration, ...] = (_first,)
