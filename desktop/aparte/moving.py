"""Moves the data folder, so that a crash at any moment leaves one whole copy and the program knows which one.

The default folder keeps one small file that says where the data went. Copy, compare every byte, write that file, then
delete what was copied: the order is the safety. It refuses a folder that is not empty, one inside the other, and a move
of a folder that was named by --home or APARTE_HOME: whoever named it must name it anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from typing import TYPE_CHECKING

from aparte import paths
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_BLOCK = 1 << 20


def move(old: Path, new: Path, progress: Callable[[float], None] = lambda _share: None) -> None:
    """Move the data folder `old` to `new`, which must not exist or be empty. Nothing of `old` may be open.

    Raises Trouble: home.named, home.not_empty, home.inside, home.no_room, home.unusable, home.copy_differs. `old` is
    then whole and still in use.
    """
    _check(old, new)
    files = list(_files(old))
    total = sum(path.stat().st_size for path in files) or 1
    done = 0
    try:
        for path in files:
            _copy(path, new / path.relative_to(old))
            done += path.stat().st_size
            progress(done / total)
        paths.write_whole(paths.default_home() / paths.MOVED_TO, str(new).encode())
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise Trouble("home.unusable", path=new, reason=error.strerror or error) from None
    for path in files:
        # Windows keeps a file that is still open (the log of this run): it is only left behind.
        with contextlib.suppress(OSError):
            path.unlink()
    _remove_empty_folders(old)


def _check(old: Path, new: Path) -> None:
    if os.environ.get("APARTE_HOME"):
        raise Trouble("home.named", path=old)
    if new.exists() and (not new.is_dir() or any(new.iterdir())):
        raise Trouble("home.not_empty", path=new)
    if new.resolve().is_relative_to(old.resolve()) or old.resolve().is_relative_to(new.resolve()):
        raise Trouble("home.inside", path=new, old=old)
    try:
        paths.private_dir(new)
        room = shutil.disk_usage(new).free
    except OSError as error:
        raise Trouble("home.unusable", path=new, reason=error.strerror or error) from None
    needed = sum(path.stat().st_size for path in _files(old))
    if room < needed:
        raise Trouble("home.no_room", path=new, needed=needed, room=room)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != paths.MOVED_TO:
            yield path


def _copy(source: Path, target: Path) -> None:
    for folder in reversed(target.parents):
        if not folder.exists():
            paths.private_dir(folder)
    with (
        source.open("rb") as read,
        os.fdopen(os.open(target, os.O_CREAT | os.O_WRONLY, paths.PRIVATE_FILE), "wb") as out,
    ):
        shutil.copyfileobj(read, out, _BLOCK)
        out.flush()
        os.fsync(out.fileno())
    if _digest(source) != _digest(target):
        raise Trouble("home.copy_differs", path=target)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove_empty_folders(folder: Path) -> None:
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
