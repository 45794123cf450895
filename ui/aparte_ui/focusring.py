"""The focus ring: 2 px, 2 px outside the control, drawn over the window by one transparent widget.

Style sheets can't draw outside a control, and a blue ring on curtain red only reaches 1.4:1. Text fields always show
it; other controls when the keyboard brought the focus. A widget opts out with `setProperty("ring", "none")`
(the draft has its caret), and gives its own corner with `setProperty("ring_radius", pixels)`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from aparte_ui.theme import Theme

WIDTH = 2
GAP = 2
REACH = WIDTH + GAP
_MOVING = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class FocusRing(QWidget):
    """Draws the ring of whatever has the focus inside `window`. Make one per top-level window, last."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._followed: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        theme.changed.connect(self.update)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def follow(self, widget: QWidget | None) -> None:
        """Draw the ring around `widget`, or nothing."""
        self._leave()
        self._followed = widget
        if widget is None:
            self.hide()
            return
        widget.destroyed.connect(self._on_gone)
        self._watch(widget)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        if self._followed is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("focus"), WIDTH))
        own = self._followed.property("ring_radius")
        radius = (own if own is not None else self._theme.radius("control")) + GAP
        half = WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control when it, or what holds it, moves."""
        if event.type() in _MOVING:
            self._place()
        return False

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        mine = new is not None and new.window() is self.window()
        self.follow(new if mine and new is not None and _wants_ring(new) else None)

    def _on_gone(self) -> None:
        self._followed = None
        self._watched = []
        self.hide()

    def _watch(self, widget: QWidget) -> None:
        step: QWidget | None = widget
        while step is not None and step is not self.window():
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()

    def _leave(self) -> None:
        """Stop watching; Qt may tell us the focus moved while it is destroying the very widget that had it."""
        for widget in filter(isValid, self._watched):
            widget.removeEventFilter(self)
        self._watched = []
        if self._followed is not None and isValid(self._followed):
            self._followed.destroyed.disconnect(self._on_gone)
        self._followed = None

    def _place(self) -> None:
        target = self._followed
        if target is None or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(self.window(), QPoint(0, 0))
        self.setGeometry(QRect(corner, target.size()).adjusted(-REACH, -REACH, REACH, REACH))
        self.setVisible(not target.visibleRegion().isEmpty())
        self.raise_()


def _wants_ring(widget: QWidget) -> bool:
    if widget.property("ring") == "none":
        return False
    pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
    return isinstance(widget, QLineEdit) or not pressed
