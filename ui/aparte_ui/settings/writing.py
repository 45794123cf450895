"""Writing: spelling, the name that answers for copies, and what the clipboard remembers."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from aparte.i18n import _
from aparte_ui.settings.line import Line
from aparte_ui.settings.rows import Group, Row
from aparte_ui.settings.toggle import Toggle
from aparte_ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow


RESTS = (5, 10, 30, 60)
"""Minutes: from a break between two drafts to a long lunch."""


class WritingGroup(Group):
    """What holds for every client."""

    def __init__(self, window: MainWindow) -> None:
        """Show what is chosen now."""
        theme = window.app.theme
        super().__init__(theme)
        self._window = window
        self.spelling, self.history, self.person = Toggle(theme), Toggle(theme), Line(theme)
        self._spelling, self._history = Row(theme, self.spelling), Row(theme, self.history)
        self._person = Row(theme, self.person)
        self.opinion = Toggle(theme)
        self._opinion = Row(theme, self.opinion)
        self._minutes = sorted({*RESTS, window.app.settings.model_rest})
        self.rest = Segmented(theme, [(str(minutes), str(minutes)) for minutes in self._minutes])
        self._rest = Row(theme, self.rest)
        for row in (self._spelling, self._person, self._history, self._opinion, self._rest):
            self.add(row)
        self.opinion.clicked.connect(lambda wanted: window.app.change(second_opinion=wanted))
        self.spelling.clicked.connect(self._on_spelling)
        self.history.clicked.connect(lambda kept: window.app.change(keep_from_clipboard_history=kept))
        self.rest.chosen.connect(self._on_rest)
        self.person.given.connect(lambda name: window.app.change(person=name))

    def look(self) -> None:
        """Show what holds now."""
        chosen = self._window.app.settings
        self.spelling.setChecked(chosen.spelling)
        self.history.setChecked(chosen.keep_from_clipboard_history)
        self.person.show_text(chosen.person)
        self.opinion.setChecked(chosen.second_opinion)
        self.rest.choose(str(chosen.model_rest))

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.say(_("Writing"))
        spelling = _("Underline spelling mistakes"), _("French and English, with dictionaries that ship with Aparté.")
        history = (
            _("Keep copies out of the clipboard history"),
            _("Asks KDE and Windows not to remember what you copy. Other clipboard managers may do it all the same."),
        )
        person = _("Who signs the copies"), _("The name on each line of the log. Empty: the name of your session.")
        self._spelling.say(*spelling)
        self.spelling.say(*spelling)
        self._history.say(*history)
        self.history.say(*history)
        opinion = (
            _("Ask the model a second opinion on irony"),
            _("Whenever you rest and a model is in memory. Without it, a button in the aside asks."),
        )
        self._opinion.say(*opinion)
        self.opinion.say(*opinion)
        self._person.say(*person)
        self.person.set_name(person[0], _session_name())
        rest = (
            _("Give the model’s memory back"),
            _("After so many minutes without a request. The next one loads the model again."),
        )
        self._rest.say(*rest)
        self.rest.setAccessibleName(rest[0])
        self.rest.set_texts({str(minutes): _("{n} min").format(n=minutes) for minutes in self._minutes})
        self.look()

    def commit(self) -> None:
        """Keep a name that is still being typed."""
        self.person.commit()

    def _on_spelling(self, wanted: bool) -> None:  # noqa: FBT001 - a slot of Qt
        self._window.app.change(spelling=wanted)
        # The page is read again, with or without the dictionary.
        self._window.workspace.client_changed.emit()

    def _on_rest(self, minutes: str) -> None:
        self._window.app.change(model_rest=int(minutes))
        self._window.app.engine().rest_after(int(minutes) * 60)


def _session_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
