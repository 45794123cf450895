"""Moving the data folder from the window: everything is closed first, moved in the disk lane, and the program restarts.

Nothing is open while files move; when the move is refused, the window goes on where it was.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from aparte import messages, moving
from aparte.errors import Trouble
from aparte.i18n import _
from aparte_ui import numbers
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.progress import Progress

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow

_HUNDRED = 100


class MoveHome(QObject):
    """One move. done: the folder where everything is now; refused: the sentence that says why it stayed."""

    done = Signal(object)
    refused = Signal(str)
    _advanced = Signal(float)

    def __init__(self, window: MainWindow) -> None:
        """Prepare; `ask` chooses the folder, `move_to` goes there."""
        super().__init__(window)
        self._window = window
        self._overlay: Overlay | None = None
        self._advanced.connect(self._on_advanced)

    def ask(self) -> None:
        """Choose an empty folder, then move."""
        chosen = QFileDialog.getExistingDirectory(self._window, _("Move everything to an empty folder"))
        if chosen:
            self.move_to(Path(chosen))

    def move_to(self, target: Path) -> None:
        """Close what is open, move, and say where everything is."""
        window, app = self._window, self._window.app
        window.close_files()
        self._show()
        old = app.home

        def work() -> None:
            moving.move(old, target, self._advanced.emit)

        # The archive is closed in its own lane: the move waits for that one.
        app.archive.do(
            lambda: None,
            lambda _none: app.disk.do(work, lambda _moved: self._moved(target), self._stayed),
        )

    def _moved(self, target: Path) -> None:
        self._window.app.home = target
        self._hide()
        self.done.emit(target)

    def _stayed(self, error: Exception) -> None:
        # Nobody may type before the journal is open again: the overlay stays until it is.
        once = Qt.ConnectionType.SingleShotConnection
        self._window.workspace.drafts_listed.connect(lambda: self._reopened(error), once)
        self._window.wake()

    def _reopened(self, error: Exception) -> None:
        self._hide()
        if isinstance(error, Trouble):
            self.refused.emit(messages.say(error.code, error.params))
        else:
            self._window.app.disk.failed.emit(error)

    def _show(self) -> None:
        theme = self._window.app.theme
        self._overlay = Overlay(theme, self._window, width=520, place="middle")
        self._progress = Progress(theme, by_model=False)
        self._progress.stop.hide()
        self._progress.set_title(_("Moving the data folder"))
        column = QVBoxLayout(self._overlay.panel)
        column.addWidget(self._progress)
        self._overlay.open()

    def _hide(self) -> None:
        if self._overlay is not None:
            self._overlay.close_panel()
            self._overlay.deleteLater()
            self._overlay = None

    def _on_advanced(self, share: float) -> None:
        if self._overlay is not None:
            self._progress.set_done(round(share * _HUNDRED), _HUNDRED, numbers.percent(share))


def restart(window: MainWindow) -> None:
    """Start the program again over the folder where everything is now, and close this one."""
    QProcess.startDetached(sys.executable, [] if getattr(sys, "frozen", False) else ["-m", "aparte_ui"])
    window.close()
