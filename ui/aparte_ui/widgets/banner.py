"""One alert at most, at the top of a list: a drawing, why in figures, one action."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte_ui import accessible
from aparte_ui.theme import Theme
from aparte_ui.widgets.button import Button, Kind
from aparte_ui.widgets.card import Card
from aparte_ui.widgets.drawing import Drawing
from aparte_ui.widgets.strokes import COLOURS, Glyph
from aparte_ui.widgets.text import Text

_MARGINS = (16, 10, 12, 10)


class Banner(Card):
    """An alert ("block"), a guard ("irony", "judge", "rule") or good news ("ok"); sign: a drawing, or a mark's kind."""

    acted = Signal()

    def __init__(self, theme: Theme, tone: str = "block", sign: str = "octagon", parent: QWidget | None = None) -> None:
        super().__init__(theme, fill=f"{tone}_wash", border=tone, edge=tone, parent=parent)
        self._said = Text(theme, "body", weight=600 if tone == "block" else 400, wrap=True, parent=self)
        self._note = Text(theme, "small", colour="ink2", wrap=True, parent=self)
        self._note.hide()
        kind: Kind = "rest" if tone == "block" else "quiet"
        self.action = Button(theme, kind=kind, size="small", parent=self)
        self.action.hide()
        self.action.clicked.connect(self.acted)
        drawing = Glyph(theme, sign, "", self) if sign in COLOURS else Drawing(theme, sign, tone, 18, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.px(side) for side in _MARGINS))
        row.setSpacing(theme.px(12))
        row.addWidget(drawing, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._said)
        words.addWidget(self._note)
        row.addLayout(words, 1)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, sentence: str, note: str = "", action: str = "", key: str = "") -> None:
        """Show the alert, its reason, and one action."""
        self._said.set_text(sentence)
        self._note.set_text(note)
        self._note.setVisible(bool(note))
        self.action.set_text(action)
        self.action.set_key(key)
        self.action.setVisible(bool(action))
        accessible.name(self, sentence, note)
