"""The places whose time has not come: they say what they will hold and what works meanwhile; no figure is faked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from aparte.i18n import N_, _
from aparte_ui.places import Place
from aparte_ui.rail import PLACES
from aparte_ui.widgets.empty import Empty
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow

SENTENCES = {
    "watch": (
        N_("Nobody listens yet."),
        N_("This place will sort what is said about your client. Until it can, import mentions into the archive."),
    ),
    "trends": (
        N_("No rhythm is known yet."),
        N_("This place will show what rises and what is usual. It needs sources, which this version does not have."),
    ),
    "voice": (
        N_("Your voice is still to be learned."),
        N_("This place will measure how your client writes, on its own posts. Import them into the archive meanwhile."),
    ),
    "review": (
        N_("No month to look back on yet."),
        N_(
            "This place will say how often the aside was right. It needs your corrections, which a later version keeps."
        ),
    ),
}


class NotYet(Place):
    """An empty state with one way on: the archive."""

    def __init__(self, window: MainWindow, name: str) -> None:
        """Stand for the place `name` of the rail."""
        super().__init__()
        self._name = name
        theme = window.app.theme
        self._title = Text(theme, "title")
        self._empty = Empty(theme)
        self._empty.acted.connect(lambda: window.go("archive"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(14), theme.px(40), theme.px(24))
        column.setSpacing(theme.px(40))
        column.addWidget(self._title)
        column.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        aside, sentence = SENTENCES[self._name]
        self._title.set_text(_(PLACES[self._name][1]))
        self._empty.say(_(aside), _(sentence), _("Open the archive"))
