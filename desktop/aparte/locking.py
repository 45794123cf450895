"""One writer at a time in a file, whichever program it is: the lock goes away with the process that held it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform == "win32":
    import msvcrt
    import os

    _BEYOND = 1 << 40
    """Windows locks bytes and refuses them to readers too: lock one that no log will ever have."""

    def _lock(handle: int, kind: int) -> None:
        here = os.lseek(handle, 0, os.SEEK_CUR)
        os.lseek(handle, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(handle, kind, 1)
        finally:
            os.lseek(handle, here, os.SEEK_SET)

    def _take(handle: int, *, wait: bool) -> None:
        _lock(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK)

    def _release(handle: int) -> None:
        _lock(handle, msvcrt.LK_UNLCK)

else:
    import fcntl

    def _take(handle: int, *, wait: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def held(handle: int, *, wait: bool = True) -> Iterator[None]:
    """Hold the file open as `handle` for ourselves; waits for whoever holds it, or fails at once when not to wait.

    Raises OSError as the system does (BlockingIOError or PermissionError when somebody else holds it).
    """
    _take(handle, wait=wait)
    try:
        yield
    finally:
        _release(handle)
