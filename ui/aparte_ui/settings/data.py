"""The data on this computer: the folder that holds everything, the copy log and its key, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from aparte import messages
from aparte.i18n import _
from aparte_ui import numbers, spacecare
from aparte_ui.asking import ask_file
from aparte_ui.elision import of
from aparte_ui.settings.movehome import MoveHome, restart
from aparte_ui.settings.restoresheet import RestoreSheet
from aparte_ui.settings.rows import Group, Row
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.gate.log import LogReport
    from aparte_ui.mainwindow import MainWindow


@dataclass(frozen=True)
class Verified:
    """What was found in the log of one space. key_file: where its key is, when that is a file."""

    folder: Path
    report: LogReport
    key_file: Path | None


class DataGroup(Group):
    """Where everything lies, whether the log was changed, and how to take it all away."""

    def __init__(self, window: MainWindow) -> None:
        """Read nothing before `look`."""
        theme = window.app.theme
        super().__init__(theme)
        self._window = window
        self._found: Verified | None = None
        self.open, self.verify, self.export = Button(theme, icon="folder"), Button(theme), Button(theme)
        self.elsewhere = Button(theme, kind="quiet")
        self.mover = MoveHome(window)
        self.bring_back = Button(theme)
        self._folder, self._log, self._export = Row(theme, self.open), Row(theme, self.verify), Row(theme, self.export)
        self._back = Row(theme, self.bring_back)
        self._not_back = Text(theme, "small", colour="block", weight=600, wrap=True)
        self._not_back.hide()
        self._back.below(self._not_back)
        self._refusal = Text(theme, "small", colour="block", weight=600, wrap=True)
        self._refusal.hide()
        self._folder.below(self.elsewhere)
        self._folder.below(self._refusal)
        self._key = Text(theme, "small", colour="ink3", wrap=True)
        self._answer = Text(theme, "small", colour="ok", weight=600, wrap=True)
        self._log.below(self._answer)
        self._log.below(self._key)
        for row in (self._folder, self._log, self._export, self._back):
            self.add(row)
        self.open.clicked.connect(self._on_open)
        self.elsewhere.clicked.connect(self.mover.ask)
        self.mover.done.connect(lambda _folder: restart(window))
        self.mover.refused.connect(self._on_refused)
        self.verify.clicked.connect(self._on_verify)
        self.export.clicked.connect(lambda: window.go("archive"))
        self.bring_back.clicked.connect(self._ask_backup)

    def look(self) -> None:
        """Read the log of the open client in the disk lane."""
        self._show()
        self._read(asked=False)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.say(_("Data"), _("Everything is on this computer, in one folder that only you can read."))
        self._folder.say(_("Folder"), str(self._window.app.home))
        self.open.set_text(_("Open the folder"))
        self.elsewhere.set_text(_("Move it elsewhere…"))
        self.verify.set_text(_("Verify now"))
        self._export.say(
            _("Export the posts"),
            _("The archive writes them all as JSON Lines or CSV. Drafts and the log are files of the folder above."),
        )
        self.export.set_text(_("Open the archive"))
        self._back.say(
            _("Bring a backup back"),
            _("A client’s backup, even from another computer. If it is encrypted, its recovery phrase opens it."),
        )
        self.bring_back.set_text(_("Choose a file…"))
        self._show()

    def _on_refused(self, sentence: str) -> None:
        self._refusal.set_text(sentence)
        self._refusal.show()

    def _ask_backup(self) -> None:
        kinds = f"{_('Backups')} (*.zip);;{_('All files')} (*)"
        ask_file(self._window, _("Bring a backup back"), kinds, self.ask_back)

    def ask_back(self, file: Path) -> None:
        """Show what the backup `file` holds, then bring it back when that is agreed."""
        self._not_back.hide()
        sheet = RestoreSheet(self._window, file)
        sheet.agreed.connect(lambda into: spacecare.bring_back(self._window, file, into, self._on_not_back))
        sheet.ask()

    def _on_not_back(self, sentence: str) -> None:
        self._not_back.set_text(sentence)
        self._not_back.show()

    def _read(self, *, asked: bool) -> None:
        space, home = self._window.workspace.space, self._window.app.home
        if space is None:
            return

        def work() -> Verified:
            return _verified(space.folder, home)

        self._window.app.disk.do(work, lambda found: self._on_found(found, asked=asked), self._on_failed)

    def _on_verify(self) -> None:
        self.verify.set_busy(True)
        self._read(asked=True)

    def _on_failed(self, error: Exception) -> None:
        self.verify.set_busy(False)
        self._window.app.disk.failed.emit(error)

    def _on_found(self, found: Verified, *, asked: bool) -> None:
        self.verify.set_busy(False)
        space = self._window.workspace.space
        if space is None or found.folder != space.folder:
            return
        self._found = found
        self._show(asked=asked)

    def _show(self, *, asked: bool = False) -> None:
        space = self._window.workspace.space
        found = self._found if space and self._found and self._found.folder == space.folder else None
        self._log.setVisible(space is not None)
        self._answer.setVisible(False)
        self._key.setVisible(found is not None and found.report.lines > 0)
        title = _("Copy log {of_name}").format(of_name=of(space.brand.name)) if space else ""
        self._log.say(title, _head_of(found))
        if found is not None:
            self._key.set_text(_said_of_key(found.key_file))
            self._tell(found.report, asked=asked)

    def _tell(self, report: LogReport, *, asked: bool) -> None:
        """Say what is wrong as soon as it is known; that all is well, only when it was asked."""
        if report.intact and not asked:
            return
        said = report.said()
        if report.intact:
            said = _("Verified at {time}: {what}.").format(time=numbers.clock(self._window.app.now()), what=said)
        self._answer.set_colour("ok" if report.intact else "block")
        self._answer.set_text(said)
        self._answer.show()

    def _on_open(self) -> None:
        folder = self._window.app.home
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.say(_("No file manager answered. The folder is {path}.").format(path=folder))


def _verified(folder: Path, home: Path) -> Verified:
    from aparte.gate.log import verify
    from aparte.secrets import KEY_FILE

    # The key itself isn't asked for: a look at the settings must neither make one nor unlock a keyring.
    path = home / KEY_FILE
    return Verified(folder=folder, report=verify(folder), key_file=path if path.exists() else None)


def _head_of(found: Verified | None) -> str:
    if found is None:
        return ""
    from aparte.gate.log import head_line

    report = found.report
    return head_line(report) if report.lines or not report.intact else _("No copy was logged yet.")


def _said_of_key(key_file: Path | None) -> str:
    if key_file is not None:
        return messages.say("log.key_in_file", {"path": key_file})
    return _("The key of the log is kept in the keyring of the system.")
