"""Title, purpose, facts, day, intention: kept letter by letter, like the page."""

from __future__ import annotations

from datetime import timedelta

from tests.ui.opened import Opened


def test_a_title_is_on_disk_while_it_is_typed(desk: Opened) -> None:
    desk.qtbot.keyClicks(desk.desk._header._title, "Objets")
    desk.wait(lambda: desk.on_disk().title == "Objets")
    assert desk.desk._header._title.text() == "Objets"


def test_purpose_and_facts_are_kept(desk: Opened) -> None:
    desk.qtbot.keyClicks(desk.desk._header._purpose, "thank")
    desk.qtbot.keyClicks(desk.desk._header._facts, "40 minutes")
    desk.wait(lambda: (desk.on_disk().purpose, desk.on_disk().facts) == ("thank", "40 minutes"))


def test_a_title_changes_no_text_and_is_not_read_again(desk: Opened) -> None:
    desk.write("Le texte")
    with desk.qtbot.assertNotEmitted(desk.session.assessed, wait=0):
        desk.qtbot.keyClicks(desk.desk._header._title, "T")
    assert desk.session.is_read
    assert desk.page.text() == "Le texte"


def test_a_planned_day_is_said_and_kept(desk: Opened) -> None:
    tomorrow = (desk.app.now().astimezone() + timedelta(days=1)).date()
    desk.session.set_details(planned_for=tomorrow.isoformat())
    desk.settle()
    assert desk.on_disk().planned_for == tomorrow.isoformat()
    assert str(tomorrow.day) in desk.desk._header._day.label()
    desk.session.set_details(planned_for=None)
    desk.settle()
    assert desk.on_disk().planned_for is None


def test_an_empty_page_is_in_no_language(desk: Opened) -> None:
    assert desk.desk._header._read_as.text() == ""
    desk.write("Nous ouvrons samedi à dix heures.")
    assert "French" in desk.desk._header._read_as.text()
    desk.write("   ")
    assert desk.desk._header._read_as.text() == ""


def test_an_intention_is_chosen_with_its_button(desk: Opened) -> None:
    desk.desk._header._intent.chosen.emit("playful")
    desk.settle()
    assert desk.on_disk().intent == "playful"
