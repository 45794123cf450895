"""One plain file replaced by its encrypted self, so that a crash leaves the one or the other, whole.

A database is exported into a new file beside it, compared, checked, forced to disk, and takes the old one's name in one
step. It refuses to begin while anybody else has the file open: what that one still writes would be lost.
"""

from __future__ import annotations

import os
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from aparte import paths
from aparte.archive.cipher import cipher_connect, connect, failures, literal
from aparte.archive.database import MAGIC, integrity, trouble
from aparte.archive.sealedlines import as_kept
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from aparte.archive.database import Connection

LINES = ("copies.jsonl", "copies.unfinished", "corrections.jsonl", "erasures.jsonl", "suggestions.jsonl")
"""Files of lines, sealed one by one."""
_PART = ".sealing"
_PATIENCE_MS = 1_000
"""A search or a save ends within; who holds the file longer keeps it open."""


def seal_file(path: Path, key: bytes, step: Callable[[str], None] = lambda _name: None) -> None:
    """Replace one plain database by its encrypted self; an encrypted one is left alone."""
    if not is_plain(path):
        return
    part = path.with_name(f".{path.name}{_PART}")
    part.unlink(missing_ok=True)
    try:
        with alone(path) as plain:
            paths.private_file(part)
            _export(plain, part, key)
            step(f"{path.name} exported")
            _compare(plain, part, key, path)
            _force(part)
            step(f"{path.name} forced")
            if os.name == "posix":
                part.replace(path)
        if os.name != "posix":  # an open file can't be replaced there
            part.replace(path)
        paths.keep_name(path.parent)
    except failures() as error:
        raise trouble(error, path) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def seal_lines(folder: Path, path: Path) -> None:
    """Seal each line of a file that only grows; those that are sealed stay."""
    if path.exists():
        paths.write_whole(path, as_kept(folder, path.read_bytes()))


def is_plain(path: Path) -> bool:
    """Tell whether the file is a database that anybody can read."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


@contextmanager
def alone(path: Path, key: bytes | None = None) -> Iterator[Connection]:
    """Open a database for ourselves alone, its write-ahead log folded in. Raises Trouble("space.in_use")."""
    with closing(cipher_connect(path) if key is None else connect(path, key)) as database:
        try:
            take_alone(database)
        except failures() as error:
            said = trouble(error, path)
            if isinstance(said, Trouble) and said.code == "data.busy":
                raise Trouble("space.in_use", path=path) from error
            raise said from error
        yield database


def take_alone(database: Connection) -> None:
    """Take the file for as long as this connection lasts; raises SQLite's busy error when somebody has it open."""
    database.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    # Leaving the write-ahead log needs the file to oneself: SQLite refuses while anybody else has it open, even idle.
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    mode = database.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    assert mode == "delete"
    database.execute("BEGIN EXCLUSIVE")
    database.execute("COMMIT")


def _export(plain: Connection, part: Path, key: bytes) -> None:
    version = plain.execute("PRAGMA user_version").fetchone()[0]
    plain.execute(f'ATTACH ? AS sealed KEY "{literal(key)}"', (str(part),))
    plain.execute("SELECT sqlcipher_export('sealed')").fetchall()
    plain.execute(f"PRAGMA sealed.user_version = {version}")
    plain.execute("DETACH sealed")


def _compare(plain: Connection, part: Path, key: bytes, path: Path) -> None:
    """Check the new file, and that each table holds as many rows as before."""
    with closing(connect(part, key)) as sealed:
        state = integrity(sealed)
        if state != "ok" or _rows(sealed) != _rows(plain):
            raise Trouble("space.differs", path=path, reason=state)


def _rows(database: Connection) -> dict[str, int]:
    names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def _force(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
