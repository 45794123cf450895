"""Paints a pasted comment: its tick, who and when, and what was said, on as many lines as it wants up to four."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate

from aparte_ui.archive.pastemodel import COMMENT_ROLE, DETAILS_ROLE
from aparte_ui.archive.rowtext import Part, lines_of, paint_parts
from aparte_ui.widgets import frames
from aparte_ui.widgets.switch import TICK_SIDE, paint_tick

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from aparte_ui.theme import Theme

_SIDE, _EDGE, _GAP, _UNDER_HEAD = 10, 8, 12, 2
MOST_LINES = 4
"""Lines of a comment that are shown: a hundred words, enough to know whether it is wanted."""


class CommentRow(QStyledItemDelegate):
    """The row of a comment; the one under the keyboard lies on the select colour."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        """Paint in the colours of `theme`, as wide as `view`."""
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height that the words want."""
        theme, wide = self._theme, self._view.viewport().width()
        count = len(self._lines(index.data(COMMENT_ROLE).text, wide - theme.px(2 * _SIDE + TICK_SIDE + _GAP)))
        return QSize(wide, (1 + count) * theme.line_height("body") + theme.px(2 * _EDGE + _UNDER_HEAD))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        theme, post = self._theme, index.data(COMMENT_ROLE)
        box = QRectF(option.rect)
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            frames.frame(painter, box, theme.radius("card"), fill=theme.color("select"))
        inside = box.adjusted(theme.px(_SIDE), theme.px(_EDGE), -theme.px(_SIDE), -theme.px(_EDGE))
        paint_tick(painter, theme, inside.topLeft() + QPointF(0, theme.px(2)), on=on, hovered=False)
        inside.setLeft(inside.left() + theme.px(TICK_SIDE + _GAP))
        high = theme.line_height("body")
        parts = (
            Part(post.author, "ink" if on else "ink3", "body", 600),
            Part(index.data(DETAILS_ROLE), "ink2" if on else "ink3"),
        )
        paint_parts(painter, theme, QRectF(inside.left(), inside.top(), inside.width(), high), parts, _GAP)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink" if on else "ink3"))
        top = inside.top() + high + theme.px(_UNDER_HEAD)
        for number, line in enumerate(self._lines(post.text, inside.width())):
            place = QRectF(inside.left(), top + number * high, inside.width(), high)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)
        painter.restore()

    def _lines(self, text: str, width: float) -> list[str]:
        return lines_of(text, self._theme.font("body"), width, MOST_LINES)
