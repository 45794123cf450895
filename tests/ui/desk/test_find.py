"""Find in the draft."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.opened import CTRL, Opened


def _hits(window: Opened) -> int:
    return len(window.page.extraSelections())


def test_words_are_found_as_they_are_typed_and_enter_goes_on(desk: Opened) -> None:
    desk.write("Le quai, le pont, LE FESTIVAL 👏 et le quai")
    desk.press("F", CTRL, desk.page)
    bar = desk.desk.page.find_bar
    assert bar.isVisible()
    desk.qtbot.keyClicks(bar._field.line, "le")
    assert _hits(desk) == 4
    first = desk.page.position()
    desk.press(Qt.Key.Key_Return, at=bar._field.line)
    assert desk.page.position() != first
    assert bar._said.text() == "2 of 4"


def test_esc_gives_the_keyboard_back_to_the_page(desk: Opened) -> None:
    desk.write("Le quai")
    desk.press("F", CTRL, desk.page)
    bar = desk.desk.page.find_bar
    desk.qtbot.keyClicks(bar._field.line, "quai")
    desk.press(Qt.Key.Key_Escape, at=bar._field.line)
    assert not bar.isVisible()
    assert _hits(desk) == 0
    assert desk.page.hasFocus()


def test_what_is_not_there_is_said(desk: Opened) -> None:
    desk.write("Le quai")
    desk.press("F", CTRL, desk.page)
    desk.qtbot.keyClicks(desk.desk.page.find_bar._field.line, "xyz")
    assert desk.desk.page.find_bar._said.text() == "not found"
