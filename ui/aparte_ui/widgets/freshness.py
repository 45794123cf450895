"""How old a figure is: a disc up to 15 minutes, a ring up to a day, a dashed square beyond, always with the age."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from aparte.i18n import _
from aparte_ui import accessible, numbers
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames

FRESH_S = 15 * numbers.MINUTE_S
RECENT_S = numbers.DAY_S
_SIGN = 8


class Freshness(QLabel):
    """A sign and an age. source: what was read, before the age; None seconds: it never answered."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source, self._seconds = "", 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_age(self, seconds: float, source: str = "") -> None:
        """Show that `source` answered `seconds` ago."""
        self._seconds, self._source = seconds, source
        self.retranslate()

    def retranslate(self) -> None:
        """Say the age in the language of the screen."""
        age = numbers.duration(self._seconds)
        if self._seconds > RECENT_S:
            age = _("silent for {duration}").format(duration=age)
        self.setText(f"{self._source} {age}".strip())
        accessible.name(self, self.text())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the sign and the words."""
        letters = QFontMetricsF(self._theme.font("body")).horizontalAdvance(self.text())
        return QSize(round(letters) + self._theme.px(_SIGN + 6) + 1, self._theme.line_height("body"))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign and the words."""
        painter, theme = QPainter(self), self._theme
        side = theme.px(_SIGN)
        self._paint_sign(painter, QRectF(0, (self.height() - side) / 2, side, side))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink2"))
        words = QRectF(self.rect()).adjusted(side + theme.px(5), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_sign(self, painter: QPainter, box: QRectF) -> None:
        theme, half = self._theme, box.width() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle: QPointF = box.center()
        if self._seconds <= FRESH_S:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("ok"))
            painter.drawEllipse(middle, half, half)
        elif self._seconds <= RECENT_S:
            painter.setPen(frames.line(theme.color("judge"), 2))
            painter.drawEllipse(middle, half - 1, half - 1)
        else:
            frames.frame(painter, box, 1, border=frames.dashes(theme.color("ink3"), 1.4, (1.6, 1.2)))
