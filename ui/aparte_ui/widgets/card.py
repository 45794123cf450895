"""A sheet of paper laid on the ground: a bordered panel, perhaps with a left edge that means something.

edge "model": long dashes, a model wrote what is inside · a colour's name: a thick band (failure, warning).
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from aparte_ui.theme import Theme
from aparte_ui.widgets import frames

MODEL_EDGE = "model"


class Card(QFrame):
    """A panel with a fill and a border, by the names of their colours."""

    def __init__(
        self,
        theme: Theme,
        *,
        fill: str = "sheet",
        border: str = "line",
        edge: str = "",
        radius: str = "card",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fill, self._border, self._edge, self._radius = fill, border, edge, radius
        theme.changed.connect(self.update)

    def set_looks(self, *, fill: str, border: str, edge: str) -> None:
        """Change the fill, the border and the edge."""
        self._fill, self._border, self._edge = fill, border, edge
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panel."""
        painter, theme = QPainter(self), self._theme
        box, radius = QRectF(self.rect()), theme.radius(self._radius)
        if self._edge == MODEL_EDGE:
            frames.model_frame(painter, box, radius, theme.color(self._fill), theme.color(self._border))
            frames.dashed_edge(painter, box, theme.color("ink3"))
            return
        border = frames.line(theme.color(self._border))
        frames.frame(painter, box, radius, fill=theme.color(self._fill), border=border)
        if self._edge:
            frames.thick_edge(painter, box, radius, theme.color(self._edge))
