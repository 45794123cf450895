"""The words of a recovery phrase, numbered, in the order they are copied: down each column, as one writes a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from aparte_ui import accessible
from aparte_ui.widgets.card import Card
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from aparte_ui.theme import Theme

_ACROSS = 3


class PhraseWords(Card):
    """One cell a word; a screen reader hears them as one list."""

    def __init__(self, theme: Theme, phrase: str) -> None:
        """Show the words of `phrase`."""
        super().__init__(theme)
        words = phrase.split()
        self.words = [Text(theme, "body", weight=600, text=word) for word in words]
        down = -(-len(words) // _ACROSS)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(8))
        for at, word in enumerate(self.words):
            number = Text(theme, "small", colour="ink3", text=str(at + 1))
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            number.setMinimumWidth(theme.px(18))
            grid.addWidget(number, at % down, 2 * (at // down))
            grid.addWidget(word, at % down, 2 * (at // down) + 1)
        for column in range(_ACROSS):
            grid.setColumnStretch(2 * column + 1, 1)
        accessible.name(self, ", ".join(f"{at} {word}" for at, word in enumerate(words, 1)))
