"""A post as a row of the archive: how it is bound, looked up by what makes it one post, and brought up to date.

What arrives later replaces what was known, and the earlier text stays in the history; what it does not say stays.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from aparte.archive.heard import Heard
from aparte.archive.identity import KEY, key_of
from aparte.archive.migrations import INDEX, SPAN
from aparte.archive.times import now, written_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aparte.archive.database import Connection
    from aparte.nouns import Post

COLUMNS = "platform, id, text, author, at, lang, url, kind, form, reply_to, title"
_HEARD = ", ".join(Heard._fields)
_PLACES = ",".join("?" * (len(COLUMNS.split(",")) + len(Heard._fields)))
_ABSENT: dict[str, int | str] = {
    **dict.fromkeys(("author", "lang", "url", "reply_to", "title"), 0),
    **dict.fromkeys(("at", *Heard._fields), ""),
}
"""Stands for NULL while a value is bound: of the other type than the column's, so nothing is taken for it.

Python's sqlite3 looks for an adapter of each None it binds: half a microsecond, and half the columns of a post are null
(6.6 µs a row, 3.1 without).
"""
_ABSENCES = [_ABSENT.get(name.strip()) for name in f"{COLUMNS}, {_HEARD}".split(",")]
_BOUND = ",".join("?" if absent is None else f"nullif(?, {absent!r})" for absent in _ABSENCES)
INSERT = f"INSERT INTO posts ({COLUMNS}, {_HEARD}) VALUES ({_BOUND}) ON CONFLICT DO NOTHING"  # noqa: S608
_FORGET = "INSERT INTO posts_fts (posts_fts, rowid, said) SELECT 'delete', n, said FROM posts_said WHERE n = ?"
_REPLACE = f"UPDATE posts SET ({COLUMNS}, {_HEARD}) = ({_PLACES}) WHERE n = ?"  # noqa: S608
OF_KEY = f"({KEY}) = (?, ?)"
_KNOWN = f"SELECT n, {COLUMNS}, {_HEARD} FROM posts WHERE {OF_KEY} AND n <= ?"  # noqa: S608
_TEXT, AT = 2, 4


_FIELDS = attrgetter(*(name.strip() for name in COLUMNS.replace("at,", "created_at,").split(",")))


Values = tuple[Any, ...]
"""A row of posts: COLUMNS, then what was heard."""


def values(post: Post, said: Heard) -> Values:
    """Return a post and what was heard in it as a row."""
    told = _FIELDS(post)
    return (*told[:AT], written_moment(told[AT]), *told[AT + 1 :], *said)


def is_heard(database: Connection, said: Mapping[tuple[str, str], str], key: tuple[str, str]) -> bool:
    """Tell whether the archive has heard the post of this key say this text."""
    row = database.execute(f"SELECT text, simhash FROM posts WHERE {OF_KEY}", key_of(*key)).fetchone()  # noqa: S608
    return row is not None and row["text"] == said[key] and row["simhash"] is not None


def bound(rows: Sequence[Values]) -> Iterable[Values]:
    """Return the rows as `INSERT` wants them, without None."""
    columns = zip(zip(*rows, strict=True), _ABSENCES, strict=True)
    filled = (
        column if absent is None else [absent if value is None else value for value in column]
        for column, absent in columns
    )
    return zip(*filled, strict=True)


def replace_known(database: Connection, rows: Iterable[Values], last: int) -> None:
    """Bring the posts that stood before this batch (n up to `last`) to what it says; equal ones are left alone."""
    changes = []
    for new in rows:
        row = database.execute(_KNOWN, (*key_of(*new[:2]), last)).fetchone()
        if row is not None:
            old = tuple(row)[1:]
            merged = _merged(old, new)
            if merged != old:
                changes.append((row["n"], old, merged))
    changes.sort()
    # The index takes numbers that rise: all that is forgotten first, then all that is learnt.
    for n, old, merged in changes:
        database.execute(_FORGET, (n,))
        if merged[_TEXT] != old[_TEXT]:
            database.execute("INSERT INTO revisions (post, text, replaced_at) VALUES (?, ?, ?)", (n, old[_TEXT], now()))
    for n, _old, merged in changes:
        database.execute(_REPLACE, (*merged, n))
        database.execute(INDEX.format(which="= ?"), (n,))
        database.execute(SPAN.format(which="= ?"), (n,))


def _merged(old: Values, new: Values) -> Values:
    """Return what is known after `new`: what it does not say stays, but nothing heard in a text that has changed."""
    told = len(old) - len(Heard._fields)
    heard_now = (
        new[told:]
        if new[_TEXT] != old[_TEXT]
        else [_either(*pair) for pair in zip(new[told:], old[told:], strict=True)]
    )
    return (*(_either(*pair) for pair in zip(new[:told], old[:told], strict=True)), *heard_now)


def _either(theirs: Any, ours: Any) -> Any:
    return ours if theirs is None else theirs
