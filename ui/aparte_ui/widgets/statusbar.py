"""The line at the bottom of the window: the seal first, then what is saved, loaded, free."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from aparte.i18n import _
from aparte_ui import accessible
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.painted import PaintedButton
from aparte_ui.widgets.text import Text

_SIDE = 16
_ICON = 15


class Seal(PaintedButton):
    """What left the computer. Sealed: checked; open: what is allowed. A click shows the ledger."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._strong, self._rest, self._open = "", "", False

    def say(self, strong: str, rest: str, *, is_open: bool = False) -> None:
        """Show "Sealed" and "0 bytes out since 9:12", or which doors are open."""
        self._strong, self._rest, self._open = strong, rest, is_open
        accessible.name(self, f"{strong}. {rest}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the seal and its words."""
        theme = self._theme
        strong = QFontMetricsF(theme.font("small", 600)).horizontalAdvance(self._strong)
        rest = QFontMetricsF(theme.font("small")).horizontalAdvance(self._rest)
        return QSize(round(strong + rest) + theme.px(_ICON + 22), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the seal and its words."""
        painter, theme = QPainter(self), self._theme
        if self.underMouse():
            frames.frame(painter, QRectF(self.rect()), theme.radius("control"), fill=theme.color("select"))
        colour = "judge" if self._open else "ok"
        at = QPointF(theme.px(2), (self.height() - theme.px(_ICON)) / 2)
        theme.paint_icon(painter, "seal-open" if self._open else "seal", colour, at, _ICON)
        left = float(theme.px(_ICON + 7))
        painter.setPen(theme.color(colour))
        for text, weight in ((self._strong, 600), (self._rest, 400)):
            letters = theme.font("small", weight)
            painter.setFont(letters)
            painter.drawText(QRectF(left, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += QFontMetricsF(letters).horizontalAdvance(text) + theme.px(8)


class StatusBar(QFrame):
    """The seal at the left (`seal`), short facts at the right. undone: what the first one says is being taken back."""

    undone = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.seal = Seal(theme, self)
        self._facts: list[Text] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(_SIDE), 1, theme.px(_SIDE), 0)
        self._row.setSpacing(theme.px(24))
        self._row.addWidget(self.seal)
        self._row.addStretch(1)
        self._undo = Button(theme, kind="quiet", size="small", icon="undo", parent=self)
        self._undo.clicked.connect(self._on_undone)
        self._take_back: Callable[[], object] | None = None
        self._add_fact()
        self._row.addWidget(self._undo)
        self._undo.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_facts(self, facts: Sequence[str]) -> None:
        """Show these facts, in this order; each one is kept in place while its words change."""
        while len(self._facts) < len(facts):
            self._add_fact()
        for index, fact in enumerate(self._facts):
            fact.setVisible(index < len(facts))
            fact.set_text(facts[index] if index < len(facts) else "")

    def offer_undo(self, act: Callable[[], object] | None) -> None:
        """Show a button after the first fact that takes back what it says; None: there is nothing to take back."""
        self._take_back = act
        self._undo.set_text(_("Undo"))
        self._undo.setVisible(act is not None)

    def _on_undone(self) -> None:
        act = self._take_back
        self.undone.emit()
        if act is not None:
            act()

    def _add_fact(self) -> None:
        fact = Text(self._theme, "small", colour="ink2", parent=self)
        self._row.addWidget(fact, 0, Qt.AlignmentFlag.AlignVCenter)
        self._facts.append(fact)

    def sizeHint(self) -> QSize:
        """Return the height of the design; the width is the window's."""
        return QSize(super().sizeHint().width(), self._theme.size("status"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the backstage ground and the line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("wings"))
        painter.setPen(frames.line(self._theme.color("line")))
        painter.drawLine(QLineF(0, 0.5, self.width(), 0.5))
