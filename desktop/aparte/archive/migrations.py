"""The shape of archive.db, one function a version, forward only: append, never edit.

Version 1 keeps posts in one table with a number of their own (`n`), because FTS5 points at it and an implicit rowid may
change. `at` is microseconds since 1970, null when unknown. The text lives once, in `posts`: the index holds words only.

Version 2 adds what `scorers.bulk` heard in each post, and an index that holds no places of words: half the size, and
the room is spent on the *traits* of a post (platform, language, author…), so that a search with filters is one walk
through lists of numbers. A phrase is found by its words and checked on the text. Set aside: numbers that follow the
time, which make each list of the index a third larger (20 bytes a post); `blocks` says instead how far the times of
each 1,024 posts reach, and a search for the newest leaves most of them closed.

Version 3 notes from which number on posts are not in the index yet: a long import writes it less often.
"""

from __future__ import annotations

from typing import Final

from aparte.archive.arrivals import make_arrivals
from aparte.archive.database import Connection, Migration
from aparte.archive.identity import KEY

TOKENIZER = "unicode61 remove_diacritics 2"
"""Accents and case don't count. A trigram index is four times the size and loses the accents (measured)."""
BLOCK_BITS: Final = 10
"""Posts n to n + 1,023 share a line of `blocks`: 977 lines for a million, read in a third of a millisecond."""
TRAIT: Final = "\ue000"
"""Begins the word of a trait in the index: private, so no text of a person can hold it (the view takes it out)."""
JOINT: Final = "\ue001"
"""Stands for the spaces and points of a name, so that a trait stays one word."""
JOINTS: Final = " ._'’@/:+-"
"""What JOINT replaces; other signs cut the word, and the author is compared again on the row."""
FELT: Final = 5
"""Hundredths from which a sentiment has a side: `scorers.sentiment.THRESHOLD`, as it was when version 2 was written."""


_BARE_AUTHOR = "ltrim(author, '@')"


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


def _second(database: Connection) -> None:
    for name in ("mood", "irony", "toxicity", "simhash"):
        database.execute(f"ALTER TABLE posts ADD COLUMN {name} INTEGER")
    database.execute("DROP TABLE posts_fts")
    database.execute("DROP INDEX posts_key")
    database.execute(f"CREATE UNIQUE INDEX posts_key ON posts ({KEY})")
    database.execute("DROP INDEX posts_own")
    database.execute("CREATE INDEX posts_own ON posts (at, simhash) WHERE kind = 'own'")
    database.execute(
        "CREATE TABLE blocks (b INTEGER PRIMARY KEY, oldest INTEGER, newest INTEGER, undated INTEGER NOT NULL) STRICT"
    )
    database.execute(
        "CREATE TABLE searches (name TEXT PRIMARY KEY, said TEXT NOT NULL, saved_at INTEGER NOT NULL) STRICT"
    )
    database.execute(f"CREATE VIEW posts_said AS SELECT n, {_said()} AS said FROM posts")  # noqa: S608 - our own words
    options = f"tokenize='{TOKENIZER}', content='posts_said', content_rowid='n', detail=none, columnsize=0"
    database.execute(f"CREATE VIRTUAL TABLE posts_fts USING fts5 (said, {options})")
    # 16 pieces at once, where version 1 took 8: 200,000 posts are written once again less.
    database.execute("INSERT INTO posts_fts (posts_fts, rank) VALUES ('automerge', 16)")
    # Pages of 800 bytes instead of 4,050: a block in the middle of a word's list is reached five times as fast.
    database.execute("INSERT INTO posts_fts (posts_fts, rank) VALUES ('pgsz', 800)")
    database.execute("DROP TRIGGER IF EXISTS posts_forgotten")
    # Whoever deletes a post (a person erased, what was kept too long) leaves no word of it behind.
    database.execute(
        "CREATE TRIGGER posts_forgotten BEFORE DELETE ON posts BEGIN "
        "INSERT INTO posts_fts (posts_fts, rowid, said) SELECT 'delete', n, said FROM posts_said WHERE n = old.n; "
        "DELETE FROM revisions WHERE post = old.n; END"
    )
    _hear_all(database)
    database.execute(INDEX.format(which="> 0"))
    database.execute(SPAN.format(which="> 0"))
    make_arrivals(database)


