"""Files of JSON Lines that only grow, in a client's space: a crash costs the last line at most; sealed where asked.

It refuses to leave a half line before a whole one: what a crash cut is closed off before anything is added.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from aparte import paths
from aparte.archive.sealedlines import as_kept, as_written
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def lines(path: Path) -> list[bytes]:
    """Return the lines of a file as they were written; none where there is none. Raises Trouble("file.unreadable")."""
    try:
        found = as_written(path.parent, path.read_bytes()).split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Trouble("file.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    return found if found[-1] else found[:-1]


def append(path: Path, documents: Iterable[Mapping[str, object]]) -> int:
    """Add a line for each document; all are on disk when this returns their number. Raises Trouble("file.unwritable").

    What `documents` itself raises passes: the lines before it are kept.
    """
    count = 0
    handle = _opened(path)
    try:
        try:
            for document in documents:
                _write(handle, document, path)
                count += 1
        finally:
            _forced(handle, path)
    finally:
        os.close(handle)
    return count


def _opened(path: Path) -> int:
    """Open the file to add to it, after closing off a line that a crash cut."""
    try:
        new = not path.exists()
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags, paths.PRIVATE_FILE)
        if new:
            paths.keep_name(path.parent)
        end = os.lseek(handle, 0, os.SEEK_END)
        if end:
            os.lseek(handle, end - 1, os.SEEK_SET)
            if os.read(handle, 1) != b"\n":
                os.write(handle, b"\n")
    except OSError as error:
        raise _unwritable(path, error) from error
    return handle


def _write(handle: int, document: Mapping[str, object], path: Path) -> None:
    line = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    rest = as_kept(path.parent, line)
    try:
        while rest:
            rest = rest[os.write(handle, rest) :]
    except OSError as error:
        raise _unwritable(path, error) from error


def _forced(handle: int, path: Path) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> Trouble:
    return Trouble("file.unwritable", path=str(path), reason=error.strerror or str(error))
