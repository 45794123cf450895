"""The door to SQLCipher: one way to open an encrypted database, none to open one by halves.

SQLCipher 4 as it comes: AES-256 and an HMAC-SHA512 a page of 4,096 bytes. Measured on an import of 20,000 posts, pages
of 8,192 or 16,384 bytes and shorter HMACs gain nothing beyond the noise, so any SQLCipher 4 opens our files with the
raw key. The key is raw: no slow derivation at each opening (150 ms), that one stands in keys.json. Its memory is not
locked (cipher_memory_security stays off, its default): the posts themselves lie in the memory of the program beside it.
"""

from __future__ import annotations

import sqlite3
import sys
from typing import TYPE_CHECKING, cast

from aparte.errors import Trouble

if TYPE_CHECKING:
    from pathlib import Path


def connect(path: Path, key: bytes | None, *, any_thread: bool = False) -> sqlite3.Connection:
    """Connect to the file at `path`, in driver autocommit, rows by name; `key` None: not encrypted.

    SQLCipher's connection has every method of the standard one that we use. Raises Trouble("space.no_cipher").
    """
    if key is None:
        database = sqlite3.connect(path, isolation_level=None, check_same_thread=not any_thread)
        database.row_factory = sqlite3.Row
        return database
    database = cipher_connect(path, any_thread=any_thread)
    database.execute(f'PRAGMA key = "{literal(key)}"')
    return database


def cipher_connect(path: Path, *, any_thread: bool = False) -> sqlite3.Connection:
    """Connect with SQLCipher and no key: to a plain file, which can then be exported into an encrypted one."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise Trouble("space.no_cipher", reason=error) from None
    database = dbapi2.connect(path, isolation_level=None, check_same_thread=not any_thread)
    database.row_factory = dbapi2.Row
    return cast("sqlite3.Connection", database)


def literal(key: bytes) -> str:
    """Return a raw key as SQLCipher reads it."""
    return f"x'{key.hex()}'"


def failures() -> tuple[type[Exception], ...]:
    """Return what SQLite raises here: the standard errors, and SQLCipher's own once it is loaded."""
    loaded = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error,) if loaded is None else (sqlite3.Error, loaded.Error)
