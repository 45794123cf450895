"""The draft being written: saved within a second, read as it now stands, one text for all until one is changed."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aparte.drafts.autosave import Journal
from aparte.drafts.drafts_schema import FILE
from tests.ui.opened import CTRL, Opened, home_with, opened

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

IRONIC = "Bravo, encore 40 minutes de file, on adore votre patience 👏"


def test_what_is_typed_is_on_disk_without_any_command(desk: Opened) -> None:
    desk.type("Nous ouvrons à dix heures.")
    desk.wait(lambda: desk.on_disk().base_text == "Nous ouvrons à dix heures.")


def test_a_save_starts_within_the_second_even_while_typing_goes_on(desk: Opened) -> None:
    with desk.qtbot.waitSignal(desk.session.saved, timeout=15_000):
        desk.type("a")
    from aparte_ui.desk import session

    assert session.SAVE_AFTER_MS < 1_000
    timer = desk.session._save_timer
    desk.type("b")
    left = timer.remainingTime()
    desk.type("c")
    assert timer.remainingTime() <= left, "a later key must not put the save off"


def test_a_window_that_is_killed_has_lost_nothing_that_was_saved(desk: Opened, tmp_path: Path) -> None:
    desk.type("Tout est là.")
    desk.wait(lambda: desk.on_disk().base_text == "Tout est là.")
    # What a kill leaves is what is on the disk now: the database and its journal, nothing closed.
    copied = tmp_path / "killed"
    copied.mkdir()
    for file in desk.space.folder.glob(f"{FILE}*"):
        (copied / file.name).write_bytes(file.read_bytes())
    with Journal(copied) as journal:
        assert journal.integrity() == "ok"
        assert journal.draft(desk.draft.id).base_text == "Tout est là."


def test_closing_the_window_saves_the_last_letters_and_asks_nothing(
    home: Path, dressed: QApplication, qtbot: QtBot
) -> None:
    with opened(home_with(home), qtbot) as window:
        window.ready()
        window.type("Dernière minute")
        folder, draft_id = window.space.folder, window.draft.id
    with Journal(folder) as journal:
        assert journal.draft(draft_id).base_text == "Dernière minute"


def test_the_next_start_opens_the_last_draft(home: Path, dressed: QApplication, qtbot: QtBot) -> None:
    with opened(home_with(home, ("le premier", "le second")), qtbot) as window:
        window.ready()
        second = next(draft for draft in window.window.workspace.drafts if draft.base_text == "le second")
        window.desk._list.chosen.emit(second.id)
        window.wait(lambda: window.page.text() == "le second")
        window.settle()
    with opened(home, qtbot) as again:
        again.ready()
        assert again.page.text() == "le second"


def test_a_draft_that_is_left_and_opened_again_shows_what_was_typed(
    home: Path, dressed: QApplication, qtbot: QtBot
) -> None:
    with opened(home_with(home, ("un", "deux")), qtbot) as window:
        window.ready()
        first, second = window.draft.id, window.window.workspace.drafts[1].id
        window.type(" et demi")
        window.desk._list.chosen.emit(second)
        window.wait(lambda: window.page.text() == "deux")
        window.desk._list.chosen.emit(first)
        window.wait(lambda: window.draft.id == first)
        assert window.page.text() == "un et demi"


def test_letters_typed_just_before_turning_to_another_client_are_kept(
    home: Path, dressed: QApplication, qtbot: QtBot
) -> None:
    home_with(home, ("chez le premier",))
    with opened(home_with(home, ("chez le second",)), qtbot) as window:
        window.ready()
        mine, folder = window.draft.id, window.space.folder
        other = next(one for one in window.window.workspace.spaces if one.folder != folder)
        text = window.page.text() + " !"
        window.type(" !")
        window.press(str(1 + window.window.workspace.spaces.index(other)), CTRL, window.page)
        window.wait(lambda: window.space.folder == other.folder and window.session.draft is not None)
        window.read()
        assert window.page.text() != text
        with Journal(folder) as journal:
            assert journal.draft(mine).base_text == text


def test_a_late_assessment_never_replaces_a_newer_one(desk: Opened) -> None:
    gate, entered = threading.Event(), threading.Event()

    def hold() -> None:
        entered.set()
        gate.wait(15)

    desk.app.compute.do(hold)
    assert entered.wait(15)
    desk.type("Bravo")
    desk.type(" encore")
    heard: list[str] = []
    desk.session.assessed.connect(lambda: heard.append(desk.assessed().text))
    gate.set()
    desk.read()
    assert heard
    assert set(heard) == {"Bravo encore"}


def test_the_text_on_the_page_is_said_to_be_read_only_once_it_was(desk: Opened) -> None:
    desk.write("Une phrase lue.")
    assert desk.is_read()
    desk.type(" Une autre.")
    assert not desk.is_read()
    desk.read()
    assert desk.assessed().text == "Une phrase lue. Une autre."


def test_platforms_share_one_text_until_one_is_changed(desk: Opened) -> None:
    desk.write("Pour tout le monde")
    desk.desk.page.step(1)
    assert desk.page.text() == "Pour tout le monde"
    assert desk.session.shares_base("linkedin")
    desk.type(", et pour LinkedIn")
    desk.desk.page.step(-1)
    assert desk.page.text() == "Pour tout le monde"
    desk.wait(lambda: desk.on_disk().versions["linkedin"] == "Pour tout le monde, et pour LinkedIn")
    assert desk.on_disk().base_text == "Pour tout le monde"


def test_a_platform_can_share_the_common_text_again_and_its_own_stays_among_the_versions(desk: Opened) -> None:
    desk.write("Commun")
    desk.desk.page.step(1)
    desk.type(" et propre")
    desk.read()
    desk.desk.rejoin()
    desk.read()
    assert desk.page.text() == "Commun"
    assert desk.on_disk().versions["linkedin"] is None
    with Journal(desk.space.folder) as journal:
        assert "Commun et propre" in [version.text for version in journal.versions(desk.draft.id, "linkedin")]


def test_taking_the_leading_platform_away_changes_no_other_text(desk: Opened) -> None:
    desk.session.set_platforms(["x", "linkedin", "bluesky"])
    desk.write("Commun")
    desk.desk.page.step(1)
    desk.type(" à LinkedIn")
    desk.session.set_platforms(["linkedin", "bluesky"])
    desk.settle()
    assert desk.on_disk().text_for("linkedin") == "Commun à LinkedIn"
    assert desk.on_disk().text_for("bluesky") == "Commun"


def test_words_of_a_model_are_known_again_at_the_next_start(home: Path, dressed: QApplication, qtbot: QtBot) -> None:
    home_with(home, ("Merci à tous.", "à la main"))
    with opened(home, qtbot) as window:
        window.ready()
        window.session.edit("Merci infiniment à tous.")
        window.session.keep_version("suggestion", "petit-modele")
        window.settle()
        assert window.session.models == ("petit-modele",)
    with opened(home, qtbot) as again:
        again.ready()
        again.wait(lambda: again.session.models == ("petit-modele",))
        by_hand = next(draft for draft in again.window.workspace.drafts if draft.base_text == "à la main")
        again.desk._list.chosen.emit(by_hand.id)
        again.wait(lambda: again.page.text() == "à la main")
        again.settle()
        assert again.session.models == ()


def test_a_playful_intention_turns_the_question_round(desk: Opened) -> None:
    desk.write(IRONIC)
    assert desk.session.assessment is not None
    assert desk.session.assessment.sarcasm.missed is None
    desk.session.set_intent("playful")
    desk.wait(lambda: desk.session.assessment is not None and desk.session.assessment.sarcasm.missed is not None)
    desk.settle()
    assert desk.on_disk().intent == "playful"


@pytest.mark.parametrize("text", ["", "\n\n", "שלום לכולם 👋", "a\u00a0b", "مرحبا"])
def test_any_text_is_kept_as_it_was_pasted(desk: Opened, text: str) -> None:
    desk.session.edit(text)
    desk.settle()
    desk.session.save()
    desk.settle()
    assert desk.on_disk().base_text == text
    assert desk.page.text() == text
