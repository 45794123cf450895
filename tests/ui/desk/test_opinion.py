"""The second opinion: asked by a button or while the writer rests, never about an older text, never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.engine.opinion import Opinion
from aparte_ui.desk import backstage
from aparte_ui.desk.opinion import OpinionView
from tests.ui.opened import Opened
from tests.ui.tree import said

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from aparte_ui.theme import Theme

IRONIC = "Bravo, encore 40 minutes de file samedi, on adore votre patience 👏"
SINCERE = "La salle ouvre demain à 18 h, venez la voir avec nous."


def view(window: Opened) -> OpinionView:
    return window.desk.aside.opinion


def asked(window: Opened, share: float, text: str = IRONIC) -> Opened:
    window.app.script_engine([f"!score {share}", "Merci."])
    window.write(text)
    view(window).button.click()
    window.wait(lambda: bool(view(window).said.text()) and not window.desk._backstage.busy)
    return window


def test_without_a_model_nobody_is_offered_an_opinion(desk: Opened) -> None:
    desk.write(IRONIC)
    assert not view(desk).isVisible()


def test_a_model_that_agrees_says_so_and_gives_no_number(desk: Opened) -> None:
    window = asked(desk, 0.9)
    assert view(window).said.text() == "The model hears irony too."
    assert not any(letter.isdigit() for letter in view(window).said.text() + view(window).more.text())
    assert not view(window).button.isVisible()


def test_readers_that_clash_are_said_to_disagree(desk: Opened) -> None:
    assert "readers disagree" in view(asked(desk, 0.1)).said.text()
    assert not view(desk).more.isVisible()
    asked(desk, 0.9, SINCERE)
    assert "readers disagree: the model hears irony" in view(desk).said.text()


def test_an_opinion_goes_with_the_text_it_was_about(desk: Opened) -> None:
    window = asked(desk, 0.9)
    window.type(" x")
    window.read()
    assert view(window).said.text() == ""
    assert view(window).button.isVisible()


def test_it_is_asked_by_itself_only_where_that_is_switched_on_and_a_model_is_loaded(desk: Opened) -> None:
    desk.app.script_engine(["!score 0.9"])
    desk.app.change(second_opinion=True)
    desk.write(IRONIC)
    assert not desk.desk._opining._rest.isActive()
    asked(desk, 0.9)
    desk.type(" Merci")
    desk.read()
    desk.wait(lambda: view(desk).said.text() == "The model hears irony too.")
    desk.app.change(second_opinion=False)
    desk.type(" encore")
    desk.read()
    assert not desk.desk._opining._rest.isActive()


def test_it_gives_way_to_versions_that_are_asked_for(desk: Opened) -> None:
    desk.app.script_engine(["!score 0.9", "Merci, 40 minutes de file samedi, c’était long."])
    desk.write(IRONIC)
    before = desk.app.engine().cancels
    view(desk).button.click()
    desk.desk.prompter.ask()
    desk.wait(desk.desk.prompter.has_answered)
    assert desk.app.engine().cancels == before + 1
    desk.wait(lambda: not desk.desk._backstage.busy)
    assert view(desk).button.isVisible()


def test_what_stopped_it_is_said_and_one_may_ask_again(desk: Opened) -> None:
    desk.app.change(model="gone")
    desk.settle()
    desk.write(IRONIC)
    assert view(desk).isVisible()
    view(desk).button.click()
    desk.wait(view(desk).more.isVisible)
    assert "No model chosen" in view(desk).more.text()
    assert view(desk).button.isVisible()


def test_the_rules_of_a_platform_are_read_ahead_once_and_again_when_it_changes(desk: Opened) -> None:
    window = asked(desk, 0.9)
    warming = window.desk.warming
    window.type(" x")
    window.wait(lambda: warming.reads == 1)
    window.type(" y")
    window.read()
    assert not warming._rest.isActive()
    window.session.show_platform("linkedin")
    window.read()
    window.wait(lambda: warming.reads == 2)


def test_nothing_is_read_ahead_before_a_model_is_in_memory(desk: Opened) -> None:
    desk.app.script_engine(["x"])
    desk.write(IRONIC)
    assert not desk.desk.warming._rest.isActive()
    assert not desk.app.engine().running


def test_the_opinion_is_said_in_the_language_of_the_screen(desk: Opened) -> None:
    window = asked(desk, 0.9)
    window.app.set_language("fr")
    window.window.retranslate()
    assert "entend aussi de l’ironie" in view(window).said.text()
    assert said(view(window).button) == "Demander au modèle un deuxième avis sur l’ironie"


def test_the_rest_before_the_model_is_asked_is_that_of_the_house() -> None:
    assert backstage.REST_MS == 600


def test_two_readers_weighed_give_one_figure_and_a_leaning_gives_none(theme: Theme, qtbot: QtBot) -> None:
    shown = OpinionView(theme)
    qtbot.addWidget(shown)
    shown.show_opinion(Opinion(model="m", leaning="ironic", agrees=True, risk=0.62))
    assert "about 6 were meant ironically" in shown.more.text()
    shown.show_opinion(Opinion(model="m", leaning="sincere", agrees=False))
    assert shown.said.text() == "The model rather takes it at its word."
    assert "Only a leaning" in shown.more.text()
    for leaning in ("unsure", "silent"):
        shown.show_opinion(Opinion(model="m", leaning=leaning))
        assert shown.more.text() == ""
        assert shown.said.text().startswith("The model")
