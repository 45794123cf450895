"""Versions of a text: what it was before, who proposed it, and which words of a model are still in it.

Kept for ever: named versions, suggestions, and what another window wrote. What was merely typed is thinned to one
version every five minutes, unless the next text is not its continuation: text that was cleared or pasted over can be
found again.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from aparte.drafts.drafts_schema import BASE
from aparte.records import record

if TYPE_CHECKING:
    from aparte.archive.database import Connection, Row

Origin = Literal["typed", "suggestion", "named", "elsewhere"]
"""elsewhere: written by another window or command while this one had the draft open."""

THINNED_TO = timedelta(minutes=5)
CONTINUES = 0.5
"""A text continues another when at least this share of the other's characters still stands at its two ends."""
_WORD = re.compile(r"\w+")


@record
class Version:
    """One earlier text of a draft. platform: None for the base text. name: given by the person, or the model's."""

    id: int
    draft_id: str
    platform: str | None
    text: str
    origin: Origin
    name: str
    kept_at: str


def keep(
    database: Connection,
    *,
    draft_id: str,
    platform: str | None,
    text: str,
    origin: Origin,
    now: str,
    name: str = "",
    before: str = "",
) -> Version:
    """Keep `text`; call it inside a transaction. The same text twice in a row is kept once.

    before: the text a suggestion was accepted on, from which the words it brought are counted.
    """
    earlier = _latest(database, draft_id, platform)
    if earlier and earlier[0].text == text and origin == "typed":
        return earlier[0]
    if _makes_redundant(text, origin, earlier):
        database.execute("DELETE FROM version WHERE id = ?", (earlier[0].id,))
    brought = _brought(before, text) if origin == "suggestion" else {}
    cursor = database.execute(
        "INSERT INTO version (draft_id, platform, text, origin, name, brought, kept_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (draft_id, platform or BASE, text, origin, name, json.dumps(brought, ensure_ascii=False), now),
    )
    return Version(
        id=int(cursor.lastrowid or 0),
        draft_id=draft_id,
        platform=platform,
        text=text,
        origin=origin,
        name=name,
        kept_at=now,
    )


def versions_of(database: Connection, draft_id: str, platform: str | None) -> list[Version]:
    """Return the versions of one text, the newest first."""
    rows = database.execute(
        "SELECT * FROM version WHERE draft_id = ? AND platform = ? ORDER BY id DESC", (draft_id, platform or BASE)
    )
    return [_version(row) for row in rows]


def version(database: Connection, version_id: int) -> Version | None:
    """Return one version, or None when it was thinned or purged."""
    row = database.execute("SELECT * FROM version WHERE id = ?", (version_id,)).fetchone()
    return _version(row) if row else None


def models_in(database: Connection, draft_id: str, text: str) -> tuple[str, ...]:
    """Return the models whose words stand in `text`, in the order they were accepted.

    A word counts as a model's when it now stands more often than before the suggestion that brought it. Suggestions of
    every platform count: a text shared or pasted from a tab to another keeps its origin.
    """
    rows = database.execute(
        "SELECT name, brought FROM version WHERE draft_id = ? AND origin = 'suggestion' ORDER BY id", (draft_id,)
    )
    now = _words(text)
    names = [row["name"] for row in rows if any(now[word] > was for word, was in json.loads(row["brought"]).items())]
    return tuple(dict.fromkeys(names))


def continues(old: str, new: str) -> bool:
    """Say whether `new` is `old` with something typed or corrected in it, not another text in its place."""
    shortest = min(len(old), len(new))
    start = _shared(old, new, shortest)
    end = _shared(old[::-1], new[::-1], shortest - start)
    return start + end >= CONTINUES * len(old)


def due(database: Connection, draft_id: str, platform: str | None, now: str) -> bool:
    """Say whether the last version is old enough for another one to be kept while typing."""
    earlier = _latest(database, draft_id, platform)
    return not earlier or _apart(earlier[0].kept_at, now) >= THINNED_TO


def _makes_redundant(text: str, origin: Origin, earlier: list[Version]) -> bool:
    """Say whether the last version adds little between the one before it and the continuation that comes."""
    if len(earlier) < 2 or {origin, earlier[0].origin} != {"typed"}:
        return False
    last, before_last = earlier
    return _apart(before_last.kept_at, last.kept_at) < THINNED_TO and continues(last.text, text)


def _latest(database: Connection, draft_id: str, platform: str | None) -> list[Version]:
    rows = database.execute(
        "SELECT * FROM version WHERE draft_id = ? AND platform = ? ORDER BY id DESC LIMIT 2",
        (draft_id, platform or BASE),
    )
    return [_version(row) for row in rows]


def _version(row: Row) -> Version:
    return Version(
        id=row["id"],
        draft_id=row["draft_id"],
        platform=row["platform"] or None,
        text=row["text"],
        origin=row["origin"],
        name=row["name"],
        kept_at=row["kept_at"],
    )


def _apart(then: str, now: str) -> timedelta:
    return datetime.fromisoformat(now) - datetime.fromisoformat(then)


def _brought(before: str, after: str) -> dict[str, int]:
    was = _words(before)
    return {word: was[word] for word, count in _words(after).items() if count > was[word]}


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _shared(one: str, other: str, most: int) -> int:
    """Return how many characters both texts begin with, at most `most`: halving, for a line of a megabyte."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
