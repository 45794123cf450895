"""A panel laid over the window: it slides in, keeps the keyboard inside, and Esc or the veil closes it.

The page stays visible behind a veil and nothing is lost by closing. Opening an overlay is never needed to write.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from aparte_ui.theme import Theme
from aparte_ui.widgets import frames

Place = Literal["bottom", "top", "middle"]
VEIL_LIGHT, VEIL_DARK = 0.32, 0.55
CURTAIN_EDGE = 3


class Overlay(QWidget):
    """Covers `host` (but for its last `keep` pixels, the status bar). Lay your widgets out in `panel`."""

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        *,
        width: int = 1044,
        place: Place = "bottom",
        curtain_edge: bool = False,
        top: int = 112,
        keep: int = 0,
    ) -> None:
        super().__init__(host)
        self._theme, self._host = theme, host
        self._width, self._place, self._top, self._keep = width, place, top, keep
        self._before: QWidget | None = None
        self._arrived = 1.0
        self.panel = _Panel(theme, self, curtain_edge=curtain_edge, flat_bottom=place == "bottom")
        self._slide = QVariantAnimation(self)
        self._slide.setStartValue(0.0)
        self._slide.setEndValue(1.0)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._on_slid)
        self.hide()
        host.installEventFilter(self)
        theme.changed.connect(self._place_panel)

    def open(self, focus: QWidget | None = None) -> None:
        """Slide in, and give the keyboard to `focus` or to the first control."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._cover()
        self.show()
        self.raise_()
        target = focus if focus is not None else next(iter(self._stops()), self.panel)
        target.setFocus(Qt.FocusReason.TabFocusReason)
        duration = self._theme.motion_ms("panel")
        if duration:
            self._slide.setDuration(duration)
            self._slide.start()
        else:
            self._on_slid(1.0)

    def close_panel(self) -> None:
        """Close, and give the keyboard back to where it was."""
        if not self.isVisible():
            return
        self._slide.stop()
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def fit(self) -> None:
        """Measure the panel again after its content changed."""
        self._place_panel()

    def retranslate(self) -> None:
        """Say everything in the language of the screen: it may change while the panel is open."""

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Keep Tab inside the panel: what is behind the veil can't be reached."""
        stops = self._stops()
        if not stops:
            return True
        now = QApplication.focusWidget()
        at = stops.index(now) if now in stops else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close when the veil is clicked."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil."""
        veil = QColor(Qt.GlobalColor.black)
        veil.setAlphaF((VEIL_DARK if self._theme.is_dark else VEIL_LIGHT) * self._arrived)
        QPainter(self).fillRect(self.rect(), veil)

    def _stops(self) -> list[QWidget]:
        """Return the controls Tab visits, in the order they were laid out.

        Qt's own chain is not walked: the binding would make each widget on it, the page included, a child of the one
        before, and destroy its wrapper with this panel.
        """
        return [
            one
            for one in self.panel.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and one.focusProxy() is None
            and one.isVisibleTo(self.panel)
            and one.isEnabled()
        ]

    def _cover(self) -> None:
        self.setGeometry(0, 0, self._host.width(), self._host.height() - self._keep)
        self._place_panel()

    def _place_panel(self) -> None:
        wide = min(self._theme.px(self._width), self.width() - 32)
        wished = self.panel.heightForWidth(wide) if self.panel.hasHeightForWidth() else self.panel.sizeHint().height()
        room = self.height() - (self._theme.px(self._top) + 16 if self._place == "top" else 40)
        high = min(max(wished, self.panel.minimumSizeHint().height()), room)
        tops = {"bottom": self.height() - high, "top": self._theme.px(self._top), "middle": (self.height() - high) // 2}
        slide = round((1 - self._arrived) * (high if self._place == "bottom" else 12))
        self.panel.setGeometry((self.width() - wide) // 2, tops[self._place] + slide, wide, high)

    def _on_slid(self, share: float) -> None:
        self._arrived = share
        self._place_panel()
        self.update()


class _Panel(QFrame):
    """The sheet of the overlay."""

    def __init__(self, theme: Theme, parent: QWidget, *, curtain_edge: bool, flat_bottom: bool) -> None:
        super().__init__(parent)
        self._theme, self._curtain_edge, self._flat_bottom = theme, curtain_edge, flat_bottom
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet and, before the stage, its curtain edge."""
        painter, theme = QPainter(self), self._theme
        radius = theme.radius("sheet")
        box = QRectF(self.rect()).adjusted(0, 0, 0, radius if self._flat_bottom else 0)
        if self._curtain_edge:
            frames.frame(painter, box, radius, fill=theme.color("curtain_text"))
            inner = box.adjusted(0, CURTAIN_EDGE, 0, 0)
            frames.frame(painter, inner, radius, fill=theme.color("ground"))
        else:
            border = frames.line(theme.color("line_strong"))
            frames.frame(painter, box, radius, fill=theme.color("raised" if theme.is_dark else "sheet"), border=border)
