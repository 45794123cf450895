"""What a backup holds, before it is brought back: whose it is, when it was made, how much is in it.

The backup is taken apart in a private folder of the home that does not outlive the look. It refuses to guess: what is
locked is said to be, with no count.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime
from secrets import token_hex
from typing import TYPE_CHECKING

from aparte import paths
from aparte.archive.backups import made_at, unpack
from aparte.archive.brandfile import read_brand
from aparte.archive.cipher import connect, failures
from aparte.archive.keyfile import read_keys
from aparte.archive.keys import data_key, unlock
from aparte.archive.sealing import is_plain
from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from pathlib import Path

_LOCKED = {"space.locked", "space.keyring_locked"}


@record
class Inside:
    """name: the client's. made_at: ISO 8601. posts, drafts: None while nothing here opens an encrypted backup."""

    name: str
    made_at: str
    size_bytes: int
    encrypted: bool
    posts: int | None
    drafts: int | None

    @property
    def is_locked(self) -> bool:
        """Whether its passphrase or its recovery phrase is needed."""
        return self.posts is None


def look_into(home: Path, file: Path, words: str = "") -> Inside:
    """Return what the backup `file` holds. words: its passphrase or phrase; what they open stays open here.

    Raises Trouble: backup.not_one, backup.no_room, backup.failed, space.wrong_words and those of a phrase with a slip.
    """
    root = paths.private_dir(home / "spaces")
    place = paths.private_dir(root / f".{token_hex(8)}.part")
    try:
        unpack(file, place)
        if words and read_keys(place) is not None:
            unlock(place, words)
        seen = file.stat()
        posts, drafts = _counts(place, file)
        return Inside(
            name=read_brand(place / "brand.toml").name,
            made_at=(made_at(file) or datetime.fromtimestamp(seen.st_mtime, UTC)).isoformat(timespec="seconds"),
            size_bytes=seen.st_size,
            encrypted=read_keys(place) is not None,
            posts=posts,
            drafts=drafts,
        )
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _counts(place: Path, file: Path) -> tuple[int | None, int | None]:
    try:
        key = data_key(place)
    except Trouble as trouble:
        if trouble.code not in _LOCKED:
            raise
        return None, None
    return _count(place / "archive.db", "posts", key, file), _count(place / "drafts.db", "draft", key, file)


def _count(path: Path, table: str, key: bytes | None, file: Path) -> int:
    if not path.exists():
        return 0
    try:
        with closing(connect(path, None if is_plain(path) else key)) as database:
            known = database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone()
            return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) if known else 0  # noqa: S608
    except failures() as error:
        raise Trouble("backup.damaged", path=file, name=path.name, reason=error) from error
