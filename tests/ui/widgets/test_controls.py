"""Controls a person presses: buttons, choices, fields, tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton

from aparte import i18n
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.chips import Chip
from aparte_ui.widgets.counterfactual import Counterfactual
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.keycap import KeyCap
from aparte_ui.widgets.rail import RailButton
from aparte_ui.widgets.segmented import Segmented
from aparte_ui.widgets.switch import Switch, Tick
from aparte_ui.widgets.tabs import Tabs, counter
from tests.ui.tree import role, said

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from aparte_ui.theme import Theme


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_clicked_by_enter_and_space(theme: Theme, qtbot: QtBot, key: Qt.Key) -> None:
    button = Button(theme, "Take")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_a_refused_button_says_why(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Copy")
    qtbot.addWidget(button)
    button.refuse("1 fact is still to be checked")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isEnabled()
    assert button.accessibleDescription() == button.toolTip() == "1 fact is still to be checked"
    button.refuse("")
    assert button.isEnabled()


def test_a_busy_button_keeps_its_width_and_stops_on_escape(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Download the whole model", icon="download")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_busy(True)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert button.sizeHint().width() == wide
    with qtbot.waitSignal(button.cancelled):
        qtbot.keyClick(button, Qt.Key.Key_Escape)


def test_a_busy_button_can_hold_the_words_it_shows(theme: Theme, qtbot: QtBot) -> None:
    short, words = Button(theme, "Go"), Button(theme, "In progress")
    qtbot.addWidget(short)
    qtbot.addWidget(words)
    short.set_busy(True)
    assert short.sizeHint().width() >= words.sizeHint().width() - 2


def test_an_ampersand_is_only_an_ampersand(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "R&B")
    qtbot.addWidget(button)
    assert button.label() == "R&B"
    assert button.shortcut().isEmpty()
    assert said(button) == "R&B"


def test_a_struck_choice_stays_reachable_and_says_why(theme: Theme, qtbot: QtBot) -> None:
    tones = Segmented(theme, [("own", "Acknowledge"), ("thank", "Cheerful thanks")], "Reply")
    qtbot.addWidget(tones)
    tones.refuse("thank", "Thanking a dig prolongs it.")
    struck = next(button for button in tones.findChildren(QAbstractButton) if said(button) == "Cheerful thanks")
    with qtbot.assertNotEmitted(tones.chosen), qtbot.waitSignal(tones.refused) as refused:
        qtbot.mouseClick(struck, Qt.MouseButton.LeftButton)
    assert refused.args == ["thank", "Thanking a dig prolongs it."]
    assert tones.current() == "own"
    assert struck.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_choice_is_said_once(theme: Theme, qtbot: QtBot) -> None:
    hours = Segmented(theme, [("6", "6 h"), ("24", "24 h")])
    qtbot.addWidget(hours)
    day = hours.findChildren(QAbstractButton)[1]
    with qtbot.waitSignal(hours.chosen) as chosen:
        qtbot.mouseClick(day, Qt.MouseButton.LeftButton)
    assert chosen.args == ["24"]
    with qtbot.assertNotEmitted(hours.chosen):
        qtbot.mouseClick(day, Qt.MouseButton.LeftButton)


def test_a_filter_is_removed_by_its_cross_or_by_delete(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, "from: us", removable=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    with qtbot.waitSignal(chip.removed):
        cross = chip.rect().center()
        cross.setX(chip.width() - 14)
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)


@pytest.mark.parametrize("kind", [Switch, Tick])
def test_a_two_state_control_is_a_check_box_to_a_screen_reader(
    theme: Theme, qtbot: QtBot, kind: type[Switch] | type[Tick]
) -> None:
    control = kind(theme, "Reduce motion")
    qtbot.addWidget(control)
    assert role(control) == QAccessible.Role.CheckBox
    qtbot.keyClick(control, Qt.Key.Key_Space)
    assert control.isChecked()


def test_a_field_in_error_says_what_to_do(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Planned day")
    qtbot.addWidget(field)
    field.set_error("February has no 31st. Try 28/02.")
    assert said(field.line) == "Planned day"
    assert field.line.accessibleDescription() == "February has no 31st. Try 28/02."
    field.set_error("")
    assert field.line.accessibleDescription() == ""


def test_a_field_tells_what_is_typed_but_not_what_is_set(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Search")
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.edited):
        field.set_text("quay")
    with qtbot.waitSignal(field.entered) as entered:
        qtbot.keyClicks(field.line, "s")
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert entered.args == ["quays"]


@pytest.mark.parametrize(
    ("length", "limit", "words", "colour"),
    [
        (216, 2200, "216 / 2,200", "ink3"),
        (269, 300, "269 / 300", "ink3"),
        (270, 300, "30 left", "ink2"),
        (291, 300, "9 left", "ink2"),
        (292, 280, "12 too many", "block"),
        (40, 0, "40", "ink3"),
    ],
)
def test_a_tab_says_what_is_left_only_when_it_matters(length: int, limit: int, words: str, colour: str) -> None:
    assert counter(length, limit) == (words, colour)


def test_the_open_tab_stays_open_when_tabs_come_and_go(theme: Theme, qtbot: QtBot) -> None:
    tabs = Tabs(theme)
    qtbot.addWidget(tabs)
    tabs.set_tabs([("x", "X"), ("bluesky", "Bluesky")])
    tabs.choose("bluesky")
    tabs.set_tabs([("bluesky", "Bluesky"), ("linkedin", "LinkedIn")])
    assert tabs.current() == "bluesky"
    with qtbot.waitSignal(tabs.chosen) as chosen:
        tabs.step(1)
    assert chosen.args == ["linkedin"]


def test_a_place_says_how_many_things_wait_there(theme: Theme, qtbot: QtBot) -> None:
    watch = RailButton(theme, "inbox", "Watch")
    qtbot.addWidget(watch)
    watch.set_waiting(9)
    assert said(watch) == "Watch, 9 are waiting"
    watch.set_waiting(0)
    assert said(watch) == "Watch"


def test_the_row_without_a_word_lights_it_and_tries_it(theme: Theme, qtbot: QtBot) -> None:
    row = Counterfactual(theme, "again", 8, 4, key="1")
    qtbot.addWidget(row)
    row.show()
    with qtbot.waitSignal(row.lit) as lit:
        row.setFocus(Qt.FocusReason.TabFocusReason)
    assert lit.args == [True]
    with qtbot.waitSignal(row.clicked):
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert said(row) == "without “again”: 8 in 10 becomes 4"


def test_a_key_is_named_in_the_language_of_the_screen(theme: Theme, qtbot: QtBot) -> None:
    cap = KeyCap(theme, "Esc")
    qtbot.addWidget(cap)
    assert cap.text() == "Esc"
    i18n.set_language("fr")
    cap.retranslate()
    assert cap.text() == "Échap"
