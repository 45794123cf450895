"""The open client: its name, its colour, how it speaks, its words, what it is no longer told, what it answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aparte import messages
from aparte.i18n import _
from aparte_ui import operations
from aparte_ui.settings import keeping
from aparte_ui.settings.advicerow import AdviceRow
from aparte_ui.settings.answersrow import AnswersRow
from aparte_ui.settings.line import Line
from aparte_ui.settings.rows import Group, Row
from aparte_ui.settings.swatches import Swatches
from aparte_ui.settings.toggle import Toggle
from aparte_ui.settings.wordsrow import WordsRow
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.drawing import Monogram
from aparte_ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from aparte.errors import Trouble
    from aparte_ui.mainwindow import MainWindow

EITHER = "either"
FORMS = ("tu", "vous", EITHER)
_MONOGRAM = 28


class ClientGroup(Group):
    """What is known of the open client; without one, the way to make one."""

    def __init__(self, window: MainWindow) -> None:
        """Show nothing before `look`."""
        theme = window.app.theme
        super().__init__(theme)
        self._window = window
        self.name, self._square = Line(theme), Monogram(theme, "", "", _MONOGRAM)
        self.swatches = Swatches(theme)
        self.address = Segmented(theme, [(form, form) for form in FORMS])
        self.aloud = Toggle(theme)
        self.new_button = Button(theme)
        self._none = Row(theme, self.new_button)
        self._name, self._colour = Row(theme, _side_by_side(self._square, self.name)), Row(theme, self.swatches)
        self._address, self._aloud = Row(theme, self.address), Row(theme, self.aloud)
        self.words, self.advices, self.answers = WordsRow(window), AdviceRow(window), AnswersRow(window)
        self._own_rows = (self.words, self.advices, self.answers)
        for row in (self._none, self._name, self._colour, self._address, self._aloud, *self._own_rows):
            self.add(row)
        self._listen()

    def _listen(self) -> None:
        window = self._window
        self.new_button.clicked.connect(lambda: operations.ask_client(window))
        self.name.given.connect(lambda name: keeping.rename(window, name, self._on_refused))
        self.swatches.chosen.connect(lambda colour: keeping.change(window, colour=colour))
        self.address.chosen.connect(
            lambda address: keeping.change(window, address=None if address == EITHER else address)
        )
        self.aloud.clicked.connect(lambda wanted: keeping.change(window, read_aloud=wanted))

    def look(self) -> None:
        """Show the client as it now is."""
        space = self._window.workspace.space
        self.show_rows(lambda row: (row is self._none) == (space is None))
        self._say_title()
        if space is None:
            return
        brand = space.brand
        self.name.show_text(brand.name)
        self._square.set_client(brand.name, brand.colour)
        self.swatches.choose(brand.colour)
        self.address.choose(brand.address or EITHER)
        self.aloud.setChecked(brand.read_aloud)
        for row in self._own_rows:
            row.look()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        aloud = _("Ask to read aloud before a copy"), _("One more tick at the gate.")
        self._none.say(_("No client is open."), _("A client holds its drafts, its archive and its own log."))
        self.new_button.set_text(_("Create a client"))
        self._name.say(_("Name"))
        self.name.set_name(_("Name of the client"))
        self._colour.say(_("Colour of its square"))
        self.swatches.retranslate()
        self._address.say(_("Address in French"), _("A text that says the other one is pointed out."))
        self.address.set_texts({EITHER: _("Either")})
        self.address.setAccessibleName(_("Address in French"))
        self._aloud.say(*aloud)
        self.aloud.say(*aloud)
        for row in self._own_rows:
            row.retranslate()
        self.look()

    def commit(self) -> None:
        """Keep a name that is still being typed."""
        if self._window.workspace.space is not None:
            self.name.commit()

    def _say_title(self) -> None:
        space = self._window.workspace.space
        self.say(_("This client"), _("What holds for {name} alone.").format(name=space.brand.name) if space else "")

    def _on_refused(self, trouble: Trouble) -> None:
        space = self._window.workspace.space
        self.name.refuse(messages.say(trouble.code, trouble.params), space.brand.name if space else "")


def _side_by_side(*widgets: QWidget) -> QWidget:
    both = QWidget()
    across = QHBoxLayout(both)
    across.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        across.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    return both
