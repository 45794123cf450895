"""The recovery phrase on screen, once: read, printed, typed again; only then is the client encrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from aparte import messages
from aparte.archive.phrase import entropy_of
from aparte.archive.phrasesheet import phrase_sheet
from aparte.errors import Trouble
from aparte.i18n import _
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from aparte_ui.mainwindow import MainWindow

_MARGIN, _ACROSS = 24, 4


class PhrasePaper(Overlay):
    """Shows `phrase`. agreed: it was typed again; with the passphrase that was chosen, "" for none."""

    agreed = Signal(str)

    def __init__(self, window: MainWindow, phrase: str, name: str, *, has_keyring: bool) -> None:
        """Show the words; without a keyring a passphrase must be chosen as well."""
        theme = window.app.theme
        super().__init__(theme, window, width=620, place="top", top=64)
        self._window, self._phrase, self._name, self._has_keyring = window, phrase, name, has_keyring
        self.print_button = Button(theme, _("Print…"))
        self.again = Field(theme, _("Type the words again"), placeholder=_("Type the words again"))
        optional = _("Passphrase, asked after a lock (optional)") if has_keyring else _("Passphrase")
        self.passphrase = Field(theme, optional, placeholder=optional, secret=True)
        self.go = Button(theme, _("Encrypt"), kind="primary")
        cancel = Button(theme, _("Cancel"), kind="quiet")
        self.print_button.clicked.connect(self._on_print)
        self.again.edited.connect(self._check)
        self.passphrase.edited.connect(self._check)
        self.go.clicked.connect(self._on_go)
        cancel.clicked.connect(self.close_panel)
        self.closed.connect(self.deleteLater)
        self._lay_out(cancel)
        self._check()

    def print_on(self, printer: QPrinter) -> None:
        """Put the paper out."""
        from PySide6.QtGui import QFont, QTextDocument

        document = QTextDocument()
        document.setDefaultFont(QFont("monospace", 12))
        document.setPlainText(phrase_sheet(self._phrase, self._name))
        document.print_(printer)

    def _lay_out(self, cancel: Button) -> None:
        theme = self._window.app.theme
        heading = Heading(theme, "section")
        heading.say(_("Recovery phrase of “{name}”, shown this once").format(name=self._name))
        use = _("It opens this client’s data and its backups on any computer. Keep it on paper, away from this one.")
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(*(theme.px(_MARGIN),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(heading)
        column.addWidget(Text(theme, "body", colour="ink2", wrap=True, text=use))
        column.addLayout(self._words())
        if not self._has_keyring:
            said = messages.say("space.no_keyring_asked", {})
            column.addWidget(Text(theme, "small", colour="ink3", wrap=True, text=said))
        for field in (self.again, self.passphrase):
            column.addWidget(field)
        foot = QHBoxLayout()
        foot.addWidget(self.print_button)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        column.addLayout(foot)

    def _words(self) -> QGridLayout:
        """Return the words in reading order, each after its number."""
        theme, grid = self._window.app.theme, QGridLayout()
        for at, word in enumerate(self._phrase.split()):
            cell = Text(theme, "body", weight=600, text=f"{at + 1}. {word}")
            grid.addWidget(cell, at // _ACROSS, at % _ACROSS)
        return grid

    def _check(self) -> None:
        """Say why it can't go on yet; a slip is named once a whole phrase was typed."""
        typed, why = self.again.text(), ""
        try:
            if entropy_of(typed) != entropy_of(self._phrase):
                why = messages.say("phrase.other", {})
        except Trouble as slip:
            why = messages.say(slip.code, slip.params)
            if slip.code == "phrase.count":
                self.again.set_error("")
                self.go.refuse(_("type the words again first"))
                return
        self.again.set_error(why)
        if not why and not self._has_keyring and not self.passphrase.text().strip():
            why = _("choose a passphrase first")
        self.go.refuse(why)
        self.fit()

    def _on_go(self) -> None:
        passphrase = self.passphrase.text().strip()
        self.close_panel()
        self.agreed.emit(passphrase)

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if QPrintDialog(printer, self._window).exec():
            self.print_on(printer)
