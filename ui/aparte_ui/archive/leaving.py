"""Leaving is easy: everything this client's archive holds, written to one file, as `aparte export` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from aparte.i18n import N_, _
from aparte_ui.asking import ask_place
from aparte_ui.jobs import Lane

if TYPE_CHECKING:
    from pathlib import Path

    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.widgets.button import Button

FORMS = {
    "jsonl": N_("JSON Lines, comes back as it was"),
    "csv": N_("CSV, for a spreadsheet"),
    "sqlite": N_("SQLite, for a database"),
}


class Leaving:
    """The menu of the export button, and the writing, in a lane of its own: the archive stays searchable."""

    def __init__(self, window: MainWindow, button: Button) -> None:
        """Open the menu under `button`."""
        self._window, self._button = window, button
        self._lane = Lane("export")
        self._is_open = True
        self._lane.failed.connect(self._on_failed)
        button.clicked.connect(self._ask)

    def close(self) -> None:
        """Finish what is being written: the window closes."""
        self._lane.stop()
        self._is_open = False

    def write(self, form: str, path: Path) -> None:
        """Write the archive of the open client as `form` to `path`; a file that stood there is replaced whole."""
        space = self._window.workspace.space
        if space is None:
            return

        def work() -> None:
            from aparte.cli.exported import export_to

            export_to([space], form, str(path))

        self._button.set_busy(True)
        self._lane.do(work, lambda _none: self._on_written(path))

    def _ask(self) -> None:
        menu = QMenu(self._button)
        for form, words in FORMS.items():
            menu.addAction(_(words)).triggered.connect(lambda _on=False, chosen=form: self._ask_place(chosen))
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def _ask_place(self, form: str) -> None:
        ask_place(self._window, _("Export the archive"), f"archive.{form}", lambda path: self.write(form, path))

    def _on_written(self, path: Path) -> None:
        if not self._is_open:
            return
        self._button.set_busy(False)
        self._window.say(_("Exported: {name}").format(name=path.name))

    def _on_failed(self, error: Exception) -> None:
        from aparte_ui.trouble import tell

        self._button.set_busy(False)
        tell(self._window, error)
