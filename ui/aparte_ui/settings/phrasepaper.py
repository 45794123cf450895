"""Encrypting a client, in three steps: what opens it, the recovery phrase on screen once, the phrase typed from paper.

The words are put away before they are typed again, or the typing would prove that the screen can be read, not that the
paper is there. Only then is the client encrypted; until then Esc leaves everything as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte import messages
from aparte.archive.phrase import WORDS, entropy_of
from aparte.archive.phrasesheet import phrase_sheet
from aparte.errors import Trouble
from aparte.i18n import _, ngettext
from aparte_ui import numbers
from aparte_ui.elision import of
from aparte_ui.settings.passphrase import Passphrase
from aparte_ui.settings.phrasewords import PhraseWords
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from aparte_ui.mainwindow import MainWindow

_MARGIN = 24


class PhrasePaper(Overlay):
    """Shows `phrase` once. agreed: it was typed again; with the passphrase that was chosen, "" for none."""

    agreed = Signal(str)

    def __init__(self, window: MainWindow, phrase: str, name: str, *, has_keyring: bool) -> None:
        """Begin with what opens the client; without a keyring a passphrase must be chosen."""
        theme = window.app.theme
        super().__init__(theme, window, width=700, place="top", top=64)
        self._window, self._phrase, self._name, self._has_keyring = window, phrase, name, has_keyring
        self._heading = Heading(theme, "section")
        self._said = Text(theme, "body", colour="ink2", wrap=True)
        self._how = Text(theme, "body", colour="ink2", wrap=True)
        self.passphrase = Passphrase(theme, needed=not has_keyring)
        self.words = PhraseWords(theme, phrase)
        self.again = Field(theme, "")
        self._count = Text(theme, "small", colour="ink3")
        self.next, self.written = Button(theme, kind="primary", key="Enter"), Button(theme, kind="primary", key="Enter")
        self.go = Button(theme, kind="primary", key="Enter")
        self.print_button, self.show_again = Button(theme), Button(theme, kind="quiet", flush=True)
        self.cancel = Button(theme, kind="quiet")
        self._steps: tuple[tuple[QWidget, ...], ...] = (
            (self._how, self.passphrase, self.next),
            (self.words, self.print_button, self.written),
            (self.again, self._count, self.show_again, self.go),
        )
        self._step = 0
        self._lay_out()
        self._listen()
        self.retranslate()

    def ask(self) -> None:
        """Open at the first step."""
        self._turn_to(0)
        self.open(self.passphrase.first)

    def print_on(self, printer: QPrinter) -> None:
        """Put the paper out."""
        from PySide6.QtGui import QFont, QTextDocument

        document = QTextDocument()
        document.setDefaultFont(QFont("monospace", 12))
        document.setPlainText(phrase_sheet(self._phrase, self._name))
        document.print_(printer)

    def retranslate(self) -> None:
        """Say everything in the language of the screen; the words stay those that may already be on paper."""
        self.passphrase.retranslate()
        self.again.set_name(_("Type the words again"), _("Type the words again"))
        self.next.set_text(_("Show the words"))
        self.written.set_text(_("They are on paper"))
        self.print_button.set_text(_("Print…"))
        self.show_again.set_text(_("Show the words again"))
        self.go.set_text(_("Encrypt"))
        self.cancel.set_text(_("Cancel"))
        self._say_step()
        self._check()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, as far as the step allows; a field leaves it to the panel."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif (button := (self.next, self.written, self.go)[self._step]).isEnabled():
            button.click()

    def _lay_out(self) -> None:
        theme = self._window.app.theme
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(*(theme.px(_MARGIN),) * 4)
        column.setSpacing(theme.px(12))
        for widget in (self._heading, self._said, self._how, self.passphrase, self.words, self.again, self._count):
            column.addWidget(widget)
        column.addSpacing(theme.px(4))
        foot = QHBoxLayout()
        foot.addWidget(self.print_button)
        foot.addWidget(self.show_again)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        for button in (self.next, self.written, self.go):
            foot.addWidget(button)
        column.addLayout(foot)

    def _listen(self) -> None:
        self.passphrase.changed.connect(self._check)
        self.again.edited.connect(self._check)
        self.next.clicked.connect(lambda: self._turn_to(1))
        self.written.clicked.connect(lambda: self._turn_to(2))
        self.show_again.clicked.connect(lambda: self._turn_to(1))
        self.print_button.clicked.connect(self._on_print)
        self.go.clicked.connect(self._on_go)
        self.cancel.clicked.connect(self.close_panel)
        self.closed.connect(self.deleteLater)

    def _turn_to(self, step: int) -> None:
        self._step = step
        for number, widgets in enumerate(self._steps):
            for widget in widgets:
                widget.setVisible(number == step)
        self._say_step()
        self._check()
        (self.passphrase.first, self.written, self.again)[step].setFocus(Qt.FocusReason.TabFocusReason)

    def _say_step(self) -> None:
        title, said = (
            (
                _("Encrypt the data {of_client}").format(of_client=of(self._name)),
                _("Drafts, archive, log and backups will open with a key only. You write as before."),
            ),
            (
                _("Recovery phrase of “{name}”, shown this once").format(name=self._name),
                _("It opens this client’s data and its backups on any computer. Keep it on paper, away from this one."),
            ),
            (
                _("The words, from the paper"),
                _("The paper is what is tried here: accents, capitals and line ends don’t count."),
            ),
        )[self._step]
        self._heading.say(title)
        self._said.set_text(said)
        self._how.set_text(self._said_of_opening())
        self.fit()

    def _said_of_opening(self) -> str:
        holder = (
            _("The keyring of this computer keeps the key and opens it by itself.")
            if self._has_keyring
            else messages.say("space.no_keyring_asked", {})
        )
        paper = ngettext(
            "{n} word comes next, shown once: with it nothing is lost if this computer is. Have paper ready.",
            "{n} words come next, shown once: with them nothing is lost if this computer is. Have paper ready.",
            WORDS,
        )
        return f"{holder}\n{paper.format(n=numbers.number(WORDS))}"

    def _check(self) -> None:
        """Say why it can't go on yet; a slip is named once a whole phrase was typed."""
        self.next.refuse(self.passphrase.refusal())
        count, why = len(self.again.text().split()), ""
        try:
            if entropy_of(self.again.text()) != entropy_of(self._phrase):
                why = messages.say("phrase.other", {})
        except Trouble as slip:
            why = messages.say(slip.code, slip.params)
            if slip.code == "phrase.count":
                self.again.set_error("")
                why = _("type the words again first")
        typed = ngettext("{n} word of {all}", "{n} words of {all}", count)
        self._count.set_text(typed.format(n=numbers.number(count), all=numbers.number(WORDS)))
        if count >= WORDS:
            self.again.set_error(why)
        self.go.refuse(why)
        self.fit()

    def _on_go(self) -> None:
        passphrase = self.passphrase.text()
        self.close_panel()
        self.agreed.emit(passphrase)

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if QPrintDialog(printer, self._window).exec():
            self.print_on(printer)
