"""Bringing a backup back: into a space that is there, or as a new one on a computer that never saw it.

Into a space that is there, a backup of what stands is made first, and each database is replaced in one transaction of
SQLite's backup API: the window may stay open, and a crash leaves the old state or the new one. The copy log only grows:
what was copied since the backup stays written, and so does its head. A database that can't be read is put aside, never
deleted. It refuses a backup that is damaged, before anything is touched.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from secrets import token_hex
from typing import TYPE_CHECKING

from aparte import paths
from aparte.archive.backups import DATABASES, back_up, unpack
from aparte.archive.brandfile import read_brand, write_brand
from aparte.archive.cipher import connect, failures
from aparte.archive.database import BUSY_TIMEOUT_MS, Connection, integrity, trouble
from aparte.archive.encrypt import seal_space
from aparte.archive.keyfile import read_keys, write_keys
from aparte.archive.keys import data_key, put_in_keyring
from aparte.archive.migrations import MIGRATIONS
from aparte.archive.sealedlines import as_kept, as_written
from aparte.archive.sealing import LINES, is_plain, seal_file
from aparte.archive.spaces import Space, free_name, known_space
from aparte.errors import Trouble
from aparte.secrets import system_keyring

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.nouns import Brand

_HEAD = "copy_log_head"
"""The table of drafts.db that holds the end of the copy log."""


def restore(home: Path, file: Path, space: Space | None = None, *, name: str | None = None) -> Space:
    """Bring the backup `file` back into `space`; None: as the space of its own client, made if there is none.

    name: what a client that is made here is called, instead of what the backup says. Returns the space.
    Raises Trouble: backup.not_one, backup.damaged, backup.no_room, backup.client_there (its client has data here, and
    no `space` was named), those of `data_key` for a backup that nothing here opens, and those of the disk.
    """
    root = paths.private_dir(home / "spaces")
    place = paths.private_dir(root / f".{token_hex(8)}.part")
    try:
        unpack(file, place)
        key = data_key(place)
        for database in DATABASES:
            _examine(place / database, key, file)
        brand = read_brand(place / "brand.toml")
        brand = replace(brand, name=free_name(home, name)) if name and space is None else brand
        target = space or known_space(home, brand.name)
        if target is None:
            return _as_new(root, place, key, brand)
        if space is None and any((target.folder / database).exists() for database in DATABASES):
            raise Trouble("backup.client_there", name=target.brand.name)
        _into(target, place, key)
        return target
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _examine(path: Path, key: bytes | None, file: Path) -> None:
    if not path.exists():
        return
    try:
        with closing(connect(path, None if is_plain(path) else key)) as database:
            state = integrity(database)
            version = int(database.execute("PRAGMA user_version").fetchone()[0])
    except failures() as error:
        state, version = str(error), 0
    if state != "ok":
        raise Trouble("backup.damaged", path=file, name=path.name, reason=state)
    if path.name == "archive.db" and version > len(MIGRATIONS):
        raise Trouble("data.newer", path=file, version=version, known=len(MIGRATIONS))


def _as_new(root: Path, place: Path, key: bytes | None, brand: Brand) -> Space:
    """Make a space of what was taken out; its folder bears a name of its own, as every space does."""
    slug = token_hex(8)
    named = replace(brand, id=slug)
    write_brand(place / "brand.toml", named)
    paths.private_dir(place / "backups")
    keys = read_keys(place)
    if keys is not None and key is not None:
        write_keys(place, put_in_keyring(keys, key, system_keyring()))
    return Space(folder=place.rename(root / slug), brand=named)


def _into(space: Space, place: Path, key: bytes | None) -> None:
    folder = space.folder
    unreadable = [name for name in DATABASES if not _readable(folder / name)]
    if not unreadable:
        back_up(folder, "before")
    for name in unreadable:
        _put_aside(folder / name)
    ours = _same_cipher(folder, place, key)
    for name in DATABASES:
        if (place / name).exists():
            _replace(folder / name, ours, place / name, key or ours)
    for name in LINES:
        if (place / name).exists() and not (folder / name).exists():
            lines = as_written(place, (place / name).read_bytes())
            paths.write_whole(folder / name, as_kept(folder, lines))


def _same_cipher(folder: Path, place: Path, key: bytes | None) -> bytes | None:
    """Make both plain or both encrypted (SQLite copies no page between them); nothing that was encrypted becomes plain.

    Returns the key of the space.
    """
    ours = data_key(folder)
    if ours is None and key is not None:
        keys = read_keys(place)
        assert keys is not None
        write_keys(folder, keys)
        seal_space(folder, key)
        return key
    if ours is not None and key is None:
        for name in DATABASES:
            if (place / name).exists():
                seal_file(place / name, ours)
    return ours


def _readable(path: Path) -> bool:
    if not path.exists():
        return True
    try:
        with closing(connect(path, None if is_plain(path) else data_key(path.parent))) as database:
            return integrity(database) == "ok"
    except failures():
        return False


def _put_aside(path: Path) -> None:
    """Leave a damaged database beside the new one, its write-ahead log with it."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(path.with_name(f"{path.stem}.damaged-{stamp}{suffix}"))


def _replace(path: Path, ours: bytes | None, source: Path, theirs: bytes | None) -> None:
    """Make the database at `path` hold what `source` holds, in one transaction, but for the head of the copy log."""
    paths.private_file(path)
    try:
        with closing(connect(path, ours)) as database, closing(connect(source, theirs)) as backup:
            database.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            head = _head(database)
            if head and _head(backup) != head:
                _set_head(backup, head)
            backup.backup(database)
    except failures() as error:
        raise trouble(error, path) from error


def _head(database: Connection) -> list[tuple[object, ...]]:
    known = database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_HEAD,)).fetchone()
    return [tuple(row) for row in database.execute(f"SELECT * FROM {_HEAD}")] if known else []  # noqa: S608


def _set_head(backup: Connection, head: list[tuple[object, ...]]) -> None:
    backup.execute(f"DELETE FROM {_HEAD}")  # noqa: S608
    backup.executemany(f"INSERT INTO {_HEAD} VALUES (?, ?, ?, ?)", head)  # noqa: S608
