"""Disagreeing with a judgement: one click or one key, kept, felt at once, taken back, and nobody else's business."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from aparte.archive.spaces import add_space
from aparte.feedback.kept import FILE, keep, read_kept
from aparte.feedback.prior import shift
from aparte.nouns import Brand, Correction
from aparte_ui.widgets.overlay import Overlay
from tests.ui.opened import home_with, opened

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from aparte_ui.widgets.button import Button
    from tests.ui.opened import Opened

IRONIC = "Bravo, encore 40 minutes de file, on adore votre patience 👏"
PLAIN = "La boutique ouvre à neuf heures, place de la mairie."


def _button(window: Opened) -> Button:
    return window.desk.aside._irony._not_so


def _said(window: Opened) -> str:
    return window.window._status._facts[0].text()


def _risk(window: Opened) -> float:
    return window.assessed().sarcasm.risk


def _press_n(window: Opened) -> None:
    window.desk._list._view.setFocus()
    window.press(Qt.Key.Key_N, at=window.desk._list._view)


def _settled(window: Opened) -> None:
    """Wait for the disk, then for the reading that what it said asked for."""
    window.settle()
    window.settle()
    window.read()


def test_a_click_says_that_it_is_meant_as_written_and_the_draft_is_read_again(desk: Opened) -> None:
    desk.write(IRONIC)
    before = _risk(desk)
    assert _button(desk).isVisible()
    assert _button(desk).label() == "Not so: meant as written"
    _button(desk).click()
    _settled(desk)
    (told,) = read_kept(desk.space.folder).corrections
    assert (told.text, told.truth, told.predicted, told.prior) == (IRONIC, "sincere", before, 0.0)
    assert _risk(desk) < before
    assert "Noted: meant as written." in _said(desk)


def test_a_low_level_may_be_said_to_be_irony(desk: Opened) -> None:
    desk.write(PLAIN)
    before = _risk(desk)
    assert _button(desk).label() == "Not so: meant as irony"
    _button(desk).click()
    _settled(desk)
    assert [one.truth for one in read_kept(desk.space.folder).corrections] == ["ironic"]
    assert _risk(desk) > before


def test_n_does_what_the_button_does(desk: Opened) -> None:
    desk.write(IRONIC)
    _press_n(desk)
    _settled(desk)
    assert [one.truth for one in read_kept(desk.space.folder).corrections] == ["sincere"]


def test_n_is_a_letter_where_text_is_typed(desk: Opened) -> None:
    desk.write(IRONIC)
    for field in (desk.page, desk.desk._header._title):
        field.setFocus()
        desk.press(Qt.Key.Key_N, at=field)
    _settled(desk)
    assert not (desk.space.folder / FILE).exists()


def test_n_does_nothing_under_a_sheet(desk: Opened) -> None:
    desk.write(IRONIC)
    desk.window.show_shortcuts()
    desk.press(Qt.Key.Key_N, at=desk.window)
    _settled(desk)
    assert not (desk.space.folder / FILE).exists()
    for sheet in desk.window.findChildren(Overlay):
        sheet.close_panel()


def test_undo_takes_it_back(desk: Opened) -> None:
    desk.write(IRONIC)
    before = _risk(desk)
    _press_n(desk)
    _settled(desk)
    undo = desk.window._status._undo
    assert undo.isVisible()
    undo.click()
    _settled(desk)
    assert _risk(desk) == before
    assert read_kept(desk.space.folder).corrections == ()
    assert "taken back" in _said(desk)
    assert _button(desk).label() == "Not so: meant as written"


def test_what_was_said_of_a_text_is_not_asked_again(desk: Opened) -> None:
    desk.write(IRONIC)
    _press_n(desk)
    _settled(desk)
    sincere = [one for one in (_button(desk),) if one.isVisible() and one.label() == "Not so: meant as written"]
    assert sincere == []


def test_the_prior_that_was_in_force_is_kept_with_the_next_correction(desk: Opened) -> None:
    desk.write(IRONIC)
    _press_n(desk)
    _settled(desk)
    desk.write(PLAIN)
    _press_n(desk)
    _settled(desk)
    first, second = read_kept(desk.space.folder).corrections
    assert second.prior == shift([first])


@pytest.mark.parametrize("text", ["", "Oui", "Das Wetter ist heute wirklich sehr schön"])
def test_there_is_nothing_to_disagree_with_where_nothing_was_judged(desk: Opened, text: str) -> None:
    desk.write(text)
    assert not _button(desk).isVisible()
    _press_n(desk)
    _settled(desk)
    assert not (desk.space.folder / FILE).exists()


def test_nor_with_a_joke(desk: Opened) -> None:
    desk.write(IRONIC)
    desk.session.set_intent("playful")
    desk.read()
    assert not _button(desk).isVisible()
    _press_n(desk)
    _settled(desk)
    assert not (desk.space.folder / FILE).exists()


def test_a_prompted_wording_is_read_with_the_same_prior(desk: Opened) -> None:
    desk.write(IRONIC)
    _press_n(desk)
    _settled(desk)
    assert desk.session.occasion().irony_prior == shift(read_kept(desk.space.folder).corrections) < 0


def test_another_client_is_not_moved_and_undo_still_finds_the_first(desk: Opened) -> None:
    first = desk.space
    other = add_space(desk.home, Brand(id="", name="Ali"))
    desk.write(IRONIC)
    before = _risk(desk)
    _press_n(desk)
    _settled(desk)
    undo = desk.window._status._take_back
    desk.window.workspace.open(other, lambda: desk.window.go("desk"))
    desk.wait(lambda: desk.space.folder == other.folder and desk.session.draft is not None)
    desk.write(IRONIC)
    assert _risk(desk) == before
    assert undo is not None
    undo()
    _settled(desk)
    assert _risk(desk) == before
    assert read_kept(first.folder).corrections == ()
    assert not (other.folder / FILE).exists()


def _corrected_home(home: Path) -> tuple[Path, Path]:
    home_with(home, [IRONIC])
    (folder,) = (home / "spaces").iterdir()
    told = Correction(id="a", at="", text="Merci pour l’attente", lang="fr", truth="sincere", predicted=0.8)
    keep(folder, [told])
    return home, folder


def test_a_client_opened_again_is_read_as_it_was_corrected(home: Path, dressed: QApplication, qtbot: QtBot) -> None:
    home, folder = _corrected_home(home)
    with opened(home, qtbot) as window:
        window.ready()
        assert window.session.read_with_prior == shift(read_kept(folder).corrections) < 0


def test_a_broken_line_is_said_when_the_client_opens(home: Path, dressed: QApplication, qtbot: QtBot) -> None:
    home, folder = _corrected_home(home)
    with (folder / FILE).open("ab") as file:
        file.write(b'{"id": "b", "te')
    with opened(home, qtbot) as window:
        window.ready()
        assert "line 2 can’t be read" in _said(window)
        assert window.session.read_with_prior < 0
