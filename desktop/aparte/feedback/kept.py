"""The corrections of one space: a file of JSON Lines that only grows, so that a crash costs the last line at most.

Taking one back is a line of its own. It refuses to fail on a line that can't be read: it counts the others and tells
which one it was. The shipped weights are never touched. In an encrypted space its lines lie sealed on disk.
"""

from __future__ import annotations

import json
import math
import os
from typing import TYPE_CHECKING

from aparte import paths
from aparte.archive.sealedlines import as_kept, as_written
from aparte.errors import Trouble
from aparte.nouns import Correction
from aparte.records import plain, read, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FILE = "corrections.jsonl"


@record
class Kept:
    """The corrections that stand, the oldest first, one a text. broken: the numbers of the lines that can't be read."""

    corrections: tuple[Correction, ...] = ()
    broken: tuple[int, ...] = ()


def keep(folder: Path, corrections: Iterable[Correction]) -> int:
    """Add a line for each correction to the space at `folder`; all are on disk when this returns their number.

    Raises Trouble("file.unwritable"). What `corrections` itself raises passes: the lines before it are kept.
    """
    return _append(folder / FILE, (plain(one) for one in corrections))


def take_back(folder: Path, identifier: str, at: str) -> None:
    """Withdraw the newest correction of this id, by a line of its own. Raises Trouble("file.unwritable")."""
    _append(folder / FILE, [{"withdrawn": identifier, "at": at}])


def read_kept(folder: Path) -> Kept:
    """Return what stands in the space at `folder`: not withdrawn, and the last word on each text.

    Raises Trouble("file.unreadable"); an absent file holds nothing.
    """
    standing: list[Correction] = []
    broken: list[int] = []
    for number, line in enumerate(_lines(folder / FILE), 1):
        said = _said(line)
        if said is None:
            broken.append(number)
        elif isinstance(said, Correction):
            standing.append(said)
        else:
            _withdraw(standing, said)
    last = {one.text: one for one in standing}
    return Kept(corrections=tuple(one for one in standing if last[one.text] is one), broken=tuple(broken))


def _withdraw(standing: list[Correction], identifier: str) -> None:
    place = next((at for at in reversed(range(len(standing))) if standing[at].id == identifier), None)
    if place is not None:
        del standing[place]


def _append(path: Path, documents: Iterable[Mapping[str, object]]) -> int:
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


def _lines(path: Path) -> list[bytes]:
    try:
        lines = as_written(path.parent, path.read_bytes()).split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Trouble("file.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    return lines if lines[-1] else lines[:-1]


def _said(line: bytes) -> Correction | str | None:
    """Return the correction a line holds, the id of the one it withdraws, or None when it says neither."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    withdrawn = data.get("withdrawn")
    if isinstance(withdrawn, str):
        return withdrawn
    try:
        said = read(Correction, data, origin=FILE)
    except Trouble:
        return None
    return said if _possible(said) else None


def _possible(said: Correction) -> bool:
    """Tell whether its figures can be: a hand may have changed the file."""
    return math.isfinite(said.prior) and (said.predicted is None or 0.0 <= said.predicted <= 1.0)
