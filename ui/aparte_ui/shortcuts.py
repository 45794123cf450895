"""The sheet of all keys ("?"): what each one does, in the places where it does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from aparte.i18n import N_, _
from aparte_ui import accessible
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.iconbutton import IconButton
from aparte_ui.widgets.keycap import KeyCap, label
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.theme import Theme

_WIDTH = 980
_TO = "…"
"""Between two keys that stand for all those from one to the other."""
_EVERYWHERE = (
    (("Ctrl+K",), N_("Everything that can be done")),
    (("?",), N_("This sheet")),
    (("Alt+1", _TO, "Alt+7"), N_("The places of the rail")),
    (("Ctrl+Shift+F",), N_("Search the archive")),
    (("Esc",), N_("Close, stop the model, back to the draft")),
    (("Ctrl+Q",), N_("Quit Aparté")),
)
_DRAFT = (
    (("Ctrl+N",), N_("New draft")),
    (("Ctrl+S",), N_("Keep a named version")),
    (("Ctrl+F",), N_("Find in the draft")),
    (("Ctrl+Z", "Ctrl+Shift+Z"), N_("Undo, do again")),
    (("Ctrl+PgUp", "Ctrl+PgDn"), N_("Previous, next platform")),
    (("Ctrl+1", _TO, "Ctrl+4"), N_("The first four clients")),
    (("F6", "Shift+F6"), N_("Next, previous pane")),
)
_READING = (
    (("F7",), N_("Apply the next fix")),
    (("F8", "Shift+F8"), N_("Next, previous mark")),
    (("F9",), N_("Try without the strongest word")),
    (("1", "2", "3"), N_("Try without that word, while no text is being typed")),
    (("N",), N_("Disagree with the judgement")),
    (("Ctrl+Enter",), N_("Ask the prompter")),
    (("Alt+Down", "Alt+Up"), N_("To the proposed changes, and back")),
    (("P", "L", "A"), N_("Take a change, leave it, take all")),
    (("Ctrl+Shift+C",), N_("Check, then copy")),
)
_ARCHIVE = ((("Ctrl+F", "/"), N_("To the search field")),)
COLUMNS = (
    ((N_("Everywhere"), _EVERYWHERE), (N_("Archive"), _ARCHIVE)),
    ((N_("The draft"), _DRAFT),),
    ((N_("What is said of it"), _READING),),
)
"""Groups of keys, a column of the sheet each: the keys of a line, and what they do."""


class Shortcuts(Overlay):
    """Esc, or a click beside it, closes the sheet."""

    def __init__(self, window: MainWindow) -> None:
        """Lay the keys out over `window`."""
        theme = window.app.theme
        super().__init__(theme, window, width=_WIDTH, place="top")
        accessible.name(self, _("All keys"))
        heading = Heading(theme, "section")
        heading.say(_("All keys"))
        close = IconButton(theme, "close")
        close.say(_("Close"), "Esc")
        close.clicked.connect(self.close_panel)
        heading.add_right(close)
        across = QHBoxLayout()
        across.setSpacing(theme.px(32))
        for groups in COLUMNS:
            across.addLayout(_column(theme, groups), 1)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(24))
        column.setSpacing(theme.px(12))
        column.addWidget(heading)
        column.addLayout(across)
        self.closed.connect(self.deleteLater)


def _column(theme: Theme, groups: Sequence[tuple[str, Sequence[tuple[tuple[str, ...], str]]]]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.px(8))
    for title, lines in groups:
        column.addWidget(Text(theme, "body", weight=600, text=_(title)))
        for keys, does in lines:
            column.addLayout(_line(theme, keys, _(does)))
        column.addSpacing(theme.px(8))
    column.addStretch(1)
    return column


def _line(theme: Theme, keys: Sequence[str], does: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(theme.px(4))
    words = Text(theme, "body", colour="ink2", wrap=True, text=does)
    accessible.name(words, f"{does}: {', '.join(label(key) for key in keys)}")
    line.addWidget(words, 1)
    for key in keys:
        cap = Text(theme, "body", colour="ink3", text=key) if key == _TO else KeyCap(theme, key)
        line.addWidget(cap, 0, Qt.AlignmentFlag.AlignTop)
    return line
