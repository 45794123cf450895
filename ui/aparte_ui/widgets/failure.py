"""A failure, calmly: what failed with its numbers, what is safe, two ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte_ui import accessible
from aparte_ui.theme import Theme
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.card import Card
from aparte_ui.widgets.drawing import Drawing
from aparte_ui.widgets.text import Text


class Failure(Card):
    """A card with the warning drawing. retried: the first way out; other_way: the second."""

    retried = Signal()
    other_way = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge="block", parent=parent)
        self._title = Text(theme, "body", weight=600, wrap=True, parent=self)
        self._sentence = Text(theme, "body", colour="ink2", wrap=True, parent=self)
        self.first = Button(theme, size="small", parent=self)
        self.second = Button(theme, kind="quiet", size="small", parent=self)
        self.first.clicked.connect(self.retried)
        self.second.clicked.connect(self.other_way)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(22), theme.px(14), theme.px(18), theme.px(14))
        column.setSpacing(theme.px(8))
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(Drawing(theme, "warning", "block", 18, self), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        column.addLayout(head)
        column.addWidget(self._sentence)
        ways = QHBoxLayout()
        ways.setSpacing(theme.px(6))
        ways.addWidget(self.first)
        ways.addWidget(self.second)
        ways.addStretch(1)
        column.addLayout(ways)

    def say(self, title: str, sentence: str, first: str = "", second: str = "") -> None:
        """Show what failed, what is safe, and the ways out."""
        self._title.set_text(title)
        self._sentence.set_text(sentence)
        for button, text in ((self.first, first), (self.second, second)):
            button.set_text(text)
            button.setVisible(bool(text))
        accessible.name(self, title, sentence)
