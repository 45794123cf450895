"""Locks an encrypted client that nobody touched for a while: the laptop may lie open in a café.

Keys and clicks are seen once, as they reach the window of the system, before any widget: typing pays nothing for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from aparte_ui import spacecare

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow

AFTER_MS = 15 * 60_000
"""A quarter of an hour: longer than a telephone call, shorter than a lunch."""
_SIGNS = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}


def watch(window: MainWindow) -> None:
    """Begin to wait for quiet in this window, once."""
    if window.findChild(Idle) is None:
        Idle(window)


class Idle(QObject):
    """Waits for quiet in one window."""

    def __init__(self, window: MainWindow, after_ms: int = AFTER_MS) -> None:
        """Begin to wait; the window is shown already."""
        super().__init__(window)
        self._window = window
        self.timer = QTimer(self, interval=after_ms)
        self.timer.timeout.connect(self._on_quiet)
        self.timer.start()
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Begin to wait again when somebody is there."""
        if event.type() in _SIGNS:
            self.timer.start()
        return False

    def _on_quiet(self) -> None:
        space = self._window.workspace.space
        if space is None:
            return

        def work() -> bool:
            from aparte.archive.keys import is_encrypted

            return is_encrypted(space.folder)

        self._window.app.disk.do(work, self._on_known)

    def _on_known(self, encrypted: bool) -> None:  # noqa: FBT001 - what the work returned
        if encrypted:
            spacecare.lock(self._window)
