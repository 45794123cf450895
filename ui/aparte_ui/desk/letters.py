"""What may enter a draft from outside, and what one press of Backspace takes away."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtGui import QTextCursor

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0\ufdd1\ufffc]")
_JOINED = re.compile("[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_SENTENCE_ENDS = frozenset(".!?…")
_NO_COMMA_AFTER = _SENTENCE_ENDS | {"", ","}
_PARAGRAPH = "\u2029"


def plain(text: str) -> str:
    """Return pasted text as a draft keeps it: one kind of line end, no control character, no lone surrogate."""
    ended = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return "".join(letter for letter in ended if unicodedata.category(letter) != "Cs") if _has_lone(ended) else ended


def written(raw: str) -> str:
    """Return Qt's raw text as we write it: its separators are line feeds; no-break spaces stay."""
    return raw.replace(_PARAGRAPH, "\n").replace("\u2028", "\n")


def leave_out(text: str, start: int, end: int) -> str:
    """Return `text` without a stretch, and without the space or the comma that only served it."""
    before, after = text[:start], text[end:]
    if not before or before[-1].isspace():
        after = after.removeprefix(" ")
    if after[:1] == "," and before.rstrip()[-1:] in _NO_COMMA_AFTER:
        after = after[1:].lstrip(" ")
    if after.lstrip()[:1] in _SENTENCE_ENDS:
        before = before.rstrip(" ").removesuffix(",")
    return before + after


def backspace(cursor: QTextCursor) -> bool:
    """Delete a whole emoji sequence before the cursor (a family, a flag, a skin tone); else do nothing, return False.

    Qt takes away one code point, which turns a family into its parents; for letters with accents that is right.
    """
    if cursor.hasSelection():
        return False
    before = QTextCursor(cursor)
    before.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
    if not _JOINED.search(before.selectedText()):
        return False
    before.removeSelectedText()
    return True


def _has_lone(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
