"""The palette: everything that can be done, found by typing."""

from __future__ import annotations

from PySide6.QtCore import Qt

from aparte_ui.palette import Palette, commands
from tests.ui.opened import CTRL, Opened


def _palette(window: Opened) -> Palette:
    window.press("K", CTRL)
    return next(one for one in window.window.findChildren(Palette) if one.isVisible())


def _listed(palette: Palette) -> list[str]:
    return [palette.finder.model.index(row).data() for row in range(palette.finder.model.rowCount())]


def test_a_few_letters_and_enter_do_it(festival: Opened) -> None:
    palette = _palette(festival)
    festival.qtbot.keyClicks(palette.finder.field.line, "settings")
    assert _listed(palette)[0].casefold().startswith("settings")
    festival.press(Qt.Key.Key_Return, at=palette.finder.field.line)
    assert festival.window.place == "settings"


def test_arrows_walk_the_list_while_one_types(festival: Opened) -> None:
    palette = _palette(festival)
    festival.press(Qt.Key.Key_Down, at=palette.finder.field.line)
    assert palette.finder.list.currentIndex().row() == 1
    festival.press(Qt.Key.Key_Up, at=palette.finder.field.line)
    festival.press(Qt.Key.Key_Up, at=palette.finder.field.line)
    assert palette.finder.list.currentIndex().row() == palette.finder.model.rowCount() - 1


def test_letters_that_match_nothing_do_nothing(festival: Opened) -> None:
    palette = _palette(festival)
    festival.qtbot.keyClicks(palette.finder.field.line, "qqqq")
    festival.press(Qt.Key.Key_Return, at=palette.finder.field.line)
    assert palette.isVisible()
    assert festival.window.place == "desk"


def test_every_command_of_the_draft_can_be_done(festival: Opened) -> None:
    words = {command.words for command in commands(festival.window)}
    assert {"New draft", "Ask the prompter", "Find in the draft"} <= words


def test_a_language_and_a_theme_are_one_line_each(festival: Opened) -> None:
    palette = _palette(festival)
    festival.qtbot.keyClicks(palette.finder.field.line, "dark")
    festival.press(Qt.Key.Key_Return, at=palette.finder.field.line)
    assert festival.app.theme.is_dark


def test_the_list_keeps_qt_s_rules(festival: Opened, qtmodeltester: object) -> None:
    qtmodeltester.check(_palette(festival).finder.model)  # type: ignore[attr-defined]  # pytest-qt's fixture


def test_enter_on_the_list_does_the_line_too(festival: Opened) -> None:
    palette = _palette(festival)
    festival.qtbot.keyClicks(palette.finder.field.line, "settings")
    palette.finder.list.setFocus()
    festival.press(Qt.Key.Key_Return, at=palette.finder.list)
    assert festival.window.place == "settings"
