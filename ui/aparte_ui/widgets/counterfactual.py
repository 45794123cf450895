"""One row of "without that word": ten dots for before and after, "8 → 4", the key that tries it.

Hover or focus says which word is meant (`lit`), Enter or a click tries it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from aparte.i18n import _
from aparte_ui import accessible, numbers
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames, keycap, strokes
from aparte_ui.widgets.painted import PaintedButton

HEIGHT = 30
_DOTS = 10
_DOT = 5
_PITCH = 8
_SIDE = 6
"""The row is this much wider than its column on each side, so that its words align with the texts around it."""
_FIGURES_WIDTH = 44
_WORD = "{word}"


class Counterfactual(PaintedButton):
    """The risk before and after one word is deleted, both as seats of ten. Emits clicked() to try it."""

    lit = Signal(bool)

    def __init__(
        self, theme: Theme, word: str, before: int, after: int | None, *, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._word, self._before, self._after, self._key = word, before, after, key
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def set_without(self, word: str, before: int, after: int | None) -> None:
        """Show another word; after: None while it is being worked out."""
        if (word, before, after) != (self._word, self._before, self._after):
            self._word, self._before, self._after = word, before, after
            self.retranslate()

    def retranslate(self) -> None:
        """Say the row in the language of the screen."""
        said = _("without “{word}”: {before} in 10 becomes {after}")
        if self._after is None:
            said = _("without “{word}”")
        accessible.name(self, said.format(word=self._word, before=self._before, after=self._after))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the row; it takes the width it is given."""
        return QSize(self._theme.px(220), self._theme.px(HEIGHT))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light the word."""
        self.lit.emit(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Leave the word, unless the keyboard is here."""
        self.lit.emit(self.hasFocus())
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light the word."""
        self.lit.emit(True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the word."""
        self.lit.emit(self.underMouse())
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row from the right: key, figures, dots; the word takes what is left."""
        painter = QPainter(self)
        theme = self._theme
        if self.underMouse() or self.hasFocus():
            frames.frame(painter, QRectF(self.rect()), theme.radius("control"), fill=theme.color("select"))
        right, middle = self.width() - theme.px(_SIDE), self.height() / 2
        if self._key:
            keycap.paint(painter, theme, self._key, (right, middle))
            right -= keycap.width(theme, self._key) + theme.px(8)
        right = self._paint_figures(painter, right)
        # Large letters in a narrow panel: the dots repeat the figures and can go, the word can't.
        if right - theme.px(6) - theme.px(_PITCH) * _DOTS > self._least_for_word():
            right = self._paint_dots(painter, right - theme.px(6))
        self._paint_word(painter, right - theme.px(8))

    def _least_for_word(self) -> float:
        around = _("without “{word}”").replace(_WORD, "")
        return QFontMetricsF(self._theme.font("body")).horizontalAdvance(around + "mmmm…") + self._theme.px(_SIDE)

    def _paint_figures(self, painter: QPainter, right: int) -> int:
        theme, wide = self._theme, self._theme.px(_FIGURES_WIDTH)
        after = "…" if self._after is None else numbers.number(self._after)
        arrow = f"{numbers.number(self._before)} → "
        strong, plain = theme.font("body", 600), theme.font("body")
        split = right - QFontMetricsF(strong).horizontalAdvance(after)
        self._write(painter, QRectF(split, 0, right - split + 2, self.height()), after, "ink", 600)
        left = split - QFontMetricsF(plain).horizontalAdvance(arrow)
        self._write(painter, QRectF(left, 0, split - left + 2, self.height()), arrow, "ink2", 400)
        return min(right - wide, int(left))

    def _paint_dots(self, painter: QPainter, right: int) -> int:
        theme, pitch, radius = self._theme, self._theme.px(_PITCH), self._theme.px(_DOT) / 2
        left = right - pitch * _DOTS
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for dot in range(_DOTS):
            middle = QPointF(left + pitch * (dot + 0.5), self.height() / 2)
            self._paint_dot(painter, dot, middle, radius)
        return left - theme.px(4)

    def _paint_dot(self, painter: QPainter, dot: int, middle: QPointF, radius: float) -> None:
        irony = self._theme.color("irony")
        if dot < (self._before if self._after is None else self._after):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(irony)
            painter.drawEllipse(middle, radius, radius)
            return
        removed = dot < self._before
        pen = frames.dashes(irony, 1.2, (1.1, 1.1)) if removed else frames.line(self._theme.color("line_strong"), 1.1)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius, radius)

    def _paint_word(self, painter: QPainter, right: int) -> None:
        theme = self._theme
        opening, closing = _("without “{word}”").split(_WORD)
        left = float(theme.px(_SIDE))
        plain, strong = QFontMetricsF(theme.font("body")), QFontMetricsF(theme.font("body", 500))
        room = right - left - plain.horizontalAdvance(opening + closing)
        word = strong.elidedText(self._word, Qt.TextElideMode.ElideRight, max(room, 0))
        for part, colour, weight, letters in (
            (opening, "ink2", 400, plain),
            (word, "ink", 500, strong),
            (closing, "ink2", 400, plain),
        ):
            wide = letters.horizontalAdvance(part)
            self._write(painter, QRectF(left, 0, wide + 2, self.height()), part, colour, weight)
            if part is word:
                under = self.height() / 2 + strong.height() / 2 - 0.5
                span = QLineF(left, under, left + wide, under)
                strokes.underline(painter, "irony", theme.color("irony"), span)
            left += wide

    def _write(self, painter: QPainter, box: QRectF, text: str, colour: str, weight: int) -> None:
        painter.setFont(self._theme.font("body", weight))
        painter.setPen(self._theme.color(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
