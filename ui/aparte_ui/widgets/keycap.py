"""A key, drawn as a small cap: in buttons, rows, menus, and alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from aparte.i18n import N_, _
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames

HEIGHT = 19
_NAMES = {
    "Enter": "↵",
    "Esc": N_("Esc"),
    "Shift": N_("Shift"),
    "Space": N_("Space"),
    "Up": "↑",
    "Down": "↓",
    "PgUp": N_("PgUp"),
    "PgDn": N_("PgDn"),
}


def label(keys: str) -> str:
    """Write "Ctrl+Enter" as a cap shows it: "Ctrl ↵"."""
    return " ".join(_(_NAMES[key]) if key in _NAMES else key for key in keys.split("+"))


def width(theme: Theme, keys: str) -> int:
    """Return how wide the cap is."""
    letters = QFontMetricsF(theme.font("caption", 500)).horizontalAdvance(label(keys))
    return max(theme.px(HEIGHT), round(letters) + theme.px(11))


def paint(
    painter: QPainter, theme: Theme, keys: str, right_middle: tuple[float, float], on: QColor | None = None
) -> None:
    """Draw the cap, its right edge and middle at `right_middle`. on: the text colour of a filled button under it."""
    wide, high = width(theme, keys), theme.px(HEIGHT)
    box = QRectF(right_middle[0] - wide, round(right_middle[1] - high / 2), wide, high)
    radius = theme.px(4)
    if on is None:
        frames.frame(painter, box.translated(0, 1), radius, fill=theme.color("line"))
        frames.frame(painter, box, radius, fill=theme.color("sheet"), border=frames.line(theme.color("line")))
    else:
        faded = QColor(on)
        faded.setAlphaF(0.55)
        frames.frame(painter, box, radius, border=frames.line(faded))
    painter.setPen(on if on is not None else theme.color("ink2"))
    painter.setFont(theme.font("caption", 500))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label(keys))


class KeyCap(QLabel):
    """A key alone."""

    def __init__(self, theme: Theme, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retranslate()
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_keys(self, keys: str) -> None:
        """Show another key ("Ctrl+K")."""
        self._keys = keys
        self.retranslate()

    def retranslate(self) -> None:
        """Write the key as the language of the screen names it."""
        self.setText(label(self._keys))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of the cap and its shadow line."""
        return QSize(width(self._theme, self._keys), self._theme.px(HEIGHT) + 1)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a cap is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        paint(QPainter(self), self._theme, self._keys, (self.width(), (self.height() - 1) / 2))
