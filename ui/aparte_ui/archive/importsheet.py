"""Before an import: which files, and whose posts these are. The files are only read; nothing is sent anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from aparte.i18n import _, ngettext
from aparte_ui import accessible, numbers
from aparte_ui.elision import of
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.segmented import Segmented
from aparte_ui.widgets.switch import Tick
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from aparte_ui.mainwindow import MainWindow

_NAMED = 4
_TABLES = (".csv", ".tsv", ".tab", ".txt")
FILE_SAYS = "file"


class ImportSheet(Overlay):
    """accepted: "own", "mention", or "file" for what each file says."""

    accepted = Signal(str)

    def __init__(self, window: MainWindow, paths: Sequence[Path], client: str) -> None:
        """Ask about `paths`, for the archive of `client`."""
        theme = window.app.theme
        super().__init__(theme, window, width=560, place="top")
        choices = [(FILE_SAYS, _("As the file says")), ("own", _("Ours")), ("mention", _("Other people’s"))]
        self.whose = Segmented(theme, choices, _("Whose posts are these?"))
        self.columns = Tick(theme, _("Show me what the columns hold first"))
        self.pseudonyms = Tick(theme, _("Keep other people’s names out of the archive"))
        hidden = _("An author becomes “anon-…”, always the same one; what the posts say is not changed.")
        self.pseudonyms.setToolTip(hidden)
        accessible.name(self.pseudonyms, self.pseudonyms.accessibleName(), hidden)
        self.columns.setVisible(any(path.suffix.lower() in _TABLES for path in paths))
        self.start = Button(theme, _("Import"), kind="primary", key="Enter")
        cancel = Button(theme, _("Cancel"), kind="quiet")
        heading = Heading(theme, "section")
        heading.say(_("Import into the archive {of_client}").format(of_client=of(client)))
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(heading)
        column.addWidget(Text(theme, "body", colour="ink2", wrap=True, text=named(paths)))
        column.addSpacing(theme.px(4))
        column.addWidget(Text(theme, "body", weight=600, text=_("Whose posts are these?")))
        column.addWidget(self.whose, 0, Qt.AlignmentFlag.AlignLeft)
        note = _(
            "If an export doesn’t say, its posts count as other people’s. Yours teach the aside what is usual for you."
        )
        column.addWidget(Text(theme, "small", colour="ink3", wrap=True, text=note))
        column.addWidget(self.pseudonyms)
        column.addWidget(self.columns)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.start)
        column.addLayout(foot)
        cancel.clicked.connect(self.close_panel)
        self.start.clicked.connect(self._accept)
        self.closed.connect(self.deleteLater)

    def ask(self) -> None:
        """Open over the window."""
        self.open(self.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Import on Enter, wherever the keyboard is but on the button that leaves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._accept()
        else:
            super().keyPressEvent(event)

    def _accept(self) -> None:
        self.close_panel()
        self.accepted.emit(self.whose.current())


def named(paths: Sequence[Path]) -> str:
    """Return the names of the first files, and how many more there are."""
    names = ", ".join(path.name for path in paths[:_NAMED])
    more = len(paths) - _NAMED
    if more <= 0:
        return names
    return ngettext("{names} and {n} more file", "{names} and {n} more files", more).format(
        names=names, n=numbers.number(more)
    )
