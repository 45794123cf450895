"""A Draft as rows of drafts.db, and back. Every function runs inside the caller's transaction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aparte.drafts.drafts_schema import BASE
from aparte.nouns import Draft, Media
from aparte.records import plain

if TYPE_CHECKING:
    from aparte.archive.database import Connection, Row
    from aparte.nouns import DraftState

_SAME_NAME = ("base_text", "title", "lang", "intent", "purpose", "facts", "planned_for", "state")
"""Fields kept as they are, in a column of their own name."""
_COLUMNS = ("id", *_SAME_NAME, "media", "created_at", "updated_at", "binned_at")


def drafts(database: Connection, *, state: DraftState | None = None, binned: bool | None = None) -> list[Draft]:
    """Return drafts, the last touched first; None means whatever the state, in the bin or not."""
    found = database.execute(
        "SELECT * FROM draft WHERE (:state IS NULL OR state = :state)"
        " AND (:binned IS NULL OR (binned_at IS NOT NULL) = :binned) ORDER BY updated_at DESC, rowid DESC",
        {"state": state, "binned": binned},
    ).fetchall()
    tabs: dict[str, dict[str, str | None]] = {}
    for row in database.execute("SELECT draft_id, platform, text FROM own_text ORDER BY draft_id, position"):
        tabs.setdefault(row["draft_id"], {})[row["platform"]] = row["text"]
    return [_draft(row, tabs.get(row["id"], {})) for row in found]


def draft(database: Connection, draft_id: str) -> Draft | None:
    """Return one draft, or None."""
    row = database.execute("SELECT * FROM draft WHERE id = ?", (draft_id,)).fetchone()
    if row is None:
        return None
    tabs = database.execute("SELECT platform, text FROM own_text WHERE draft_id = ? ORDER BY position", (draft_id,))
    return _draft(row, {tab["platform"]: tab["text"] for tab in tabs})


def insert(database: Connection, new: Draft) -> None:
    """Add a draft and its tabs."""
    values = _values(new)
    database.execute(
        f"INSERT INTO draft ({', '.join(_COLUMNS)}) VALUES ({', '.join(':' + name for name in _COLUMNS)})",  # noqa: S608 - our own names
        values,
    )
    _set_tabs(database, new)


def replace_fields(database: Connection, changed: Draft) -> None:
    """Replace every column and tab of a draft."""
    assignments = ", ".join(f"{name} = :{name}" for name in _COLUMNS)
    database.execute(f"UPDATE draft SET {assignments} WHERE id = :id", _values(changed))  # noqa: S608 - our own names
    _set_tabs(database, changed)


def set_text(database: Connection, draft_id: str, platform: str | None, text: str) -> None:
    """Replace one text; a draft that had been reviewed or copied is a draft again."""
    if platform is None:
        database.execute("UPDATE draft SET base_text = ? WHERE id = ?", (text, draft_id))
    else:
        database.execute(
            "INSERT INTO own_text (draft_id, platform, text, position)"
            " VALUES (:id, :platform, :text, (SELECT count(*) FROM own_text WHERE draft_id = :id))"
            " ON CONFLICT (draft_id, platform) DO UPDATE SET text = excluded.text",
            {"id": draft_id, "platform": platform or BASE, "text": text},
        )
    database.execute("UPDATE draft SET state = 'draft' WHERE id = ? AND state IN ('reviewed', 'copied')", (draft_id,))


def touch(database: Connection, draft_id: str, now: str) -> None:
    """Note when a draft was last changed."""
    database.execute("UPDATE draft SET updated_at = ? WHERE id = ?", (now, draft_id))


def set_binned(database: Connection, draft_id: str, at: str | None) -> None:
    """Put a draft in the bin, or (None) take it out."""
    database.execute("UPDATE draft SET binned_at = ? WHERE id = ?", (at, draft_id))


def delete_binned_before(database: Connection, moment: str) -> int:
    """Delete the drafts binned before `moment`, with their tabs and versions; returns how many."""
    return database.execute("DELETE FROM draft WHERE binned_at < ?", (moment,)).rowcount


def _set_tabs(database: Connection, kept: Draft) -> None:
    database.execute("DELETE FROM own_text WHERE draft_id = ?", (kept.id,))
    database.executemany(
        "INSERT INTO own_text (draft_id, platform, position, text) VALUES (?, ?, ?, ?)",
        [(kept.id, platform, position, text) for position, (platform, text) in enumerate(kept.versions.items())],
    )


def _values(kept: Draft) -> dict[str, str | None]:
    values = {name: getattr(kept, name) for name in _COLUMNS if name != "media"}
    # ASCII on purpose: a file name that is not UTF-8 holds surrogates, which only JSON's escapes can carry.
    return {**values, "media": json.dumps([plain(media) for media in kept.media], ensure_ascii=True)}


def _draft(row: Row, tabs: dict[str, str | None]) -> Draft:
    return Draft(
        id=row["id"],
        **{name: row[name] for name in _SAME_NAME},
        versions=tabs,
        media=tuple(Media(path=item["path"], alt=item["alt"]) for item in json.loads(row["media"])),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        binned_at=row["binned_at"],
    )
