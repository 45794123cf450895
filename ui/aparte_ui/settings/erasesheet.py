"""Erasing a person: a name, how many posts it stands for, and then the receipt, with what still holds them.

The receipt names nobody: it proves what was done to whoever knows the name. It is kept by the archive whether it is
saved elsewhere or not.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte import messages, paths
from aparte.errors import Trouble
from aparte.i18n import _, ngettext
from aparte.records import plain
from aparte_ui import numbers
from aparte_ui.asking import ask_place
from aparte_ui.jobs import Latest
from aparte_ui.settings.receiptcard import Erased, ReceiptCard
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from aparte.archive.spaces import Space
    from aparte_ui.mainwindow import MainWindow

_MARGIN = 24


class EraseSheet(Overlay):
    """Asks for a name, then shows the receipt."""

    def __init__(self, window: MainWindow, space: Space) -> None:
        """Erase from the archive of `space`."""
        theme = window.app.theme
        super().__init__(theme, window, width=560, place="top")
        self._window, self._space = window, space
        self._latest = Latest(window.app.archive)
        self._asked, self._count = "", 0
        self.done: Erased | None = None
        self._heading = Heading(theme, "section")
        self._said = Text(theme, "body", colour="ink2", wrap=True)
        self.name = Field(theme, "")
        self._kept = Text(theme, "small", colour="ink3", wrap=True)
        self.receipt = ReceiptCard(theme)
        self.save, self.prune = Button(theme), Button(theme)
        self.cancel = Button(theme, kind="quiet")
        self.erase = Button(theme, kind="primary", key="Enter")
        self._lay_out()
        self.name.edited.connect(self._on_edited)
        self.erase.clicked.connect(self._on_erase)
        self.save.clicked.connect(self._on_save)
        self.prune.clicked.connect(self._on_prune)
        self.cancel.clicked.connect(self.close_panel)
        self.closed.connect(self.deleteLater)
        self.retranslate()

    def ask(self) -> None:
        """Open over the window, the keyboard in the field."""
        self._show()
        self.open(self.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Erase on Enter once the name stands for something; then Enter closes."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif self.done is not None:
            self.close_panel()
        elif self.erase.isEnabled():
            self.erase.click()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.name.set_name(_("Name or handle of the author"), _("Name or handle of the author"))
        self.save.set_text(_("Save the receipt…"))
        self._show()

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(*(theme.px(_MARGIN),) * 4)
        column.setSpacing(theme.px(12))
        for widget in (self._heading, self._said, self.name, self._kept, self.receipt):
            column.addWidget(widget)
        column.addSpacing(theme.px(4))
        foot = QHBoxLayout()
        foot.addWidget(self.save)
        foot.addWidget(self.prune)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.erase)
        column.addLayout(foot)

    def _show(self) -> None:
        """Say where it stands: the question, or the receipt."""
        done = self.done
        asking: tuple[QWidget, ...] = (self.name, self._kept, self.erase)
        telling: tuple[QWidget, ...] = (self.receipt, self.save)
        for widget in (*asking, *telling):
            widget.setVisible((widget in asking) == (done is None))
        self.prune.setVisible(done is not None and bool(done.holding))
        if done is None:
            self._heading.say(_("Erase a person"), self._space.brand.name)
            self._said.set_text(
                _("Every post of this author leaves the archive for good. What others say of the person stays.")
            )
            self.cancel.set_text(_("Cancel"))
            self._say_count()
        else:
            self._heading.say(_("Erased: the receipt"), self._space.brand.name)
            self._said.set_text(
                _("It names nobody: whoever knows the name can check it. The archive keeps it as well.")
            )
            self.cancel.set_text(_("Close"))
            label = ngettext("Delete that backup", "Delete those {n} backups", len(done.holding))
            self.prune.set_text(label.format(n=numbers.number(len(done.holding))))
            self.receipt.show_receipt(done)
        self.fit()

    def _on_edited(self, text: str) -> None:
        name, folder = text.strip(), self._space.folder
        self._asked, self._count = name, 0
        self._say_count()
        if name:
            self._latest.ask(lambda: (name, _count(folder, name)), self._on_counted)

    def _on_counted(self, answer: tuple[str, int]) -> None:
        if answer[0] == self._asked and self.done is None:
            self._count = answer[1]
            self._say_count()

    def _say_count(self) -> None:
        label = ngettext("Erase {n} post", "Erase {n} posts", self._count).format(n=numbers.number(self._count))
        self.erase.set_text(label if self._count else _("Erase"))
        if not self._asked:
            said, why = _("Capitals and a leading @ don’t count."), _("write a name first")
        elif not self._count:
            said = why = _("No post is kept under this name.")
        else:
            said = ngettext(
                "{n} post is kept under this name.", "{n} posts are kept under this name.", self._count
            ).format(n=numbers.number(self._count))
            why = ""
        self._kept.set_text(said)
        self.erase.refuse(why)

    def _on_erase(self) -> None:
        folder, author = self._space.folder, self._asked

        def work() -> Erased:
            from aparte.archive.erase import erase_author, still_holding

            receipt = erase_author(folder, author)
            return Erased(receipt, still_holding(folder, receipt))

        self.erase.set_busy(True)
        self._window.app.archive.do(work, self._on_erased, self._on_failed)

    def _on_erased(self, done: Erased) -> None:
        self.erase.set_busy(False)
        self.done = done
        self._show()
        self.cancel.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self.erase.set_busy(False)
        if isinstance(error, Trouble):
            self.name.set_error(messages.say(error.code, error.params))
            self.fit()
        else:
            self._window.app.archive.failed.emit(error)

    def _on_save(self) -> None:
        assert self.done is not None
        content = json.dumps(plain(self.done.receipt), indent=1).encode() + b"\n"
        ask_place(
            self._window,
            _("Save the receipt"),
            _("receipt") + ".json",
            lambda path: self._window.app.disk.do(
                lambda: paths.write_whole(path, content),
                lambda _none: self._window.say(_("Saved: {name}").format(name=path.name)),
            ),
        )

    def _on_prune(self) -> None:
        assert self.done is not None
        holding = self.done.holding

        def work() -> None:
            from aparte.archive.erase import prune

            prune(holding)

        def gone(_none: None) -> None:
            assert self.done is not None
            self.done = self.done._replace(holding=[])
            self._show()
            self.cancel.setFocus(Qt.FocusReason.TabFocusReason)

        self._window.app.disk.do(work, gone)


def _count(folder: Path, author: str) -> int:
    from aparte.archive.erase import count_of

    return count_of(folder, author)
