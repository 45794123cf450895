"""One more suggestion, on one line: its first words, what it does to the irony. A click opens its diff card."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from aparte.i18n import _
from aparte_ui import accessible, numbers
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames, strokes
from aparte_ui.widgets.painted import PaintedButton
from aparte_ui.widgets.tag import Provenance

_HEIGHT, _SIDE, _CHEVRON = 44, 20, 16


class VersionLine(PaintedButton):
    """A closed suggestion; clicked() opens it."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        irony: tuple[int, int] | None = None,
        provenance: Provenance = "model",
        voice: tuple[int, int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._by_model = provenance == "model"
        self._words, self._irony, self._near = " ".join(text.split()), irony, voice
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the line in the language of the screen."""
        why = _("Irony {before} → {after}").format(before=self._irony[0], after=self._irony[1]) if self._irony else ""
        parts = [part for part in (why, self._voice()) if part]
        accessible.name(self, _("Other version: {text}").format(text=self._words), ", ".join(parts))
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line; it takes the width it is given."""
        return QSize(self._theme.px(240), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line from its right end."""
        painter, theme, box = QPainter(self), self._theme, QRectF(self.rect())
        fill = theme.color("select" if self.underMouse() else "sheet")
        if self._by_model:
            frames.model_frame(painter, box, theme.radius("card"), fill, theme.color("line"))
            frames.dashed_edge(painter, box, theme.color("ink3"))
        else:
            frames.frame(painter, box, theme.radius("card"), fill=fill, border=frames.line(theme.color("line")))
        right, size = box.right() - theme.px(_SIDE), theme.px(_CHEVRON)
        theme.paint_icon(painter, "chevron-right", "ink2", QPointF(right - size, (self.height() - size) / 2), _CHEVRON)
        right = self._paint_voice(painter, right - size - theme.px(14))
        right = self._paint_irony(painter, right)
        left, letters = theme.px(_SIDE), QFontMetricsF(theme.font("body"))
        words = letters.elidedText(self._words, Qt.TextElideMode.ElideRight, right - left - theme.px(16))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink"))
        painter.drawText(QRectF(left, 0, right - left, self.height()), Qt.AlignmentFlag.AlignVCenter, words)

    def _voice(self) -> str:
        return "" if self._near is None else _("Voice {inside} of {of}").format(inside=self._near[0], of=self._near[1])

    def _paint_voice(self, painter: QPainter, right: float) -> float:
        if self._near is None:
            return right
        letters = self._theme.font("small")
        wide = QFontMetricsF(letters).horizontalAdvance(self._voice())
        painter.setFont(letters)
        painter.setPen(self._theme.color("ink2"))
        painter.drawText(QRectF(right - wide, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self._voice())
        return right - wide - self._theme.px(20)

    def _paint_irony(self, painter: QPainter, right: float) -> float:
        if self._irony is None:
            return right
        theme = self._theme
        for text, colour, weight in (
            (numbers.number(self._irony[1]), "ink", 600),
            (f"{numbers.number(self._irony[0])} → ", "ink2", 400),
        ):
            letters = theme.font("small", weight)
            wide = QFontMetricsF(letters).horizontalAdvance(text)
            painter.setFont(letters)
            painter.setPen(theme.color(colour))
            painter.drawText(QRectF(right - wide, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            right -= wide
        middle = QPointF(right - theme.px(12), self.height() / 2)
        strokes.glyph(painter, "irony", theme, middle)
        return right - theme.px(24)
