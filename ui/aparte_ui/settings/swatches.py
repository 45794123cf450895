"""The six colours a client's square can have: the only place where they are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from aparte.i18n import N_, _
from aparte_ui import accessible, icons
from aparte_ui.widgets import frames
from aparte_ui.widgets.painted import PaintedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from aparte_ui.theme import Theme

_SIDE, _TICK = 30, 16
NAMES = {
    "canal": N_("Canal green"),
    "brique": N_("Brick"),
    "nuit": N_("Night blue"),
    "prune": N_("Plum"),
    "mousse": N_("Moss"),
    "ardoise": N_("Slate"),
}


class Swatches(QWidget):
    """chosen: the name of a colour."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Show one square a colour."""
        super().__init__()
        self._group = QButtonGroup(self)
        self.squares = {name: _Square(theme, name) for name in theme.client_colors()}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for name, square in self.squares.items():
            self._group.addButton(square)
            row.addWidget(square)
            square.clicked.connect(lambda _on=False, picked=name: self.chosen.emit(picked))

    def choose(self, name: str) -> None:
        """Show which one is the client's."""
        square = self.squares.get(name) or next(iter(self.squares.values()))
        square.setChecked(True)

    def retranslate(self) -> None:
        """Name the colours in the language of the screen."""
        for name, square in self.squares.items():
            said = _(NAMES.get(name, name))
            square.setToolTip(said)
            accessible.name(square, said)


class _Square(PaintedButton):
    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme)
        self._name = name
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIDE), self._theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        frames.frame(painter, QRectF(self.rect()), theme.radius("control"), fill=theme.client_color(self._name))
        if self.isChecked():
            size = theme.px(_TICK)
            at = QPointF((self.width() - size) / 2, (self.height() - size) / 2)
            icons.paint(painter, "check", theme.on_client, at, size)
