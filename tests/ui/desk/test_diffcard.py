"""A suggestion's changes, answered one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from aparte.nouns import Change
from aparte_ui.desk.diffcard import DiffCard, Figures
from aparte_ui.desk.versionline import VersionLine
from tests.ui.tree import said, unnamed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from aparte_ui.theme import Theme

CHANGES = [
    Change(op="replace", before="Bravo", after="Merci"),
    Change(op="equal", before=" à tous 👏 : ", after=" à tous 👏 : "),
    Change(op="delete", before="encore ", after=""),
    Change(op="equal", before="40 minutes", after="40 minutes"),
    Change(op="insert", before="", after=", c’était long"),
]
BEFORE = "".join(change.before for change in CHANGES)
AFTER = "".join(change.after for change in CHANGES)


@pytest.fixture
def card(theme: Theme, qtbot: QtBot) -> DiffCard:
    card = DiffCard(theme)
    qtbot.addWidget(card)
    card.resize(600, 200)
    card.set_changes(CHANGES)
    return card


class Desk:
    """A draft that applies what the card says, as the page does."""

    def __init__(self, card: DiffCard) -> None:
        self.text = BEFORE
        self._card = card
        card.accepted.connect(self._apply)
        card.all_taken.connect(self._apply_all)

    def _apply(self, index: int) -> None:
        start, end, words = self._card.place(index)
        self.text = self.text[:start] + words + self.text[end:]

    def _apply_all(self) -> None:
        for index in reversed(self._card.open_changes()):
            self._apply(index)


def test_taking_every_change_one_by_one_gives_the_suggestion(card: DiffCard, qtbot: QtBot) -> None:
    desk = Desk(card)
    with qtbot.waitSignal(card.settled):
        for _change in range(3):
            qtbot.keyClick(card.words, Qt.Key.Key_P)
    assert desk.text == AFTER


@pytest.mark.parametrize("first", [0, 1, 2])
def test_the_order_of_the_answers_does_not_matter(card: DiffCard, first: int) -> None:
    desk = Desk(card)
    card.words.set_current(first)
    card.take_current()
    card.take_all()
    assert desk.text == AFTER


def test_leaving_every_change_leaves_the_draft(card: DiffCard, qtbot: QtBot) -> None:
    desk = Desk(card)
    for _change in range(3):
        qtbot.keyClick(card.words, Qt.Key.Key_L)
    assert desk.text == BEFORE
    assert card.open_changes() == []


def test_a_left_change_is_not_among_all(card: DiffCard, qtbot: QtBot) -> None:
    desk = Desk(card)
    card.leave_current()
    qtbot.keyClick(card.words, Qt.Key.Key_A)
    assert desk.text == AFTER.replace("Merci", "Bravo")


def test_arrows_go_around_the_open_changes(card: DiffCard, qtbot: QtBot) -> None:
    qtbot.keyClick(card.words, Qt.Key.Key_Left)
    assert card.words.current == 2
    qtbot.keyClick(card.words, Qt.Key.Key_Right)
    assert card.words.current == 0


def test_letters_with_control_are_left_to_the_window(card: DiffCard, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(card.accepted):
        qtbot.keyClick(card.words, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_a_click_chooses_the_change_under_it(card: DiffCard, qtbot: QtBot) -> None:
    card.show()
    box = card.words._boxes(1)[0]
    qtbot.mouseClick(card.words, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert card.words.current == 1


def test_the_change_at_hand_is_said_aloud(card: DiffCard) -> None:
    assert said(card.words) == "Change 1 of 3: “Bravo” becomes “Merci”"
    card.step(1)
    assert said(card.words) == "Change 2 of 3: “encore” goes"
    card.step(1)
    assert said(card.words) == "Change 3 of 3: “, c’était long” comes"


def test_once_everything_is_answered_the_buttons_say_so(card: DiffCard) -> None:
    card.take_all()
    assert not card.take_button.isEnabled()
    assert card.take_button.toolTip() == "Every change has its answer."
    assert unnamed(card) == []


def test_figures_that_are_not_known_are_not_shown(card: DiffCard) -> None:
    card.set_figures(Figures(irony=(8, 1), facts_kept=3, voice=(5, 7, 7), to_verify=1, bland=("coup de cœur",)))
    shown = {label.text() for label in card.findChildren(type(card._irony)) if not label.isHidden()}
    assert {"Irony 8 → 1", "3 facts kept"} <= shown
    assert {"Voice 5 → 7 of 7", "1 to verify", "Stock phrases: coup de cœur"} <= shown
    card.set_figures(Figures())
    hidden = {label.text() for label in card.findChildren(type(card._irony)) if not label.isHidden()}
    assert hidden == set()


def test_a_wider_card_is_not_taller(card: DiffCard) -> None:
    assert card.words.heightForWidth(900) <= card.words.heightForWidth(200)


def test_another_version_opens_with_one_key(theme: Theme, qtbot: QtBot) -> None:
    line = VersionLine(theme, "Merci de votre\npatience", (8, 2))
    qtbot.addWidget(line)
    assert said(line) == "Other version: Merci de votre patience"
    with qtbot.waitSignal(line.clicked):
        qtbot.keyClick(line, Qt.Key.Key_Return)


@pytest.mark.parametrize("width", [900, 460, 400])
def test_no_button_is_cut_where_many_figures_leave_no_room(card: DiffCard, qtbot: QtBot, width: int) -> None:
    # As inside a narrow column: a window of its own would not go under its least width.
    card.setFixedWidth(width)
    card.set_figures(Figures(irony=(8, 1), facts_kept=17, voice=(4, 6, 7), to_verify=12))
    with qtbot.waitExposed(card):
        card.show()
    buttons = (card.leave_button, card.take_button, card.all_button)
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    assert all(button.geometry().right() < width for button in buttons)
