"""Tone as dots on rulers that share one baseline: comparable, readable aloud, no invented shape.

A band, when one is known, is the usual range: a filled dot is inside it, a hollow one with a strong label is outside.
Without a band there is only a dot; nothing is called high or low.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from aparte.i18n import _
from aparte_ui import accessible
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames

ROW = 24
_LABEL_SHARE = 0.3
_NOTE = 84
_BAND = 9
_DOT = 5.5


@dataclass(frozen=True)
class Ruler:
    """One axis. value: 0 to 1; band: the usual range, or None while it is not known."""

    label: str
    value: float
    band: tuple[float, float] | None = None

    @property
    def outside(self) -> int:
        """Return 1 above the band, -1 below it, 0 inside or without one."""
        if self.band is None:
            return 0
        low, high = self.band
        return (self.value > high) - (self.value < low)


class Rulers(QLabel):
    """Rulers one under the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[Ruler, ...] = ()
        self._subject = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_rows(self, rows: Sequence[Ruler], subject: str = "") -> None:
        """Show these axes. subject: what they measure ("Tone"), for screen readers."""
        if (tuple(rows), subject) == (self._rows, self._subject):
            return
        taller = len(rows) != len(self._rows)
        self._rows, self._subject = tuple(rows), subject
        self.retranslate()
        if taller:
            self.updateGeometry()

    def retranslate(self) -> None:
        """Say the rulers in the language of the screen (the labels are given again by `set_rows`)."""
        accessible.name(self, self._said())
        self.update()

    def sizeHint(self) -> QSize:
        """Return one row an axis."""
        return QSize(self._theme.px(260), self._theme.px(ROW) * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which labels and dots stay apart."""
        return QSize(self._theme.px(180), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each ruler."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, row in enumerate(self._rows):
            high = self._theme.px(ROW)
            self._paint_row(painter, row, QRectF(0, index * high, self.width(), high))

    def _paint_row(self, painter: QPainter, row: Ruler, box: QRectF) -> None:
        theme, strong = self._theme, row.outside != 0
        start = box.width() * _LABEL_SHARE
        painter.setFont(theme.font("body", 600 if strong else 400))
        painter.setPen(theme.color("ink"))
        painter.drawText(QRectF(0, box.top(), start, box.height()), Qt.AlignmentFlag.AlignVCenter, row.label)
        noted = any(other.band for other in self._rows)
        end = box.width() - (theme.px(_NOTE) if noted else theme.px(_DOT) + 1)
        if strong:
            painter.setFont(theme.font("small", 600))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _note(row))
        self._paint_axis(painter, row, QLineF(start, box.center().y(), end, box.center().y()))

    def _paint_axis(self, painter: QPainter, row: Ruler, axis: QLineF) -> None:
        theme, y, half = self._theme, axis.y1(), self._theme.px(_BAND) / 2
        painter.setPen(frames.line(theme.color("line_strong")))
        painter.setOpacity(0.7)
        painter.drawLine(QLineF(axis.x1(), round(y) + 0.5, axis.x2(), round(y) + 0.5))
        painter.setOpacity(1)
        if row.band is not None:
            left, right = axis.pointAt(row.band[0]).x(), axis.pointAt(row.band[1]).x()
            frames.frame(painter, QRectF(left, y - half, right - left, 2 * half), half, fill=theme.color("band"))
        self._paint_dot(painter, axis.pointAt(max(0.0, min(1.0, row.value))), hollow=row.outside != 0)

    def _paint_dot(self, painter: QPainter, middle: QPointF, *, hollow: bool) -> None:
        radius = self._theme.px(_DOT)
        if hollow:
            painter.setPen(frames.line(self._theme.color("ink"), 3))
            painter.setBrush(self._theme.color("sheet"))
            painter.drawEllipse(middle, radius - 1.5, radius - 1.5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("ink"))
            painter.drawEllipse(middle, radius, radius)

    def _said(self) -> str:
        said = []
        for row in self._rows:
            words = _("{label}: {value} in 10").format(label=row.label, value=round(row.value * 10))
            said.append(f"{words}, {_note(row)}" if row.outside else words)
        return "; ".join(([self._subject] if self._subject else []) + said)


def _note(row: Ruler) -> str:
    return _("higher") if row.outside > 0 else _("lower")
