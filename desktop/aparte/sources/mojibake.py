"""Text that Meta's exports write wrong: each byte of its UTF-8 as a character of its own, keys too ("Ã©" for "é").

It refuses to guess: what could not have come from that damage - any character above U+00FF, bytes that are no UTF-8 -
is left as it stands.
"""

from __future__ import annotations


def repair(text: str) -> str:
    """Return what `text` said before each byte of its UTF-8 was written as a character; a sound text unchanged."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
