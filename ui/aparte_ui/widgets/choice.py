"""One choice among many in little room: Qt's drop-down, drawn as ours. Segmented is for the few that fit on a line.

The wheel does nothing: what scrolls under the pointer must not change an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QComboBox

from aparte_ui import accessible
from aparte_ui.widgets import frames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from aparte_ui.theme import Theme

_PADDING, _ICON = 10, 14


class Choice(QComboBox):
    """chosen: the key of an answer, by the person's hand. reached: the keyboard is here. The key "" is no answer."""

    chosen = Signal(str)
    reached = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None, *, inset: int = 0) -> None:
        """Offer nothing yet. name: what is chosen, for screen readers; inset: pixels left free on each side."""
        super().__init__(parent)
        self._theme, self._inset = theme, theme.px(inset)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.say(name)
        self.setFont(theme.font("body"))
        self.activated.connect(lambda _place: self.chosen.emit(self.key))
        theme.changed.connect(self.update)

    def say(self, name: str) -> None:
        """Name what is chosen, in another language."""
        accessible.name(self, name)
        accessible.name(self.view(), name)

    @property
    def key(self) -> str:
        """The key of the answer shown."""
        return str(self.currentData() or "")

    def offer(self, choices: Sequence[tuple[str, str]], key: str) -> None:
        """Offer (key, words) and show `key`."""
        self.clear()
        for one, words in choices:
            self.addItem(words, one)
        self.choose(key)

    def choose(self, key: str) -> None:
        """Show another answer, silently."""
        self.setCurrentIndex(max(0, self.findData(key)))
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        self.reached.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, the answer and the arrow; what is no answer, in grey."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = theme.color("select" if self.underMouse() else "sheet")
        box = QRectF(self.rect()).adjusted(self._inset, self._inset, -self._inset, -self._inset)
        frames.frame(painter, box, theme.radius("control"), fill=fill, border=frames.line(theme.color("line_strong")))
        pad, icon = theme.px(_PADDING), theme.px(_ICON)
        words = box.adjusted(pad, 0, -pad - icon, 0)
        painter.setFont(self.font())
        painter.setPen(theme.color("ink" if self.key else "ink2"))
        said = QFontMetricsF(self.font()).elidedText(self.currentText(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, said)
        at = QPointF(box.right() - pad - icon + 4, box.center().y() - icon / 2)
        theme.paint_icon(painter, "chevron-down", "ink2", at, _ICON)
