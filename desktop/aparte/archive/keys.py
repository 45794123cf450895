"""The data keys this process holds, and how it comes by one: held, else words that were given, else the keyring.

Decision: kept here by the id of the space, not passed from hand to hand. A database is opened in a dozen places, by its
path; whoever opens one of an encrypted space gets its key here or a Trouble that says how to unlock it. It refuses to
make a key: a locked keyring is waited for, and what it does not hold is never replaced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from aparte.archive.keyfile import (
    new_key,
    open_with_keyring,
    open_with_words,
    read_keys,
    with_keyring,
    without,
    write_keys,
)
from aparte.errors import Trouble
from aparte.secrets import system_keyring

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from aparte.archive.keyfile import KeyFile
    from aparte.secrets import Secrets

_T = TypeVar("_T")

_held: dict[str, bytes] = {}
_words: list[str] = []
_shut: set[str] = set()
"""Spaces that were locked here: what the keyring holds opens them no more until somebody says so."""


class Asking:
    """What a process may ask its user: nothing, unless the command line says otherwise."""

    words: Callable[[Path], str | None] = staticmethod(lambda _folder: None)
    """Asks for the passphrase or the phrase; None: there is nobody to ask."""
    patience: Callable[[], bool] = staticmethod(lambda: False)
    """Called when the keyring is locked: waits a moment, and tells whether to try again."""


def is_encrypted(folder: Path) -> bool:
    """Tell whether the space at `folder` is encrypted."""
    return read_keys(folder) is not None


def data_key(folder: Path) -> bytes | None:
    """Return the key of the space at `folder`; None: it is not encrypted.

    Raises Trouble: space.locked (nothing here opens it), space.keyring_locked, space.wrong_words, space.bad_keys.
    """
    keys = read_keys(folder)
    if keys is None:
        return None
    if keys.id in _shut:
        raise Trouble("space.locked", path=folder)
    if keys.id not in _held:
        _held[keys.id] = _found(keys, folder)
    return _held[keys.id]


def give_words(words: str) -> None:
    """Try these words, a passphrase or a recovery phrase, on each encrypted space opened from now on."""
    _words[:] = [words]


def unlock(folder: Path, words: str) -> bytes:
    """Open the space at `folder` with its passphrase or recovery phrase. Raises Trouble for the wrong ones."""
    keys = _keys(folder)
    _held[keys.id] = open_with_words(keys, words)
    _shut.discard(keys.id)
    return _held[keys.id]


def shut(folder: Path) -> None:
    """Lock the space at `folder` in this process: its passphrase is then asked, or `reopen` when it has none."""
    _shut.add(_keys(folder).id)
    drop(folder)


def reopen(folder: Path) -> bool:
    """Let the keyring open a space that was shut; False when the space has a passphrase, which must be typed."""
    keys = _keys(folder)
    if keys.has("passphrase"):
        return False
    _shut.discard(keys.id)
    return True


def hold(folder: Path, key: bytes) -> None:
    """Keep the key of the space at `folder`, which the caller already has."""
    _held[_keys(folder).id] = key


def drop(folder: Path | None = None) -> None:
    """Forget the key of one space, or everything that was given and held."""
    if folder is None:
        _held.clear()
        _words.clear()
        _shut.clear()
    else:
        _held.pop(_keys(folder).id, None)


def held() -> Mapping[str, bytes]:
    """Return what this process holds, to be handed to a process of its own making."""
    return dict(_held)


def receive(held_elsewhere: Mapping[str, bytes]) -> None:
    """Hold what the process that started this one holds."""
    _held.update(held_elsewhere)


def put_in_keyring(keys: KeyFile, key: bytes, keyring: Secrets | None) -> KeyFile:
    """Return `keys` that also open with the keyring of this computer; the same when there is none.

    Raises Trouble("space.keyring_locked").
    """
    if keyring is None:
        return keys
    ring_key = new_key()
    try:
        _patiently(lambda: keyring.set(keys.entry, ring_key.hex()))
    except Trouble as trouble:
        if trouble.code != "secrets.no_keyring":
            raise
        return keys
    return with_keyring(keys, key, ring_key)


def take_from_keyring(folder: Path, keyring: Secrets | None) -> KeyFile:
    """Make the space open with words alone, and forget its key here. Raises Trouble("space.keyring_locked")."""
    keys = without(_keys(folder), "keyring")
    if keyring is not None and _keys(folder).has("keyring"):
        _patiently(lambda: keyring.delete(keys.entry))
    write_keys(folder, keys)
    drop(folder)
    return keys


def _found(keys: KeyFile, folder: Path) -> bytes:
    if _words:
        return open_with_words(keys, _words[0])
    ring_key = _ring_key(keys)
    if ring_key is not None:
        return open_with_keyring(keys, ring_key)
    typed = Asking.words(folder)
    if typed is None:
        raise Trouble("space.locked", path=folder)
    return open_with_words(keys, typed)


def _ring_key(keys: KeyFile) -> bytes | None:
    keyring = system_keyring() if keys.has("keyring") else None
    if keyring is None:
        return None
    try:
        known = _patiently(lambda: keyring.get(keys.entry))
        return bytes.fromhex(known) if known else None
    except ValueError:
        return None
    except Trouble as trouble:
        if trouble.code != "secrets.no_keyring":
            raise
        return None


def _patiently(ask: Callable[[], _T]) -> _T:
    """Ask the keyring until it is unlocked or nobody waits any more."""
    while True:
        try:
            return ask()
        except Trouble as trouble:
            if trouble.code != "secrets.locked":
                raise
            if not Asking.patience():
                raise Trouble("space.keyring_locked") from None


def _keys(folder: Path) -> KeyFile:
    keys = read_keys(folder)
    if keys is None:
        raise Trouble("space.plain", path=folder)
    return keys
