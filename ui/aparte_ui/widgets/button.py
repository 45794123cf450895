"""The button, in the four kinds of the design: rest, primary (ink), stage (curtain red), quiet.

A disabled button says why, in its tooltip and to screen readers; a busy one keeps its width and Esc stops the work.
"""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from aparte.i18n import _
from aparte_ui import accessible
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames, keycap
from aparte_ui.widgets.painted import PaintedButton

Kind = Literal["rest", "primary", "stage", "quiet"]
Size = Literal["normal", "small", "stage"]
_HEIGHTS = {"normal": "button", "small": "button_small", "stage": "button_stage"}
_PADDINGS = {"normal": 12, "small": 10, "stage": 19}
_GAP = 8
_ICON = 16
_FILLED = {"primary", "stage"}


class Button(PaintedButton):
    """A word, perhaps with a drawing before it and a key after it.

    key: "Ctrl+Enter", shown only, not bound. flush: a quiet button whose word aligns with the text above it.
    """

    cancelled = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        kind: Kind = "rest",
        size: Size = "normal",
        icon: str = "",
        key: str = "",
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._kind: Kind = kind
        self._size: Size = size
        self._icon, self._key, self._flush = icon, key, flush
        self._label = ""
        self._busy = False
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Change the word; an "&" is only an ampersand."""
        if text == self._label and self.text():
            return
        self._label = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def label(self) -> str:
        """Return the word as given."""
        return self._label

    def set_kind(self, kind: Kind) -> None:
        """Change the kind: one primary a panel, one stage a window."""
        self._kind = kind
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another drawing before the word."""
        if icon != self._icon:
            self._icon = icon
            self.updateGeometry()
            self.update()

    def set_key(self, key: str) -> None:
        """Show another key beside the word."""
        if key == self._key:
            return
        self._key = key
        self.updateGeometry()
        self.update()

    def refuse(self, why: str) -> None:
        """Disable the button and say why; an empty reason enables it."""
        self.setEnabled(not why)
        self.setToolTip(why)
        accessible.name(self, self._label, why)

    @property
    def is_busy(self) -> bool:
        """Whether the work it started is still going on."""
        return self._busy

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show that the work goes on, at the same width; clicks are ignored and Esc emits `cancelled`."""
        self._busy = busy
        accessible.name(self, _("In progress") if busy else self._label, self._label if busy else "")
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click, unless the work goes on."""
        return not self._busy and self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click on Enter and Space; while busy, only Esc does something."""
        if not self._busy:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()

    def sizeHint(self) -> QSize:
        """Return the room of the drawing, the word and the key."""
        theme = self._theme
        high = theme.size(_HEIGHTS[self._size])
        letters = QFontMetricsF(self._letters())
        wide = letters.horizontalAdvance(self._label)
        if self._icon:
            wide += theme.px(_ICON) + (theme.px(_GAP) if self._label else 0)
        if self._key:
            wide += theme.px(_GAP) + keycap.width(theme, self._key) - self._overhang()
        if self._busy:
            wide = max(wide, letters.horizontalAdvance(_("In progress")))
        return QSize(math.ceil(wide) + 2 * self._padding(), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button in its state."""
        painter = QPainter(self)
        ink, fill, border = self._looks()
        frames.frame(painter, QRectF(self.rect()), self._theme.radius("control"), fill=fill, border=border)
        padding = self._padding()
        left, right = float(padding), float(self.width() - padding)
        if self._icon:
            left += self._paint_icon(painter, left, ink)
        if self._key and not self._busy:
            edge = right + self._overhang()
            on = self._theme.color(ink) if self._kind in _FILLED and self.isEnabled() else None
            keycap.paint(painter, self._theme, self._key, (edge, self.height() / 2), on)
            right = edge - keycap.width(self._theme, self._key) - self._theme.px(_GAP)
        painter.setFont(self._letters())
        painter.setPen(self._theme.color(ink))
        said = _("In progress") if self._busy else self._label
        painter.drawText(QRectF(left, 0, right - left + 1, self.height()), self._flags(), said)

    def _flags(self) -> Qt.AlignmentFlag:
        across = Qt.AlignmentFlag.AlignHCenter if self._busy or not self._key else Qt.AlignmentFlag.AlignLeft
        return Qt.AlignmentFlag.AlignVCenter | across

    def _paint_icon(self, painter: QPainter, left: float, ink: str) -> float:
        size = self._theme.px(_ICON)
        self._theme.paint_icon(painter, self._icon, ink, QPointF(left, (self.height() - size) / 2), _ICON)
        return size + self._theme.px(_GAP)

    def _padding(self) -> int:
        return 1 if self._flush else self._theme.px(_PADDINGS[self._size])

    def _overhang(self) -> int:
        """Return how far a key stands into the padding."""
        return 0 if self._flush else self._theme.px(4)

    def _letters(self) -> QFont:
        return self._theme.font("body", 600 if self._kind in _FILLED else 500)

    def _looks(self) -> tuple[str, QColor | None, QPen | None]:
        """Return the names of the text colour, the fill and the border of the present state."""
        theme = self._theme
        if not self.isEnabled():
            return "ink3", None, frames.dashes(theme.color("line_strong"))
        over, down = self.underMouse(), self.isDown()
        if self._kind == "stage":
            return "on_curtain", theme.color("curtain_hover" if over or down else "curtain"), None
        if self._kind == "primary":
            return "sheet", theme.color("ink2" if over or down else "ink"), None
        resting = theme.color("sheet") if self._kind == "rest" else None
        if self._flush:
            return "ink" if over or down else "ink2", None, None
        fill = theme.color("band") if down else theme.color("select") if over else resting
        border = frames.line(theme.color("line_strong")) if self._kind == "rest" else None
        return "ink" if self._kind == "rest" else "ink2", fill, border
