"""What stands in the place of a client whose data can't be opened: why, what is safe, and two ways on.

Nothing was touched: data of a newer version, or a damaged file, is left exactly as it was found. A locked client is
opened here, with its passphrase or its recovery phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from aparte import messages
from aparte.errors import Trouble
from aparte.i18n import _
from aparte_ui.places import Place
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.failure import Failure
from aparte_ui.widgets.field import Field

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow


_LOCKED = {"space.locked", "space.keyring_locked", "space.wrong_words", "space.wrong_keyring"}


class Closed(Place):
    """The sentence of the trouble, a second try, and everything else that can be done."""

    def __init__(self, window: MainWindow) -> None:
        """Say why the client that was asked for is closed."""
        super().__init__()
        self._window = window
        theme = window.app.theme
        self._failure = Failure(theme)
        self._failure.retried.connect(self._try_again)
        self._failure.other_way.connect(window.open_palette)
        self.words = Field(theme, "", secret=True)
        self.unlock = Button(theme, kind="primary", key="Enter")
        self.words.entered.connect(lambda _words: self._unlock())
        self.words.edited.connect(lambda _words: self.words.set_error(""))
        self.unlock.clicked.connect(self._unlock)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(14))
        column.setContentsMargins(theme.px(40), theme.px(40), theme.px(40), theme.px(24))
        column.addWidget(self._failure)
        column.addWidget(self.words)
        column.addWidget(self.unlock, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def entered(self) -> None:
        """Say what is wrong now."""
        self.retranslate()
        self.words.set_text("")
        self.words.set_error("")
        (self.words if self._is_locked() else self._failure.first).setFocus()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        if self._window.refused is None:
            return
        space, trouble = self._window.refused
        for widget in (self.words, self.unlock):
            widget.setVisible(self._is_locked())
        self.words.set_name(_("Passphrase or recovery phrase"), _("Passphrase or recovery phrase"))
        self.unlock.set_text(_("Unlock"))
        if self._is_locked():
            said = _("Its passphrase or its recovery phrase opens it. Everything is where it was.")
            self._failure.say(
                _("{name} is locked").format(name=space.brand.name), said, _("Open with the keyring"), _("Commands")
            )
            return
        self._failure.say(
            _("{name} can’t be opened").format(name=space.brand.name),
            messages.say(trouble.code, trouble.params) + " " + _("Nothing was changed."),
            _("Try again"),
            _("Commands"),
        )

    def _is_locked(self) -> bool:
        return self._window.refused is not None and self._window.refused[1].code in _LOCKED

    def _try_again(self) -> None:
        if self._window.refused is None:
            return
        folder = self._window.refused[0].folder

        def work() -> bool:
            from aparte.archive.keys import is_encrypted, reopen

            return not is_encrypted(folder) or reopen(folder)

        self._window.app.disk.do(work, self._on_allowed)

    def _on_allowed(self, allowed: bool) -> None:  # noqa: FBT001 - what the work returned
        if not allowed:
            self.words.set_error(_("It was locked: type its passphrase or its recovery phrase."))
            self.words.setFocus()
        elif self._window.refused is not None:
            self._window.workspace.open(self._window.refused[0], lambda: self._window.go("desk"))

    def _unlock(self) -> None:
        words = self.words.text().strip()
        if not words or self._window.refused is None:
            return
        space = self._window.refused[0]

        def work() -> None:
            from aparte.archive.keys import unlock

            unlock(space.folder, words)

        def opened(_none: None) -> None:
            self.words.set_text("")
            self._window.workspace.open(space, lambda: self._window.go("desk"))

        self._window.app.disk.do(work, opened, self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            self._window.app.disk.failed.emit(error)
            return
        self.words.set_error(messages.say(error.code, error.params))
        self.words.setFocus()
