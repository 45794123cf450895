"""One choice among a few, side by side. A refused choice is struck through, still reachable, and says why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from aparte_ui import accessible
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames
from aparte_ui.widgets.painted import PaintedButton

_HEIGHT = 30
_PADDING = 13


class Segmented(QWidget):
    """A row of exclusive choices, each with a key of the caller. Left and right arrows move between them."""

    chosen = Signal(str)
    refused = Signal(str, str)

    def __init__(
        self, theme: Theme, choices: Sequence[tuple[str, str]], name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._segments: dict[str, _Segment] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        for index, (key, text) in enumerate(choices):
            segment = _Segment(theme, text, (index == 0, index == len(choices) - 1), self)
            segment.clicked.connect(lambda _on=False, key=key: self._on_clicked(key))
            self._segments[key] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        if choices:
            self.choose(choices[0][0])

    def current(self) -> str:
        """Return the key of the choice made."""
        return next((key for key, segment in self._segments.items() if segment.isChecked()), "")

    def choose(self, key: str) -> None:
        """Make a choice without saying so."""
        self._segments[key].setChecked(True)
        self._chosen = key

    def refuse(self, key: str, why: str) -> None:
        """Strike a choice and say why; an empty reason allows it again."""
        self._segments[key].set_refusal(why)

    def set_texts(self, texts: dict[str, str]) -> None:
        """Write the choices again, in another language."""
        for key, text in texts.items():
            self._segments[key].set_text(text)

    def _on_clicked(self, key: str) -> None:
        why = self._segments[key].refusal
        if why:
            self._segments[self._chosen].setChecked(True)
            self.refused.emit(key, why)
        elif key != self._chosen:
            self._chosen = key
            self.chosen.emit(key)


class _Segment(PaintedButton):
    """One choice; `ends`: whether it is the first, the last."""

    def __init__(self, theme: Theme, text: str, ends: tuple[bool, bool], parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._ends = ends
        self._label = ""
        self.refusal = ""
        self.setCheckable(True)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        self._label = text
        accessible.name(self, text, self.refusal)
        self.updateGeometry()
        self.update()

    def set_refusal(self, why: str) -> None:
        self.refusal = why
        self.setToolTip(why)
        accessible.name(self, self._label, why)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter on the choice that stands changes nothing: it is left to the sheet around, whose own button shows it.
        if self.isChecked() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        letters = QFontMetricsF(self._theme.font("body", 600)).horizontalAdvance(self._label)
        return QSize(round(letters) + 2 * self._theme.px(_PADDING), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = "ink" if self.isChecked() else "select" if self.underMouse() else "sheet"
        painter.setPen(frames.line(theme.color("line_strong")))
        painter.setBrush(theme.color(fill))
        painter.drawPath(self._outline())
        refused = bool(self.refusal) and not self.isChecked()
        letters = theme.font("body", 600 if self.isChecked() else 400)
        painter.setFont(letters)
        painter.setPen(theme.color("sheet" if self.isChecked() else "ink3" if refused else "ink2"))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._label)
        if refused:
            half, middle = QFontMetricsF(letters).horizontalAdvance(self._label) / 2, self.width() / 2
            y = round(self.height() / 2) + 0.5
            painter.drawLine(QLineF(middle - half, y, middle + half, y))

    def _outline(self) -> QPainterPath:
        """Return the border: round at the ends of the row, shared with the neighbour on the right."""
        first, last = self._ends
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if last else 0.5, -0.5)
        radius = self._theme.radius("control")
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(box, radius, radius)
        if not first:
            path.addRect(QRectF(box.left(), box.top(), radius * 2, box.height()))
        if not last:
            path.addRect(QRectF(box.right() - radius * 2, box.top(), radius * 2, box.height()))
        return path.simplified()
