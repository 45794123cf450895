"""Bringing a backup back: what it holds first, its words when it is locked, and what becomes of what is here now.

From the list of this client's backups, or from a file that came from another computer: then the recovery phrase is all
there is, and the client is made here when it isn't there yet. Nothing is touched before the last button.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from aparte import messages
from aparte.errors import Trouble
from aparte.i18n import _, ngettext
from aparte_ui import numbers
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from aparte.archive.inside import Inside
    from aparte.archive.spaces import Space
    from aparte_ui.mainwindow import MainWindow

_MARGIN = 24


class Seen(NamedTuple):
    """What a backup holds, and the client of this computer that it would replace; None: it becomes a new one."""

    inside: Inside
    space: Space | None


class RestoreSheet(Overlay):
    """agreed: the client to bring it back into, None for a new one."""

    agreed = Signal(object)

    def __init__(self, window: MainWindow, file: Path, space: Space | None = None) -> None:
        """Look into `file`. space: the client it is brought back into, when that is known."""
        theme = window.app.theme
        super().__init__(theme, window, width=560, place="top")
        self._window, self._file, self._space = window, file, space
        self._seen: Seen | None = None
        self._refusal = ""
        self._heading = Heading(theme, "section")
        self._holds = Text(theme, "body", weight=600, wrap=True)
        self._said = Text(theme, "body", colour="ink2", wrap=True)
        self.failure = Text(theme, "body", colour="block", weight=600, wrap=True)
        self.words = Field(theme, "", secret=True)
        self.name = Field(theme, "")
        self.cancel = Button(theme, kind="quiet")
        self.unlock = Button(theme, kind="primary", key="Enter")
        self.go = Button(theme, kind="primary", key="Enter")
        self._lay_out()
        self.words.edited.connect(self._on_words)
        self.name.edited.connect(lambda _text: self._check())
        self.unlock.clicked.connect(lambda: self._look(self.words.text().strip()))
        self.go.clicked.connect(self._on_go)
        self.cancel.clicked.connect(self.close_panel)
        self.closed.connect(self.deleteLater)
        self.retranslate()

    def ask(self) -> None:
        """Open over the window, and look into the file."""
        self.open(self.cancel)
        self._look("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, as far as what was typed allows."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        button = self.go if self.go.isVisible() else self.unlock
        if button.isVisible() and button.isEnabled():
            button.click()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.words.set_name(_("Passphrase or recovery phrase"), _("Passphrase or recovery phrase"))
        self.cancel.set_text(_("Cancel"))
        self.unlock.set_text(_("Open"))
        self.go.set_text(_("Bring back"))
        self._show()

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(*(theme.px(_MARGIN),) * 4)
        column.setSpacing(theme.px(12))
        for widget in (self._heading, self._holds, self._said, self.words, self.name, self.failure):
            column.addWidget(widget)
        column.addSpacing(theme.px(4))
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.cancel, self.unlock, self.go):
            foot.addWidget(button)
        column.addLayout(foot)

    def _look(self, words: str) -> None:
        home, file, space = self._window.app.home, self._file, self._space

        def work() -> Seen:
            from aparte.archive.inside import look_into
            from aparte.archive.spaces import known_space

            inside = look_into(home, file, words)
            return Seen(inside, space or known_space(home, inside.name))

        self.unlock.set_busy(bool(words))
        self._window.app.disk.do(work, self._on_seen, self._on_failed)

    def _on_seen(self, seen: Seen) -> None:
        self._seen = seen
        self.unlock.set_busy(False)
        self._show()
        first = self.words if seen.inside.is_locked else self.name if seen.space is not None else self.go
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self.unlock.set_busy(False)
        if not isinstance(error, Trouble):
            self._window.app.disk.failed.emit(error)
        elif self._seen is not None:
            self.words.set_error(messages.say(error.code, error.params))
            self.fit()
        else:
            self._refusal = messages.say(error.code, error.params)
            self._show()

    def _show(self) -> None:
        """Say what is known of the backup, and ask for what is missing."""
        seen = self._seen
        locked = seen is not None and seen.inside.is_locked
        ready = seen is not None and not locked
        self._heading.say(_("Bring a backup back"), "" if self._space is not None else self._file.name)
        self._holds.set_text(_holds(seen.inside) if seen else "" if self._refusal else _("Looking into the backup…"))
        self._said.set_text(_becomes(seen) if seen else "")
        self.failure.set_text(self._refusal)
        self._holds.setVisible(not self._refusal)
        self._said.setVisible(seen is not None)
        self.failure.setVisible(bool(self._refusal))
        self.words.setVisible(locked)
        self.unlock.setVisible(locked)
        self.name.setVisible(ready and seen is not None and seen.space is not None)
        self.go.setVisible(ready)
        if seen is not None and seen.space is not None:
            typing = _("Type {name} to go on").format(name=seen.space.brand.name)
            self.name.set_name(typing, typing)
        self._check()
        self.fit()

    def _on_words(self, text: str) -> None:
        self.words.set_error("")
        self.unlock.refuse("" if text.strip() else _("type its words first"))
        self.fit()

    def _check(self) -> None:
        """Have the name of the client typed before what is here is replaced."""
        self.unlock.refuse("" if self.words.text().strip() else _("type its words first"))
        space = self._seen.space if self._seen is not None else None
        wanted = space.brand.name if space is not None else ""
        self.go.refuse("" if self.name.text().strip() == wanted else _("type the name of the client first"))

    def _on_go(self) -> None:
        assert self._seen is not None
        space = self._seen.space
        self.close_panel()
        self.agreed.emit(space)


def _holds(inside: Inside) -> str:
    """Say whose it is and how much is in it."""
    made = datetime.fromisoformat(inside.made_at).astimezone()
    when = f"{numbers.day(made.date())}, {numbers.clock(made)}"
    parts = [inside.name, when, numbers.size(inside.size_bytes)]
    if inside.posts is not None and inside.drafts is not None:
        parts.insert(1, ngettext("{n} post", "{n} posts", inside.posts).format(n=numbers.number(inside.posts)))
        parts.insert(2, ngettext("{n} draft", "{n} drafts", inside.drafts).format(n=numbers.number(inside.drafts)))
    return " · ".join(parts)


def _becomes(seen: Seen) -> str:
    """Say what the backup asks for, or what bringing it back does."""
    if seen.inside.is_locked:
        return _("It is encrypted, and nothing on this computer opens it: type its passphrase or its recovery phrase.")
    if seen.space is None:
        return _("This client isn’t on this computer yet: it is made here, with all that the backup holds.")
    return _("What is kept now is backed up first, then replaced. The copy log keeps every line it has.")
