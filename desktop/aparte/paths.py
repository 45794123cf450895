"""Where things are: what we ship, and the one folder of the user's data. Nothing else knows a path.

Shipped files are read from the checkout, from an installed wheel, or from a frozen bundle. The user's folder is
`--home`, else APARTE_HOME, else the platform's own data folder; everything in it is private to the user (0700, 0600).
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path

from aparte.errors import Trouble

PRIVATE_DIR = 0o700
PRIVATE_FILE = 0o600
MOVED_TO = "moved-to"
"""In the default folder: one line, the folder where the data was moved."""


@lru_cache(maxsize=1)
def shipped() -> Path:
    """Return the folder that holds `resources/` and `models/`."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    package = Path(__file__).resolve().parent
    if (package / "resources").is_dir():
        return package
    return package.parents[1]


def resources(*parts: str) -> Path:
    """Return a path below the shipped `resources/`."""
    return shipped().joinpath("resources", *parts)


def models(*parts: str) -> Path:
    """Return a path below the shipped `models/` (scorers' weights and cards, the catalogue)."""
    return shipped().joinpath("models", *parts)


def home(override: str | Path | None = None) -> Path:
    """Return the user's data folder, made private on first need.

    Raises OSError when the folder can't be made, Trouble("home.away") when it was moved to a place that is not there
    now (a disk that is not plugged in): a second, empty one must not be started instead.
    """
    chosen = override or os.environ.get("APARTE_HOME")
    if chosen:
        return private_dir(Path(chosen).expanduser())
    folder = default_home()
    moved = folder / MOVED_TO
    if moved.is_file():
        folder = Path(moved.read_text(encoding="utf-8").strip())
        if not folder.is_dir():
            raise Trouble("home.away", path=folder)
    return private_dir(folder)


def default_home() -> Path:
    """Return the platform's own data folder for this program, whether it exists or not."""
    import platformdirs

    return Path(platformdirs.user_data_dir("aparte", appauthor=False))


def private_dir(folder: Path) -> Path:
    """Make `folder` and its parents; only the user may read it."""
    if not folder.is_dir():
        folder.mkdir(mode=PRIVATE_DIR, parents=True, exist_ok=True)
        folder.chmod(PRIVATE_DIR)
    return folder


def private_file(path: Path) -> Path:
    """Make an empty file only the user may read, if there is none; return its path."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, PRIVATE_FILE))
    return path


def keep_name(folder: Path) -> None:
    """Force the name of a new file in `folder` to disk; Windows does it by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, data: bytes) -> None:
    """Replace `path` by `data` so that a crash leaves the old file or the new one, never half of either.

    Raises OSError as the system does (disk full, read-only): the old file is then untouched.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, PRIVATE_FILE)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
