"""Which letters the bytes of a table stand for: UTF-8, UTF-16, or one of the Western pages, decided on the whole file.

The decision reads every byte once, in pieces: an accent of the other page may come in the last line. Among the pages of
one byte a letter, the one that puts accents where French, Spanish and German have them wins; Windows' is preferred.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PAGES = ("cp1252", "iso8859-15", "mac-roman", "cp850", "cp1251")
"""Pages of one byte a letter, the most usual first."""
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_AROUND = re.compile(rb"(?s)(?=(.?[\x80-\xff].?))")
LENIENT = "aparte.western"
"""The error handler to read with: what is not UTF-8 in a UTF-8 file came from a Windows program."""
_PIECE = 2**20
_WIDE = 0.3
"""Share of zero bytes at even or odd places above which Latin text is written in two bytes a letter."""
_STRAY = 1.0
"""Broken sequences for one sound character in a file that is UTF-8 all the same: other pages hardly ever make one."""
_MOST_PAIRS = 5_000
_LETTERS = frozenset("éèêëàâäùûüîïôöçœæñáíóúßÉÈÊÀÂÇŒÔÎÛÙÄÖÜÑ")
_SIGNS = frozenset("€«»’‘“”–—…·•°º²³½×©®™£§¿¡\xa0")
_CYRILLIC = re.compile("[а-яё]{2}|[А-ЯЁ][а-яё]|[А-ЯЁ]{2}")


def encoding_of(file: BinaryIO) -> str:
    """Return the codec that reads `file`, byte-order mark left out; the file is put back at its beginning."""
    head = file.read(_PIECE)
    file.seek(0)
    for mark, name in _MARKS[1:]:
        if head.startswith(mark):
            return name
    wide = _two_bytes(head)
    if wide:
        return wide
    broken, others = _utf8_damage(file)
    file.seek(0)
    if broken <= others * _STRAY:
        return "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"
    page = _page(file)
    file.seek(0)
    return page


def _western(error: UnicodeError) -> tuple[str, int]:
    """Read a byte that is no UTF-8 as Windows wrote it, when it stands alone; the pieces of a cut emoji are lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start = error.object, error.start
    alone = not any(byte > 0x7F for byte in (*data[max(0, start - 1) : start], *data[start + 1 : start + 2]))
    read = data[start : start + 1].decode("cp1252", "replace") if alone else "\ufffd"
    return read, start + 1 if alone else error.end


codecs.register_error(LENIENT, _western)


def is_binary(head: bytes) -> bool:
    """Tell whether these first bytes are no text in any encoding we read: they hold too many control characters."""
    marked = next((name for mark, name in _MARKS[1:] if head.startswith(mark)), None)
    text = head.decode(marked or _two_bytes(head) or "latin-1", "replace")
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


def _page(file: BinaryIO) -> str:
    """Return the page whose letters stand where words have them, each byte seen with its neighbours."""
    seen: Counter[bytes] = Counter()
    while piece := file.read(_PIECE):
        seen.update(_AROUND.findall(piece))
        if len(seen) > _MOST_PAIRS:
            break
    return max(_PAGES, key=lambda page: (_likeness(seen, page), -_PAGES.index(page)))


def _likeness(seen: Counter[bytes], page: str) -> float:
    total = 0.0
    for around, count in seen.items():
        text = around.decode(page, "replace")
        total += count * _worth(text, text[1] if len(text) > 1 and text[1] > "\x7f" else text[0], page)
    return total


def _worth(text: str, char: str, page: str) -> float:
    """Return what a character beyond ASCII says for its page, seen between its neighbours: 1 for, -1 against."""
    if char == "\ufffd" or "\x80" <= char < "\xa0":
        return -1.0
    if page == "cp1251":
        return 0.9 if _CYRILLIC.search(text) else -0.2
    before, after = text[0] if text[0] != char else "", text[-1] if text[-1] != char else ""
    if char in _LETTERS:
        small_before = before.isalpha() and before.islower()
        if char.isupper() and (small_before or (after.islower() and before.isalpha())):
            return -0.5
        return 1.0 if before.isalpha() or after.isalpha() else 0.3
    if char in _SIGNS:
        return -0.3 if before.isalpha() and after.isalpha() and char not in "’‘" else 0.6
    return -0.5
