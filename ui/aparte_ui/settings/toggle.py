"""A switch without words of its own: they stand at the left of the row, and are said by screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from aparte_ui import accessible
from aparte_ui.widgets.switch import Switch

if TYPE_CHECKING:
    from aparte_ui.theme import Theme

_WIDTH, _HEIGHT = 36, 28


class Toggle(Switch):
    """On or off at once. `clicked` is a person's; `setChecked` alone shows what holds."""

    def __init__(self, theme: Theme) -> None:
        """Show the track alone."""
        super().__init__(theme, "")

    def say(self, words: str, note: str = "") -> None:
        """Name what is switched, and what that changes."""
        accessible.name(self, words, note)

    def sizeHint(self) -> QSize:
        """Return the track."""
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))
