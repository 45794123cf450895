"""The curtain of the first run: one path, one gradient, five folds, a gold tie. Drawn aside once, then still.

Decoration only: it is never focused, never read aloud, and nothing depends on it.
"""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from aparte_ui.theme import Theme

RATIO = 2
WIDTH = 250
_TIE_AT = 0.668
_FOLDS = (0.24, 0.47, 0.70, 0.90)


class Curtain(QLabel):
    """The left curtain of an empty stage, as tall as it is given."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawn: QPixmap | None = None
        self._aside = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._drawing_aside = QVariantAnimation(self)
        self._drawing_aside.setStartValue(0.0)
        self._drawing_aside.setEndValue(1.0)
        self._drawing_aside.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._drawing_aside.valueChanged.connect(self._on_drawn_aside)
        theme.changed.connect(self._forget)

    def draw_aside(self) -> None:
        """Open the curtain, once; at once when motion is reduced."""
        duration = self._theme.motion_ms("curtain_first_run")
        if duration:
            self._drawing_aside.setDuration(duration)
            self._drawing_aside.start()

    def sizeHint(self) -> QSize:
        """Return its width; its height is the window's."""
        return QSize(self._theme.px(WIDTH), self._theme.px(600))

    def showEvent(self, event: QShowEvent) -> None:
        """Draw again for the size it now has."""
        self._forget()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the cached drawing, wider while it is being drawn aside."""
        wanted = self.size() * RATIO
        if self._drawn is None or self._drawn.size() != wanted:
            self._drawn = self._draw()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide = self.width() * (1 + 0.35 * (1 - self._aside))
        painter.drawPixmap(QRectF(0, 0, wide, self.height()), self._drawn, QRectF(self._drawn.rect()))

    def _draw(self) -> QPixmap:
        drawn = QPixmap(self.size() * RATIO)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.scale(RATIO, RATIO)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cloth, gathered = self._upper(1.0), self._lower(1.0)
        for path in (cloth, gathered):
            painter.fillPath(path, self._velvet())
        fold = QColor(self._theme.color("curtain")).darker(150)
        fold.setAlphaF(0.6)
        painter.setPen(QPen(fold, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for share in _FOLDS:
            painter.drawPath(self._edge(share))
            painter.drawPath(self._lower_edge(share))
        self._paint_tie(painter)
        painter.end()
        return drawn

    def _velvet(self) -> QLinearGradient:
        base = self._theme.color("curtain")
        velvet = QLinearGradient(0, 0, self.width(), 0)
        stops = ((0.0, 128), (0.2, 98), (0.42, 112), (0.55, 126), (0.68, 108), (0.85, 92), (1.0, 108))
        for at, darker in stops:
            velvet.setColorAt(at, base.darker(darker))
        return velvet

    def _edge(self, share: float) -> QPainterPath:
        """Return the fold at `share` of the width: straight above, drawn towards the tie."""
        wide, tie = self.width(), self.height() * _TIE_AT
        path = QPainterPath(QPointF(wide * share, 0))
        above = QPointF(wide * share, tie * 0.42)
        path.cubicTo(above, QPointF(wide * (0.25 + 0.53 * share), tie * 0.78), QPointF(wide * 0.35 * share, tie))
        return path

    def _lower_edge(self, share: float) -> QPainterPath:
        wide, high, tie = self.width(), self.height(), self.height() * _TIE_AT
        path = QPainterPath(QPointF(wide * 0.34 * share, tie))
        path.cubicTo(
            QPointF(wide * 0.40 * share, tie + (high - tie) * 0.3),
            QPointF(wide * 0.46 * share, tie + (high - tie) * 0.6),
            QPointF(wide * 0.47 * share, high),
        )
        return path

    def _upper(self, share: float) -> QPainterPath:
        path = self._edge(share)
        path.lineTo(0, self.height() * _TIE_AT)
        path.lineTo(0, 0)
        path.closeSubpath()
        return path

    def _lower(self, share: float) -> QPainterPath:
        path = self._lower_edge(share)
        path.lineTo(0, self.height())
        path.lineTo(0, self.height() * _TIE_AT)
        path.closeSubpath()
        return path

    def _paint_tie(self, painter: QPainter) -> None:
        wide, tie, high = self.width() * 0.36, self.height() * _TIE_AT, 34.0
        path = QPainterPath(QPointF(0, tie - high / 2))
        path.quadTo(QPointF(wide * 0.5, tie - high / 2 + 6), QPointF(wide, tie - high / 2 + 1))
        path.lineTo(wide + 2, tie + high / 2)
        path.quadTo(QPointF(wide * 0.5, tie + high / 2 + 6), QPointF(0, tie + high / 2 - 1))
        path.closeSubpath()
        painter.fillPath(path, self._theme.color("tie"))
        painter.setPen(QPen(self._theme.color("tie").darker(140), 1))
        for offset in (-7.0, 7.0):
            fold = QPainterPath(QPointF(0, tie + offset))
            fold.quadTo(QPointF(wide * 0.5, tie + offset + 6), QPointF(wide, tie + offset + 1))
            painter.drawPath(fold)

    def _on_drawn_aside(self, share: float) -> None:
        self._aside = share
        self.update()

    def _forget(self) -> None:
        self._drawn = None
        self.update()
