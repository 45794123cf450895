"""The key that is a letter acts while nobody is typing; its sheet tells all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut

from aparte_ui.shortcuts import COLUMNS, Shortcuts
from tests.ui.opened import SHIFT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.ui.opened import Opened

KNOWN = {key for groups in COLUMNS for _title, lines in groups for keys, _does in lines for key in keys}


def _sheets(window: Opened) -> list[Shortcuts]:
    return [sheet for sheet in window.window.findChildren(Shortcuts) if sheet.isVisible()]


def _list(window: Opened) -> QWidget:
    view = window.desk._list._view
    view.setFocus()
    return view


def test_a_question_mark_opens_the_sheet_and_esc_closes_it(desk: Opened) -> None:
    # The platforms of a real screen offer the character alone, whatever Shift it took; the off-screen one does not.
    desk.press(Qt.Key.Key_Question, at=_list(desk))
    (sheet,) = _sheets(desk)
    desk.press(Qt.Key.Key_Escape)
    desk.wait_closed(sheet)


@pytest.mark.parametrize("field", ["page", "title", "search"])
def test_it_is_only_a_letter_where_text_is_typed(desk: Opened, field: str) -> None:
    fields = {"page": desk.page, "title": desk.desk._header._title, "search": desk.desk.page.find_bar._field.line}
    if field == "search":
        desk.desk.page.find_bar.open()
    fields[field].setFocus()
    desk.press(Qt.Key.Key_Question, SHIFT, at=fields[field])
    desk.settle()
    assert not _sheets(desk)


def test_a_second_question_mark_opens_no_second_sheet(desk: Opened) -> None:
    desk.press(Qt.Key.Key_Question, at=_list(desk))
    desk.press(Qt.Key.Key_Question)
    desk.settle()
    assert len(_sheets(desk)) == 1


def test_every_key_of_the_desk_is_on_the_sheet(desk: Opened) -> None:
    bound = {shortcut.key().toString() for shortcut in desk.window.findChildren(QShortcut)}
    renamed = {"Ctrl+Return": "Ctrl+Enter", "Ctrl+PgDown": "Ctrl+PgDn"}
    told = {renamed.get(key, key) for key in bound}
    # The first and the last of a row of digits stand for it, in either keyboard's signs.
    digits = {key for key in told if key.startswith(("Alt+", "Ctrl+")) and key[-2] == "+" and not "A" <= key[-1] <= "Z"}
    assert told - digits - KNOWN == set()


def test_the_palette_leads_to_the_sheet(desk: Opened) -> None:
    from aparte_ui.palette import commands

    next(one for one in commands(desk.window) if one.key == "?").act()
    assert _sheets(desk)
