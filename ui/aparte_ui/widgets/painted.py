"""The ground of our painted controls: they follow the theme, feel the pointer, and click on Enter as on Space."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QSizePolicy, QWidget

from aparte_ui.theme import Theme

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class PaintedButton(QAbstractButton):
    """A button that draws itself: a subclass gives `sizeHint` and `paintEvent`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        _settle(self)
        theme.changed.connect(self._on_theme_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click on Enter as on Space."""
        if not _clicks(self, event):
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the whole size: a control is never cut."""
        return self.sizeHint()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class PaintedCheck(QCheckBox):
    """A two-state control that draws itself and is read aloud as a check box."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._said = text
        self.setAccessibleName(text)
        _settle(self)
        theme.changed.connect(self._on_theme_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click on Enter as on Space."""
        if not _clicks(self, event):
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the whole size: a control is never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the control."""
        return self.rect().contains(pos)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _settle(button: QAbstractButton) -> None:
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.setCursor(Qt.CursorShape.PointingHandCursor)


def _clicks(button: QAbstractButton, event: QKeyEvent) -> bool:
    if event.key() in _ENTER and event.modifiers() in _PLAIN and not event.isAutoRepeat():
        button.click()
        return True
    return False
