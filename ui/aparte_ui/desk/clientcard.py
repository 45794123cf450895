"""Whose words these are: the client's square and name above the drafts; a click lists the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QMenu, QSizePolicy

from aparte.i18n import _
from aparte_ui import accessible
from aparte_ui.widgets import frames
from aparte_ui.widgets.painted import PaintedButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from aparte.archive.spaces import Space
    from aparte_ui.theme import Theme

_HEIGHT, _SQUARE, _PADDING = 48, 28, 10


class ClientCard(PaintedButton):
    """The open client. chosen: another space; new_asked: a client that does not exist yet."""

    chosen = Signal(object)
    new_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show nobody yet."""
        super().__init__(theme)
        self._space: Space | None = None
        self._others: Sequence[Space] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.ask)

    def show_client(self, space: Space | None, all_spaces: Sequence[Space]) -> None:
        """Show the open client; `all_spaces` are offered by the menu."""
        self._space, self._others = space, all_spaces
        self.retranslate()

    def retranslate(self) -> None:
        """Say the client in the language of the screen."""
        name = self._space.brand.name if self._space else _("No client")
        accessible.name(self, _("Client: {name}").format(name=name), self._detail())
        self.update()

    def ask(self) -> None:
        """List the clients, the open one ticked, and the way to add one."""
        menu = QMenu(self)
        for index, space in enumerate(self._others, 1):
            action = menu.addAction(space.brand.name)
            action.setCheckable(True)
            action.setChecked(self._space is not None and space.brand.id == self._space.brand.id)
            if index <= 4:
                action.setText(f"{space.brand.name}\tCtrl+{index}")
            action.triggered.connect(lambda _on=False, it=space: self.chosen.emit(it))
        menu.addSeparator()
        menu.addAction(_("New client…"), self.new_asked.emit)
        menu.exec(self.mapToGlobal(QPoint(0, self.height())))

    def sizeHint(self) -> QSize:
        """Return the height of the card; it takes the width there is."""
        return QSize(self._theme.px(180), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the square, the name and how it is kept."""
        painter, theme = QPainter(self), self._theme
        box = QRectF(self.rect())
        fill = theme.color("select" if self.underMouse() else "sheet")
        frames.frame(painter, box, theme.radius("card"), fill=fill, border=frames.line(theme.color("line")))
        if self._space is None:
            return
        brand, padding, side = self._space.brand, theme.px(_PADDING), theme.px(_SQUARE)
        square = QRectF(padding, (box.height() - side) / 2, side, side)
        frames.frame(painter, square, theme.radius("control"), fill=theme.client_color(brand.colour))
        painter.setPen(theme.on_client)
        painter.setFont(theme.font("section"))
        painter.drawText(square, 0x84, brand.name[:1].upper())
        left, right = square.right() + padding, box.width() - theme.px(28)
        half = box.height() / 2
        self._write(
            painter, QRectF(left, theme.px(5), right - left, half - theme.px(5)), brand.name, "body", "ink", 600
        )
        self._write(
            painter, QRectF(left, half, right - left, half - theme.px(6)), self._detail(), "caption", "ink3", 400
        )
        theme.paint_icon(painter, "chevron-down", "ink2", QRectF(right + 4, half - theme.px(7), 1, 1).topLeft(), 14)

    def _detail(self) -> str:
        return _("Sealed space · Ctrl 1–4") if len(self._others) > 1 else _("Sealed space")

    def _write(self, painter: QPainter, box: QRectF, text: str, role: str, colour: str, weight: int) -> None:
        letters = self._theme.font(role, weight)
        painter.setFont(letters)
        painter.setPen(self._theme.color(colour))
        from PySide6.QtCore import Qt

        shown = QFontMetricsF(letters).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
