"""Switching encryption on for a space that exists: file by file, so that a crash at any moment leaves one that opens.

keys.json comes first; from then on each file is read as what it is, plain or encrypted. Each file takes the old one's
name in one step, when it was checked (`sealing`). Doing it again completes what was cut. It refuses to begin while
another program has a file of the space open. What lay on the disk before is freed, not overwritten: on today's disks
that would promise what it can't hold.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from aparte.archive.backups import seal_backups
from aparte.archive.cipher import connect, failures
from aparte.archive.database import trouble
from aparte.archive.keyfile import new_key, new_key_file, read_keys, with_words, write_keys
from aparte.archive.keys import data_key, hold, put_in_keyring
from aparte.archive.sealing import LINES, alone, is_plain, seal_file, seal_lines, take_alone
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from aparte.secrets import Secrets


def encrypt(
    folder: Path,
    phrase: str,
    *,
    keyring: Secrets | None,
    passphrase: str | None = None,
    step: Callable[[str], None] = lambda _name: None,
) -> None:
    """Encrypt the space at `folder`, or complete what was begun, with `phrase` in place of an earlier one.

    keyring: where the key is put as well; None or none that works: the passphrase is needed. step is told what was just
    done. Raises Trouble: space.no_keyring (and no passphrase), space.keyring_locked, space.in_use (another program has
    it open), space.differs (what was written is not what was there; nothing was replaced), and those of the disk.
    """
    _refuse_in_use(folder)
    key = _prepared(folder, phrase, keyring, passphrase)
    hold(folder, key)
    step("keys")
    seal_space(folder, key, step)


def seal_space(folder: Path, key: bytes, step: Callable[[str], None] = lambda _name: None) -> None:
    """Encrypt each file of a space whose keys.json stands already; those that are encrypted stay as they are."""
    for path in sorted(folder.glob("*.db")):
        seal_file(path, key, step)
        step(path.name)
    with _log_held(folder, key):
        for name in LINES:
            seal_lines(folder, folder / name)
            step(name)
    seal_backups(folder, key)
    step("backups")


def unfinished(folder: Path) -> list[Path]:
    """Return the databases of an encrypted space that are still plain: its encryption was cut."""
    if read_keys(folder) is None:
        return []
    return [path for path in sorted(folder.glob("*.db")) if is_plain(path)]


def in_use(folder: Path) -> Path | None:
    """Return a database of the space that somebody else has open, or None."""
    for path in sorted(folder.glob("*.db")):
        key = None if is_plain(path) else data_key(folder)
        try:
            with closing(connect(path, key)) as database:
                take_alone(database)
        except failures() as error:
            said = trouble(error, path)
            if isinstance(said, Trouble) and said.code == "data.busy":
                return path
            raise said from error
    return None


def _refuse_in_use(folder: Path) -> None:
    busy = in_use(folder)
    if busy is not None:
        raise Trouble("space.in_use", path=busy)


def _prepared(folder: Path, phrase: str, keyring: Secrets | None, passphrase: str | None) -> bytes:
    known = read_keys(folder)
    key = new_key() if known is None else data_key(folder)
    assert key is not None
    keys = new_key_file(key, phrase) if known is None else with_words(known, key, "phrase", phrase)
    keys = put_in_keyring(keys, key, keyring)
    if passphrase is not None:
        keys = with_words(keys, key, "passphrase", passphrase)
    if not keys.has("keyring") and not keys.has("passphrase"):
        raise Trouble("space.no_keyring")
    write_keys(folder, keys)
    return key


@contextmanager
def _log_held(folder: Path, key: bytes) -> Iterator[None]:
    """Keep everybody from adding to the copy log, which nobody does without opening drafts.db first."""
    path = folder / "drafts.db"
    if not path.exists():
        yield
        return
    with alone(path, key):
        yield
