"""What the first run invites to: examples, facts, a client of one's own or a visit, and the other language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte import i18n
from aparte.i18n import N_, _
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.chips import Chip
from aparte_ui.widgets.rule import Rule
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from aparte_ui.mainwindow import MainWindow

EXAMPLES = ("Bravo, encore une file de 40 min, on adore 👏", "Best airline ever. Thanks for losing my bag.")
FACTS = (
    (
        N_("Nothing leaves"),
        N_("Aparté is sealed: it calls no other computer without your yes. The count is at the bottom left."),
    ),
    (
        N_("Nothing to install"),
        N_("Irony, tone and rules work at once. The prompter, a model of about 1 GB, can wait."),
    ),
    (N_("You decide"), N_("No text is ever published. You read, you copy, a line is kept.")),
)
LANGUAGE_NAMES = {"fr": "Français", "en": "English"}


class Invitation(QWidget):
    """Examples, facts, ways on. tried: the text of an example."""

    tried = Signal(str)

    def __init__(self, window: MainWindow, text: Callable[[], str]) -> None:
        """Invite; `text` gives what is in the box when a client is made, so that nothing typed is lost."""
        super().__init__()
        self._window, self._text = window, text
        theme = self._theme = window.app.theme
        self._try = Text(theme, "small", colour="ink2")
        self._chips = [Chip(theme, example) for example in EXAMPLES]
        self._facts = [
            (Text(theme, "body", weight=600), Text(theme, "body", colour="ink2", wrap=True)) for _fact in FACTS
        ]
        self._create = Button(theme)
        self._visit = Button(theme, kind="quiet")
        self._languages = {
            code: Button(theme, name, kind="quiet", size="small") for code, name in LANGUAGE_NAMES.items()
        }
        for chip, example in zip(self._chips, EXAMPLES, strict=True):
            chip.clicked.connect(lambda _on=False, text=example: self.tried.emit(text))
        for code, button in self._languages.items():
            button.clicked.connect(lambda _on=False, chosen=code: self._speak(chosen))
        self._create.clicked.connect(self._ask_client)
        self._visit.clicked.connect(self._go_visiting)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._theme
        examples = QHBoxLayout()
        examples.setSpacing(theme.px(10))
        examples.addWidget(self._try)
        for chip in self._chips:
            examples.addWidget(chip)
        examples.addStretch(1)
        self._more = QWidget()
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(theme.px(22))
        facts = QHBoxLayout()
        facts.setSpacing(theme.px(32))
        for title, sentence in self._facts:
            one = QVBoxLayout()
            one.setSpacing(theme.px(2))
            one.addWidget(title)
            one.addWidget(sentence)
            one.addStretch(1)
            facts.addLayout(one, 1)
        ways = QHBoxLayout()
        ways.addWidget(self._create)
        ways.addWidget(self._visit)
        ways.addStretch(1)
        for button in self._languages.values():
            ways.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(22))
        column.addLayout(examples)
        more.addWidget(Rule(theme))
        more.addLayout(facts)
        column.addWidget(self._more)
        column.addLayout(ways)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._try.set_text(_("Or try:"))
        for (title, sentence), (name, said) in zip(self._facts, FACTS, strict=True):
            title.set_text(_(name))
            sentence.set_text(_(said))
        self._create.set_text(_("Create a client"))
        self._visit.set_text(_("Visit with an invented festival"))
        for code, button in self._languages.items():
            button.refuse(_("already in use") if code == i18n.language() else "")

    def make_room(self, *, wanted: bool) -> None:
        """Leave the facts out while what was written is being read and needs the place; else show them again."""
        self._more.setVisible(not wanted)

    def _speak(self, code: str) -> None:
        self._window.app.set_language(code)
        self._window.app.change(language=code)
        self._window.retranslate()
        # The button that was pressed is refused now: the keyboard stays beside it.
        next(button for other, button in self._languages.items() if other != code).setFocus()

    def _ask_client(self) -> None:
        from aparte_ui.operations import ask_client

        ask_client(self._window, self._text())

    def _go_visiting(self) -> None:
        from aparte_ui.operations import visit

        visit(self._window, self._text())
