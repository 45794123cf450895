"""La salle: ten seats, ten readers. Solid up to the low bound, hatched up to the high one, outlined beyond.

Never a percentage, never without its words: `set_range` takes the sentence a screen reader says. Used for nothing else
than "how many of ten".
"""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QLineF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from aparte_ui import accessible
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames, strokes

COUNT = 10
_SEAT = (26, 24)
_GAP = 7
_SMALL_SEAT = (20, 18)
_SMALL_GAP = 6


class Seats(QLabel):
    """Ten seats. compact: the small row of lists."""

    def __init__(self, theme: Theme, *, compact: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._seat, self._gap = (_SMALL_SEAT, _SMALL_GAP) if compact else (_SEAT, _GAP)
        self._low, self._high = 0.0, 0.0
        self._from, self._to = (0.0, 0.0), (0.0, 0.0)
        self._filling = QVariantAnimation(self)
        self._filling.setStartValue(0.0)
        self._filling.setEndValue(1.0)
        self._filling.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._filling.valueChanged.connect(self._on_filled)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_range(self, low: int, high: int, said: str, why: str = "") -> None:
        """Fill `low` seats and hatch up to `high` (0 to 10). said: the caption's words; why: the reason."""
        accessible.name(self, said, why)
        target = (float(max(0, min(COUNT, low))), float(max(0, min(COUNT, high))))
        if target == self._to:
            return
        self._from, self._to = (self._low, self._high), target
        self._filling.stop()
        duration = self._theme.motion_ms("seats")
        if duration and self.isVisible():
            self._filling.setDuration(duration)
            self._filling.start()
        else:
            self._on_filled(1.0)

    def set_unknown(self, why: str) -> None:
        """Outline every seat: the text can't be judged, and `why`."""
        self.set_range(0, 0, why)

    @property
    def shown(self) -> tuple[int, int]:
        """The low and high numbers of seats now asked for."""
        return int(self._to[0]), int(self._to[1])

    def sizeHint(self) -> QSize:
        """Return the whole row."""
        wide = COUNT * self._seat[0] + (COUNT - 1) * self._gap
        return QSize(self._theme.px(wide), self._theme.px(self._seat[1]))

    def minimumSizeHint(self) -> QSize:
        """Return a row of narrower seats, still readable."""
        return QSize(self._theme.px(COUNT * 18), self._theme.px(self._seat[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ten seats."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = self._theme.px(self._gap)
        wide = min(self._theme.px(self._seat[0]), (self.width() - gap * (COUNT - 1)) / COUNT)
        high = self._theme.px(self._seat[1])
        for seat in range(COUNT):
            box = QRectF(round(seat * (wide + gap)), 0, round(wide), high)
            self._paint_seat(painter, box, _share(self._low, seat), _share(self._high, seat))

    def _paint_seat(self, painter: QPainter, box: QRectF, solid: float, hatched: float) -> None:
        irony, outline = self._theme.color("irony"), self._theme.color("line_strong")
        taken = solid > 0 or hatched > 0
        back = _back(box, self._theme.radius("seat"))
        colour = irony if taken else outline
        if taken:
            self._fill(painter, back, box, solid, hatched)
        painter.setPen(frames.line(colour, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(back)
        base = box.bottom() - 1
        painter.setPen(frames.line(colour, 1.6))
        painter.drawLine(QLineF(box.left(), base, box.right(), base))

    def _fill(self, painter: QPainter, back: QPainterPath, box: QRectF, solid: float, hatched: float) -> None:
        irony = self._theme.color("irony")
        painter.save()
        painter.setClipPath(back)
        if hatched > 0 and solid < 1:
            painter.fillRect(_from_below(box, hatched), self._theme.color("irony_wash"))
            strokes.hatch(painter, _from_below(box, hatched), QColor(irony), step=5.5, width=1.3)
        if solid > 0:
            painter.fillRect(_from_below(box, solid), irony)
        painter.restore()

    def _on_filled(self, share: float) -> None:
        self._low = self._from[0] + (self._to[0] - self._from[0]) * share
        self._high = self._from[1] + (self._to[1] - self._from[1]) * share
        self.update()


def _share(filled: float, seat: int) -> float:
    return max(0.0, min(1.0, filled - seat))


def _from_below(box: QRectF, share: float) -> QRectF:
    return QRectF(box.left(), box.top() + box.height() * (1 - share), box.width(), box.height() * share)


def _back(box: QRectF, radius: float) -> QPainterPath:
    """Return the back of a seat: round above, nearly square below, a little narrower than its base."""
    left, right = box.left() + box.width() * 0.08 + 0.7, box.right() - box.width() * 0.08 - 0.7
    top, bottom = box.top() + 0.7, box.bottom() - 4.2
    path = QPainterPath()
    path.moveTo(left, bottom)
    path.lineTo(left, top + radius)
    path.quadTo(left, top, left + radius, top)
    path.lineTo(right - radius, top)
    path.quadTo(right, top, right, top + radius)
    path.lineTo(right, bottom)
    path.closeSubpath()
    return path
