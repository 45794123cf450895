"""The menu behind the + of the tabs: the platforms to tick. It stays open, as several are ticked in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

_TICKS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class PlatformMenu(QMenu):
    """toggled: a platform was ticked (True) or unticked. Esc, or a click elsewhere, closes it."""

    toggled = Signal(str, bool)

    def __init__(self, parent: QWidget, chosen: Collection[str]) -> None:
        """List every platform there is, ticked where it is `chosen`."""
        from aparte.platforms.platform import platforms

        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, described in platforms().items():
            action = self.addAction(described.name)
            action.setCheckable(True)
            action.setChecked(name in chosen)
            action.toggled.connect(lambda on, it=name: self.toggled.emit(it, on))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the line under the pointer and stay."""
        if not _trigger(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the current line with Space or Enter and stay."""
        if event.key() not in _TICKS or not _trigger(self.activeAction()):
            super().keyPressEvent(event)


def _trigger(action: QAction | None) -> bool:
    if action is not None:
        action.trigger()
    return action is not None
