"""The screen: its language, its colours, its size and its movements, all changed while one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QAbstractButton

from aparte import i18n
from aparte.i18n import N_, _
from aparte_ui import numbers, operations
from aparte_ui import theme as themes
from aparte_ui.settings.rows import Group, Row
from aparte_ui.settings.toggle import Toggle
from aparte_ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow

LANGUAGES = {"fr": "Français", "en": "English"}
"""Each in its own words: whoever landed in the wrong one must find the way out."""
COLOURS = {themes.SYSTEM: N_("As the system"), "light": N_("Light"), "dark": N_("Dark")}
SIZES = (90, 100, 110, 125, 150)
"""Percent. The ends are those of the settings; the steps between are what an eye can tell apart."""


class ScreenGroup(Group):
    """Language, colours, size, movement."""

    def __init__(self, window: MainWindow) -> None:
        """Show what is chosen now."""
        theme = window.app.theme
        super().__init__(theme)
        self._window = window
        # A language or a theme is a file: one more file is one more choice. A size written by hand is one, too.
        found = i18n.languages()
        self._codes = [
            *(code for code in LANGUAGES if code in found),
            *(code for code in found if code not in LANGUAGES),
        ]
        self._themes = [*COLOURS, *(name for name in themes.names() if name not in COLOURS)]
        self._percents = sorted({*SIZES, theme.scale})
        self.languages = Segmented(theme, [(code, _language_name(code)) for code in self._codes])
        self.colours = Segmented(theme, [(name, name) for name in self._themes])
        self.sizes = Segmented(theme, [(str(percent), str(percent)) for percent in self._percents])
        self.movement = Toggle(theme)
        self._language, self._colour = Row(theme, self.languages), Row(theme, self.colours)
        self._size, self._motion = Row(theme, self.sizes), Row(theme, self.movement)
        for row in (self._language, self._colour, self._size, self._motion):
            self.add(row)
        self.languages.chosen.connect(lambda code: operations.speak(window, code))
        self.colours.chosen.connect(lambda name: operations.wear(window, name))
        self.sizes.chosen.connect(self._on_size)
        self.movement.clicked.connect(self._on_movement)
        theme.changed.connect(self.look)

    def look(self) -> None:
        """Show what holds now: the palette changes some of it too."""
        theme = self._window.app.theme
        self.languages.choose(i18n.language())
        self.colours.choose(theme.choice if theme.choice in self._themes else theme.name)
        if theme.scale in self._percents:
            self.sizes.choose(str(theme.scale))
        self.movement.setChecked(self._window.app.settings.reduced_motion)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first choice of the page."""
        for choice in self.languages.findChildren(QAbstractButton):
            if choice.isChecked():
                choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.say(_("Screen"))
        self._language.say(_("Language"))
        self._colour.say(_("Colours"))
        self._size.say(_("Size of everything"))
        self._motion.say(_("Reduce movement"), _("Panels and seats appear at once, without sliding."))
        self.colours.set_texts({name: _(words) for name, words in COLOURS.items()})
        self.sizes.set_texts({str(percent): numbers.percent(percent / 100) for percent in self._percents})
        self.languages.setAccessibleName(_("Language"))
        self.colours.setAccessibleName(_("Colours"))
        self.sizes.setAccessibleName(_("Size of everything"))
        self.movement.say(_("Reduce movement"), _("Panels and seats appear at once, without sliding."))
        self.look()

    def _on_size(self, percent: str) -> None:
        self._window.app.theme.set_scale(int(percent))
        self._window.app.change(scale=int(percent))

    def _on_movement(self, reduced: bool) -> None:  # noqa: FBT001 - a slot of Qt
        self._window.app.theme.set_reduced_motion(reduced)
        self._window.app.change(reduced_motion=reduced)


def _language_name(code: str) -> str:
    return LANGUAGES.get(code) or QLocale(code).nativeLanguageName()
