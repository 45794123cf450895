"""The aside: what the text may sound like, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt

from aparte_ui.desk.asidefit import FindingRow
from aparte_ui.desk.asideirony import caption, seats_of
from aparte_ui.widgets.button import Button
from tests.ui.opened import Opened

IRONIC = "Bravo, encore 40 minutes de file, on adore votre patience 👏"


def _rows(window: Opened) -> list[FindingRow]:
    return [row for row in window.desk.aside.findChildren(FindingRow) if row.isVisible()]


def test_an_empty_page_has_no_figure(desk: Opened) -> None:
    assert desk.desk.aside._nothing.isVisible()
    assert not desk.desk.aside._irony.isVisible()


def test_the_seats_are_those_of_the_assessment(desk: Opened) -> None:
    desk.write(IRONIC)
    assert desk.session.assessment is not None
    sarcasm = desk.session.assessment.sarcasm
    assert desk.desk.aside._irony._seats.shown == (seats_of(sarcasm), seats_of(sarcasm))
    assert desk.desk.aside._irony._caption.text() == caption(sarcasm).replace("**", "")


def test_a_playful_intention_asks_who_will_see_the_joke(desk: Opened) -> None:
    desk.write(IRONIC)
    desk.session.set_intent("playful")
    desk.read()
    assert "joke" in desk.desk.aside._irony._caption.text()


def test_1_tries_without_the_first_word(desk: Opened) -> None:
    desk.write(IRONIC)
    assert desk.session.assessment is not None
    word = desk.session.assessment.sarcasm.without[0].text.strip()
    desk.desk._list._view.setFocus()
    desk.press(Qt.Key.Key_1, at=desk.desk)
    desk.read()
    assert word not in desk.page.text()


def test_a_row_is_mended_with_its_button(desk: Opened) -> None:
    desk.write("On vous attend au festival samedi soir. #festival#nantes")
    mendable = [row for row in _rows(desk) if row.findChildren(Button)]
    assert mendable
    before = desk.page.text()
    mendable[0].findChildren(Button)[0].click()
    desk.read()
    assert desk.page.text() != before


def test_a_text_too_short_to_judge_shows_no_number(desk: Opened) -> None:
    desk.write("Oui")
    assert desk.session.assessment is not None
    assert desk.session.assessment.sarcasm.abstained
    assert desk.desk.aside._irony._seats.shown == (0, 0)


def test_the_button_of_a_text_too_long_says_that_sentences_go(desk: Opened) -> None:
    desk.write("The quay opens again on Saturday with three artists. " * 7)
    buttons = [row.findChildren(Button)[0] for row in _rows(desk)]
    cutting = next(button for button in buttons if "Too long" in button.accessibleName())
    assert cutting.label() == "Cut whole sentences"
    assert "the last sentences" in cutting.toolTip()
