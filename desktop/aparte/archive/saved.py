"""Searches a person wants to make again: a name and what was typed, kept in the client's own archive.

It keeps what was typed, never what it meant: a later version reads it as that version reads what is typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.database import reading, writing
from aparte.archive.times import now
from aparte.errors import Trouble

if TYPE_CHECKING:
    from aparte.archive.store import Archive

LONGEST_NAME = 80
"""Characters of a name: a menu shows it on one line."""


class SavedSearch(NamedTuple):
    """A search under a name."""

    name: str
    said: str


def saved_searches(archive: Archive) -> list[SavedSearch]:
    """Return the saved searches by name, capitals and accents of the keyboard apart as SQLite sorts them."""
    with reading(archive.connection) as database:
        rows = database.execute("SELECT name, said FROM searches ORDER BY name COLLATE NOCASE").fetchall()
    return [SavedSearch(row["name"], row["said"]) for row in rows]


def save_search(archive: Archive, name: str, said: str) -> SavedSearch:
    """Keep what was typed under a name; a name that is taken now stands for this search.

    Raises Trouble("search.no_name") when nothing visible is left of the name.
    """
    name = " ".join("".join(char for char in name if char.isprintable()).split())[:LONGEST_NAME]
    if not name:
        raise Trouble("search.no_name")
    with writing(archive.connection) as database:
        database.execute("INSERT OR REPLACE INTO searches (name, said, saved_at) VALUES (?, ?, ?)", (name, said, now()))
    return SavedSearch(name, said)


def saved_search(archive: Archive, name: str) -> SavedSearch:
    """Return the search saved under this name. Raises Trouble("search.unknown", name=…)."""
    for one in saved_searches(archive):
        if one.name.casefold() == name.strip().casefold():
            return one
    raise Trouble("search.unknown", name=name)


def forget_search(archive: Archive, name: str) -> None:
    """Forget a saved search. Raises Trouble("search.unknown", name=…)."""
    known = saved_search(archive, name)
    with writing(archive.connection) as database:
        database.execute("DELETE FROM searches WHERE name = ?", (known.name,))
