"""The client's own words: names and brands that its dictionary accepts, each of which can be taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.i18n import _, ngettext
from aparte_ui import numbers
from aparte_ui.settings import keeping
from aparte_ui.settings.chiplist import ChipList
from aparte_ui.settings.rows import Row
from aparte_ui.widgets.field import Field

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow

_WIDTH = 260


class WordsRow(Row):
    """A field to add a word, and a chip for each."""

    def __init__(self, window: MainWindow) -> None:
        """Show nothing before `look`."""
        theme = window.app.theme
        super().__init__(theme)
        self._window = window
        self.field, self.chips = Field(theme, ""), ChipList(theme)
        self.add(self.field)
        self.below(self.chips)
        theme.changed.connect(self._fit_field)
        self._fit_field()
        self.field.entered.connect(self._on_word)
        self.chips.removed.connect(self._on_removed)

    def look(self) -> None:
        """Show the words, in alphabetical order."""
        words = self._words()
        self.chips.show_words(sorted(words, key=str.casefold), _("Delete takes this word out of the dictionary."))
        counted = ngettext("{n} word is accepted.", "{n} words are accepted.", len(words))
        said = (
            counted.format(n=numbers.number(len(words))) if words else _("Names that are no mistake for this client.")
        )
        unjudged = _("What a name is made of is not judged: “War Zone” with a capital is no war.")
        self.say(_("Own words of the dictionary"), f"{said} {unjudged}")

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.field.set_name(_("Add a word to the dictionary"), _("Add a word, then Enter"))
        self.look()

    def _fit_field(self) -> None:
        self.field.setFixedWidth(self.theme.px(_WIDTH))

    def _words(self) -> tuple[str, ...]:
        space = self._window.workspace.space
        return space.brand.words if space else ()

    def _on_word(self, text: str) -> None:
        word = " ".join(text.split())
        if word and word not in self._words():
            keeping.change(self._window, words=(*self._words(), word))
        self.field.set_text("")

    def _on_removed(self, word: str) -> None:
        last = len(self._words()) == 1
        keeping.change(self._window, words=tuple(each for each in self._words() if each != word))
        if last:
            self.field.setFocus()
