"""The gate: k open points, k answers and one key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from aparte import settings
from aparte.gate.checks import open_points
from aparte_ui.desk.gaterow import GateRow
from aparte_ui.desk.gatesheet import GateSheet
from tests.ui.opened import CTRL, SHIFT, Opened

if TYPE_CHECKING:
    from aparte.gate.checks import Check

IRONIC = "Bravo, encore 40 minutes de file, on adore votre patience 👏"
INSULTING = "Vous êtes une bande d’imbéciles, sérieusement."


def _ask(window: Opened) -> GateSheet:
    window.press("C", CTRL | SHIFT, window.page)
    window.wait(lambda: any(sheet.isVisible() for sheet in window.window.findChildren(GateSheet)))
    return next(sheet for sheet in window.window.findChildren(GateSheet) if sheet.isVisible())


def _open(window: Opened) -> tuple[Check, ...]:
    return open_points(window.desk.gate.rows)


def _answer_all(sheet: GateSheet) -> None:
    for row in _waiting(sheet):
        if row.answer_field is not None:
            row.answer_field.set_text("vu avec la cliente")
        elif row._tick is not None:
            row._tick.setChecked(True)


def _waiting(sheet: GateSheet) -> list[GateRow]:
    return [row for row in sheet.findChildren(GateRow) if row.is_open()]


def _copied(window: Opened) -> bool:
    return window.clipboard() == window.page.text()


def test_an_open_point_keeps_the_text_here_until_it_is_answered(desk: Opened) -> None:
    desk.write(IRONIC)
    assert _open(desk)
    sheet = _ask(desk)
    sheet.copy_now()
    desk.settle()
    assert not _copied(desk)
    assert desk.log() == []


def test_every_open_point_has_its_answer_then_enter_copies(desk: Opened) -> None:
    desk.write(IRONIC)
    points = len(_open(desk))
    sheet = _ask(desk)
    assert len(_waiting(sheet)) == points
    _answer_all(sheet)
    desk.press(Qt.Key.Key_Return, at=sheet._copy)
    desk.wait(lambda: _copied(desk))
    desk.wait_closed(sheet)
    assert set(desk.log()[0].examined) >= {"irony"}


def test_esc_goes_back_to_the_text_and_nothing_left(desk: Opened) -> None:
    desk.write(IRONIC)
    sheet = _ask(desk)
    _answer_all(sheet)
    desk.press(Qt.Key.Key_Escape)
    desk.wait_closed(sheet)
    desk.settle()
    assert desk.log() == []


def test_a_blocked_finding_needs_a_line_typed_by_the_person(desk: Opened) -> None:
    desk.session.set_platforms(["linkedin"])
    desk.write(("Une phrase ordinaire de plus. " * 120).strip())
    blocked = [row for row in _open(desk) if row.blocked]
    assert blocked
    sheet = _ask(desk)
    row = next(row for row in _waiting(sheet) if row.check.blocked)
    assert row.answer_field is not None
    assert row._remember is None, "an error is answered for this very text only"
    row.answer_field.set_text("   ")
    sheet.copy_now()
    desk.settle()
    assert desk.log() == []
    _answer_all(sheet)
    sheet.copy_now()
    desk.wait(lambda: _copied(desk))
    assert desk.log()[0].overrides[row.check.code] == "vu avec la cliente"


def test_an_answer_may_hold_for_thirty_days(desk: Opened) -> None:
    desk.write(IRONIC)
    brand = desk.space.brand.id
    now = datetime.now(UTC)
    desk.app.settings = settings.remember(desk.app.settings, brand, "irony", "notre ton", now - timedelta(days=29))
    desk.session.assessed.emit()
    assert "irony" not in {row.code for row in _open(desk)}
    desk.app.settings = settings.remember(desk.app.settings, brand, "irony", "notre ton", now - timedelta(days=31))
    desk.session.assessed.emit()
    assert "irony" in {row.code for row in _open(desk)}


def test_a_text_that_changes_under_the_sheet_closes_it(desk: Opened) -> None:
    desk.write(IRONIC)
    sheet = _ask(desk)
    desk.session.edit("Autre chose.")
    desk.wait_closed(sheet)


def test_the_sheet_shows_exactly_what_will_be_copied(desk: Opened) -> None:
    desk.write(IRONIC)
    assert _ask(desk)._text.text() == IRONIC


def test_a_playful_draft_is_not_asked_about_irony(desk: Opened) -> None:
    desk.write(IRONIC)
    assert "irony" in {row.code for row in _open(desk)}
    desk.session.set_intent("playful")
    desk.wait(lambda: "irony" not in {row.code for row in _open(desk)})


def test_an_empty_page_has_nothing_to_copy(desk: Opened) -> None:
    desk.press("C", CTRL | SHIFT, desk.page)
    desk.settle()
    assert desk.log() == []
    assert not desk.desk.gate.button.isEnabled()
