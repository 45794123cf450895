"""Chips: small round choices, with a count, or removable filters."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from aparte.i18n import _
from aparte_ui import accessible, numbers
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames
from aparte_ui.widgets.painted import PaintedButton

_HEIGHT = 28
_PADDING = 12
_CROSS = 12


class Chip(PaintedButton):
    """A choice (checkable), a suggestion (plain) or a filter with a cross (removable)."""

    removed = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        count: int | None = None,
        checkable: bool = False,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._label, self._count, self._removable = text, count, removable
        self.setCheckable(checkable)
        self.setProperty("ring_radius", theme.radius("chip"))
        self.toggled.connect(self.updateGeometry)
        self.retranslate()

    def set_text(self, text: str, count: int | None = None) -> None:
        """Change the words and the count."""
        self._label, self._count = text, count
        self.retranslate()

    def retranslate(self) -> None:
        """Say the chip in the language of the screen."""
        accessible.name(self, self._words(), _("Delete removes this filter.") if self._removable else "")
        self.updateGeometry()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove the filter when the cross is clicked."""
        if self._removable and self.isDown() and event.position().x() > self.width() - self._theme.px(_CROSS + 12):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the filter on Delete or Backspace."""
        if self._removable and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room of the words, as wide checked as not."""
        strong = QFontMetricsF(self._theme.font("body", 600)) if self.isCheckable() else QFontMetricsF(self._letters())
        wide = strong.horizontalAdvance(self._words()) + 2 * self._theme.px(_PADDING)
        if self._removable:
            wide += self._theme.px(_CROSS + 2)
        return QSize(round(wide) + 1, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip in its state."""
        painter, theme = QPainter(self), self._theme
        on, box = self.isChecked(), QRectF(self.rect())
        fill = theme.color("ink") if on else theme.color("select") if self.underMouse() else None
        border = None if on else frames.line(theme.color("line_strong" if self.underMouse() else "line"))
        frames.frame(painter, box, min(theme.radius("chip"), self.height() / 2), fill=fill, border=border)
        painter.setFont(self._letters())
        painter.setPen(theme.color("sheet" if on else "ink2"))
        across = Qt.AlignmentFlag.AlignLeft if self._removable else Qt.AlignmentFlag.AlignHCenter
        side = theme.px(_PADDING) if self._removable else 0
        painter.drawText(box.adjusted(side, 0, -side, 0), Qt.AlignmentFlag.AlignVCenter | across, self._words())
        if self._removable:
            size = theme.px(_CROSS)
            at = QPointF(self.width() - theme.px(_PADDING) - size + 2, (self.height() - size) / 2)
            theme.paint_icon(painter, "close", "ink2", at, _CROSS)

    def _words(self) -> str:
        return self._label if self._count is None else f"{self._label} {numbers.number(self._count)}"

    def _letters(self) -> QFont:
        return self._theme.font("body", 600 if self.isChecked() else 400)
