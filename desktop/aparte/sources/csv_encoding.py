"""Which letters the bytes of a table stand for: UTF-8, UTF-16 or the Western Windows page, decided on the whole file.

The decision reads every byte once, in pieces: an accent of the other page may come in the last line.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_PIECE = 2**20
_WIDE = 0.3
"""Share of zero bytes at even or odd places above which Latin text is written in two bytes a letter."""
_STRAY = 0.02
"""Share of the non-ASCII characters that may be broken in a file that is UTF-8 all the same (a cut emoji)."""


def encoding_of(file: BinaryIO) -> str:
    """Return the codec that reads `file`, byte-order mark left out; the file is put back at its beginning."""
    head = file.read(_PIECE)
    file.seek(0)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    wide = _two_bytes(head)
    if wide:
        return wide
    broken, others = _utf8_damage(file)
    file.seek(0)
    return "utf-8" if broken <= others * _STRAY else "cp1252"


def is_binary(head: bytes) -> bool:
    """Tell whether these first bytes are no text in any encoding we read: they hold too many control characters."""
    marked = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head.decode("utf-16" if marked else _two_bytes(head) or "latin-1", "replace")
    controls = sum(1 for char in text if char < " " and char not in "\t\n\r\v\f\x1b")
    return controls > max(1, len(text) // 50)


def _two_bytes(head: bytes) -> str | None:
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > _WIDE and even < odd / 4:
        return "utf-16-le"
    return "utf-16-be" if even > _WIDE and odd < even / 4 else None


def _utf8_damage(file: BinaryIO) -> tuple[int, int]:
    """Return how many broken sequences and how many sound characters beyond ASCII the file holds when read as UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    broken = others = 0
    while piece := file.read(_PIECE):
        if piece.isascii():
            continue
        text = decoder.decode(piece)
        found = text.count("\ufffd")
        broken += found
        others += sum(len(run) for run in _BEYOND_ASCII.findall(text)) - found
    return broken + len(decoder.decode(b"", final=True)), others
