"""The shapes of the marks, under words and alone: shape first, colour second, so that grey paper tells them apart.

irony: two solid lines · sensitive: round dots · fact: dashes · rule: a wave · spelling: fine points · over: a
thick line.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from aparte_ui.theme import Theme
from aparte_ui.widgets import frames

COLOURS = {
    "irony": "irony",
    "sensitive": "judge",
    "fact": "judge",
    "rule": "rule",
    "spelling": "ink3",
    "over": "block",
}
WASHES = {
    "irony": "irony_wash",
    "sensitive": "judge_wash",
    "fact": "judge_wash",
    "rule": "rule_wash",
    "spelling": "select",
    "over": "block_wash",
}
GLYPH_WIDTH = 14


def underline(painter: QPainter, kind: str, colour: QColor, span: QLineF) -> None:
    """Draw the mark `kind` along `span`, a horizontal line just under the letters."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind == "irony":
        painter.setPen(frames.line(colour, 1.4))
        painter.drawLine(span)
        painter.drawLine(span.translated(0, 3))
    elif kind == "rule":
        painter.setPen(QPen(colour, 1.2))
        painter.drawPath(_wave(span))
    else:
        painter.setPen(_PENS[kind](colour))
        painter.drawLine(QLineF(span.x1() + 1, span.y1() + 1, span.x2(), span.y2() + 1))
    painter.restore()


def glyph(painter: QPainter, kind: str, theme: Theme, middle: QPointF) -> None:
    """Draw the mark alone, 14 px wide, around `middle`."""
    half = theme.px(GLYPH_WIDTH) / 2
    left, right = middle.x() - half, middle.x() + half
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = theme.color(COLOURS[kind])
    if kind == "irony":
        painter.setPen(frames.line(colour, 1.7))
        for y in (middle.y() - 2.5, middle.y() + 2.5):
            painter.drawLine(QLineF(left, y, right, y))
    elif kind == "rule":
        painter.setPen(QPen(colour, 1.7))
        painter.drawPath(_wave(QLineF(left, middle.y(), right, middle.y()), height=2.0, length=half / 2))
    else:
        painter.setPen(_PENS[kind](colour))
        painter.drawLine(QLineF(left + 1, middle.y(), right, middle.y()))
    painter.restore()


def hatch(painter: QPainter, box: QRectF, colour: QColor, step: float = 6.0, width: float = 1.2) -> None:
    """Fill `box` with diagonal lines."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, width))
    x, high = box.left() - box.height(), box.height()
    while x < box.right():
        painter.drawLine(QLineF(x, box.bottom(), x + high, box.top()))
        x += step
    painter.restore()


class Glyph(QLabel):
    """A mark alone, in a list or a gate; `said` is what a screen reader hears."""

    def __init__(self, theme: Theme, kind: str, said: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_kind(self, kind: str, said: str) -> None:
        """Show another mark."""
        self._kind = kind
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of a glyph beside a line of body text."""
        return QSize(self._theme.px(GLYPH_WIDTH) + 2, self._theme.px(16))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        glyph(QPainter(self), self._kind, self._theme, QPointF(self.width() / 2, self.height() / 2))


def _dots(colour: QColor) -> QPen:
    pen = QPen(colour, 2.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 1.75])
    return pen


def _fine_points(colour: QColor) -> QPen:
    pen = frames.line(colour, 1.2)
    pen.setDashPattern([1.0, 1.6])
    return pen


def _dashes(colour: QColor) -> QPen:
    return frames.dashes(colour, 1.8, (2.8, 1.9))


def _thick(colour: QColor) -> QPen:
    return frames.line(colour, 2.0)


_PENS: dict[str, Callable[[QColor], QPen]] = {
    "sensitive": _dots,
    "fact": _dashes,
    "spelling": _fine_points,
    "over": _thick,
}


def _wave(span: QLineF, height: float = 1.2, length: float = 3.0) -> QPainterPath:
    """Return a wave of half-lengths `length`; the last one is shortened to end exactly with the span."""
    path = QPainterPath(span.p1())
    x, y, up = span.x1(), span.y1() + 1, True
    path.moveTo(x, y)
    while x < span.x2() - 0.5:
        step = min(length, span.x2() - x)
        path.quadTo(x + step / 2, y + (-height if up else height) * 1.6, x + step, y)
        x, up = x + step, not up
    return path
