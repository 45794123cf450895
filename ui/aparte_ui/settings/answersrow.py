"""The answers given at the gate that hold for thirty days: what passes without being asked, why, and until when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from aparte import settings
from aparte.i18n import _
from aparte_ui import numbers
from aparte_ui.settings.items import Item, Items
from aparte_ui.settings.rows import Row

if TYPE_CHECKING:
    from aparte.settings import Override
    from aparte_ui.mainwindow import MainWindow


class AnswersRow(Row):
    """Each answer with its reason, and a way to be asked again."""

    def __init__(self, window: MainWindow) -> None:
        """Show nothing before `look`."""
        super().__init__(window.app.theme)
        self._window = window
        self.items = Items(window.app.theme)
        self.below(self.items)
        self.items.acted.connect(self._on_forgotten)

    def look(self) -> None:
        """Show what still holds for the open client."""
        answers = self._answers()
        nothing = _("None. At the gate, an answer can be kept for 30 days.")
        self.say(_("Answers remembered"), _("These pass the gate without being asked again.") if answers else nothing)
        self.items.show_items([self._item(answer) for answer in answers], _("Forget"))

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.look()

    def _answers(self) -> list[Override]:
        app, space = self._window.app, self._window.workspace.space
        if space is None:
            return []
        holding = settings.remembered(app.settings, space.brand.id, app.now())
        return [each for each in app.settings.overrides if each.brand == space.brand.id and each.code in holding]

    def _item(self, answer: Override) -> Item:
        from aparte_ui.settings.advices import sentence_of

        until = datetime.fromisoformat(answer.at) + settings.REMEMBERED_FOR
        date = numbers.day(until.astimezone().date(), self._window.app.now().date())
        note = _("until {date}").format(date=date)
        if answer.reason:
            note = f"{numbers.quoted(answer.reason)} · {note}"
        said = sentence_of(answer.code) or sentence_of(f"gate.{answer.code}") or answer.code
        return Item(key=answer.code, words=said, note=note)

    def _on_forgotten(self, code: str) -> None:
        app, space = self._window.app, self._window.workspace.space
        if space is None:
            return
        kept = tuple(each for each in app.settings.overrides if (each.brand, each.code) != (space.brand.id, code))
        app.change(overrides=kept)
        # The gate of the draft on the page asks again, and so does this list.
        self._window.workspace.client_changed.emit()
