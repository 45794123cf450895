"""About Aparté, in three lines: what it is and its version, how its scorers were made, its licences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte import __version__
from aparte.i18n import _
from aparte_ui.settings.about import About, Shelf, licences, scorers
from aparte_ui.settings.rows import Group, Row
from aparte_ui.widgets.button import Button

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow


class AboutGroup(Group):
    """The version, and the way to every card and licence."""

    def __init__(self, window: MainWindow) -> None:
        """Read nothing: cards and licences are read when they are opened."""
        theme = window.app.theme
        super().__init__(theme)
        self._window = window
        self.cards, self.licences = Button(theme), Button(theme)
        self._version, self._cards, self._licences = Row(theme), Row(theme, self.cards), Row(theme, self.licences)
        for row in (self._version, self._cards, self._licences):
            self.add(row)
        self.cards.clicked.connect(self.open_cards)
        self.licences.clicked.connect(self.open)

    def open(self) -> About:
        """Open the licences over the window."""
        return self._open(licences())

    def open_cards(self) -> About:
        """Open the cards of the scorers over the window."""
        return self._open(scorers())

    def _open(self, shelf: Shelf) -> About:
        about = About(self._window, shelf)
        about.show_page()
        return about

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.say(_("About"))
        what = _("Reads your posts for irony, tone and rules before they are copied. On this computer only.")
        self._version.say(f"Aparté {__version__}", what)
        self._cards.say(
            _("How the scorers were made"),
            _("Small models score irony, tone and sensitive points. Each has a card: its sources and its limits."),
        )
        self.cards.set_text(_("Read the cards"))
        self._licences.say(
            _("Licences"),
            _("Aparté is free software, under the Apache licence 2.0. What it is made of is listed with its terms."),
        )
        self.licences.set_text(_("Read the licences"))
