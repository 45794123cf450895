"""The prompter: versions asked for, changes taken or left, nothing written in the person's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from aparte.drafts.autosave import Journal
from aparte.engine.scripted import CRASH, HANG
from aparte.engine.standing import Standing
from aparte.feedback.fates import FILE, fates
from aparte_ui.desk.proposals import summary
from aparte_ui.widgets.text import Text
from tests.ui.opened import CTRL, SHIFT, Opened
from tests.ui.tree import said

if TYPE_CHECKING:
    import pytest

DRAFT = "Bravo, encore 40 minutes de file samedi, on adore votre patience 👏"
BETTER = "Merci, 40 minutes de file samedi, c’était long."


def _asked(window: Opened, *answers: str) -> Opened:
    window.app.script_engine(list(answers))
    window.write(DRAFT)
    window.press(Qt.Key.Key_Return, CTRL, window.page)
    window.wait(window.desk.prompter.has_answered)
    return window


def test_what_is_proposed_is_not_on_the_page_until_it_is_taken(desk: Opened) -> None:
    window = _asked(desk, BETTER)
    assert window.desk.prompter._card.isVisible()
    assert window.page.text() == DRAFT
    window.desk.prompter._card.take_all()
    window.read()
    assert window.page.text() == BETTER


def test_what_was_said_of_versions_goes_with_them(desk: Opened) -> None:
    window = _asked(desk, BETTER)
    heading = window.desk.prompter._heading
    assert any("1 version" in text.text() for text in heading.findChildren(Text))
    window.write("Another text, not asked about yet")
    assert not any("1 version" in text.text() for text in heading.findChildren(Text))
    assert window.desk.prompter._ask_button.label() == "Propose"


def test_changes_are_written_one_by_one_as_they_are_taken(desk: Opened) -> None:
    window = _asked(desk, BETTER)
    card = window.desk.prompter._card
    card.take_current()
    assert window.page.text() == DRAFT.replace("Bravo, encore ", "Merci, ")
    card.take_current()
    assert window.page.text() == BETTER


def test_undo_goes_back_across_a_suggestion(desk: Opened) -> None:
    window = _asked(desk, BETTER)
    window.desk.prompter._card.take_all()
    window.read()
    window.press("Z", CTRL, window.page)
    assert window.page.text() == DRAFT
    window.press("Z", CTRL | SHIFT, window.page)
    assert window.page.text() == BETTER


def test_each_change_taken_keeps_the_text_before_and_names_the_model(desk: Opened) -> None:
    window = _asked(desk, BETTER)
    card = window.desk.prompter._card
    card.take_current()
    window.settle()
    with Journal(window.space.folder) as journal:
        versions = journal.versions(window.draft.id, None)
    assert "suggestion" in {version.origin for version in versions}
    assert DRAFT in {version.text for version in versions}
    assert window.session.models == ("scripted",)


def test_a_change_that_is_left_leaves_the_words_alone(desk: Opened) -> None:
    window = _asked(desk, BETTER)
    card = window.desk.prompter._card
    while card.open_changes():
        card.leave_current()
    assert window.page.text() == DRAFT
    assert not card.isVisible()


def test_a_suggestion_reaches_the_clipboard_only_through_the_gate(desk: Opened) -> None:
    window = _asked(desk, BETTER)
    card = window.desk.prompter._card
    window.press("C", CTRL, card.words)
    window.press("A", CTRL, card.words)
    window.settle()
    assert BETTER not in window.clipboard()


def test_an_answer_about_a_text_that_changed_is_not_shown(desk: Opened) -> None:
    window = _asked(desk, BETTER)
    window.type(" Autre chose.")
    window.read()
    assert not window.desk.prompter._card.isVisible()


def test_a_dead_engine_leaves_the_page_alone_and_offers_another_try(desk: Opened) -> None:
    window = _asked(desk, CRASH)
    window.wait(window.desk.prompter._failure.isVisible)
    assert window.page.text() == DRAFT
    window.type("!")
    window.wait(lambda: window.on_disk().base_text == DRAFT + "!")


def test_after_three_crashes_trying_again_means_switching_it_on_again(desk: Opened) -> None:
    window = _asked(desk, CRASH)
    prompter = window.desk.prompter
    for _again in range(3):
        window.wait(prompter._failure.isVisible)
        assert prompter._failure.first.label() == "Try again"
        prompter._failure.first.click()
    window.wait(prompter._failure.isVisible)
    assert prompter._failure.first.label() == "Switch it on again"
    assert prompter.state() == "Model switched off"
    prompter._failure.first.click()
    window.wait(prompter._failure.isVisible)
    assert prompter._failure.first.label() == "Try again"


def test_a_wait_says_that_a_model_is_being_loaded_and_how_far(desk: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.app.script_engine([HANG])
    desk.write(DRAFT)
    desk.press(Qt.Key.Key_Return, CTRL, desk.page)
    prompter = desk.desk.prompter
    desk.wait(prompter._wait.isVisible)
    assert said(prompter._wait) == "Finding its words"
    monkeypatch.setattr(desk.app, "standing", lambda: Standing(phase="loading", model="compact", fraction=0.4))
    desk.wait(lambda: said(prompter._wait) == "Loading compact: 40%")
    monkeypatch.undo()
    desk.wait(lambda: said(prompter._wait) == "Finding its words")
    desk.wait(lambda: desk.app.engine().running)
    prompter.stop()
    desk.wait(lambda: not prompter._wait.isVisible())


def test_without_a_model_rules_answer(desk: Opened) -> None:
    desk.write("Merci pour votre venue samedi au festival , c’était super #festival#nantes")
    desk.press(Qt.Key.Key_Return, CTRL, desk.page)
    desk.wait(desk.desk.prompter.has_answered)
    assert "no model" in summary(desk.desk.prompter._rewrites)


def test_without_a_model_a_button_leads_to_the_models_and_no_command_is_named(desk: Opened) -> None:
    desk.write(DRAFT)
    desk.press(Qt.Key.Key_Return, CTRL, desk.page)
    prompter = desk.desk.prompter
    desk.wait(prompter.has_answered)
    said = prompter._note.text()
    assert said.startswith("No model chosen")
    assert "aparte" not in said
    assert prompter._models.label() == "Look at the models"
    desk.qtbot.mouseClick(prompter._models, Qt.MouseButton.LeftButton)
    assert desk.window.place == "models"


def test_when_every_version_is_refused_rules_propose_and_say_so(desk: Opened) -> None:
    window = _asked(desk, "Hello.")
    prompter = window.desk.prompter
    assert prompter._card.isVisible()
    assert said(prompter._card) == "Suggestion by rules"
    assert prompter._heading.tag is not None
    assert prompter._heading.tag.text() == "rule"
    assert "No version of scripted passed the checks" in prompter._note.text()
    assert "Not shown" in prompter._note.text(), "the reasons stay"
    assert not prompter._models.isVisible()
    assert prompter.state() == "Model ready: scripted"
    prompter._card.take_all()
    window.settle()
    assert window.session.models == (), "no model wrote these words"


def test_what_a_model_wrote_is_marked_as_the_models(desk: Opened) -> None:
    window = _asked(desk, BETTER)
    assert said(window.desk.prompter._card) == "Suggestion written by the model"


def test_a_shorter_version_is_taken_on_its_platform_alone(desk: Opened) -> None:
    desk.desk.prompter.goal.goal = "shorter"
    window = _asked(desk, BETTER)
    window.desk.prompter._card.take_all()
    assert window.page.text() == BETTER
    window.wait(lambda: window.on_disk().text_for("x") == BETTER)
    assert window.on_disk().text_for("linkedin") == DRAFT


def _noted(window: Opened) -> list[tuple[str, int, float | None]]:
    space = window.window.workspace.space
    assert space is not None
    window.settle()
    return [(one.fate, one.taken, one.distance) for one in fates(space.folder)]


def test_what_becomes_of_versions_is_noted_without_their_words(desk: Opened) -> None:
    window = _asked(desk, BETTER)
    window.desk.prompter._card.take_all()
    assert _noted(window) == [("kept", 2, 0.0)]
    window = _asked(desk, BETTER)
    window.desk.prompter._card.take_current()
    window.type(" Voilà.")
    (_kept, edited) = _noted(window)
    assert edited[:2] == ("edited", 1)
    assert (edited[2] or 0) > 0
    window = _asked(desk, BETTER)
    window.write("Un autre texte, sans rapport avec le premier.")
    assert _noted(window)[2] == ("refused", 0, None)
    space = window.window.workspace.space
    assert space is not None
    assert "file samedi" not in (space.folder / FILE).read_text(encoding="utf-8")


def test_where_no_rule_can_the_button_says_so_and_leads_to_the_models(desk: Opened) -> None:
    desk.write("La salle ouvre demain à dix heures, venez nombreux.")
    desk.desk.prompter.goal.choose("to-english")
    desk.wait(desk.desk.prompter.has_answered)
    prompter = desk.desk.prompter
    assert prompter._note.text() == "Writing in another language takes a model: no rule can do it."
    assert prompter._models.isVisible()
    assert not prompter._card.isVisible()


def test_without_a_model_a_holding_statement_can_be_had(desk: Opened) -> None:
    desk.write("Du verre trouvé dans un pot de confiture, plusieurs messages depuis ce matin.")
    desk.desk.prompter.goal.choose("holding")
    desk.wait(desk.desk.prompter.has_answered)
    assert desk.desk.prompter._card.isVisible()
    desk.desk.prompter._card.take_all()
    desk.read()
    assert "vérifi" in desk.page.text()
