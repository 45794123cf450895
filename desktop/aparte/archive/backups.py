"""Backups of one space: one file each, with everything in it, as readable as the space itself and no more.

A zip of what the folder holds; databases are copied with SQLite's backup API, so the window may go on writing. An
encrypted space gives an encrypted backup, keys.json inside: the recovery phrase opens it on any computer. One a day is
kept for a week, then one a week for a month. Set aside: increments, which need every piece to bring one back.
"""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING, Literal

from aparte import paths
from aparte.archive.cipher import connect, failures
from aparte.archive.database import BUSY_TIMEOUT_MS, trouble
from aparte.archive.keyfile import FILE as KEYS
from aparte.archive.keys import data_key
from aparte.archive.sealing import LINES, is_plain, seal_file, seal_lines
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind = Literal["daily", "manual", "before"]
"""daily: by itself; manual: asked for; before: what a restore replaced."""

DAYS_KEPT = 7
WEEKS_KEPT = 4
BEFORE_KEPT = 3

DATABASES = ("archive.db", "drafts.db")
CARRIED = (*DATABASES, *LINES, "brand.toml", KEYS, "authors.key")
"""What a backup may hold: every file of a space, and nothing else is ever taken out of one."""

_WRITTEN = "%Y%m%dT%H%M%SZ"
_COPIED, _UPGRADE = "%Y%m%dT%H%M%S%f", re.compile(r"(?:archive|drafts)-v\d+-(\d{8}T\d{12})")
"""How `open_database` names a copy made before an upgrade; these names sort as their times."""


def back_up(folder: Path, kind: Kind = "manual", *, out: Path | None = None, now: datetime | None = None) -> Path:
    """Back up the space at `folder` to `out` (default: a dated file of its backups); returns the file.

    Raises the Troubles of `data_key`, of the databases, and Trouble("backup.failed"): no half file is left behind.
    """
    moment = now or datetime.now(UTC)
    key = data_key(folder)
    final = out or folder / "backups"
    try:
        if out is None:
            final = _free(paths.private_dir(final), f"{kind}-{moment.strftime(_WRITTEN)}")
        with _workplace(final.parent) as place:
            for path in _carried(folder):
                if path.name in DATABASES:
                    _copy(path, place / path.name, None if is_plain(path) else key)
                else:
                    shutil.copyfile(path, place / path.name)
            _pack(place, final)
    except OSError as error:
        raise Trouble("backup.failed", path=final, reason=error.strerror or error) from error
    return final


def back_up_daily(folder: Path, now: datetime | None = None) -> Path | None:
    """Back the space up unless it was today, and let go of old ones; None when there was nothing to do."""
    moment = now or datetime.now(UTC)
    if not any((folder / name).exists() for name in DATABASES):
        return None
    if any(made.date() == moment.date() for made, _path in dated(folder, "daily")):
        return None
    made = back_up(folder, "daily", now=moment)
    rotate(folder, moment)
    return made


def backups(folder: Path) -> list[Path]:
    """Return every backup of the space, the newest first."""
    kinds: tuple[Kind, ...] = ("daily", "manual", "before")
    return [path for _made, path in sorted((pair for kind in kinds for pair in dated(folder, kind)), reverse=True)]


def dated(folder: Path, kind: Kind) -> list[tuple[datetime, Path]]:
    """Return the backups of one kind and when each was made, the newest first."""
    found = []
    for path in (folder / "backups").glob(f"{kind}-*.zip"):
        made = made_at(path)
        if made is not None:
            found.append((made, path))
    return sorted(found, reverse=True)


def made_at(path: Path) -> datetime | None:
    """Return when a backup was made, as its name says; None for a name that isn't ours."""
    try:
        return datetime.strptime(path.stem.split("-")[1], _WRITTEN).replace(tzinfo=UTC)
    except (IndexError, ValueError):
        return None


