"""After an import: what was kept, what was there already, and each refused row with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout

from aparte.i18n import _, ngettext
from aparte.messages import say
from aparte_ui import numbers
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.rule import Rule
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aparte.sources.report import FileReport, ImportReport
    from aparte_ui.mainwindow import MainWindow

_LIST_HEIGHT = 220
_MOST_FILES = 6
_Index = QModelIndex | QPersistentModelIndex


class ReportSheet(Overlay):
    """save_asked: the refused rows as a table."""

    save_asked = Signal()

    def __init__(self, window: MainWindow, report: ImportReport, client: str) -> None:
        """Show `report` of an import into the archive of `client`."""
        theme = window.app.theme
        super().__init__(theme, window, width=720, place="top", top=88)
        heading = Heading(theme, "section")
        heading.say(summary(report), client)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(10))
        column.addWidget(heading)
        if report.stopped:
            stopped = _("You stopped it. What was imported stays; the same files again bring the rest, nothing twice.")
            column.addWidget(Text(theme, "body", colour="ink2", wrap=True, text=stopped))
        for file in report.files[:_MOST_FILES]:
            column.addLayout(self._file(file))
        if len(report.files) > _MOST_FILES:
            more = len(report.files) - _MOST_FILES
            said = ngettext("and {n} more file", "and {n} more files", more).format(n=numbers.number(more))
            column.addWidget(Text(theme, "body", colour="ink2", text=said))
        self._rows = refused_rows(report)
        if self._rows:
            column.addWidget(Rule(theme))
            column.addWidget(Text(theme, "body", weight=600, text=_listed(report, len(self._rows))))
            column.addWidget(self._list())
        foot = QHBoxLayout()
        self.save = Button(theme, _("Save this list…"), kind="quiet", icon="download", flush=True)
        self.save.setVisible(bool(self._rows))
        self.save.clicked.connect(self.save_asked)
        self.done = Button(theme, _("Close"), kind="primary", key="Enter")
        self.done.clicked.connect(self.close_panel)
        foot.addWidget(self.save)
        foot.addStretch(1)
        foot.addWidget(self.done)
        column.addLayout(foot)
        self.closed.connect(self.deleteLater)

    def show_report(self) -> None:
        """Open over the window."""
        self.open(self.done)

    def rows(self) -> Sequence[tuple[str, str, str]]:
        """Return the refused rows: file, where, reason."""
        return self._rows

    def _file(self, file: FileReport) -> QVBoxLayout:
        both = QVBoxLayout()
        both.setSpacing(self._theme.px(2))
        both.addWidget(Text(self._theme, "body", weight=600, elide=True, text=Path(file.path).name))
        both.addWidget(Text(self._theme, "body", colour="ink2", wrap=True, text=" · ".join(figures(file))))
        return both

    def _list(self) -> QListView:
        view = QListView()
        view.setModel(_Refused(self._rows, view))
        view.setSpacing(self._theme.px(2))
        needed = len(self._rows) * (self._theme.line_height("body") + self._theme.px(4)) + self._theme.px(8)
        view.setFixedHeight(min(self._theme.px(_LIST_HEIGHT), needed))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setAccessibleName(_("Refused rows"))
        view.setUniformItemSizes(True)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        return view


def summary(report: ImportReport) -> str:
    """Return how many posts came in, in one sentence."""
    imported = sum(file.imported for file in report.files)
    return ngettext("{n} post imported", "{n} posts imported", imported).format(n=numbers.number(imported))


def figures(file: FileReport) -> list[str]:
    """Return what became of one file, figure by figure; what is nought is left out."""
    if file.format is None and file.rejections:
        return [_one_line(file.rejections[-1].code, file.rejections[-1].params)]
    said = [
        (file.imported, ngettext("{n} imported", "{n} imported", file.imported)),
        (file.duplicates, ngettext("{n} already there", "{n} already there", file.duplicates)),
        (file.rejected, ngettext("{n} refused", "{n} refused", file.rejected)),
        (len(file.skipped), ngettext("{n} left out", "{n} left out", len(file.skipped))),
        (len(file.feeds or ()), ngettext("{n} feed is listed", "{n} feeds are listed", len(file.feeds or ()))),
        (file.unzoned, ngettext("{n} taken as UTC", "{n} taken as UTC", file.unzoned)),
    ]
    return [
        sentence.format(n=numbers.number(count)) for place, (count, sentence) in enumerate(said) if count or not place
    ]


def refused_rows(report: ImportReport) -> list[tuple[str, str, str]]:
    """Return each listed refusal: the file's name, the line or row, the reason in the language of the screen."""
    return [
        (Path(file.path).name, one.where, _one_line(one.code, one.params))
        for file in report.files
        for one in file.rejections
        if file.format is not None
    ]


def save_rows(rows: Sequence[tuple[str, str, str]], path: Path) -> None:
    """Write refused rows as CSV; a cell a spreadsheet would run is neutralised. Raises Trouble("file.unwritable")."""
    import csv
    import io

    from aparte import paths
    from aparte.errors import Trouble

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((_("file"), _("where"), _("reason")))
    writer.writerows(list(_safe_cells(row)) for row in rows)
    try:
        paths.write_whole(path, out.getvalue().encode("utf-8-sig", "replace"))
    except OSError as error:
        raise Trouble("file.unwritable", path=str(path), reason=error.strerror or str(error)) from error


def _safe_cells(row: Sequence[str]) -> Iterator[str]:
    from aparte.archive.export import is_formula

    for cell in row:
        yield f"'{cell}" if is_formula(cell) else cell


def _listed(report: ImportReport, listed: int) -> str:
    rejected = sum(file.rejected for file in report.files if file.format is not None)
    if rejected > listed:
        return _("Refused, the first {n} of {all}").format(n=numbers.number(listed), all=numbers.number(rejected))
    return _("Refused, and why")


def _one_line(code: str, params: object) -> str:
    return " ".join(say(code, params).split())  # type: ignore[arg-type]  # a mapping, as every report holds


class _Refused(QAbstractListModel):
    """The refused rows, one line each."""

    def __init__(self, rows: Sequence[tuple[str, str, str]], parent: QListView) -> None:
        super().__init__(parent)
        self._rows = rows
        self._many = len({name for name, _where, _why in rows}) > 1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return where and why."""
        if not 0 <= index.row() < len(self._rows):
            return None
        name, where, why = self._rows[index.row()]
        place = f"{name} {where}".strip() if self._many else where
        said = _("{where}: {reason}").format(where=place, reason=why) if place else why
        wanted = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}
        return said if role in wanted else None
