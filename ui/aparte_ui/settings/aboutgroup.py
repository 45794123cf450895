"""About Aparté, in three lines: what it is, its version, its licences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte import __version__
from aparte.i18n import _
from aparte_ui.settings.about import About
from aparte_ui.settings.rows import Group, Row
from aparte_ui.widgets.button import Button

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow


class AboutGroup(Group):
    """The version, and the way to every licence."""

    def __init__(self, window: MainWindow) -> None:
        """Read nothing: the licences are read when they are opened."""
        theme = window.app.theme
        super().__init__(theme)
        self._window = window
        self.licences = Button(theme)
        self._version, self._licences = Row(theme), Row(theme, self.licences)
        for row in (self._version, self._licences):
            self.add(row)
        self.licences.clicked.connect(self.open)

    def open(self) -> About:
        """Open the licences over the window."""
        about = About(self._window)
        about.show_page()
        return about

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.say(_("About"))
        what = _("Reads your posts for irony, tone and rules before they are copied. On this computer only.")
        self._version.say(f"Aparté {__version__}", what)
        self._licences.say(
            _("Licences"),
            _("Aparté is free software, under the Apache licence 2.0. What it is made of is listed with its terms."),
        )
        self.licences.set_text(_("Read the licences"))
