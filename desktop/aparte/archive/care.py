"""What is done by itself for a space: let go of what is too old, then back up what stays.

At the start of the window and before an import. It refuses to stand in the way: a locked space is left alone, and a
disk that refuses is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.archive.backups import back_up_daily
from aparte.archive.retention import let_go
from aparte.archive.store import Archive
from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from aparte.archive.spaces import Space


@record
class Care:
    """What was done. gone: posts of others, kept long enough; backup: None when there was one today; trouble: why."""

    gone: int = 0
    backup: Path | None = None
    trouble: Trouble | None = None


def look_after(space: Space, now: datetime | None = None) -> Care:
    """Apply the retention of the client, then make the backup of the day; never raises a Trouble."""
    gone = 0
    try:
        if space.archive_path.exists():
            with Archive(space.archive_path) as archive:
                gone = let_go(archive, space.brand.keep_months, now.date() if now else None)
        return Care(gone=gone, backup=back_up_daily(space.folder, now))
    except Trouble as trouble:
        return Care(gone=gone, trouble=None if trouble.code in {"space.locked", "space.keyring_locked"} else trouble)
