"""A thin bar: how much of something, with an optional dotted limit ("memory you have free")."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from aparte_ui import accessible
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames

_PARTS = 1000


class Bar(QProgressBar):
    """A bar from 0 to 1. thick: 8 px instead of 4."""

    def __init__(self, theme: Theme, *, thick: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._height = 8 if thick else 4
        self._limit: float | None = None
        self._colour = "ink"
        self.setRange(0, _PARTS)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_share(self, share: float, said: str = "", *, limit: float | None = None, colour: str = "ink") -> None:
        """Fill the bar up to `share`, with a dotted line at `limit`; said: the same in words."""
        self._limit, self._colour = limit, colour
        self.setValue(round(max(0.0, min(1.0, share)) * _PARTS))
        accessible.name(self, said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the bar, and the room of its limit."""
        return QSize(self._theme.px(120), self._theme.px(self._height + (8 if self._height > 4 else 0)))

    def minimumSizeHint(self) -> QSize:
        """Return a short bar."""
        return QSize(self._theme.px(40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track, what is filled, and the limit."""
        painter, theme = QPainter(self), self._theme
        high = theme.px(self._height)
        track = QRectF(0, (self.height() - high) / 2, self.width(), high)
        frames.frame(painter, track, high / 2, fill=theme.color("track"))
        filled = QRectF(track.left(), track.top(), track.width() * self.value() / _PARTS, high)
        if filled.width() > 0:
            frames.frame(painter, filled, min(high, filled.width()) / 2, fill=theme.color(self._colour))
        if self._limit is not None:
            x = round(self.width() * self._limit) + 0.5
            painter.setPen(frames.dashes(theme.color("ink"), 1.6, (1.6, 1.2)))
            painter.drawLine(QLineF(x, 0, x, self.height()))
