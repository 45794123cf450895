"""Paints a pasted comment: its tick, who and when, and the first two lines of what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from aparte.text.spans import Offsets
from aparte_ui.archive.pastemodel import COMMENT_ROLE, DETAILS_ROLE
from aparte_ui.widgets import frames
from aparte_ui.widgets.switch import TICK_SIDE, paint_tick

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from aparte_ui.theme import Theme

_HEIGHT, _SIDE, _GAP, _LINES = 82, 10, 12, 2
_MOST = 400
"""Letters laid out: two lines show some 200."""


class CommentRow(QStyledItemDelegate):
    """The row of a comment; the one under the keyboard lies on the select colour."""

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
        theme, post = self._theme, index.data(COMMENT_ROLE)
        box = QRectF(option.rect)
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            frames.frame(painter, box, theme.radius("card"), fill=theme.color("select"))
        inside = box.adjusted(theme.px(_SIDE), theme.px(8), -theme.px(_SIDE), -theme.px(8))
        paint_tick(painter, theme, inside.topLeft() + QPointF(0, theme.px(2)), on=on, hovered=False)
        inside.setLeft(inside.left() + theme.px(TICK_SIDE + _GAP))
        self._paint_head(painter, inside, post.author, index.data(DETAILS_ROLE), "ink" if on else "ink3")
        inside.setTop(inside.top() + theme.line_height("body") + theme.px(2))
        self._paint_words(painter, inside, post.text, "ink" if on else "ink3")
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRectF, author: str, details: str, colour: str) -> None:
        theme, strong, small = self._theme, self._theme.font("body", 600), self._theme.font("small")
        high = theme.line_height("body")
        room = box.width() - QFontMetricsF(small).horizontalAdvance(details) - theme.px(_GAP)
        name = QFontMetricsF(strong).elidedText(author, Qt.TextElideMode.ElideRight, max(room, theme.px(80)))
        painter.setFont(strong)
        painter.setPen(theme.color(colour))
        line = QRectF(box.left(), box.top(), box.width(), high)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        line.setLeft(line.left() + QFontMetricsF(strong).horizontalAdvance(name) + theme.px(_GAP))
        painter.setFont(small)
        painter.setPen(theme.color("ink2" if colour == "ink" else "ink3"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, details)

    def _paint_words(self, painter: QPainter, box: QRectF, text: str, colour: str) -> None:
        theme, letters = self._theme, self._theme.font("body")
        words = " ".join(text[:_MOST].split())
        layout = QTextLayout(words, letters)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        painter.setFont(letters)
        painter.setPen(theme.color(colour))
        places = Offsets(words)
        layout.beginLayout()
        for number in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(box.width())
            top = QRectF(box.left(), box.top() + number * theme.line_height("body"), box.width(), box.height())
            start, end = line.textStart(), line.textStart() + line.textLength()
            last = number == _LINES - 1
            said = words[places.from_utf16(start) : None if last else places.from_utf16(end)]
            shown = QFontMetricsF(letters).elidedText(said, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(top, Qt.AlignmentFlag.AlignTop, shown)
        layout.endLayout()
