"""The model files that crashed the engine while it loaded them: they are not loaded again until the person insists.

Kept beside the models, so that the next start of the program remembers. A file is known by name, size and time: one
that was replaced is another file. It refuses to be in the way: a list that can't be read is empty, one that can't be
written holds until the program ends.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aparte import paths
from aparte.errors import Trouble
from aparte.records import plain, read, record

if TYPE_CHECKING:
    from pathlib import Path

FILE = "quarantine.json"


@record
class Crashed:
    """A file that crashed the engine. modified_ns: its time on disk. status: how the process ended. at: UTC."""

    file: str
    size_bytes: int
    modified_ns: int
    status: int
    at: str


class Quarantine:
    """What this program saw crash, and what earlier ones noted."""

    def __init__(self) -> None:
        """Know nothing yet; the lists are read when a file is asked for."""
        self._seen: dict[Path, Crashed] = {}

    def add(self, path: Path, status: int) -> None:
        """Keep `path` out from now on."""
        size, modified = _stamp(path)
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        crashed = Crashed(file=path.name, size_bytes=size, modified_ns=modified, status=status, at=at)
        self._seen[path] = crashed
        _write(path.parent, [*(one for one in noted(path.parent) if one.file != path.name), crashed])

    def why(self, path: Path) -> Crashed | None:
        """Return when and how `path` crashed the engine, or None: it did not, it changed since, or she insisted."""
        known = self._seen.get(path) or next((one for one in noted(path.parent) if one.file == path.name), None)
        return known if known and (known.size_bytes, known.modified_ns) == _stamp(path) else None

    def release(self, path: Path) -> None:
        """Let `path` be loaded again: the person insists."""
        self._seen.pop(path, None)
        known = noted(path.parent)
        rest = [one for one in known if one.file != path.name]
        if len(rest) < len(known):
            _write(path.parent, rest)


def noted(folder: Path) -> list[Crashed]:
    """Return what is noted in `folder`; nothing when there is no list or it can't be read."""
    source = folder / FILE
    try:
        entries = json.loads(source.read_text(encoding="utf-8"))
        found = [read(Crashed, entry, origin=source) for entry in entries]
        return [one for one in found if datetime.fromisoformat(one.at)]
    except (OSError, ValueError, TypeError, Trouble):
        return []


def _write(folder: Path, entries: list[Crashed]) -> None:
    with suppress(OSError):
        paths.write_whole(folder / FILE, json.dumps([plain(one) for one in entries], indent=1).encode())


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
