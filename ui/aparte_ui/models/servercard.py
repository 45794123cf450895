"""A server that already runs a model: its address, a try, the choice of a model, and what it means to open the network.

Nothing is called before its address was typed and the button pressed. Another machine is called only once its switch
is on; what would go there stands beside the switch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte import messages
from aparte.errors import Trouble
from aparte.i18n import _, ngettext
from aparte_ui import accessible, numbers
from aparte_ui.jobs import Lane
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.card import Card
from aparte_ui.widgets.choice import Choice
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.switch import Switch
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aparte.engine.address import Address
    from aparte.nouns import ModelFile
    from aparte_ui.app import App

_KEY_WIDTH, _MODEL_WIDTH = 260, 300
HINT = "http://127.0.0.1:8080"


class ServerCard(Card):
    """added: a model that its server offers is kept."""

    added = Signal(object)

    def __init__(self, app: App) -> None:
        """Ask nothing yet."""
        theme = self._own = app.theme
        super().__init__(theme)
        self._app = app
        self._lane = Lane("servers")
        self._lane.failed.connect(app.archive.failed)
        self._tries = 0
        self._offered: Sequence[str] = ()
        self._title = Text(theme, "body", weight=600)
        self._sentence = Text(theme, "body", colour="ink2", wrap=True)
        self.address = Field(theme, "")
        self.key = Field(theme, "", secret=True)
        self.open = Switch(theme, "")
        self.ask = Button(theme)
        self.answer = Text(theme, "small", colour="ok", weight=600, wrap=True)
        self.model = Choice(theme, "")
        self.add = Button(theme, kind="primary")
        self._lay_out()
        self.address.edited.connect(lambda _text: self._on_edited())
        self.key.edited.connect(lambda _text: self._forget())
        for field in (self.address, self.key):
            field.entered.connect(lambda _text: self._on_ask())
        self.open.clicked.connect(lambda _on=False: self._forget())
        self.ask.clicked.connect(self._on_ask)
        self.ask.cancelled.connect(self.stop)
        self.add.clicked.connect(self._on_add)
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._own
        fields = QHBoxLayout()
        fields.setSpacing(theme.px(10))
        fields.addWidget(self.address, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.key, 0, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignTop)
        self.key.setFixedWidth(theme.px(_KEY_WIDTH))
        self.model.setMinimumWidth(theme.px(_MODEL_WIDTH))
        self._found = QWidget()
        found = QHBoxLayout(self._found)
        found.setContentsMargins(0, theme.px(2), 0, 0)
        found.setSpacing(theme.px(10))
        found.addWidget(self.answer, 1, Qt.AlignmentFlag.AlignVCenter)
        found.addWidget(self.model, 0, Qt.AlignmentFlag.AlignVCenter)
        found.addWidget(self.add, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(18), theme.px(20), theme.px(18))
        column.setSpacing(theme.px(8))
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(theme.px(2))
        column.addLayout(fields)
        column.addWidget(self.open)
        column.addWidget(self._found)
        self.open.hide()
        self._found.hide()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._title.set_text(_("Does a server already run a model?"))
        self._sentence.set_text(
            _(
                "llama-server, Ollama, LM Studio or any OpenAI-compatible one, on this computer or on a larger one in "
                "the house. It is asked only when you ask for a rewrite."
            )
        )
        self.address.set_name(_("The server’s address"), HINT)
        self.key.set_name(_("Key, if it wants one"), _("Key, if it wants one"))
        self.ask.set_text(_("Test the connection"))
        self.add.set_text(_("Add this model"))
        for part in (self.model, self.model.view()):
            accessible.name(part, _("Its model"))
        self._show_switch()
        self._show_found()

    def close_lane(self) -> None:
        """Give up and end the lane: the window closes."""
        self.stop()
        self._lane.stop()

    def stop(self) -> None:
        """Give up the try that is under way."""
        self._tries += 1
        self._show_busy(busy=False)

    # What the person does

    def _on_edited(self) -> None:
        self._forget()
        self._show_switch()

    def _forget(self) -> None:
        """What was found holds for the address, the key and the switch as they were."""
        self._offered = ()
        self.address.set_error("")
        self.stop()
        self._show_found()

    def _on_ask(self) -> None:
        typed, key, opened = self.address.text().strip() or HINT, self.key.text().strip(), self.open.isChecked()
        if self.ask.is_busy:
            return
        self._forget()
        self._show_busy(busy=True)
        mine = self._tries

        def work() -> Sequence[str]:
            from aparte.engine.servers import offered

            return offered(self._app.home, typed, key=key, opened=opened, cancelled=lambda: self._tries != mine)

        self._lane.do(work, lambda found: self._on_found(mine, found), lambda error: self._on_failed(mine, error))

    def _on_found(self, mine: int, found: Sequence[str]) -> None:
        if mine != self._tries:
            return
        self._show_busy(busy=False)
        self._offered = found
        self._show_found()
        (self.model if len(found) > 1 else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, mine: int, error: Exception) -> None:
        if mine != self._tries:
            return
        self._show_busy(busy=False)
        if not isinstance(error, Trouble):
            self._app.archive.failed.emit(error)
            return
        if error.code == "server.closed":
            said = _("It is another computer: if your drafts may go there, open the network for it with the switch.")
        else:
            said = messages.say(error.code, error.params)
        self.address.set_error(said)
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        mine, add = self._tries, self._adding()
        self._lane.do(add, self._on_added, lambda error: self._on_failed(mine, error))

    def _adding(self) -> Callable[[], ModelFile]:
        typed, key, opened = self.address.text().strip() or HINT, self.key.text().strip(), self.open.isChecked()
        remote, home = self.model.key, self._app.home

        def work() -> ModelFile:
            from aparte.engine.servers import add

            return add(home, typed, remote=remote, key=key, opened=opened)

        return work

    def _on_added(self, model: ModelFile) -> None:
        for field in (self.address, self.key):
            field.set_text("")
        self.open.setChecked(False)
        self._on_edited()
        self.added.emit(model)

    # What is shown

    def _show_busy(self, *, busy: bool) -> None:
        self.ask.set_busy(busy)

    def _show_found(self) -> None:
        count = len(self._offered)
        self._found.setVisible(bool(count))
        self.answer.set_text(
            ngettext("It answers, with {n} model.", "It answers, with {n} models.", count).format(
                n=numbers.number(count)
            )
        )
        kept = self.model.key
        self.model.offer([(name, name) for name in self._offered], kept if kept in self._offered else "")

    def _show_switch(self) -> None:
        address = _read(self.address.text())
        elsewhere = address is not None and address.reach != "loopback"
        self.open.setVisible(elsewhere)
        if address is not None and elsewhere:
            self.open.set_texts(
                _("Open the network for {where}").format(where=address.where),
                _("Your drafts are sent there when you ask for a rewrite. Nothing else opens."),
            )
        else:
            self.open.setChecked(False)
            self.open.set_texts(_("Open the network for this address"))


def _read(typed: str) -> Address | None:
    from aparte.engine.address import read_address

    try:
        return read_address(typed)
    except Trouble:
        return None
