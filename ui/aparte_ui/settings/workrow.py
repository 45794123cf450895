"""Paints a work of the About page: its name, then its group and licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from aparte_ui.widgets import frames

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from aparte_ui.theme import Theme

_HEIGHT = 48
_WORK_ROLE = Qt.ItemDataRole.UserRole + 1


class WorkRow(QStyledItemDelegate):
    """The chosen row lies on the colour of selection."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Paint in the colours of `theme`."""
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(0, self._theme.px(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        theme, work = self._theme, index.data(_WORK_ROLE)
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            frames.frame(painter, box.adjusted(0, 1, 0, -1), theme.radius("control"), fill=theme.color("select"))
        inside = box.adjusted(theme.px(12), theme.px(6), -theme.px(12), -theme.px(6))
        half = inside.height() / 2
        self._write(painter, inside.adjusted(0, 0, 0, -half), work.name, "body", "ink")
        self._write(painter, inside.adjusted(0, half, 0, 0), f"{work.group} · {work.licence}", "small", "ink3")

    def _write(self, painter: QPainter, box: QRectF, text: str, role: str, colour: str) -> None:
        letters = self._theme.font(role)
        painter.setFont(letters)
        painter.setPen(self._theme.color(colour))
        shown = QFontMetricsF(letters).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
