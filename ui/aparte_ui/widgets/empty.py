"""An empty place: one aside in the machine's voice, one sentence, one action."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aparte_ui.theme import Theme
from aparte_ui.widgets.button import Button, Kind, Size
from aparte_ui.widgets.text import Text


class Empty(QWidget):
    """What a place says while there is nothing to show in it."""

    acted = Signal()

    def __init__(self, theme: Theme, *, action_kind: Kind = "rest", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aside = Text(theme, "section", italic=True, wrap=True, parent=self)
        self._sentence = Text(theme, "body", colour="ink2", wrap=True, parent=self)
        size: Size = "small" if action_kind == "rest" else "normal"
        self.action = Button(theme, kind=action_kind, size=size, flush=action_kind == "quiet", parent=self)
        self.action.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._aside)
        column.addWidget(self._sentence)
        column.addSpacing(theme.px(6))
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def say(self, aside: str, sentence: str, action: str = "", key: str = "") -> None:
        """Show these words; no action, no button."""
        self._aside.set_text(aside)
        self._sentence.set_text(sentence)
        self.action.set_text(action)
        self.action.set_key(key)
        self.action.setVisible(bool(action))
