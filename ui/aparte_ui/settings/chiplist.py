"""Chips that can be taken out one by one: the client's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from aparte_ui import accessible
from aparte_ui.settings.wrap import Wrap
from aparte_ui.widgets.chips import Chip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte_ui.theme import Theme

_GAP = 6


class ChipList(QWidget):
    """removed: the word whose chip was taken out."""

    removed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Show none."""
        super().__init__()
        self._theme = theme
        self._why = ""
        self.chips: dict[str, Chip] = {}
        self._flow = Wrap(self, theme.px(_GAP))
        self.hide()

    def show_words(self, words: Sequence[str], why: str) -> None:
        """Show `words` in this order; `why` tells a screen reader how one is taken out."""
        if (list(self.chips), self._why) == (list(words), why):
            return
        focused = self.window().focusWidget()
        held = next((place for place, chip in enumerate(self.chips.values()) if chip is focused), None)
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._why = why
        self.chips = {word: self._chip(word) for word in words}
        self.setVisible(bool(words))
        self.updateGeometry()
        if held is not None and words:
            near = list(self.chips.values())[min(held, len(words) - 1)]
            # Qt would show it a moment later, and what is not shown takes no keyboard.
            near.show()
            near.setFocus(Qt.FocusReason.TabFocusReason)

    def _chip(self, word: str) -> Chip:
        chip = Chip(self._theme, word, removable=True)
        accessible.name(chip, word, self._why)
        chip.removed.connect(lambda: self.removed.emit(word))
        self._flow.addWidget(chip)
        return chip
