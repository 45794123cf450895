"""Find in the draft: a field under the page; found words are marked as one types, Enter goes to the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui import numbers
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.iconbutton import IconButton
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from aparte_ui.theme import Theme


class FindBar(QWidget):
    """searched: the words and the step asked for (0 while typing, 1 next, -1 previous)."""

    searched = Signal(str, int)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start hidden; `open` shows the field."""
        super().__init__()
        self._at = 0
        self._field = Field(theme, _("Find in the draft"), icon="search")
        self._said = Text(theme, "small", colour="ink3")
        self._close = IconButton(theme, "close")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(10))
        row.addWidget(self._field, 1)
        row.addWidget(self._said)
        row.addWidget(self._close)
        self._field.edited.connect(lambda words: self._search(words, 0))
        self._field.entered.connect(lambda words: self._search(words, 1))
        self._close.clicked.connect(self.leave)
        self.retranslate()
        self.hide()

    def open(self) -> None:
        """Show the field and take the keyboard."""
        self.show()
        self._field.setFocus()
        self._field.line.selectAll()
        self._search(self._field.text(), 0)

    def leave(self) -> None:
        """Hide, and forget what was marked."""
        self.hide()
        self.searched.emit("", 0)
        self.closed.emit()

    def go(self, count: int, step: int) -> int:
        """Return which of `count` hits is current after `step`, around the ends; -1 when there is none."""
        self._at = (self._at + step) % count if count else -1
        if not self._field.text():
            self._said.set_text("")
        elif count:
            said = _("{n} of {m}").format(n=numbers.number(self._at + 1), m=numbers.number(count))
            self._said.set_text(said)
        else:
            self._said.set_text(_("not found"))
        return self._at

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._field.set_name(_("Find in the draft"), _("Find in the draft"))
        self._close.say(_("Close"), "Esc")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Up and Down go through the hits."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in steps:
            self._search(self._field.text(), steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _search(self, words: str, step: int) -> None:
        if not step:
            self._at = 0
        self.searched.emit(words, step)


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Return where `words` stand in `text`, case ignored, as (start, end) in code points."""
    if not words:
        return []
    return [match.span() for match in re.finditer(re.escape(words), text, re.IGNORECASE)]
