"""The page a draft is written on, with its marks painted around the words.

Marks never enter the document: undo knows only what the person did. While she types they follow the text, until the
next assessment replaces them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from aparte.text import spans
from aparte_ui import accessible
from aparte_ui.desk.marks import Layer, Mark, placed, shifted
from aparte_ui.desk.plainpage import GUTTER, PlainPage
from aparte_ui.theme import Theme


class TextEdit(PlainPage):
    """The page. mark_hovered, mark_entered: the index of the mark under the pointer, around the caret, or -1."""

    mark_hovered = Signal(int)
    mark_entered = Signal(int)

    def __init__(self, theme: Theme, role: str = "draft", parent: QWidget | None = None) -> None:
        super().__init__(theme, role, parent)
        self._layer = Layer(theme, self.document())
        self._layer.gutter_middle = theme.px(GUTTER) / 2
        self._over, self._inside = -1, -1
        self._placeholder = ""
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        # The page paints its own sheet: without this, every key would paint all that lies under it.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.document().contentsChange.connect(self._on_contents_change)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    def set_text(self, text: str) -> None:
        """Load another draft: its marks, limit and fold are not known yet."""
        self._layer.forget()
        super().set_text(text)

    def set_wide(self, wide: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Keep the gutter and the margin's label, or give their room to the text (narrow windows)."""
        super().set_wide(wide)
        self._layer.gutter_middle = self._theme.px(GUTTER) / 2 if wide else 0.0

    def set_placeholder(self, text: str) -> None:
        """Show these words on an empty page."""
        self._placeholder = text
        self.viewport().update()

    def set_marks(self, marks: Sequence[Mark], keep: str = "") -> None:
        """Paint these marks; they must come from the text as it now is. keep: a kind whose present marks stay."""
        staying = [mark for mark in self._layer.marks if mark.kind == keep]
        wanted = sorted([*placed(marks, self.text()), *staying], key=lambda mark: (mark.start, mark.end))
        if wanted == self._layer.marks:
            return
        self._layer.marks = wanted
        accessible.name(self, self.accessibleName(), "; ".join(mark.label for mark in wanted if mark.label))
        self.viewport().update()

    def marks(self) -> list[Mark]:
        """Return the marks now painted, in UTF-16 units."""
        return list(self._layer.marks)

    def set_limit(self, start: int | None) -> None:
        """Hatch everything from this position on: it is over the platform's limit."""
        limit = None if start is None else spans.to_utf16(self.text(), start)
        if limit != self._layer.limit:
            self._layer.limit = limit
            self.viewport().update()

    def set_fold(self, at: int | None, label: str = "") -> None:
        """Show where a platform hides the rest, and what it writes there."""
        fold = None if at is None else spans.to_utf16(self.text(), at)
        if fold != self._layer.fold:
            self.viewport().update()
        elif label != self._layer.fold_label:
            self._update_line(fold or 0)
        self._layer.fold, self._layer.fold_label = fold, label

    def set_hovered(self, index: int) -> None:
        """Light the marks that carry this index; -1 lights none."""
        if index != self._layer.hovered:
            self._layer.hovered = index
            self.viewport().update()

    def set_hits(self, found: Sequence[tuple[int, int]], current: int = -1) -> None:
        """Highlight what a search found, and bring the current one into view."""
        offsets = spans.Offsets(self.text())
        selections = []
        for number, (start, end) in enumerate(found):
            hit = QTextEdit.ExtraSelection()
            hit.cursor = QTextCursor(self.document())
            hit.cursor.setPosition(offsets.to_utf16(start))
            hit.cursor.setPosition(offsets.to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
            colour = self._theme.color("selection_text" if number == current else "judge_wash")
            hit.format.setBackground(colour)
            selections.append(hit)
        self.setExtraSelections(selections)
        if 0 <= current < len(found):
            self.select(found[current][1], found[current][1])

    def go_to_mark(self, step: int) -> Mark | None:
        """Move the caret to the next (1) or previous (-1) mark, around the ends; return it, in UTF-16 units."""
        marks, here = self._layer.marks, self.textCursor().position()
        if not marks:
            return None
        after = [mark for mark in marks if mark.start > here] or marks
        before = [mark for mark in marks if mark.start < here] or marks
        mark = after[0] if step > 0 else before[-1]
        cursor = self.textCursor()
        cursor.setPosition(mark.start)
        self.setTextCursor(cursor)
        return mark

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which mark the pointer is on."""
        super().mouseMoveEvent(event)
        mark = self._layer.at(self._in_document(event.position().toPoint()))
        index = mark.index if mark is not None else -1
        self.viewport().setToolTip(mark.label if mark is not None else "")
        if index != self._over:
            self._over = index
            self.mark_hovered.emit(index)

    def leaveEvent(self, event: QEvent) -> None:
        """Leave the mark."""
        super().leaveEvent(event)
        if self._over != -1:
            self._over = -1
            self.mark_hovered.emit(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet, the washes, the text, then the marks."""
        QPainter(self.viewport()).fillRect(event.rect(), self._theme.color("sheet"))
        shown = QRectF(self.viewport().rect()).translated(self._scrolled())
        with self._painter() as painter:
            self._layer.paint_under(painter, shown)
        super().paintEvent(event)
        with self._painter() as painter:
            self._layer.paint_over(painter, shown)
            if self._placeholder and self.document().isEmpty() and not self._composing:
                self._paint_placeholder(painter)

    def _update_line(self, position: int) -> None:
        """Paint the line of a UTF-16 position again, margins included."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.viewport().update(
            0, self.cursorRect(cursor).top(), self.viewport().width(), self.cursorRect(cursor).height()
        )

    def _painter(self) -> QPainter:
        painter = QPainter(self.viewport())
        painter.translate(-self._scrolled())
        return painter

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_document(self, point: QPoint) -> QPointF:
        return QPointF(point) + self._scrolled()

    def _paint_placeholder(self, painter: QPainter) -> None:
        # Asked for its place, the block is laid out: a text that was just emptied has no line before.
        block = self.document().firstBlock()
        origin = self.document().documentLayout().blockBoundingRect(block).topLeft()
        line = block.layout().lineAt(0)
        if not line.isValid():
            return
        painter.setFont(self.font())
        painter.setPen(self._theme.color("ink3"))
        painter.drawText(QPointF(origin.x(), origin.y() + line.y() + line.ascent()), self._placeholder)

    def _on_contents_change(self, at: int, removed: int, added: int) -> None:
        if self._loading or not (removed or added):
            return
        self._layer.marks = shifted(self._layer.marks, at, removed, added)

    def _on_cursor_moved(self) -> None:
        mark = self._layer.around(self.textCursor().position())
        index = mark.index if mark is not None else -1
        if index != self._inside:
            self._inside = index
            self.mark_entered.emit(index)
