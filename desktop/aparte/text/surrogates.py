"""Lone surrogates: half a character that Python can hold and UTF-8 can't. Read as U+FFFD, one for one.

It refuses to join two halves into one character: offsets must stay those of the text as given (CONTRACT.md).
"""

from __future__ import annotations

FIRST, LAST = "\ud800", "\udfff"
REPLACEMENT = "�"


def without_lone_surrogates(text: str) -> str:
    """Return `text` with each surrogate replaced by U+FFFD; the same object when there is none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join(REPLACEMENT if FIRST <= char <= LAST else char for char in text)
    return text
