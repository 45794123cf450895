"""Facts nobody vouched for: dashes under the words, a line in the aside, a point at the gate; vouching clears them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte_ui.desk.asidefit import FindingRow
from aparte_ui.desk.goalbutton import _NAMES

if TYPE_CHECKING:
    from tests.ui.opened import Opened

TEXT = "La salle ouvre demain à 10 h. −20 % au bar 🎉 pour tout le monde."


def marked(desk: Opened) -> list[str]:
    text = desk.session.text.encode("utf-16-le")
    found = [mark for mark in desk.page._layer.marks if mark.kind == "fact"]
    return [text[2 * mark.start : 2 * mark.end].decode("utf-16-le") for mark in found]


def lines(desk: Opened) -> list[str]:
    rows = desk.desk.aside._facts.findChildren(FindingRow)
    return [row.accessibleName() for row in rows if row.isVisible()]


def test_what_is_not_in_the_facts_line_is_marked_told_and_asked(desk: Opened) -> None:
    desk.write(TEXT)
    assert marked(desk) == []
    desk.session.set_details(facts="demain, 10 h")
    desk.read()
    assert marked(desk) == ["−20 %"]
    assert lines(desk) == ["“−20 %” is not in the brief. Where does it come from?"]
    assert [row.state for row in desk.desk.gate.rows if row.code == "facts"] == ["tick"]
    desk.session.set_details(facts="demain, 10 h, 20 % au bar")
    desk.wait(lambda: marked(desk) == [])
    assert lines(desk) == []
    assert [row for row in desk.desk.gate.rows if row.code == "facts"] == []


def test_a_mark_says_what_it_is_without_its_colour(desk: Opened) -> None:
    desk.write(TEXT)
    desk.session.set_details(facts="demain, 10 h")
    desk.read()
    (mark,) = [one for one in desk.page._layer.marks if one.kind == "fact"]
    assert mark.label == "fact to verify: −20 %"


def test_every_goal_of_the_engine_is_in_the_menu() -> None:
    from aparte.engine.rewrite import GOALS

    assert set(_NAMES) == set(GOALS)


def test_one_click_vouches_for_a_fact(desk: Opened) -> None:
    desk.write(TEXT)
    desk.session.set_details(facts="demain, 10 h")
    desk.read()
    (row,) = [row for row in desk.desk.aside._facts.findChildren(FindingRow) if row.isVisible()]
    assert row._fix.label() == "I vouch for it"
    row._fix.click()
    desk.wait(lambda: marked(desk) == [])
    assert desk.desk._header._facts.text() == "demain, 10 h, −20 %"
    assert desk.session.text == TEXT


LONG = "La salle ouvre demain à 10 h, venez nombreux et en famille. " * 20


def test_in_a_long_draft_a_mark_moves_with_its_words_and_a_pause_looks_again(desk: Opened) -> None:
    desk.write(f"{LONG}−20 % au bar.")
    desk.session.set_details(facts="demain, 10 h")
    desk.wait(lambda: marked(desk) == ["−20 %"])
    desk.session.edit(f"Bonjour ! {LONG}−20 % au bar.")
    desk.wait(lambda: desk.session.is_read)
    assert marked(desk) == ["−20 %"]
    desk.session.edit(f"Bonjour ! {LONG}−20 % au bar, puis 35 places.")
    desk.wait(lambda: desk.session.is_read)
    assert marked(desk)[0] == "−20 %"
    desk.wait(lambda: marked(desk) == ["−20 %", "35"])


def test_the_gate_waits_for_the_facts_of_a_long_draft(desk: Opened) -> None:
    desk.write(LONG)
    desk.session.set_details(facts="demain, 10 h")
    desk.wait(lambda: desk.session.is_read)
    desk.session.edit(f"{LONG}Puis 35 places.")
    desk.desk.gate.ask()
    desk.wait(
        lambda: desk.session.is_read and [row.code for row in desk.desk.gate.rows if row.code == "facts"] == ["facts"]
    )
