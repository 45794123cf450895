"""Paints a found post: one line of its text around the found words, then where, when and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from aparte.text.spans import Offsets
from aparte_ui.archive.postmodel import HIT_ROLE, details_of, shown_text
from aparte_ui.archive.rowtext import Part, laid, paint_parts
from aparte_ui.widgets import frames

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QTextLine
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from aparte.archive.search import Hit
    from aparte.nouns import Span
    from aparte_ui.theme import Theme

_HEIGHT = 68
_SIDE = 24
_EDGE = 4
_APART = 16
_BEFORE = 24
"""Letters kept before the first found word when it stands too far to be seen."""
_MOST = 400
"""Letters laid out: a line shows some 120."""


class PostRow(QStyledItemDelegate):
    """The row of a post; the chosen one lies on the sheet with a thick edge."""

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
        theme, hit = self._theme, index.data(HIT_ROLE)
        box = QRectF(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            frames.frame(painter, box, theme.radius("card"), fill=theme.color("sheet"))
            frames.thick_edge(painter, box, 0, theme.color("ink"), theme.px(_EDGE))
        elif state & QStyle.StateFlag.State_MouseOver:
            frames.frame(painter, box, theme.radius("card"), fill=theme.color("select"))
        painter.setPen(frames.line(theme.color("line")))
        painter.drawLine(QLineF(box.left(), box.bottom() - 0.5, box.right(), box.bottom() - 0.5))
        inside = box.adjusted(theme.px(_SIDE), theme.px(12), -theme.px(_SIDE), -theme.px(12))
        # A row that is still being read is an empty one: it comes within a frame or two.
        if hit is not None:
            self._paint_text(painter, inside, hit)
            self._paint_details(painter, inside, hit)
        painter.restore()

    def _paint_text(self, painter: QPainter, box: QRectF, hit: Hit) -> None:
        theme = self._theme
        letters = theme.font("diff")
        text, spans = excerpt(
            shown_text(hit.kept.post), hit.marks, round(box.width() / QFontMetricsF(letters).averageCharWidth())
        )
        text = QFontMetricsF(letters).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        layout = laid(text, letters, box.width(), QTextOption.WrapMode.NoWrap, self._washes(text, spans))
        painter.setPen(theme.color("ink"))
        layout.draw(painter, box.topLeft())
        self._underline(painter, layout, box.topLeft(), text, spans)

    def _washes(self, text: str, spans: list[tuple[int, int]]) -> list[QTextLayout.FormatRange]:
        offsets, found = Offsets(text), []
        for start, end in spans:
            wash = QTextCharFormat()
            wash.setBackground(self._theme.color("judge_wash"))
            part = QTextLayout.FormatRange()
            part.start = offsets.to_utf16(start)
            part.length, part.format = offsets.to_utf16(end) - part.start, wash
            found.append(part)
        return found

    def _underline(
        self, painter: QPainter, layout: QTextLayout, at: QPointF, text: str, spans: list[tuple[int, int]]
    ) -> None:
        line, offsets = layout.lineAt(0), Offsets(text)
        painter.setPen(frames.line(self._theme.color("judge"), 1.5))
        y = round(at.y() + line.height()) + 0.5
        for span in spans:
            left, right = (_x_of(line, offsets.to_utf16(min(place, len(text)))) for place in span)
            painter.drawLine(QLineF(at.x() + left, y, at.x() + right, y))

    def _paint_details(self, painter: QPainter, box: QRectF, hit: Hit) -> None:
        high = self._theme.line_height("small")
        line = QRectF(box.left(), box.bottom() - high, box.width(), high)
        paint_parts(painter, self._theme, line, map(Part, details_of(hit.kept.post)), _APART)


def _x_of(line: QTextLine, place: int) -> float:
    # PySide gives the place back beside the position.
    answer: Any = line.cursorToX(place)
    return float(answer[0] if isinstance(answer, tuple) else answer)


def excerpt(text: str, marks: tuple[Span, ...], room: int) -> tuple[str, list[tuple[int, int]]]:
    """Return one line of `text` and the found words in it; it begins near the first one when that stands past `room`.

    room: how many letters the line shows, about. Spans are code points of the returned line.
    """
    start = 0
    if marks and marks[0].end > room:
        start = text.rfind(" ", 0, max(0, marks[0].start - _BEFORE)) + 1
    lead = "… " if start else ""
    # One character for one character: the places of the marks must hold.
    line = "".join(" " if char in "\n\r\t\u2028\u2029" else char for char in text[start : start + _MOST])
    shift = len(lead) - start
    spans = [
        (mark.start + shift, min(mark.end + shift, len(lead) + len(line))) for mark in marks if mark.start >= start
    ]
    return lead + line, [span for span in spans if span[0] < span[1]]
