"""The advice switched off for this client, with its sentence: switch one off, switch one back on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.i18n import _
from aparte_ui.settings import keeping
from aparte_ui.settings.items import Item, Items
from aparte_ui.settings.rows import Row
from aparte_ui.widgets.button import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.settings.advices import Advice


class AdviceRow(Row):
    """What may be said is read from the shipped files by a lane, in the language of the screen."""

    def __init__(self, window: MainWindow) -> None:
        """Show nothing before `look`."""
        theme = window.app.theme
        super().__init__(theme)
        self._window = window
        self._known: Sequence[Advice] = ()
        self.add_button, self.items = Button(theme), Items(theme)
        self.add(self.add_button)
        self.below(self.items)
        self.add_button.clicked.connect(self.ask)
        self.items.acted.connect(self._on_back)

    def look(self) -> None:
        """Show what is off, once what can be is known."""
        self.add_button.refuse("" if self._known else _("the list is still being read"))
        self.items.show_items(
            [Item(key=" ".join(each.codes), words=each.words, note=each.said) for each in self._off()],
            _("Switch back on"),
        )

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.say(_("Advice switched off"), _("Habits only: laws, refusals and risks are always pointed out."))
        self.add_button.set_text(_("Switch one off…"))
        self._window.app.disk.do(_advices, self._on_known)

    def ask(self) -> None:
        """Choose one to switch off."""
        from aparte_ui.settings.chooser import Chooser

        off = set(self._codes())
        chooser = Chooser(
            self._window.app.theme, self._window, [each for each in self._known if not off.issuperset(each.codes)]
        )
        chooser.chosen.connect(self._on_chosen)
        chooser.ask()

    def _on_known(self, known: Sequence[Advice]) -> None:
        self._known = known
        self.look()

    def _off(self) -> Sequence[Advice]:
        if not self._known:
            return ()
        from aparte_ui.settings.advices import switched_off

        return switched_off(self._codes(), self._known)

    def _codes(self) -> tuple[str, ...]:
        space = self._window.workspace.space
        return space.brand.customs_off if space else ()

    def _on_chosen(self, advice: Advice) -> None:
        keeping.change(self._window, customs_off=tuple(dict.fromkeys((*self._codes(), *advice.codes))))

    def _on_back(self, key: str) -> None:
        back, last = key.split(" "), len(self.items.buttons) == 1
        keeping.change(self._window, customs_off=tuple(code for code in self._codes() if code not in back))
        if last:
            self.add_button.setFocus()


def _advices() -> Sequence[Advice]:
    from aparte_ui.settings.advices import advices

    return advices()
