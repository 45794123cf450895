"""The search field of the archive: 48 px, what is typed at the left, how many were found and how fast at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from aparte_ui import accessible
from aparte_ui.accessible import Announcer
from aparte_ui.archive.copied import holds_comments
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from aparte_ui.theme import Theme

_HEIGHT, _SIDE, _ICON = 48, 16, 18


class SearchBox(QLineEdit):
    """A large field; `textChanged` says each letter.

    left_down: Down was pressed, the list should take the keyboard; cleared: Esc was pressed, whatever was typed;
    lines_pasted: a text of several lines was pasted, which is nothing to search.
    """

    left_down = Signal()
    cleared = Signal()
    lines_pasted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Build an empty field."""
        super().__init__()
        self._theme = theme
        self._found = Text(theme, "body", colour="ink2", parent=self)
        self._announcer = Announcer(self)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, theme.px(_SIDE), 0)
        inside.addStretch(1)
        inside.addWidget(self._found, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._dress)
        self._dress()

    def say(self, name: str, placeholder: str) -> None:
        """Name the field in the language of the screen."""
        accessible.name(self, name, placeholder)
        self.setPlaceholderText(placeholder)

    def set_found(self, sentence: str) -> None:
        """Say how many were found."""
        self._found.set_text(sentence)
        self._announcer.say(sentence)
        self._leave_room()

    def found(self) -> str:
        """Return what is said at the right."""
        return self._found.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes to the list, Esc clears, a paste of several lines goes to who reads comments."""
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.cleared.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and holds_comments(
            copied := QGuiApplication.clipboard().text()
        ):
            self.lines_pasted.emit(copied)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then its drawing."""
        super().paintEvent(event)
        size = self._theme.px(_ICON)
        at = QPointF(self._theme.px(_SIDE), (self.height() - size) / 2)
        self._theme.paint_icon(QPainter(self), "search", "ink", at, _ICON)

    def sizeHint(self) -> QSize:
        """Return the height of the field; the style sheet's own is for small ones."""
        return QSize(super().sizeHint().width(), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return a short field of the same height."""
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    def _dress(self) -> None:
        self.setFont(self._theme.font("diff"))
        self._leave_room()

    def _leave_room(self) -> None:
        px = self._theme.px
        right = self._found.sizeHint().width() + px(_SIDE) if self._found.text() else 0
        self.setTextMargins(px(_SIDE + 12), 0, right, 0)
