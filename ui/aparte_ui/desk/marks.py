"""The marks of a draft, painted around its words: the document itself is never formatted, so undo stays clean.

Marks come in code points and are placed once, in UTF-16 units, which is what Qt counts in. While someone types, placed
marks follow the text until the next assessment replaces them; a mark that was typed into disappears. What is painted is
shape first (`widgets.strokes`); a glyph in the gutter repeats it at line level.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextBlock, QTextDocument, QTextLine

from aparte.text import spans
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames, strokes

UNDER = 3.5
"""How far under the baseline a mark starts, in pixels at 100 %."""
_MOST_GLYPHS = 2
_WEIGHTIEST = ("irony", "sensitive", "fact", "rule")
"""Which glyphs stand in the gutter where a line has more kinds of marks than room."""


@dataclass(frozen=True)
class Mark:
    """A stretch to mark, in code points. kind: a shape of strokes.COLOURS. index: the caller's own number."""

    start: int
    end: int
    kind: str
    label: str = ""
    index: int = -1


@dataclass(frozen=True)
class Stretch:
    """A part of one line: where it stands in the document, and the baseline of its letters."""

    box: QRectF
    baseline: float


def placed(marks: Iterable[Mark], text: str) -> list[Mark]:
    """Return the marks with UTF-16 offsets, those inside the text only, in reading order."""
    offsets, length = spans.Offsets(text), len(text)
    inside = (mark for mark in marks if 0 <= mark.start < mark.end <= length)
    moved = (replace(mark, start=offsets.to_utf16(mark.start), end=offsets.to_utf16(mark.end)) for mark in inside)
    return sorted(moved, key=lambda mark: (mark.start, mark.end))


def shifted(marks: Sequence[Mark], at: int, removed: int, added: int) -> list[Mark]:
    """Return the placed marks after `removed` units at `at` became `added` units; a touched mark is dropped."""
    kept = []
    for mark in marks:
        if mark.end <= at:
            kept.append(mark)
        elif mark.start >= at + removed:
            kept.append(replace(mark, start=mark.start + added - removed, end=mark.end + added - removed))
    return kept


def stretches(document: QTextDocument, start: int, end: int) -> Iterator[Stretch]:
    """Yield one stretch for each line between two UTF-16 offsets; spaces hanging at a line's end are left out."""
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        origin = document.documentLayout().blockBoundingRect(block).topLeft()
        yield from _in_block(block, start - block.position(), end - block.position(), origin)
        block = block.next()


def _in_block(block: QTextBlock, start: int, end: int, origin: QPointF) -> Iterator[Stretch]:
    layout = block.layout()
    line = layout.lineForTextPosition(max(start, 0))
    while line.isValid() and line.textStart() < end:
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        natural = line.naturalTextRect()
        left, right = sorted((_x(line, first), _x(line, last)))
        left, right = max(left, natural.left()), min(right, natural.right())
        if left < right:
            box = QRectF(origin.x() + left, origin.y() + line.y(), right - left, line.height())
            yield Stretch(box, origin.y() + line.y() + line.ascent())
        line = layout.lineAt(line.lineNumber() + 1)


def _x(line: QTextLine, position: int) -> float:
    """Return where a position stands in its line; the binding gives that place and the position it snapped to."""
    place, _snapped = cast(tuple[float, int], line.cursorToX(position))
    return place


