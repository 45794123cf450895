"""Bringing exports in: the question, the card while it runs, the report, and what fails, said calmly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from aparte import messages
from aparte.errors import Trouble
from aparte.i18n import _, ngettext
from aparte_ui import numbers
from aparte_ui.archive.importing import Importing
from aparte_ui.archive.importreport import ReportSheet, save_rows, summary
from aparte_ui.archive.importsheet import FILE_SAYS, ImportSheet, named
from aparte_ui.archive.questions import Questions
from aparte_ui.asking import ask_place
from aparte_ui.widgets.failure import Failure
from aparte_ui.widgets.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aparte.archive.spaces import Space
    from aparte.sources.mapping import ColumnMap
    from aparte.sources.report import ImportReport
    from aparte.sources.report import Progress as News
    from aparte_ui.mainwindow import MainWindow


class Intake:
    """`card` stands in the place; it is shown only while something is under way or went wrong."""

    def __init__(self, window: MainWindow, imported: Callable[[], None], read: Callable[[], None]) -> None:
        """Call `imported` when posts came into an archive, `read` when its report was closed."""
        self._window, self._imported, self._read = window, imported, read
        theme = window.app.theme
        self._work = Importing()
        self._paths: Sequence[Path] = ()
        self._as_kind: str | None = None
        self._maps: Sequence[ColumnMap] = ()
        self._pseudonyms = False
        self.questions = Questions(window, self._work.lane, self._on_failed)
        self._client, self._said = "", ""
        self.report: ReportSheet | None = None
        self.progress = Progress(theme, by_model=False)
        self.failure = Failure(theme)
        self.card = QWidget()
        column = QVBoxLayout(self.card)
        column.setContentsMargins(4, 0, 4, 0)
        column.addWidget(self.progress)
        column.addWidget(self.failure)
        self.progress.cancelled.connect(self.stop)
        self.failure.retried.connect(self._again)
        self.failure.other_way.connect(self.card.hide)
        self._work.progressed.connect(self._on_progress)
        self._work.ended.connect(self._on_ended)
        self._work.failed.connect(self._on_failed)
        self.card.hide()
        self.failure.hide()

    @property
    def is_running(self) -> bool:
        """Whether an import is under way."""
        return self._work.is_running

    def ask(self, paths: Sequence[Path]) -> ImportSheet | None:
        """Ask whose posts the files hold. Nothing happens without a client or a file, or while another import runs."""
        space = self._window.workspace.space
        if space is None or not paths:
            return None
        if self.is_running or self.questions.is_open:
            self._window.say(_("An import is under way: these files can come after it."))
            return None
        sheet = ImportSheet(self._window, paths, space.brand.name)
        sheet.accepted.connect(lambda whose: self._on_accepted(sheet, paths, space, whose))
        sheet.ask()
        return sheet

    def _on_accepted(self, sheet: ImportSheet, paths: Sequence[Path], space: Space, whose: str) -> None:
        self._pseudonyms = sheet.pseudonyms.isChecked()
        self._ask_columns(paths, space, whose, every=sheet.columns.isChecked())

    def _ask_columns(self, paths: Sequence[Path], space: Space, whose: str, *, every: bool) -> None:
        """Ask what the columns of strange tables hold, then import."""
        as_kind = None if whose == FILE_SAYS else whose
        self._paths, self._as_kind, self._maps = paths, as_kind, ()
        self.questions.ask(paths, as_kind, every=every, then=lambda kept, maps: self.start(kept, space, as_kind, maps))

    def start(self, paths: Sequence[Path], space: Space, as_kind: str | None, maps: Sequence[ColumnMap] = ()) -> None:
        """Import the files into a client's archive. maps: what was said of the columns of tables."""
        self._paths, self._as_kind, self._client, self._maps = paths, as_kind, space.brand.name, maps
        self.failure.hide()
        self.progress.show()
        self.progress.stop.refuse("")
        self.card.show()
        self.progress.start(_("Importing {files}").format(files=named(paths)), 0)
        self.progress.set_done(0, 1, "")
        self._work.start(paths, space, as_kind, maps, pseudonyms=self._pseudonyms)

    def stop(self) -> None:
        """Stop after the batch under way."""
        self.progress.stop.refuse(_("it stops after the rows under way"))
        self._work.stop()

    def close(self) -> None:
        """End what is under way: the window closes."""
        self._work.close()

    def facts(self) -> Sequence[str]:
        """Return how far the import is."""
        return [self._said] if self.is_running and self._said else []

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.progress.retranslate()
        if self.failure.isHidden() or self.card.isHidden():
            self.failure.say(_("The import stopped"), "", _("Import again"), _("Close"))
        if self.is_running:
            self.progress.set_title(_("Importing {files}").format(files=named(self._paths)))

    def _on_progress(self, news: News, left_s: float | None) -> None:
        rows = ngettext("{n} row", "{n} rows", news.rows).format(n=numbers.number(news.rows))
        self._said = rows
        if left_s is not None:
            self._said = _("{rows}, about {time} left").format(rows=rows, time=numbers.duration(round(left_s)))
        self.progress.set_done(round(news.fraction * 1000), 1000, self._said)

    def _on_ended(self, report: ImportReport) -> None:
        self._put_away()
        if self.report is not None:
            self.report.deleteLater()
        self.report = ReportSheet(self._window, report, self._client)
        self.report.save_asked.connect(self._ask_where_to_save)
        self.report.closed.connect(self._forget_report)
        self._window.say(summary(report))
        # Who writes elsewhere meanwhile keeps the keyboard: the report waits for this place to be open.
        if self._window.place == "archive":
            self.show_report()
        if any(file.imported or file.duplicates for file in report.files):
            self._imported()
            self._window.workspace.learn_own_risks()

    def show_report(self) -> None:
        """Show the report of an import that ended, unless it was read already."""
        if self.report is not None and not self.report.isVisible():
            self.report.show_report()

    def _forget_report(self) -> None:
        self.report = None
        self._read()

    def _on_failed(self, error: Exception) -> None:
        self._put_away()
        if not isinstance(error, Trouble):
            self._window.app.archive.failed.emit(error)
            return
        sentence = messages.say(error.code, error.params)
        self.progress.hide()
        self.failure.say(_("The import stopped"), sentence, _("Import again"), _("Close"))
        self.failure.show()
        self.card.show()
        self._imported()

    def _put_away(self) -> None:
        self._said = ""
        self.progress.finish()
        self.card.hide()

    def _again(self) -> None:
        space = self._window.workspace.space
        if space is not None:
            self.start(self._paths, space, self._as_kind, self._maps)

    def _ask_where_to_save(self) -> None:
        assert self.report is not None
        rows = self.report.rows()
        name = _("refused rows") + ".csv"
        ask_place(
            self._window,
            _("Save the refused rows"),
            name,
            lambda path: self._window.app.disk.do(
                lambda: save_rows(rows, path), lambda _none: self._window.say(_("Saved: {name}").format(name=path.name))
            ),
        )
