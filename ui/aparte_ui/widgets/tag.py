"""Where a statement comes from: counted, rule, estimated, or written by the model (dashed, as all it wrote)."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from aparte.i18n import N_, _
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames

Provenance = Literal["counted", "rule", "estimated", "model"]
_WORDS = {
    "counted": N_("counted"),
    "rule": N_("rule"),
    "estimated": N_("estimated"),
    "model": N_("written by the model"),
}
_MEANINGS = {
    "counted": N_("Counted: exact."),
    "rule": N_("Rule: dated and sourced."),
    "estimated": N_("Estimated: statistical, with a margin."),
    "model": N_("Written by the model: a proposal until you accept it."),
}
_HEIGHT = 18


class Tag(QLabel):
    """A small bordered word that says how much to trust what stands beside it."""

    def __init__(self, theme: Theme, provenance: Provenance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._provenance = provenance
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retranslate()
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_provenance(self, provenance: Provenance) -> None:
        """Say another origin."""
        self._provenance = provenance
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Write the word in the language of the screen."""
        word, meaning = _(_WORDS[self._provenance]), _(_MEANINGS[self._provenance])
        if (word, meaning) == (self.text(), self.toolTip()):
            return  # setText would have the whole column laid out again, and this runs with every key
        self.setText(word)
        self.setToolTip(meaning)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the word and its border."""
        letters = QFontMetricsF(self._theme.font("caption")).horizontalAdvance(self.text())
        return QSize(round(letters) + self._theme.px(13), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word in its border."""
        painter, theme = QPainter(self), self._theme
        model = self._provenance == "model"
        pen = frames.dashes(theme.color("ink3")) if model else frames.line(theme.color("line"))
        frames.frame(painter, QRectF(self.rect()), theme.px(4), border=pen)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("ink2" if model else "ink3"))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