class Layer:
    """What is painted over one document: washes under its letters; marks, limit, fold and gutter over them."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        self._theme = theme
        self._document = document
        self.marks: list[Mark] = []
        self.limit: int | None = None
        self.fold: int | None = None
        self.fold_label = ""
        self.hovered = -1
        self._seen: tuple[tuple[QRectF, int, float], tuple[int, int]] | None = None
        self.gutter_middle = 0.0
        """Where the glyphs stand, from the left of the page; 0 leaves them out (narrow windows)."""

    def forget(self) -> None:
        """Paint nothing: another text is coming."""
        self.marks, self.limit, self.fold = [], None, None

    def at(self, point: QPointF) -> Mark | None:
        """Return the mark under a point of the document, the shortest when several are there."""
        found = [mark for mark in self.marks if any(part.box.contains(point) for part in self._parts(mark))]
        return min(found, key=lambda mark: mark.end - mark.start, default=None)

    def around(self, position: int) -> Mark | None:
        """Return the mark that holds a UTF-16 position, the shortest when several do."""
        found = [mark for mark in self.marks if mark.start <= position < mark.end]
        return min(found, key=lambda mark: mark.end - mark.start, default=None)

    def paint_under(self, painter: QPainter, shown: QRectF) -> None:
        """Paint what lies behind the letters: the hovered word, the text over the limit."""
        theme = self._theme
        for mark in self.marks:
            if mark.index == self.hovered and mark.index >= 0:
                for part in self._shown(mark.start, mark.end, shown):
                    frames.frame(painter, self._band(part), theme.px(3), fill=theme.color(strokes.WASHES[mark.kind]))
        if self.limit is not None:
            for part in self._shown(self.limit, self._document.characterCount(), shown):
                strokes.hatch(painter, self._band(part), theme.color("block_wash"), width=2.4)

    def paint_over(self, painter: QPainter, shown: QRectF) -> None:
        """Paint the marks under the letters, the limit, the fold and the glyphs of the gutter."""
        beside: dict[float, list[str]] = {}
        for mark in self.marks:
            for number, part in enumerate(self._shown(mark.start, mark.end, shown)):
                self._underline(painter, mark.kind, part)
                kinds = beside.setdefault(part.baseline, [])
                if number == 0 and mark.kind != "spelling" and mark.kind not in kinds:
                    kinds.append(mark.kind)
        if self.limit is not None:
            for part in self._shown(self.limit, self._document.characterCount(), shown):
                self._underline(painter, "over", part)
        if self.gutter_middle:
            self._paint_gutter(painter, beside)
        if self.fold is not None:
            self._paint_fold(painter, self.fold)

    def _underline(self, painter: QPainter, kind: str, part: Stretch) -> None:
        y = part.baseline + self._theme.px(UNDER) + (1.5 if kind == "over" else 0)
        colour = self._theme.color(strokes.COLOURS[kind])
        strokes.underline(painter, kind, colour, QLineF(part.box.left(), y, part.box.right(), y))

    def _paint_gutter(self, painter: QPainter, beside: dict[float, list[str]]) -> None:
        letters = QFontMetricsF(self._document.defaultFont())
        step = self._theme.px(strokes.GLYPH_WIDTH + 4)
        for baseline, kinds in beside.items():
            shown = sorted(kinds, key=_WEIGHTIEST.index)[:_MOST_GLYPHS]
            for place, kind in enumerate(shown):
                offset = (place - (len(shown) - 1) / 2) * step
                middle = QPointF(self.gutter_middle + offset, baseline - letters.xHeight() / 2)
                strokes.glyph(painter, kind, self._theme, middle)

    def _paint_fold(self, painter: QPainter, fold: int) -> None:
        """Draw the tick where a platform hides the rest, and what it says in the margin."""
        block = self._document.findBlock(fold)
        if not block.isValid():
            # The text became shorter than the fold, and was not read again yet.
            return
        line = block.layout().lineForTextPosition(fold - block.position())
        if not line.isValid():
            return
        theme, origin = self._theme, self._document.documentLayout().blockBoundingRect(block).topLeft()
        x = origin.x() + _x(line, fold - block.position())
        baseline = origin.y() + line.y() + line.ascent()
        letters = QFontMetricsF(self._document.defaultFont())
        painter.setPen(frames.dashes(theme.color("ink3"), 1.2, (2.2, 1.8)))
        painter.drawLine(QLineF(x, baseline - letters.ascent() - 2, x, baseline + letters.descent() + 4))
        if self.fold_label and self.gutter_middle:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("ink3"))
            wide = self._document.textWidth() - theme.px(12)
            box = QRectF(0, baseline - theme.px(12), wide, theme.px(16))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.fold_label)

    def _band(self, part: Stretch) -> QRectF:
        letters = QFontMetricsF(self._document.defaultFont())
        top = part.baseline - letters.ascent() - 1
        return QRectF(part.box.left() - 1, top, part.box.width() + 2, letters.ascent() + letters.descent() + 1)

    def _parts(self, mark: Mark) -> list[Stretch]:
        return list(stretches(self._document, mark.start, mark.end))

    def _shown(self, start: int, end: int, shown: QRectF) -> list[Stretch]:
        first, last = self._visible(shown)
        if start > last or end < first:
            return []
        return [
            part for part in stretches(self._document, max(start, first), min(end, last)) if part.box.intersects(shown)
        ]

    def _visible(self, shown: QRectF) -> tuple[int, int]:
        """Return the positions now on screen; asked for every mark, found once for each view of each text."""
        state = (shown, self._document.revision(), self._document.textWidth())
        if self._seen is None or self._seen[0] != state:
            hit, fuzzy = self._document.documentLayout().hitTest, Qt.HitTestAccuracy.FuzzyHit
            # Both ends of a line are asked: its first letter stands at the right when it is written from right to left.
            first = min(hit(shown.topLeft(), fuzzy), hit(shown.topRight(), fuzzy))
            last = max(hit(shown.bottomLeft(), fuzzy), hit(shown.bottomRight(), fuzzy))
            self._seen = (state, (first, last))
        return self._seen[1]
