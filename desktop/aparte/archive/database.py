"""The one opening of SQLite: drafts.db, archive.db and whatever comes next go through here.

It refuses three things: a file of a newer version (left untouched, byte for byte), an upgrade without a copy made
first, and a write that fails in silence. A full disk or a read-only folder is a Trouble with one line; nothing is
half-written, because every write is a transaction.

How to use it::

    def _create(database: Connection) -> None:
        database.execute("CREATE TABLE post (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT")


    MIGRATIONS = (_create,)  # forward only: append, never edit; the position is the version

    database = open_database(folder / "archive.db", MIGRATIONS)
    with writing(database):  # BEGIN IMMEDIATE … COMMIT, rolled back on any failure
        database.execute("INSERT INTO post VALUES (?, ?)", ("1", "Bonjour"))
    with reading(database):  # the same translation of failures, without a transaction
        rows = database.execute("SELECT text FROM post").fetchall()

The connection is in driver autocommit (`isolation_level=None`), which is also what `sqlite_utils.Database(database)`
wants: its `atomic()` opens its own BEGIN. A migration may wrap its connection in `sqlite_utils.Database` too; it
already runs inside a transaction and must neither commit nor VACUUM.

Set aside: sqlite-utils' own migrations table, because the window opens drafts.db before its first paint and may not pay
for that import; `PRAGMA user_version` holds the number just as well, and can be read without opening the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from aparte import paths
from aparte.archive.cipher import connect, failures
from aparte.archive.keys import data_key
from aparte.errors import Trouble

Connection = sqlite3.Connection
Row = sqlite3.Row
Migration = Callable[[Connection], None]

BUSY_TIMEOUT_MS = 5_000
"""Longer than any of our transactions: an import holds the archive for at most 1,000 rows, about 50 ms."""

MAGIC = b"SQLite format 3\x00"
VERSION_AT = 60
"""Offset of `user_version` in the file header, big-endian. Source: sqlite.org/fileformat.html, section 1.3."""


def open_database(
    path: Path,
    migrations: Sequence[Migration],
    *,
    synchronous: Literal["FULL", "NORMAL"] = "FULL",
    any_thread: bool = False,
) -> Connection:
    """Open the file at `path`, made private and brought to version `len(migrations)`.

    The folder must exist. WAL, foreign keys on, rows by name. FULL: a committed transaction survives a power cut;
    NORMAL: it survives a crash of the program, and the last ones may be lost with the power.
    any_thread: the caller promises to use the connection from one thread at a time, not always the same.
    A file of an encrypted space is opened with its key (`aparte.archive.keys`), a new one is made encrypted.
    Raises Trouble("data.newer" | "data.damaged" | "data.full" | "data.read_only" | "data.unreadable", path=…), and what
    `data_key` raises for a locked space.
    """
    while True:
        file = _identity(path)
        try:
            database = _open(path, migrations, synchronous, any_thread=any_thread)
        except Trouble:
            if _identity(path) == file:
                raise
            continue
        if _identity(path) == file:
            return database
        # While we waited, the file was replaced by its encrypted self: what we hold is the one that was put away.
        database.close()


def _open(path: Path, migrations: Sequence[Migration], synchronous: str, *, any_thread: bool) -> Connection:
    key = _key_of(path, len(migrations))
    with _translated(path), ExitStack() as on_failure:
        database = connect(path, key, any_thread=any_thread)
        on_failure.callback(database.close)
        database.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        _refuse_newer(_version(database), len(migrations), path)
        _prepare(database, synchronous)
        _upgrade(database, path, key, migrations)
        on_failure.pop_all()
    return database


@contextmanager
def writing(database: Connection) -> Iterator[Connection]:
    """Run the block as one transaction: all of it is kept when the block ends, none of it when it fails.

    Takes the write lock at once, so two writers queue instead of failing half-way. Raises the Troubles of
    `open_database`, and Trouble("data.busy") when another program holds the file for more than BUSY_TIMEOUT_MS.
    """
    with reading(database), _transaction(database):
        yield database


@contextmanager
def reading(database: Connection) -> Iterator[Connection]:
    """Run the block and say a failing disk as a Trouble; no transaction is opened."""
    try:
        yield database
    except failures() as error:
        raise trouble(error, _path_of(database)) from error


def integrity(database: Connection) -> str:
    """Return "ok", or the first thing SQLite finds wrong with the file."""
    try:
        # Pages that were changed outside; the pragma is SQLCipher's, and plain SQLite answers it with no row.
        changed = database.execute("PRAGMA cipher_integrity_check").fetchone()
        return str((changed or database.execute("PRAGMA integrity_check(1)").fetchone())[0])
    except failures() as error:
        return str(error)


def trouble(error: Exception, path: Path) -> Exception:
    """Return what to raise for `error`: a Trouble when the world is at fault, the error itself when we are."""
    # The low byte is the primary result code: SQLITE_IOERR_FSYNC and SQLITE_IOERR_WRITE are both IOERR here.
    primary = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    code = _TROUBLES.get(primary)
    return Trouble(code, path=str(path), reason=str(error)) if code else error


_TROUBLES = {
    sqlite3.SQLITE_FULL: "data.full",
    sqlite3.SQLITE_READONLY: "data.read_only",
    sqlite3.SQLITE_PERM: "data.read_only",
    sqlite3.SQLITE_CANTOPEN: "data.unreadable",
    sqlite3.SQLITE_IOERR: "data.failing_disk",
    sqlite3.SQLITE_PROTOCOL: "data.failing_disk",
    sqlite3.SQLITE_CORRUPT: "data.damaged",
    sqlite3.SQLITE_NOTADB: "data.damaged",
    sqlite3.SQLITE_BUSY: "data.busy",
    sqlite3.SQLITE_LOCKED: "data.busy",
}


def _key_of(path: Path, known: int) -> bytes | None:
    """Return the key to open the file with; None for a plain one.

    Looks at the header without opening the database: opening would already write beside a newer file.
    """
    try:
        # SQLite gives -wal and -shm the mode of the file itself, so one private file makes three.
        with paths.private_file(path).open("rb") as file:
            header = file.read(VERSION_AT + 4)
    except OSError as error:
        raise Trouble("data.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    if header.startswith(MAGIC):
        _refuse_newer(int.from_bytes(header[VERSION_AT:], "big"), known, path)
        return None
    key = data_key(path.parent)
    if header and key is None:
        raise Trouble("data.damaged", path=str(path), reason="not a database")
    return key


def _identity(path: Path) -> tuple[int, int] | None:
    """Tell one file from another that takes its name; None when there is none, or it can't be asked."""
    try:
        state = paths.private_file(path).stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def _refuse_newer(version: int, known: int, path: Path) -> None:
    if version > known:
        raise Trouble("data.newer", path=str(path), version=version, known=known)


