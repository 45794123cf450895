"""A place of the rail: a drawing over its name, a badge for what waits there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from aparte.i18n import ngettext
from aparte_ui import accessible, numbers
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames
from aparte_ui.widgets.painted import PaintedButton

_SIZE = (64, 52)
_ICON = 18
_MOST = 99


class RailButton(PaintedButton):
    """One place; checked while it is open."""

    def __init__(self, theme: Theme, icon: str, text: str, *, checkable: bool = True, parent: QWidget | None = None):
        super().__init__(theme, parent)
        self._drawing, self._label, self._waiting = icon, text, 0
        self.setCheckable(checkable)
        self.setAutoExclusive(checkable)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Name the place, in the language of the screen."""
        self._label = text
        self._say()

    def set_waiting(self, count: int) -> None:
        """Show how many things wait there; 0 shows no badge."""
        self._waiting = count
        self._say()

    def sizeHint(self) -> QSize:
        """Return the size of a place."""
        return QSize(self._theme.px(_SIZE[0]), self._theme.px(_SIZE[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the place."""
        painter, theme = QPainter(self), self._theme
        on, box = self.isChecked(), QRectF(self.rect())
        if on:
            border = frames.line(theme.color("line"))
            frames.frame(painter, box, theme.radius("card"), fill=theme.color("sheet"), border=border)
        elif self.underMouse():
            frames.frame(painter, box, theme.radius("card"), fill=theme.color("select"))
        size = theme.px(_ICON)
        # Large letters in a low window: the drawing alone, never half a word. Its name is still heard and shown on it.
        named = self.height() >= theme.px(_SIZE[1])
        top = theme.px(9) if named else (self.height() - size) / 2
        at = QPointF((self.width() - size) / 2, top)
        theme.paint_icon(painter, self._drawing, "ink" if on else "ink2", at, _ICON)
        painter.setFont(theme.font("caption", 600 if on else 400))
        painter.setPen(theme.color("ink" if on else "ink2"))
        words = QRectF(0, theme.px(29), self.width(), theme.px(18))
        if named:
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._label)
        if self._waiting:
            self._paint_badge(painter, at.x() + size)

    def _paint_badge(self, painter: QPainter, right_of_icon: float) -> None:
        theme = self._theme
        said = numbers.number(min(self._waiting, _MOST)) + ("+" if self._waiting > _MOST else "")
        letters = theme.font("caption", 600)
        high = theme.px(16)
        wide = max(high, round(QFontMetricsF(letters).horizontalAdvance(said)) + theme.px(8))
        box = QRectF(right_of_icon - theme.px(2), theme.px(4), wide, high)
        frames.frame(painter, box, high / 2, fill=theme.color("ink"))
        painter.setFont(letters)
        painter.setPen(theme.color("sheet"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)

    def _say(self) -> None:
        waiting = ngettext("{n} is waiting", "{n} are waiting", self._waiting).format(n=numbers.number(self._waiting))
        accessible.name(self, f"{self._label}, {waiting}" if self._waiting else self._label)
        self.setToolTip(self._label)
        self.update()