def _third(database: Connection) -> None:
    # Posts of a long import enter the index some thousands at a time (`aparte.archive.indexing`).
    database.execute("CREATE TABLE unindexed (first INTEGER NOT NULL) STRICT")
    # The same words as before, in four fifths of the time: an @ is one of the signs that are looked for anyway.
    name = f"CASE WHEN author GLOB {_quoted(f'*[{JOINTS}]*')} THEN {_joined(_BARE_AUTHOR)} ELSE author END"
    database.execute("DROP VIEW posts_said")
    database.execute(f"CREATE VIEW posts_said AS SELECT n, {_said(name)} AS said FROM posts")  # noqa: S608 - our own words


def _said(author: str = "") -> str:
    """Return the SQL of what is indexed of a post: its traits, its text, its title. author: the SQL of that trait.

    Each import pays for each word of this: the text comes late, so that it is copied twice and not nine times.
    """

    def name(column: str) -> str:
        # Most names hold none of them: asking first takes a tenth of the time.
        return f"CASE WHEN {column} GLOB {_quoted(f'*[{JOINTS}]*')} THEN {_joined(column)} ELSE {column} END"

    traits = (
        f"'{TRAIT}k' || kind || ' {TRAIT}p' || {name('platform')}",
        f"coalesce(' {TRAIT}l' || lang, '')",
        f"coalesce(' {TRAIT}a' || {author or name(_BARE_AUTHOR)}, '')",
        f"CASE WHEN instr(text, '://') OR text LIKE '%www.%' THEN ' {TRAIT}h ' ELSE ' ' END",
        (
            f"CASE WHEN mood >= {FELT} THEN '{TRAIT}mp ' WHEN mood <= -{FELT} THEN '{TRAIT}mn '"
            f" WHEN mood IS NOT NULL THEN '{TRAIT}mz ' ELSE '' END"
        ),
        f"coalesce('{TRAIT}i' || min(irony / 10, 9) || ' ', '')",
    )
    text = f"CASE WHEN instr(text, '{TRAIT}') THEN replace(text, '{TRAIT}', ' ') ELSE text END"
    return " || ".join((*traits, text, f"coalesce(' ' || replace(title, '{TRAIT}', ' '), '')"))


def _joined(column: str) -> str:
    """Return the SQL of a name as one word."""
    for sign in JOINTS:
        column = f"replace({column}, {_quoted(sign)}, '{JOINT}')"
    return column


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _hear_all(database: Connection) -> None:
    """Fill in what is heard in the posts of an older archive, a thousand at a time."""
    from aparte.archive.heard import HEAR, heard

    last = 0
    while rows := database.execute("SELECT n, text FROM posts WHERE n > ? ORDER BY n LIMIT 1000", (last,)).fetchall():
        values = heard([row["text"] for row in rows])
        database.executemany(HEAR, [(*one, row["n"]) for one, row in zip(values, rows, strict=True)])
        last = rows[-1]["n"]


INDEX: Final = "INSERT INTO posts_fts (rowid, said) SELECT n, said FROM posts_said WHERE n {which}"
"""Index the posts whose number is `which`."""
SPAN: Final = f"""INSERT INTO blocks
    SELECT n >> {BLOCK_BITS}, min(at), max(at), max(at IS NULL) FROM posts WHERE n {{which}} GROUP BY 1
    ON CONFLICT (b) DO UPDATE SET
    oldest = min(coalesce(oldest, excluded.oldest), coalesce(excluded.oldest, oldest)),
    newest = max(coalesce(newest, excluded.newest), coalesce(excluded.newest, newest)),
    undated = max(undated, excluded.undated)"""  # noqa: S608 - our own words
"""Widen the blocks to hold the posts whose number is `which`; they never narrow, which costs a look and no answer."""

MIGRATIONS: tuple[Migration, ...] = (_first, _second, _third)
