"""Files that only grow, line by line (the copy log, the corrections), in an encrypted space: each line sealed alone.

A line stays a line, so a crash still costs the last one at most, and the chain of the log still covers the bytes as
they were written: sealing touches neither its hashes nor its head. AES-SIV (RFC 5297), because it seals the same line
the same way each time: what a crash cut can be compared with what was about to be written. Lines hold their moment, so
no two are equal.
"""

from __future__ import annotations

import base64
import hmac
from typing import TYPE_CHECKING

from aparte.archive.keys import data_key

if TYPE_CHECKING:
    from pathlib import Path

MARK = b"~"
"""What begins a sealed line; ours are JSON and begin otherwise."""


def as_kept(folder: Path, lines: bytes) -> bytes:
    """Return whole lines as they are kept in the space at `folder`: sealed when it is encrypted, else as they are.

    A line that is sealed already, and what follows the last line end, are kept as such. Raises the Troubles of
    `data_key`.
    """
    key = data_key(folder)
    if key is None:
        return lines
    return b"\n".join(_sealed(line, key) if line and not line.startswith(MARK) else line for line in lines.split(b"\n"))


def as_written(folder: Path, lines: bytes) -> bytes:
    """Return the lines as they were before they were sealed; what can't be unsealed is given as it lies."""
    if not any(line.startswith(MARK) for line in lines.split(b"\n")):
        return lines
    key = data_key(folder)
    if key is None:
        return lines
    return b"\n".join(_unsealed(line, key) if line.startswith(MARK) else line for line in lines.split(b"\n"))


def _sealed(line: bytes, key: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    return MARK + base64.b64encode(AESSIV(_line_key(key)).encrypt(line, None))


def _unsealed(line: bytes, key: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    try:
        return AESSIV(_line_key(key)).decrypt(base64.b64decode(line[len(MARK) :], validate=True), None)
    except (ValueError, InvalidTag):
        return line


def _line_key(key: bytes) -> bytes:
    """Return a key of 512 bits for lines alone: one key, one use."""
    return hmac.digest(key, b"aparte lines", "sha512")
