"""Crisp frames: a filled rounded rectangle with a one-pixel border, whole or dashed, and a thick left edge."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

DASH = (3.0, 2.5)
EDGE_DASH = (3.2, 2.6)
EDGE_WIDTH = 4


def frame(
    painter: QPainter, box: QRectF, radius: float, *, fill: QColor | None = None, border: QPen | None = None
) -> None:
    """Draw a rounded rectangle; the border lies inside `box`, on whole pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(border if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    inset = border.widthF() / 2 if border is not None else 0.0
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)


def line(colour: QColor, width: float = 1.0) -> QPen:
    """Return a whole pen with square ends."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def dashes(colour: QColor, width: float = 1.0, pattern: tuple[float, float] = DASH) -> QPen:
    """Return a dashed pen; the pattern is in widths of the pen."""
    pen = line(colour, width)
    pen.setDashPattern(list(pattern))
    return pen


def thick_edge(painter: QPainter, box: QRectF, radius: float, colour: QColor, width: float = EDGE_WIDTH) -> None:
    """Draw the left edge of a frame as a thick band that follows its corners."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(QRectF(box.left(), box.top(), width, box.height()), colour)
    painter.restore()


def dashed_edge(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Draw the left edge of a frame as long dashes: the sign that a model wrote what is inside."""
    painter.setPen(dashes(colour, 2.0, EDGE_DASH))
    x = box.left() + 1
    painter.drawLine(QLineF(x, box.top(), x, box.bottom()))


def model_frame(painter: QPainter, box: QRectF, radius: float, fill: QColor, border: QColor) -> None:
    """Draw a frame square and open on its left, where `dashed_edge` goes."""
    inner = box.adjusted(1, 0.5, -0.5, -0.5)
    path = QPainterPath(inner.topLeft())
    path.lineTo(inner.right() - radius, inner.top())
    path.quadTo(inner.right(), inner.top(), inner.right(), inner.top() + radius)
    path.lineTo(inner.right(), inner.bottom() - radius)
    path.quadTo(inner.right(), inner.bottom(), inner.right() - radius, inner.bottom())
    path.lineTo(inner.left(), inner.bottom())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, fill)
    painter.setPen(line(border))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
