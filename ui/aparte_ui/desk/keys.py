"""The keys of the desk. They refuse to act in the middle of a letter: a dead key or an input method owns the keyboard.

On a French keyboard the digit row types other signs: they count as the digits they stand on.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

DIGITS = ("1&", "2é", '3"', "4'")
"""What the first four keys of the digit row type, with and without Shift, on an English or a French keyboard."""


def bind(place: QWidget, acts: Mapping[str, Callable[[], object]], composing: Callable[[], bool]) -> None:
    """Make each key of `acts` do its act anywhere in `place`, unless a letter is being composed."""
    for key, act in acts.items():
        shortcut = QShortcut(QKeySequence(key), place)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda do=act: None if composing() else do())


def with_digits(modifier: str, act: Callable[[int], object]) -> dict[str, Callable[[], object]]:
    """Return the keys that do `act` of 0, 1, 2, 3: the `modifier` with a digit, as both keyboards type it."""
    return {f"{modifier}+{sign.upper()}": partial(act, at) for at, signs in enumerate(DIGITS) for sign in signs}


def digit_of(typed: str) -> int | None:
    """Return 0 for the key 1, and so on to 3; None for anything else that is typed."""
    return next((at for at, signs in enumerate(DIGITS) if typed and typed in signs), None)
