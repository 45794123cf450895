"""The shape of drafts.db: what is being written, its versions, and the head of the copy log.

A file of its own beside archive.db, so that a key pressed never waits for an import. Forward only: a migration that has
shipped is never edited. Texts keep every character, NUL included; a lone surrogate was replaced before it got here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte import paths
from aparte.archive.database import Connection, open_database

if TYPE_CHECKING:
    from pathlib import Path

FILE = "drafts.db"
BASE = ""
"""The platform of the shared text, in a column that may not be null."""


def open_drafts(folder: Path) -> Connection:
    """Open drafts.db in the space at `folder`, made on first need.

    synchronous=FULL: what is said to be saved survives a power cut, not only a crash of the program.
    Raises the Troubles of `open_database`.
    """
    return open_database(paths.private_dir(folder) / FILE, MIGRATIONS, synchronous="FULL", any_thread=True)


def _first(database: Connection) -> None:
    for statement in _TABLES:
        database.execute(statement)


_TABLES = (
    """CREATE TABLE draft (
        id TEXT PRIMARY KEY,
        base_text TEXT NOT NULL,
        title TEXT NOT NULL,
        lang TEXT NOT NULL,
        intent TEXT NOT NULL,
        purpose TEXT NOT NULL,
        facts TEXT NOT NULL,
        media TEXT NOT NULL, -- JSON: [{"path", "alt": {platform: text}}]
        planned_for TEXT,
        state TEXT NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        binned_at TEXT
    ) STRICT""",
    """CREATE TABLE own_text (
        draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
        platform TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT, -- NULL: this platform shares the base text
        PRIMARY KEY (draft_id, platform)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE version (
        id INTEGER PRIMARY KEY,
        draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
        platform TEXT NOT NULL,
        text TEXT NOT NULL,
        origin TEXT NOT NULL,
        name TEXT NOT NULL,
        brought TEXT NOT NULL, -- JSON: {word a model brought: how often it stood there before}
        kept_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX version_of ON version (draft_id, platform, id)",
    """CREATE TABLE copy_log_head (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        lines INTEGER NOT NULL,
        head TEXT NOT NULL,
        announced BLOB -- the line about to be written; NULL between two copies
    ) STRICT""",
)

MIGRATIONS = (_first,)
