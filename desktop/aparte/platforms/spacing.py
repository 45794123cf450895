"""The spaces a typographer knows, and their cost: U+202F weighs 2 on X, U+00A0 weighs 1 (twitter-text, config v3)."""

from __future__ import annotations

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_BLANKS = frozenset((" ", NO_BREAK, NARROW, "\u2009"))


def thin(on_x: bool) -> str:  # noqa: FBT001 - the one question there is
    """Return the space before ; ! ? in France: narrow, but where it would cost a character more."""
    return NO_BREAK if on_x else NARROW


def is_blank(letter: str) -> bool:
    """Say whether `letter` is a space of a line, breaking or not."""
    return letter in _BLANKS
