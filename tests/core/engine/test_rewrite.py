"""A model may say anything: what is shown passed every check, and the rest is refused with its reason."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from aparte import messages
from aparte.engine.client import Engine
from aparte.engine.rewrite import GOALS, Brief, Rewrites, or_by_rules, rewrite, rewrite_with_chosen, undressed
from aparte.errors import Trouble
from aparte.nouns import Occasion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Ask = Callable[..., Rewrites]

DRAFT = (
    "Bravo à toutes et tous : encore 40 minutes de file samedi, on adore votre patience 👏 "
    "La billetterie ouvre une troisième entrée côté quai, dès demain 10 h. #festival#nantes"
)
GOOD = (
    "Merci à toutes et tous : 40 minutes de file samedi, c’était trop long. "
    "Pour vous, une troisième entrée ouvre côté quai, dès demain 10 h. #festival #nantes"
)
ENGLISH = (
    "Thank you all for the 40 minutes in the queue on Saturday (samedi), that was too long. "
    "The third (troisième) entrance opens tomorrow (demain 10 h). #festival #nantes"
)


@pytest.fixture
def ask() -> Iterator[Ask]:
    engines: list[Engine] = []

    def asked(*answers: str, text: str = DRAFT, **more: object) -> Rewrites:
        engines.append(Engine("scripted", answers))
        brief: dict[str, object] = {"text": text, "platform": "instagram", "n": len(answers), **more}
        return rewrite(Brief(**brief), engines[-1], None, None)  # type: ignore[arg-type]

    yield asked
    for engine in engines:
        engine.stop()


def why(rewrites: Rewrites) -> list[str]:
    return [refusal.why for refusal in rewrites.rejected]


def test_a_good_wording_is_shown_with_what_it_changes(ask: Ask) -> None:
    (candidate,) = ask(GOOD).candidates
    assert candidate.text == GOOD
    assert (candidate.delta["sarcasm"] or 0) < 0
    assert candidate.delta["length"] == len(GOOD) - len(DRAFT)
    assert "".join(step.before for step in candidate.changes) == DRAFT
    assert "".join(step.after for step in candidate.changes) == GOOD
    assert "40 minutes" in candidate.facts
    assert candidate.facts_kept


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        (GOOD.replace("40", "50"), "lost"),
        (GOOD + " Cadeau pour les 20 premiers.", "added"),
        (GOOD.replace("samedi", "dimanche"), "lost"),
        (GOOD + " Écrivez à Sophie.", "added"),
        (GOOD + " https://exemple.fr", "added"),
        (GOOD.replace(" #nantes", ""), "lost"),
        (GOOD + " @quaisonore", "added"),
        (DRAFT, "same"),
        (DRAFT.lower().replace(" :", ","), "same"),
        (GOOD + " <|im_end|>", "leak"),
        (GOOD + " Garde tels quels chaque nombre, date, heure, prix, nom, lien, @compte et #mot-dièse.", "leak"),
        (" ".join([GOOD] * 20), "too_long"),
        (DRAFT.replace("votre patience", "votre longue patience"), "not_less_risky"),
        (ENGLISH, "language"),
        (GOOD.replace("trop long.", "trop long, bande de crétins."), "harsh"),
        (GOOD.replace("trop long.", "trop long. On sait où tu habites."), "finding"),
        (GOOD.replace("trop long", "trop\u200b long"), "unprintable"),
        (GOOD.replace("Merci", "Mеrci"), "unprintable"),
        (GOOD.replace("ouvre côté quai, dès demain 10 h", "n’ouvre pas côté quai, dès demain 10 h"), "turned"),
    ],
)
def test_a_bad_wording_is_refused_with_its_reason(ask: Ask, answer: str, reason: str) -> None:
    rewrites = ask(answer)
    assert rewrites.candidates == ()
    assert why(rewrites) == [f"refused.{reason}"]
    assert rewrites.rejected[0].why in messages.codes()


def test_a_bad_wording_is_asked_for_again_once_and_told_what_was_wrong(ask: Ask) -> None:
    lost = GOOD.replace("40 minutes", "Des minutes")
    mended = ask(lost, GOOD)
    assert [(one.text, one.repaired) for one in mended.candidates] == [(GOOD, True)]
    assert why(ask(lost, lost.replace("Merci", "Grand merci"))) == ["refused.lost", "refused.lost"]


def test_stock_phrases_are_refused_unless_they_are_the_client_s_own(ask: Ask) -> None:
    bland = GOOD.replace("Pour vous, une", "N’hésitez pas à en profiter : c’est une belle aventure. Une")
    refused = ask(bland)
    assert why(refused) == ["refused.bland"]
    assert "N’hésitez pas à" in str(refused.rejected[0].params["words"])
    own = ("N’hésitez pas à passer, c’est une belle aventure.",) * 2
    assert len(ask(bland, own=own).candidates) == 1


def test_of_two_as_good_the_one_that_sounds_like_the_client_comes_first(ask: Ask) -> None:
    plain = "La salle ouvre mardi à 10 h, avec Julie à l’accueil."
    formal = "Nous vous informons que la salle ouvre mardi à 10 h, avec Julie à l’accueil. 🎉🎉 Oui ! Oui ! Oui !"
    short = "Mardi à 10 h, la salle ouvre, avec Julie à l’accueil."
    own = tuple(f"La piscine {name} ouvre à midi, avec Paul à la caisse." for name in "abcdefghijklmnopqrstuvwx")
    found = ask(formal, short, text=plain, own=own)
    assert [one.text for one in found.candidates] == [short, formal]
    near, far = (one.voice for one in found.candidates)
    assert near is not None
    assert far is not None
    assert near.match > far.match
    assert found.voice_before is not None
    assert ask(short, text=plain).candidates[0].voice is None


def test_an_adaptation_keeps_facts_that_are_written_otherwise(ask: Ask) -> None:
    text = "La billetterie ouvre demain à 10 h 30, l’entrée est à 4,50 € pour Julie et 1 500 autres."
    good = "The box office opens tomorrow at 10:30 am, entry is €4.50 for Julie and 1,500 others."
    found = ask(good, text=text, goal="to-english")
    assert [one.text for one in found.candidates] == [good]
    assert found.candidates[0].assessment.language == "en"
    assert why(ask(good.replace("4.50", "4.05"), text=text, goal="to-english")) == ["refused.lost"]
    assert why(ask("La billetterie ouvre, venez tous demain.", text=text, goal="to-english")) == ["refused.language"]


def test_an_answer_may_leave_facts_out_and_add_none(ask: Ask) -> None:
    message = "J’attends mon colis depuis 12 jours, personne ne répond, merci Julie."
    assert len(
        ask("Nous regardons où est votre colis et nous revenons vers vous.", text=message, goal="reply").candidates
    )
    promised = "Nous regardons où est votre colis, il arrive demain chez vous."
    assert why(ask(promised, text=message, goal="reply")) == ["refused.added"]
    insulted = "Julie n’est pas une crétine, nous regardons où est votre colis."
    assert why(ask(insulted, text=f"{message} Crétine !", goal="reply")) == ["refused.harsh"]


def test_each_message_of_a_thread_is_counted(ask: Ask) -> None:
    first, second = "La salle ouvre mardi, voici comment venir.", "Le bus s’arrête devant, l’entrée est au fond. " * 5
    text = f"{first} {second}".strip()
    found = ask(f"{first}\n\n{second.strip()}", text=text, goal="thread", platform="x")
    assert len(found.candidates) == 1
    assert why(ask(text + " Oui.", text=text, goal="thread", platform="x")) == ["refused.not_thread"]


def test_twins_are_shown_once(ask: Ask) -> None:
    rewrites = ask(GOOD, GOOD.replace("trop long", "bien long"))
    assert len(rewrites.candidates) == 1
    assert why(rewrites) == ["refused.twin"]


def test_the_facts_line_may_be_used(ask: Ask) -> None:
    richer = GOOD.replace("côté quai", "côté quai, au 12 rue Haute")
    assert why(ask(richer)) == ["refused.added"]
    assert len(ask(richer, facts="12 rue Haute").candidates) == 1


def test_a_draft_without_irony_never_gets_one(ask: Ask) -> None:
    plain = "La navette de nuit part à 3 h 40 de la sortie nord, pas du parking."
    ironic = "Bravo à ceux qui adorent attendre 👏 La navette part à 3 h 40 de la sortie nord, pas du parking."
    assert why(ask(ironic, text=plain)) == ["refused.risk"]


def test_a_joke_on_purpose_may_be_sharper(ask: Ask) -> None:
    plain = "La navette de nuit part à 3 h 40 de la sortie nord, pas du parking."
    ironic = "Bravo à ceux qui adorent attendre 👏 La navette part à 3 h 40 de la sortie nord, pas du parking."
    assert len(ask(ironic, text=plain, occasion=Occasion(intent="playful")).candidates) == 1


def test_shorter_must_be_shorter_and_the_shortest_comes_first(ask: Ask) -> None:
    short = "40 minutes de file samedi. Une troisième entrée ouvre demain 10 h. #festival #nantes"
    rewrites = ask(GOOD, short, DRAFT.replace("on adore", "nous aimons beaucoup"), goal="shorter")
    assert [candidate.text for candidate in rewrites.candidates] == [short, GOOD]
    assert why(rewrites) == ["refused.not_shorter"]


@pytest.mark.parametrize(
    ("dressed", "bare"),
    [
        ("« Bonjour à tous. »", "Bonjour à tous."),
        ('"Hello there."', "Hello there."),
        ("Voici une version plus claire :\n\nBonjour.", "Bonjour."),
        ("<think>hm, which one?</think>\nBonjour.", "Bonjour."),
        ("Il a dit « oui » et « non »", "Il a dit « oui » et « non »"),
        ("« Oui », dit-il, « non »", "« Oui », dit-il, « non »"),
    ],
)
def test_what_small_models_put_around_an_answer_is_taken_off(dressed: str, bare: str) -> None:
    assert undressed(dressed) == bare


def test_the_words_are_heard_while_they_come() -> None:
    engine = Engine("scripted", [GOOD])
    heard: list[str] = []
    try:
        rewrite(Brief(text=DRAFT, platform="x", n=1), engine, None, None, on_words=heard.append)
    finally:
        engine.stop()
    assert heard[-1] == GOOD
    assert all(later.startswith(earlier) for earlier, later in pairwise(heard))


def test_timings_are_of_the_whole_call(ask: Ask) -> None:
    one, three = ask(GOOD).timings, ask(GOOD, GOOD, GOOD).timings
    assert three.tokens == 3 * one.tokens
    assert three.prompt_tokens == 3 * one.prompt_tokens


def test_a_crash_after_a_good_wording_keeps_it_and_says_so(ask: Ask) -> None:
    rewrites = ask(GOOD, "!crash")
    assert [candidate.text for candidate in rewrites.candidates] == [GOOD]
    assert rewrites.note == "engine.crashed"


def test_a_crash_before_any_wording_is_told(ask: Ask) -> None:
    with pytest.raises(Trouble, match=r"engine\.crashed"):
        ask("!crash", GOOD)


def test_a_cancel_ends_the_whole_call_and_not_only_one_answer() -> None:
    engine = Engine("scripted", [GOOD, "un deux trois quatre"])

    def stop_in_the_second(words: str) -> None:
        if words.startswith("un"):
            engine.cancel()

    try:
        brief = Brief(text=DRAFT, platform="x", n=5)
        rewrites = rewrite(brief, engine, None, None, on_words=stop_in_the_second)
    finally:
        engine.stop()
    assert rewrites.note == "engine.cancelled"
    assert [candidate.text for candidate in rewrites.candidates] == [GOOD]
    assert len(rewrites.rejected) <= 1


def test_without_a_model_rules_answer_and_say_so(home: Path) -> None:
    engine = Engine()
    rewrites = rewrite_with_chosen(Brief(text=DRAFT, platform="x"), home, engine)
    assert (rewrites.model, rewrites.note) == ("rules", "model.none")
    assert rewrites.candidates
    assert not engine.running


def test_rules_answer_where_every_wording_of_the_model_was_refused(ask: Ask) -> None:
    refused = ask("Bonjour.", platform="x")
    assert not refused.candidates
    brief = Brief(text=DRAFT, platform="x")
    ruled = or_by_rules(refused, brief)
    assert ruled.candidates
    assert (ruled.model, ruled.instead_of) == ("rules", "scripted")
    assert ruled.rejected == refused.rejected
    good = ask(GOOD)
    assert or_by_rules(good, brief) is good


def test_a_scripted_engine_needs_no_model(home: Path) -> None:
    engine = Engine("scripted", [GOOD])
    try:
        assert rewrite_with_chosen(Brief(text=DRAFT, platform="x", n=1), home, engine).model == "scripted"
    finally:
        engine.stop()


def test_what_is_too_long_to_be_checked_is_not_rewritten() -> None:
    with pytest.raises(Trouble, match=r"rewrite\.too_long"):
        rewrite(Brief(text="mot " * 6_000, platform="x"), None, None, None)


def test_an_unknown_goal_is_named() -> None:
    with pytest.raises(Trouble, match=r"rewrite\.goal"):
        rewrite(Brief(text=DRAFT, platform="x", goal="funnier"), None, None, None)


@pytest.mark.parametrize("goal", GOALS)
def test_every_goal_that_was_missed_has_its_sentence(goal: str) -> None:
    assert f"refused.not_{goal.replace('-', '_')}" in messages.codes()
