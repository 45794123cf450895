"""Two-state controls: a switch with its words, and a tick."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from aparte_ui import accessible
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames
from aparte_ui.widgets.painted import PaintedCheck

_TRACK = (36, 20)
TICK_SIDE = 17
_GAP = 12


class Switch(PaintedCheck):
    """On or off at once; `note` is a second, smaller line that says what it does."""

    def __init__(self, theme: Theme, text: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, text, parent)
        self._note = note
        accessible.name(self, text, note)

    def set_texts(self, text: str, note: str = "") -> None:
        """Write the words again, in another language or state."""
        self._said, self._note = text, note
        accessible.name(self, text, note)
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        """Return the switch and its words."""
        theme = self._theme
        strong = QFontMetricsF(theme.font("body", 600)).horizontalAdvance(self._said)
        note = QFontMetricsF(theme.font("small")).horizontalAdvance(self._note)
        wide = theme.px(_TRACK[0] + _GAP) + round(max(strong, note)) + 2
        return QSize(wide, theme.px(40 if self._note else 28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track, the knob and the words."""
        painter, theme = QPainter(self), self._theme
        wide, high = theme.px(_TRACK[0]), theme.px(_TRACK[1])
        track = QRectF(0, (self.height() - high) / 2, wide, high)
        on = self.isChecked()
        border = None if on else frames.line(theme.color("line_strong"), 1.5)
        frames.frame(painter, track, high / 2, fill=theme.color("ink" if on else "sheet"), border=border)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sheet" if on else "line_strong"))
        knob = track.right() - high / 2 if on else track.left() + high / 2
        painter.drawEllipse(QPointF(knob, track.center().y()), high / 2 - 4, high / 2 - 4)
        _write(
            painter, theme, QRectF(self.rect()).adjusted(theme.px(_TRACK[0] + _GAP), 0, 0, 0), self._said, self._note
        )


class Tick(PaintedCheck):
    """A box to tick, with its words."""

    def set_text(self, text: str) -> None:
        """Write the words again."""
        self._said = text
        self.setAccessibleName(text)
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        """Return the box and its words."""
        theme = self._theme
        letters = QFontMetricsF(theme.font("body")).horizontalAdvance(self._said)
        return QSize(theme.px(TICK_SIDE) + (theme.px(9) + round(letters) + 2 if self._said else 1), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, its tick and the words."""
        painter, theme = QPainter(self), self._theme
        side = theme.px(TICK_SIDE)
        at = QPointF(0, round((self.height() - side) / 2))
        paint_tick(painter, theme, at, on=self.isChecked(), hovered=self.underMouse())
        if self._said:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color("ink2" if self.isEnabled() else "ink3"))
            words = QRectF(self.rect()).adjusted(side + theme.px(9), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._said)


def paint_tick(painter: QPainter, theme: Theme, at: QPointF, *, on: bool, hovered: bool) -> None:
    """Draw the box of a tick with its upper left corner at `at`: the rows of a list have ticks too."""
    side = theme.px(TICK_SIDE)
    box = QRectF(at.x(), at.y(), side, side)
    fill = theme.color("ink" if on else "select" if hovered else "sheet")
    border = None if on else frames.line(theme.color("line_strong"))
    frames.frame(painter, box, theme.px(4), fill=fill, border=border)
    if on:
        theme.paint_icon(painter, "check", "sheet", box.topLeft() + QPointF(2, 2), TICK_SIDE - 4)


def _write(painter: QPainter, theme: Theme, box: QRectF, strong: str, note: str) -> None:
    painter.setFont(theme.font("body", 600))
    painter.setPen(theme.color("ink"))
    if not note:
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, strong)
        return
    upper = QRectF(box.left(), box.top(), box.width(), box.height() / 2)
    painter.drawText(upper, Qt.AlignmentFlag.AlignBottom, strong)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("ink3"))
    painter.drawText(upper.translated(0, box.height() / 2 + 1), Qt.AlignmentFlag.AlignTop, note)
