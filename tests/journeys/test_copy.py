"""An ironic draft is pasted, explained, corrected with two words of a model, cut to size, copied, and logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from aparte import net
from aparte_ui.__main__ import main
from aparte_ui.desk.gaterow import GateRow
from aparte_ui.desk.gatesheet import GateSheet
from aparte_ui.desk.marks import Mark
from tests.ui.opened import CTRL, SHIFT, Opened

if TYPE_CHECKING:
    import pytest

DRAFT = (
    "Bravo à toutes et tous : encore 40 minutes de file samedi, on adore votre patience 👏 "
    "La billetterie ouvre une troisième entrée côté quai, dès demain 10 h. "
    "Les navettes partent toutes les vingt minutes de la place du marché jusqu’à la fin des concerts. "
    "Pensez à votre billet, à votre bouteille vide et à un vêtement chaud pour la soirée sur les quais."
)
SUGGESTION = (
    DRAFT.replace("Bravo", "Merci").replace("encore ", "").replace("on adore votre patience 👏", "c’était long.")
)


def test_from_an_ironic_paste_to_a_checked_and_logged_copy(desk: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    opened = net.ledger().sockets_opened
    desk.app.script_engine([SUGGESTION])
    desk.session.set_platforms(["linkedin", "x"])
    desk.session.show_platform("linkedin")
    page, session = desk.page, desk.session

    desk.write(DRAFT)
    marked = {page.text()[one.start : one.end] for one in _irony_marks(desk)}
    assert marked, "the words that sound ironic are marked on the page"
    assert desk.assessed().sarcasm.level == "high"
    risk = desk.assessed().sarcasm.risk

    desk.press(Qt.Key.Key_Return, CTRL, page)
    desk.wait(desk.desk.prompter.has_answered)
    card = desk.desk.prompter._card
    desk.wait(card.isVisible)
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier, page)
    desk.press("P", at=card.words)
    desk.press("P", at=card.words)
    desk.read()
    assert page.text().startswith("Merci à toutes et tous : 40 minutes"), "both changes are on the page"
    assert "on adore" in page.text(), "and no other"
    assert desk.assessed().sarcasm.risk < risk
    assert desk.clipboard() == "(nothing was copied)", "a suggestion reaches no clipboard by itself"

    desk.press(Qt.Key.Key_PageDown, CTRL, page)
    page = desk.page
    desk.read()
    assert session.platform == "x"
    assert desk.assessed().fit["x"].verdict == "blocked"
    desk.press(Qt.Key.Key_F7, at=page)
    desk.read()
    assert desk.assessed().fit["x"].verdict != "blocked"
    assert page.text()[-1] in ".!?👏", "whole sentences are kept"
    cut = page.text()

    desk.press("C", CTRL | SHIFT, page)
    desk.settle()
    _answer_what_is_open(desk)
    desk.wait(lambda: desk.clipboard() == cut)

    (line,) = desk.log()
    assert line.by not in {"", "hand"}, "the log names the model whose words left"
    assert line.kind == "signed"
    assert main(["--home", str(desk.home), "log", "verify"]) == 0
    assert main(["--home", str(desk.home), "log", "show", "--brand", desk.space.brand.name]) == 0
    assert line.by in capsys.readouterr().out
    assert net.ledger().sockets_opened == opened


def _irony_marks(window: Opened) -> list[Mark]:
    return [mark for mark in window.page.marks() if mark.kind == "irony"]


def _answer_what_is_open(window: Opened) -> None:
    for sheet in [one for one in window.window.findChildren(GateSheet) if one.isVisible()]:
        for row in [one for one in sheet.findChildren(GateRow) if one.is_open()]:
            if row.answer_field is not None:
                row.answer_field.set_text("relu avec l’équipe")
            elif row._tick is not None:
                row._tick.setChecked(True)
        window.press(Qt.Key.Key_Return, at=sheet._copy)
