"""Deleting the space of a client: its key first, so that what the disk keeps of an encrypted one opens no more.

It refuses to begin while another program has the space open. What it deletes is gone: only a backup kept elsewhere
brings it back.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from aparte.archive.encrypt import in_use
from aparte.archive.keyfile import FILE as KEYS
from aparte.archive.keyfile import read_keys
from aparte.archive.keys import drop
from aparte.errors import Trouble
from aparte.secrets import system_keyring

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.archive.spaces import Space


def delete(space: Space) -> None:
    """Delete a space, its backups and its key. Raises Trouble: space.in_use, and OSError as the system does."""
    folder = space.folder
    busy = _open_elsewhere(folder)
    if busy is not None:
        raise Trouble("space.in_use", path=busy)
    _forget_key(folder)
    # Hidden first: a crash half-way leaves no half space that commands would still find.
    gone = folder.rename(folder.with_name(f".{folder.name}.gone"))
    (gone / KEYS).unlink(missing_ok=True)
    shutil.rmtree(gone)


def sweep(home: Path) -> None:
    """Delete what a crash left of a deletion."""
    for folder in (home / "spaces").glob(".*.gone"):
        shutil.rmtree(folder, ignore_errors=True)


def _open_elsewhere(folder: Path) -> Path | None:
    try:
        return in_use(folder)
    except Trouble:
        # Damaged or locked: it can't be opened here either, and whoever deletes it need not be able to read it.
        return None


def _forget_key(folder: Path) -> None:
    try:
        keys = read_keys(folder)
    except Trouble:
        return
    if keys is None:
        return
    drop(folder)
    keyring = system_keyring() if keys.has("keyring") else None
    if keyring is not None:
        keyring.delete(keys.entry)