def _prepare(database: Connection, synchronous: str) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    database.execute(f"PRAGMA synchronous = {synchronous}")
    database.execute("PRAGMA foreign_keys = ON")
    # A long sort would otherwise spill its posts into the system's own temporary folder, outside the home.
    database.execute("PRAGMA temp_store = MEMORY")


def _upgrade(database: Connection, path: Path, key: bytes | None, migrations: Sequence[Migration]) -> None:
    if _version(database) == len(migrations):
        return
    with _transaction(database):
        # Read again under the lock: another window may have upgraded the file while we waited.
        version = _version(database)
        _refuse_newer(version, len(migrations), path)
        if 0 < version < len(migrations):
            _back_up(path, key, version)
        for migrate in migrations[version:]:
            migrate(database)
        database.execute(f"PRAGMA user_version = {len(migrations)}")


@contextmanager
def _transaction(database: Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    finally:
        # Still open: the block failed, or the disk refused the commit. A failed write may have rolled back already.
        if database.in_transaction:
            database.rollback()


def _back_up(path: Path, key: bytes | None, version: int) -> None:
    """Copy the last committed state to `backups/`; a copy that did not end whole never bears the final name."""
    folder = path.parent / "backups"
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    final = folder / f"{path.stem}-v{version}-{now}{path.suffix}"
    part = final.with_suffix(".part")
    try:
        paths.private_dir(folder)
        paths.private_file(part)
        # A second connection sees what is committed, not the transaction that waits for this copy.
        with closing(connect(path, key)) as source, closing(connect(part, key)) as copy:
            source.backup(copy)
        part.replace(final)
    except OSError as error:
        raise Trouble("data.no_backup", path=str(path), folder=str(folder), reason=error.strerror or error) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _version(database: Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except failures() as error:
        raise trouble(error, path) from error


def _path_of(database: Connection) -> Path:
    return Path(database.execute("PRAGMA database_list").fetchone()[2] or ":memory:")
