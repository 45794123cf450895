"""How a command opens an encrypted space: words from --passphrase-file, else the keyring, else a prompt.

What it was given is forgotten when the command ends. It refuses to wait for an answer where nobody can give one.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aparte.errors import Trouble
from aparte.i18n import _
from aparte.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE_S = 60
"""How long a locked keyring is waited for: enough to type a password in the window that the system shows."""
MOST_BYTES = 4_096
"""A passphrase file longer than that is another file, named by mistake."""


@contextmanager
def opening(passphrase_file: str | None) -> Iterator[None]:
    """Answer whoever opens an encrypted space within the block. Raises Trouble for a file that can't be used."""
    from aparte.archive import keys

    before = keys.Asking.words, keys.Asking.patience
    keys.Asking.words, keys.Asking.patience = _typed, _Patience()
    try:
        if passphrase_file is not None:
            keys.give_words(words_in(passphrase_file))
        yield
    finally:
        keys.Asking.words, keys.Asking.patience = before
        keys.drop()


def words_in(passphrase_file: str) -> str:
    """Return what a passphrase file holds, without the spaces and line ends around it."""
    from pathlib import Path

    path = Path(passphrase_file)
    try:
        with path.open("rb") as file:
            words = file.read(MOST_BYTES + 1).decode("utf-8-sig").strip()
    except FileNotFoundError:
        raise Trouble("file.missing", path=path) from None
    except UnicodeDecodeError as error:
        raise Trouble("file.not_utf8", path=path, byte=error.start) from None
    except OSError as error:
        raise Trouble("file.unreadable", path=path, reason=error.strerror or error) from None
    if not words or len(words) > MOST_BYTES:
        raise Trouble("space.no_words", path=path)
    return words


def on_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asked(question: str, *, hidden: bool = False) -> str:
    """Ask a question on the terminal and return the answer. Raises KeyboardInterrupt when it is closed."""
    import getpass

    try:
        if hidden:
            return getpass.getpass(f"{question} ", stream=sys.stderr).strip()
        print(f"{question} ", end="", file=sys.stderr, flush=True)
        return input().strip()
    except EOFError:
        raise KeyboardInterrupt from None


def confirmed(arguments: object, question: str, expected: str) -> None:
    """Return when --yes was given or `expected` is typed; raises Trouble("usage.confirm") otherwise."""
    if getattr(arguments, "yes", False):
        return
    if not on_terminal() or asked(question) != expected:
        raise Trouble("usage.confirm")


def _typed(folder: Path) -> str | None:
    from aparte.archive.spaces import space_at

    if not on_terminal():
        return None
    name = space_at(folder).brand.name
    return asked(_("Passphrase or recovery phrase of “{name}”:").format(name=name), hidden=True)


class _Patience:
    """Waits a second at a time for a keyring, and says once what for."""

    def __init__(self) -> None:
        self._until: float | None = None

    def __call__(self) -> bool:
        if self._until is None:
            self._until = time.monotonic() + PATIENCE_S
            print(f"aparte: {say('space.waiting', {})}", file=sys.stderr, flush=True)
        time.sleep(1)
        return time.monotonic() < self._until
