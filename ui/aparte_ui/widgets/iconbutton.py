"""A button that is only a drawing: its name is said to screen readers and shown in its tooltip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter

from aparte_ui import accessible
from aparte_ui.widgets import frames, keycap
from aparte_ui.widgets.painted import PaintedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from aparte_ui.theme import Theme

_SIDE, _ICON = 28, 16


class IconButton(PaintedButton):
    """One drawing in a square of 28 px."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        """Show the drawing `icon`; `say` gives its name."""
        super().__init__(theme, parent)
        self._icon = icon

    def say(self, what: str, key: str = "") -> None:
        """Name what it does, with its key if it has one."""
        accessible.name(self, what)
        self.setToolTip(f"{what} ({keycap.label(key)})" if key else what)

    def set_icon(self, icon: str) -> None:
        """Show another drawing."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square."""
        return QSize(self._theme.px(_SIDE), self._theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it, on the colour of selection under the pointer."""
        painter = QPainter(self)
        if self.isDown() or self.isChecked():
            frames.frame(painter, QRectF(self.rect()), self._theme.radius("control"), fill=self._theme.color("band"))
        elif self.underMouse() and self.isEnabled():
            frames.frame(painter, QRectF(self.rect()), self._theme.radius("control"), fill=self._theme.color("select"))
        inset = (self.width() - self._theme.px(_ICON)) / 2
        colour = "ink2" if self.isEnabled() else "ink3"
        self._theme.paint_icon(painter, self._icon, colour, QPointF(inset, inset), _ICON)
