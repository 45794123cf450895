"""The second opinion: asked both ways round, never a number of its own, and a clash is said instead of averaged."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aparte.drafts.assess import assess
from aparte.engine import catalogue
from aparte.engine.client import Engine
from aparte.engine.fusion import LEAST_TEXTS, Fusion, fitted, keep, kept
from aparte.engine.opinion import Heard, hear, second_opinion, weighed
from aparte.engine.questions import questions, versions
from aparte.errors import Trouble
from aparte.nouns import Occasion
from models.train.opinion import sample, weigh
from tests.core.engine.test_client import MODEL
from tests.core.engine.tiny import tiny_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from aparte.nouns import Sarcasm

    Make = Callable[..., Engine]

IRONIC = "Bravo pour ces trois semaines d’attente, quelle rapidité 👏"
SINCERE = "La salle ouvre demain à 18 h, venez la voir avec nous."
FUSION = Fusion(bias=0, own=0.5, model=0.5, texts=60, brier_own=0.2, brier=0.1, prompts=(1,), sha256="0")


@pytest.fixture
def engine() -> Iterator[Make]:
    made: list[Engine] = []

    def make(*shares: float) -> Engine:
        made.append(Engine("scripted", [f"!score {share}" for share in shares]))
        return made[-1]

    yield make
    for one in made:
        one.stop()


def own(text: str) -> Sarcasm:
    return assess(text, platforms=["x"]).sarcasm


@pytest.mark.parametrize(("text", "language"), [(IRONIC, "fr"), ("Well done, again.", "en"), ("Bien hecho", "other")])
def test_the_answers_change_places_and_the_text_comes_last(text: str, language: str) -> None:
    asked = questions(text, language)
    assert len({one.prefix for one in asked}) == 4
    assert [one.answers for one in asked] == [("A", "B"), ("B", "A")] * 2
    for one in asked:
        offered = one.prefix[0][1].partition("\n\n")[2].splitlines()
        line = next(line for line in offered if line.startswith(one.answers[0]))
        assert "iron" in line
        assert text in one.item
        assert text not in one.prefix[0][1]


def test_the_message_that_is_answered_is_told() -> None:
    assert all("Merci pour tout" in one.item for one in questions(IRONIC, "fr", "Merci pour tout"))


@pytest.mark.parametrize(
    ("shares", "leaning"),
    [((0.9, 0.8, 0.7, 0.6), "ironic"), ((0.1, 0.2, 0.3, 0.4), "sincere"), ((0.9, 0.1, 0.9, 0.1), "unsure")],
)
def test_a_model_that_prefers_a_letter_has_no_opinion(engine: Make, shares: tuple[float, ...], leaning: str) -> None:
    heard = hear(engine(*shares), IRONIC, "fr", Occasion())
    assert heard.leaning == leaning


def test_a_model_that_would_say_something_else_is_silent(engine: Make) -> None:
    heard = hear(engine(), IRONIC, "fr", Occasion())
    assert heard.leaning == "silent"
    assert weighed(heard, own(IRONIC), "m", FUSION).risk is None


def test_without_parameters_only_the_side_is_told(engine: Make, home: Path) -> None:
    opinion = second_opinion(engine(0.9), home, assess(IRONIC, platforms=["x"]), Occasion())
    assert (opinion.leaning, opinion.agrees, opinion.clash, opinion.risk) == ("ironic", True, False, None)


def test_two_readers_that_agree_are_fused_and_two_that_clash_are_not() -> None:
    ironic, sincere = own(IRONIC), own(SINCERE)
    assert (ironic.level, sincere.level) == ("high", "low")
    yes, no = Heard(log_odds=(2.0,) * 4, mass=1.0), Heard(log_odds=(-2.0,) * 4, mass=1.0)
    fused = weighed(yes, ironic, "m", FUSION)
    assert fused.risk == pytest.approx(FUSION.risk(ironic.risk, 2.0))
    for heard, reader in ((no, ironic), (yes, sincere)):
        clash = weighed(heard, reader, "m", FUSION)
        assert (clash.agrees, clash.clash, clash.risk) == (False, True, None)
    assert weighed(yes, ironic, "m", replace(FUSION, model=0.0)).risk is None
    doubt = weighed(yes, replace(sincere, level="medium"), "m", None)
    assert (doubt.agrees, doubt.clash) == (True, False)


def test_it_is_never_the_only_source_of_a_number() -> None:
    heard = Heard(log_odds=(2.0,) * 4, mass=1.0)
    opinion = weighed(heard, replace(own(IRONIC), abstained=True), "m", FUSION)
    assert (opinion.leaning, opinion.agrees, opinion.risk) == ("ironic", None, None)


def test_an_opinion_gives_way_to_what_was_asked_since(engine: Make) -> None:
    one = engine(0.9)
    since = one.cancels
    one.cancel()
    with pytest.raises(Trouble, match=r"engine\.cancelled"):
        hear(one, IRONIC, "fr", Occasion(), since)
    assert hear(one, IRONIC, "fr", Occasion()).leaning == "ironic"


def judged(count: int, *, useful: bool) -> tuple[list[float], list[float], list[bool]]:
    dice = random.Random(3)
    truths = [dice.random() < 0.4 for _ in range(count)]
    risks = [min(0.99, max(0.01, dice.gauss(0.6 if truth else 0.4, 0.2))) for truth in truths]
    sign = 1 if useful else -1
    return risks, [dice.gauss(sign if truth else -sign, 1.0) for truth in truths], truths


def test_a_model_that_hears_what_people_hear_lowers_the_error() -> None:
    risks, odds, truths = judged(400, useful=True)
    found = fitted(risks, odds, truths, prompts=(1,), sha256="0")
    assert found.model > 0.5
    assert found.own > 0
    assert found.brier < 0.8 * found.brier_own
    assert found.risk(0.5, 2.0) > found.risk(0.5, -2.0)


def test_a_model_that_hears_the_opposite_is_left_out_and_not_turned_round() -> None:
    found = fitted(*judged(400, useful=False), prompts=(1,), sha256="0")
    assert found.model == 0
    assert found.risk(0.5, 9.0) == found.risk(0.5, -9.0)


def test_readings_that_separate_the_texts_give_finite_parameters() -> None:
    truths = [number % 2 == 0 for number in range(60)]
    found = fitted(
        [0.99 if one else 0.01 for one in truths],
        [4.0 if one else -4.0 for one in truths],
        truths,
        prompts=(),
        sha256="",
    )
    assert 0 < found.own < 100
    assert 0 < found.model < 100


@pytest.mark.parametrize("truths", [[True] * LEAST_TEXTS, [True, False] * (LEAST_TEXTS // 2 - 1)])
def test_too_few_texts_or_only_one_kind_teach_nothing(truths: list[bool]) -> None:
    with pytest.raises(Trouble, match=r"fusion\.few"):
        fitted([0.5] * len(truths), [0.0] * len(truths), truths, prompts=(1,), sha256="0")


def test_parameters_hold_for_one_file_and_todays_questions_and_go_with_the_model(home: Path, tmp_path: Path) -> None:
    model = catalogue.add(home, tiny_model(tmp_path / "tiny.gguf"))
    fusion = replace(FUSION, sha256=model.sha256, prompts=versions())
    path = keep(home, model, fusion)
    assert kept(home, model, versions()) == fusion
    assert kept(home, model, (*versions(), 9)) is None
    assert kept(home, replace(model, sha256="f" * 64), versions()) is None
    assert catalogue.listed(home) == (model,)
    path.write_text("bias = 'a'")
    assert kept(home, model, versions()) is None
    catalogue.remove(home, model)
    assert not path.exists()


def test_a_model_is_weighed_on_texts_for_learning_in_both_languages(engine: Make) -> None:
    texts = sample(LEAST_TEXTS + 10)
    assert {(row.split, row.lang) for row in texts} == {("train", "fr"), ("train", "en")}
    assert sample(LEAST_TEXTS + 10) == texts
    found = weigh(engine(0.9, 0.2), MODEL, texts)
    assert found.texts > LEAST_TEXTS - 10
    assert (found.prompts, found.sha256) == (versions(), MODEL.sha256)


@pytest.mark.engine
def test_a_real_model_answers_with_its_logits_and_its_parameters_are_used(home: Path, tmp_path: Path) -> None:
    model = catalogue.add(home, tiny_model(tmp_path / "tiny.gguf", context=2048))
    engine = Engine()
    try:
        read = assess(IRONIC, platforms=["x"])
        first, again = (second_opinion(engine, home, read, Occasion()) for _ in range(2))
        assert first == again
        assert (first.model, first.risk) == (model.name, None)
        heard = hear(engine, IRONIC, "fr", Occasion())
        assert len(heard.log_odds) == 4
        assert 0 < heard.mass < 1
    finally:
        engine.stop()


def test_a_model_on_a_server_has_no_opinion_to_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "chosen", lambda _home: replace(MODEL, address="http://127.0.0.1:9"))
    with pytest.raises(Trouble, match=r"opinion\.server"):
        second_opinion(Engine(), home, assess(IRONIC, platforms=["x"]), Occasion())


def test_without_a_model_that_is_said(home: Path) -> None:
    with pytest.raises(Trouble, match=r"model\.none"):
        second_opinion(Engine(), home, assess(IRONIC, platforms=["x"]), Occasion())
