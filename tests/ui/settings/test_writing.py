"""What holds for every client: spelling, who signs, the clipboard's memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from aparte import settings
from tests.ui.settings.place import choose, enter, settings_of

if TYPE_CHECKING:
    from tests.ui.opened import Opened


def _misspelt(desk: Opened) -> int:
    return sum(mark.kind == "spelling" for mark in desk.page.marks())


def test_spelling_switched_off_is_gone_from_the_page(desk: Opened) -> None:
    desk.write("We are pleased to wellcome you all at the harbour tomorrow morning.")
    desk.wait(lambda: _misspelt(desk) == 1)
    choose(settings_of(desk).writing, "Underline spelling mistakes")
    desk.wait(lambda: _misspelt(desk) == 0)


def test_the_name_that_signs_is_kept_on_enter(desk: Opened) -> None:
    place = settings_of(desk)
    enter(desk, place.writing.person.line, "Nine  Martin")
    assert settings.load(desk.home).person == "Nine Martin"


def test_a_name_still_being_typed_is_kept_when_the_window_closes(desk: Opened) -> None:
    place = settings_of(desk)
    desk.qtbot.keyClicks(place.writing.person.line, "Nine")
    desk.window.close()
    desk.settle()
    assert settings.load(desk.home).person == "Nine"


def test_escape_takes_the_typing_back(desk: Opened) -> None:
    place = settings_of(desk)
    line = place.writing.person.line
    enter(desk, line, "Nine")
    desk.qtbot.keyClicks(line, " and somebody")
    desk.press(Qt.Key.Key_Escape, at=line)
    assert line.text() == "Nine"


def test_copies_are_kept_out_of_the_clipboard_history(desk: Opened) -> None:
    choose(settings_of(desk).writing, "Keep copies out of the clipboard history")
    desk.settle()
    assert settings.load(desk.home).keep_from_clipboard_history


def test_the_models_rest_is_kept_and_holds_for_the_engine(desk: Opened) -> None:
    choose(settings_of(desk).writing, "30 min")
    desk.settle()
    assert settings.load(desk.home).model_rest == 30
    assert desk.app.engine()._line.limits.rest_s == 1800
