"""Erasing a person: every post of an author, out of the archive, its index and its free pages, against a receipt.

The receipt says when, how many and which, in hashes: it proves what was done to whoever knows the name, and tells the
name to nobody else. It refuses to call it done while a backup still holds the posts: those are named, and let go of
when asked. What other people's posts say of the person stays: that is their text.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING

from aparte import paths
from aparte.archive.backups import made_before
from aparte.archive.database import reading, writing
from aparte.archive.indexing import catch_up
from aparte.archive.pseudonyms import FILE as AUTHORS_KEY
from aparte.archive.pseudonyms import authors_key, known_as, pseudonym
from aparte.archive.sealedlines import as_kept, as_written
from aparte.archive.store import Archive
from aparte.records import plain, record

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.archive.database import Connection

FILE = "erasures.jsonl"


@record
class Receipt:
    """What was erased. author, ids: SHA-256 of the salt and the name, of the salt and "platform id".

    clean: nothing of it is left in the archive's file; False when another program reads it (do it again later).
    """

    at: str
    posts: int
    salt: str
    author: str
    ids: tuple[str, ...]
    clean: bool


def erase_author(folder: Path, author: str, now: datetime | None = None) -> Receipt:
    """Erase every post of `author` from the space at `folder`, and keep the receipt there.

    Case and a leading @ don't count; posts that came in under the author's pseudonym are found too. Raises the Troubles
    of the archive; a failure leaves all the posts or none.
    """
    moment = (now or datetime.now(UTC)).isoformat(timespec="seconds").replace("+00:00", "Z")
    with Archive(folder / "archive.db") as archive:
        database = archive.connection
        with reading(database):
            names = _spellings(database, folder, author)
            database.execute("PRAGMA secure_delete = ON")
        with writing(database):
            catch_up(database)
            rows = [
                row
                for name in names
                for row in database.execute("SELECT n, platform, id FROM posts WHERE author = ?", (name,)).fetchall()
            ]
            database.executemany("DELETE FROM posts WHERE n = ?", [(row["n"],) for row in rows])
        clean = not rows or _swept(database)
    salt = token_hex(16)
    ids = tuple(sorted(_hash(salt, f"{row['platform']} {row['id']}") for row in rows))
    receipt = Receipt(at=moment, posts=len(rows), salt=salt, author=_hash(salt, known_as(author)), ids=ids, clean=clean)
    _keep(folder, receipt)
    return receipt


def count_of(folder: Path, author: str) -> int:
    """Return how many posts of `author` `erase_author` would erase now."""
    with Archive(folder / "archive.db") as archive, reading(archive.connection) as database:
        counts = [
            database.execute("SELECT count(*) FROM posts WHERE author = ?", (name,)).fetchone()[0]
            for name in _spellings(database, folder, author)
        ]
    return sum(counts)


def prune(holding: list[Path]) -> None:
    """Delete the backups that still hold what was erased."""
    for path in holding:
        path.unlink(missing_ok=True)


def still_holding(folder: Path, receipt: Receipt) -> list[Path]:
    """Return the backups made before the erasure: they may still hold the posts."""
    moment = datetime.fromisoformat(receipt.at) + timedelta(seconds=1)  # the receipt tells whole seconds
    return made_before(folder, moment) if receipt.posts else []


def proves(receipt: Receipt, author: str) -> bool:
    """Tell whether the receipt is about this author."""
    return receipt.author == _hash(receipt.salt, known_as(author))


def _spellings(database: Connection, folder: Path, author: str) -> list[str]:
    wanted = {known_as(author)}
    if (folder / AUTHORS_KEY).exists():
        wanted.add(pseudonym(authors_key(folder), author))
    names = database.execute("SELECT DISTINCT author FROM posts WHERE author IS NOT NULL")
    return [row[0] for row in names if known_as(row[0]) in wanted]


def _swept(database: Connection) -> bool:
    """Leave no word of what was deleted: in the merged pieces of the index, in free pages, in the write-ahead log."""
    with writing(database):
        database.execute("INSERT INTO posts_fts (posts_fts) VALUES ('optimize')")
    with reading(database):
        database.execute("VACUUM")
        busy = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


def _keep(folder: Path, receipt: Receipt) -> None:
    path = folder / FILE
    before = as_written(folder, path.read_bytes()) if path.exists() else b""
    line = json.dumps(plain(receipt)).encode() + b"\n"
    paths.write_whole(path, as_kept(folder, before + line))


def _hash(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt} {text}".encode("utf-8", "surrogatepass")).hexdigest()
