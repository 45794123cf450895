"""The network ledger on disk: HOME/logs/network.jsonl, one line for each time the door was opened and each request.

The user reads it, and `aparte doctor` adds it up. A line names the machine, the path asked for and the bytes both ways:
never a query (it may hold a secret), never a text. It refuses to stop a request because the ledger can't be written;
what could not be written is still counted in the window.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aparte import paths
from aparte.records import record

if TYPE_CHECKING:
    from pathlib import Path

FILE = "network.jsonl"
MOST_BYTES = 1_000_000
"""A request is a line of about 200 bytes: some five thousand of them, then the older half gives way."""


@record
class Entry:
    """One line. what: "opened" (by the user, for `purpose`), "request", "refused" or "closed". at: ISO 8601, UTC.

    bytes_out, bytes_in: of HTTP, head and body, without what encryption adds. status: 0 when no answer came.
    """

    at: str
    what: str
    host: str
    purpose: str = ""
    path: str = ""
    status: int = 0
    bytes_out: int = 0
    bytes_in: int = 0
    loopback: bool = False


@record
class Figures:
    """What left this machine since it was last unsealed at `since` (None: it never was); loopback is not counted."""

    since: str | None
    sockets_opened: int
    bytes_out: int
    bytes_in: int
    requests: int
    loopback_requests: int


def now() -> str:
    """Return this moment as the ledger writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def note(home: Path, entry: Entry) -> None:
    """Add a line; a full disk or a folder that can't be written is passed over."""
    line = {key: getattr(entry, key) for key in Entry.__slots__}  # type: ignore[attr-defined]  # @record makes slots
    try:
        path = _path(home)
        _make_room(path)
        handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, paths.PRIVATE_FILE)
        with os.fdopen(handle, "ab") as out:
            out.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    except OSError:
        return


def entries(home: Path) -> tuple[Entry, ...]:
    """Return the lines, oldest first; a line that can't be read is passed over."""
    try:
        lines = (home / "logs" / FILE).read_bytes().splitlines()
    except OSError:
        return ()
    return tuple(entry for entry in map(_read, lines) if entry is not None)


def figures(home: Path) -> Figures:
    """Add up what was written since another machine was last let in."""
    kept = entries(home)
    start = max((place for place, entry in enumerate(kept) if entry.what == "opened" and not entry.loopback), default=0)
    asked = [entry for entry in kept[start:] if entry.what == "request"]
    out = [entry for entry in asked if not entry.loopback]
    opened = kept and kept[start].what == "opened" and not kept[start].loopback
    return Figures(
        since=kept[start].at if opened else None,
        sockets_opened=len(out),
        bytes_out=sum(entry.bytes_out for entry in out),
        bytes_in=sum(entry.bytes_in for entry in out),
        requests=len(asked),
        loopback_requests=len(asked) - len(out),
    )


def _path(home: Path) -> Path:
    return paths.private_dir(home / "logs") / FILE


def _make_room(path: Path) -> None:
    if path.exists() and path.stat().st_size > MOST_BYTES:
        lines = path.read_bytes().splitlines(keepends=True)
        paths.write_whole(path, b"".join(lines[len(lines) // 2 :]))


def _read(line: bytes) -> Entry | None:
    try:
        found = json.loads(line)
        return Entry(**{key: found[key] for key in Entry.__slots__ if key in found})  # type: ignore[attr-defined]
    except (ValueError, TypeError):
        return None
