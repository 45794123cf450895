"""The door to the system keyring, for what must stay secret; where there is none, a private file, and it is said.

Nobody else imports `keyring`. With a data folder of the user's own choosing (--home, APARTE_HOME) the keyring is not
asked: nothing is read or written outside that folder, so the secret lives in it.
"""

from __future__ import annotations

import hashlib
import os
from secrets import token_bytes
from typing import TYPE_CHECKING, Literal, Protocol

from aparte import paths
from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from pathlib import Path

SERVICE = "aparte"
LOG_KEY = "copy-log"
KEY_FILE = "copies.key"
KEY_BYTES = 32
"""256 bits, as long as the hash it keys."""


class Secrets(Protocol):
    """Where secrets are kept, by name."""

    def get(self, name: str) -> str | None:
        """Return a secret, or None when there is none of this name."""

    def set(self, name: str, value: str) -> None:
        """Keep a secret, in place of an earlier one."""

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens when there is none."""


class Keyring:
    """The keyring of the system.

    Each call raises Trouble("secrets.locked") when it waits to be unlocked, and Trouble("secrets.no_keyring") when
    there is none, or it can't be used.
    """

    def get(self, name: str) -> str | None:
        """Return a secret, or None."""
        import keyring

        with _Refusals():
            return keyring.get_password(SERVICE, name)

    def set(self, name: str, value: str) -> None:
        """Keep a secret."""
        import keyring

        with _Refusals():
            keyring.set_password(SERVICE, name, value)

    def delete(self, name: str) -> None:
        """Forget a secret."""
        import keyring

        with _Refusals():
            if keyring.get_password(SERVICE, name) is not None:
                keyring.delete_password(SERVICE, name)


def system_keyring() -> Keyring | None:
    """Return the keyring of the system, or None where it may not be asked.

    With a data folder of the user's own choosing, only a keyring that the user chose as well is asked
    (PYTHON_KEYRING_BACKEND, a variable of the keyring package).
    """
    if os.environ.get("APARTE_HOME") and not os.environ.get("PYTHON_KEYRING_BACKEND"):
        return None
    return Keyring()


def usable_keyring() -> Keyring | None:
    """Return the keyring of the system if there is one that answers, locked or not."""
    keyring = system_keyring()
    if keyring is None:
        return None
    try:
        keyring.get("is-there-one")
    except Trouble as trouble:
        return None if trouble.code == "secrets.no_keyring" else keyring
    return keyring


class InMemory:
    """Secrets for tests: gone with the object."""

    def __init__(self) -> None:
        """Begin without any."""
        self._kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """Return a secret, or None."""
        return self._kept.get(name)

    def set(self, name: str, value: str) -> None:
        """Keep a secret."""
        self._kept[name] = value

    def delete(self, name: str) -> None:
        """Forget a secret."""
        self._kept.pop(name, None)


@record
class LogKey:
    """The secret that fingerprints the texts of the copy log, and where it is kept, to be told to the user."""

    secret: bytes
    kept_in: Literal["keyring", "file"]

    @property
    def id(self) -> str:
        """Name the key without telling it: fingerprints made with another key can't be compared."""
        return hashlib.sha256(b"aparte log key" + self.secret).hexdigest()[:8]


def log_key(home: Path, keyring: Secrets | None = None) -> LogKey:
    """Return the key of the copy log, made on first need: in the keyring if there is one, else in a file of `home`.

    A keyring that later stays locked gives a new key in a file: each line of the log names its key. Raises
    Trouble("secrets.bad_key_file") for a file that holds no key, and OSError when a new one can't be written.
    """
    path = home / KEY_FILE
    if path.exists():
        return LogKey(secret=_read_key(path), kept_in="file")
    if keyring is None and not os.environ.get("APARTE_HOME"):
        keyring = Keyring()
    if keyring is not None:
        try:
            return LogKey(secret=_key_from(keyring), kept_in="keyring")
        except Trouble:
            # No keyring here, or nobody to unlock it: the log may not wait for that, and the file says where it is.
            pass
    paths.write_whole(path, token_bytes(KEY_BYTES).hex().encode() + b"\n")
    return LogKey(secret=_read_key(path), kept_in="file")


def _key_from(keyring: Secrets) -> bytes:
    known = keyring.get(LOG_KEY)
    if known is None:
        known = token_bytes(KEY_BYTES).hex()
        keyring.set(LOG_KEY, known)
    try:
        return bytes.fromhex(known)
    except ValueError:
        raise Trouble("secrets.no_keyring", reason="what it holds is not a key") from None


def _read_key(path: Path) -> bytes:
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        secret = b""
    if len(secret) != KEY_BYTES:
        raise Trouble("secrets.bad_key_file", path=str(path))
    return secret


class _Refusals:
    """Says whatever a keyring refuses as one Trouble; its back ends raise many kinds of errors of their own."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        from keyring.errors import InitError, KeyringError, KeyringLocked

        if isinstance(error, KeyringLocked):
            raise Trouble("secrets.locked", reason=str(error) or type(error).__name__) from error
        if isinstance(error, (KeyringError, InitError, RuntimeError, OSError)):
            raise Trouble("secrets.no_keyring", reason=str(error) or type(error).__name__) from error
