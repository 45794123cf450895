"""One line or paragraph of ours: a role, a colour, real line heights, and `**strong**` stretches.

QLabel can't set a line height without HTML, and HTML costs a document each. This one lays the words out itself, stays a
QLabel for screen readers, and never interprets what a person wrote: only `set_marked` reads the asterisks. It keeps its
words to itself (the label's name says them): each `QLabel.setText` would lay out everything around it again.
"""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from aparte_ui.theme import Theme

_STRONG = re.compile(r"\*\*(.+?)\*\*")
_READABLE_WIDTH = 320
"""The width a paragraph asks for when nothing else decides: about 45 letters of body text."""
_WIDTHS = 4
"""Widths a layout is kept for: Qt asks in turn for the hint's, the least and the real one."""


class Text(QLabel):
    """Words in a role of the theme. wrap: a paragraph; elide: one line, shortened by "…" when it lacks room."""

    def __init__(
        self,
        theme: Theme,
        role: str = "body",
        *,
        colour: str = "ink",
        weight: int = 400,
        italic: bool | None = None,
        wrap: bool = False,
        elide: bool = False,
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._role, self._colour = theme, role, colour
        self._weight, self._italic = weight, italic
        self._wrap, self._elide = wrap, elide
        self._text = ""
        self._strong: list[tuple[int, int]] = []
        self._laid: dict[int, tuple[QTextLayout, int]] = {}
        self._hint: QSize | None = None
        down = QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, down)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        if wrap:
            self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._measure_again)
        if text:
            self.set_text(text)

    def text(self) -> str:
        """Return the words, without their asterisks."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show `text` exactly as it is."""
        self._show(text, [])

    def set_marked(self, text: str) -> None:
        """Show our own sentence, in which `**words**` are strong."""
        plain, strong, last = "", [], 0
        for match in _STRONG.finditer(text):
            plain += text[last : match.start()]
            strong.append((len(plain), len(match[1])))
            plain += match[1]
            last = match.end()
        self._show(plain + text[last:], strong)

    def set_colour(self, name: str) -> None:
        """Write in another named colour."""
        self._colour = name
        self._laid.clear()
        self.update()

    def set_weight(self, weight: int) -> None:
        """Write lighter or heavier (400, 500, 600)."""
        self._weight = weight
        self._measure_again()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the paragraph at this width."""
        return self._layout(width)[1] if self._wrap else self._theme.line_height(self._role)

    def sizeHint(self) -> QSize:
        """Return the natural size; a paragraph asks for a readable width."""
        if self._hint is None:
            wide = math.ceil(self._natural_width()) + 1
            if self._wrap:
                wide = min(wide, self._theme.px(_READABLE_WIDTH))
            self._hint = QSize(wide, self.heightForWidth(wide))
        return self._hint

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the text still says something."""
        if self._wrap:
            return QSize(self._theme.px(48), self._theme.line_height(self._role))
        if self._elide:
            return QSize(self._theme.px(24), self._theme.line_height(self._role))
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        layout, height = self._layout(self.width())
        painter = QPainter(self)
        painter.setPen(self._theme.color(self._colour))
        middle = self.alignment() & Qt.AlignmentFlag.AlignVCenter
        top = (self.height() - height) / 2 if middle else 0.0
        layout.draw(painter, QPointF(0, top))

    def _show(self, text: str, strong: list[tuple[int, int]]) -> None:
        if text == self._text and strong == self._strong:
            return
        room = self._room()
        self._text, self._strong = text, strong
        self.setAccessibleName(text)
        self._forget_layout()
        # Laying the whole column out again for "2,999 characters" after "2,998" cost more than reading the draft.
        if room != self._room():
            self.updateGeometry()
        self.update()

    def _room(self) -> tuple[QSize, int]:
        """Return what the layout around it goes by: the natural size, and the height at the width it has."""
        return self.sizeHint(), self.heightForWidth(self.width())

    def _measure_again(self) -> None:
        self._forget_layout()
        self.updateGeometry()
        self.update()

    def _forget_layout(self) -> None:
        self._laid.clear()
        self._hint = None

    def _font(self) -> QFont:
        return self._theme.font(self._role, self._weight, italic=self._italic)

    def _natural_width(self) -> float:
        if self._wrap and "\n" not in self._text:
            # A paragraph asks for no more than a readable width: how much longer its one line would be is not needed.
            plain = QFontMetricsF(self._font()).horizontalAdvance(self._text)
            if plain > self._theme.px(_READABLE_WIDTH):
                return plain
        layout = self._fresh(self._text)
        layout.beginLayout()
        widest = 0.0
        while (line := layout.createLine()).isValid():
            line.setNumColumns(len(self._text) * 2 + 1)
            widest = max(widest, line.naturalTextWidth())
        layout.endLayout()
        return widest

    def _layout(self, width: int) -> tuple[QTextLayout, int]:
        laid = self._laid.get(width)
        if laid is None:
            if len(self._laid) == _WIDTHS:
                self._laid.clear()
            laid = self._laid[width] = self._lay_out(width)
        return laid

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        text = self._text
        if self._elide:
            text = QFontMetricsF(self._font()).elidedText(text, Qt.TextElideMode.ElideRight, width)
        layout, y = self._fresh(text), 0
        letters = QFontMetricsF(self._font())
        pitch = self._theme.line_height(self._role)
        baseline = (pitch + letters.ascent() - letters.descent()) / 2
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            # An emoji is taller than the letters: every line keeps the baseline of the letters.
            line.setPosition(QPointF(0, y + baseline - line.ascent()))
            y += pitch
        layout.endLayout()
        return layout, max(y, pitch)

    def _fresh(self, text: str) -> QTextLayout:
        layout = QTextLayout(text.replace("\n", "\u2028"), self._font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        wrapped = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        option.setWrapMode(wrapped if self._wrap else QTextOption.WrapMode.NoWrap)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.setFormats([self._strong_range(at, length) for at, length in self._strong])
        return layout

    def _strong_range(self, at: int, length: int) -> QTextLayout.FormatRange:
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        strong.setForeground(self._theme.color("ink" if self._colour in {"ink2", "ink3"} else self._colour))
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = at, length, strong
        return part
