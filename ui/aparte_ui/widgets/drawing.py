"""One of our drawings alone, and the square of a client."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from aparte_ui.theme import Theme
from aparte_ui.widgets import frames


class Drawing(QLabel):
    """One of our drawings alone, as decoration: what it means is written beside it."""

    def __init__(
        self, theme: Theme, name: str, colour: str = "ink2", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._drawing, self._colour, self._size = theme, name, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_drawing(self, name: str, colour: str) -> None:
        """Show another drawing."""
        self._drawing, self._colour = name, colour
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square of the drawing."""
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        self._theme.paint_icon(
            QPainter(self), self._drawing, self._colour, self.rect().topLeft().toPointF(), self._size
        )


class Monogram(QLabel):
    """The first letter of a client on its colour: the only place where that colour appears."""

    def __init__(self, theme: Theme, name: str, colour: str, size: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._colour, self._size = theme, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_client(name, colour)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_client(self, name: str, colour: str) -> None:
        """Show another client."""
        self._letter, self._colour = name.strip()[:1].upper(), colour
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square."""
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the letter on its square."""
        painter, theme = QPainter(self), self._theme
        frames.frame(painter, QRectF(self.rect()), theme.radius("control"), fill=theme.client_color(self._colour))
        letters = theme.font("section")
        painter.setFont(letters)
        painter.setPen(theme.on_client)
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._letter)
