"""The keyboard on the desk: out of the aside and back, and as a French keyboard types it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from aparte_ui.desk import keys
from tests.ui.opened import CTRL, NO_KEY

if TYPE_CHECKING:
    from tests.ui.opened import Opened

IRONIC = "Bravo, encore une file de 40 minutes, quelle organisation\u202f! On adore."


def _type_in_aside(desk: Opened, typed: str) -> None:
    desk.desk.aside.setFocus()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(desk.desk.aside, QKeyEvent(kind, 0, NO_KEY, typed))
    desk.read()


@pytest.mark.parametrize("typed", ["1", "&"])
def test_the_first_key_of_the_row_tries_without_the_first_word(desk: Opened, typed: str) -> None:
    desk.write(IRONIC)
    _type_in_aside(desk, typed)
    assert len(desk.page.text()) < len(IRONIC)


def test_what_was_tried_in_the_aside_is_undone_from_there(desk: Opened) -> None:
    desk.write(IRONIC)
    _type_in_aside(desk, "1")
    desk.press("Z", CTRL, desk.desk.aside)
    assert desk.page.text() == IRONIC


def test_escape_goes_back_to_the_text(desk: Opened) -> None:
    desk.desk.aside.setFocus()
    desk.press(Qt.Key.Key_Escape, at=desk.desk.aside)
    assert desk.page.hasFocus()


def test_every_client_has_its_key_on_both_keyboards() -> None:
    bound = keys.with_digits("Ctrl", lambda at: at)
    assert {key: act() for key, act in bound.items()} == {
        "Ctrl+1": 0,
        "Ctrl+2": 1,
        "Ctrl+3": 2,
        "Ctrl+4": 3,
        "Ctrl+&": 0,
        "Ctrl+É": 1,
        'Ctrl+"': 2,
        "Ctrl+'": 3,
    }


def test_a_letter_is_no_digit() -> None:
    assert keys.digit_of("a") is keys.digit_of("") is None