def rotate(folder: Path, now: datetime | None = None) -> list[Path]:
    """Delete the daily backups that a newer one replaces: a week of days, then a month of weeks stay. Returns them.

    What `open_database` copied before an upgrade goes after a month as well.
    """
    daily = dated(folder, "daily")
    kept = {path for _made, path in daily[:DAYS_KEPT]}
    weeks: dict[tuple[int, int], Path] = {}
    for made, path in daily[DAYS_KEPT:]:
        weeks.setdefault(made.isocalendar()[:2], path)
    kept |= set(list(weeks.values())[:WEEKS_KEPT])
    gone = [path for _made, path in daily if path not in kept]
    gone += [path for _made, path in dated(folder, "before")[BEFORE_KEPT:]]
    gone += _before_upgrades(folder, older_than=(now or datetime.now(UTC)) - timedelta(weeks=WEEKS_KEPT))
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _before_upgrades(folder: Path, older_than: datetime) -> list[Path]:
    oldest_kept = older_than.strftime(_COPIED)
    copies = ((_UPGRADE.fullmatch(path.stem), path) for path in (folder / "backups").glob("*-v*-*.db"))
    return [path for told, path in copies if told and told[1] < oldest_kept]


def made_before(folder: Path, moment: datetime) -> list[Path]:
    """Return the backups, and the copies made before an upgrade, that are older than `moment`."""
    found = sorted((folder / "backups").glob("*.*"))
    return [path for path in found if path.is_file() and datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment]


def unpack(file: Path, place: Path) -> None:
    """Take a backup apart in the empty folder `place`.

    Raises Trouble("backup.not_one") for what is no backup of ours, Trouble("backup.failed") when the disk refuses.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if "brand.toml" not in names or len(set(names)) != len(names) or not set(names) <= set(CARRIED):
                raise Trouble("backup.not_one", path=file)
            if sum(one.file_size for one in archive.infolist()) > shutil.disk_usage(place).free:
                raise Trouble("backup.no_room", path=file, folder=place)
            for name in names:
                with archive.open(name) as source, paths.private_file(place / name).open("wb") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise Trouble("backup.not_one", path=file) from None
    except FileNotFoundError:
        raise Trouble("file.missing", path=file) from None
    except OSError as error:
        raise Trouble("backup.failed", path=file, reason=error.strerror or error) from error


def seal_backups(folder: Path, key: bytes) -> None:
    """Encrypt the plain backups of a space that has just been encrypted, each in place."""
    for path in sorted((folder / "backups").glob("*.db")):
        seal_file(path, key)
    for path in backups(folder):
        with zipfile.ZipFile(path) as archive:
            if KEYS in archive.namelist():
                continue
        with _workplace(path.parent) as place:
            unpack(path, place)
            for name in DATABASES:
                if (place / name).exists():
                    seal_file(place / name, key)
            shutil.copyfile(folder / KEYS, place / KEYS)
            for name in LINES:
                seal_lines(place, place / name)
            made = path.stat().st_mtime
            _pack(place, path)
            os.utime(path, (made, made))


def _copy(source: Path, target: Path, key: bytes | None) -> None:
    paths.private_file(target)
    try:
        with closing(connect(source, key)) as read, closing(connect(target, key)) as copy:
            read.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            read.backup(copy)
    except failures() as error:
        raise trouble(error, source) from error


def _carried(folder: Path) -> list[Path]:
    return [folder / name for name in CARRIED if (folder / name).is_file()]


def _pack(place: Path, final: Path) -> None:
    """Write the files of `place` into one zip, whole or not at all. What is encrypted can't be made smaller."""
    part = final.with_name(f".{final.name}.part")
    sealed = (place / KEYS).exists()
    method = zipfile.ZIP_STORED if sealed else zipfile.ZIP_DEFLATED
    try:
        with paths.private_file(part).open("wb") as out:
            with zipfile.ZipFile(out, "w", method, compresslevel=None if sealed else 1) as archive:
                for path in sorted(place.iterdir()):
                    archive.write(path, path.name)
            out.flush()
            os.fsync(out.fileno())
        part.replace(final)
        paths.keep_name(final.parent)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """Give a private folder for the time of the block; it never outlives it."""
    place = paths.private_dir(folder / f".{token_hex(4)}.part")
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _free(folder: Path, stem: str) -> Path:
    """Return a name that no backup of the same second bears."""
    names = (f"{stem}{'-' if number else ''}{number or ''}.zip" for number in range(1_000))
    return next(path for name in names if not (path := folder / name).exists())
