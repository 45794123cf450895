"""Without a model every goal still gives something that is honest, or says plainly that no rule can."""

from __future__ import annotations

import pytest

from aparte.engine.rewrite import GOALS, Brief, Rewrites, rewrite
from aparte.nouns import Occasion

NEWS = (
    "Bonjour à toutes et tous, nous espérons que vous allez bien. La piscine ferme lundi 12 mars à 18 h pour travaux. "
    "Elle rouvre mardi. Merci à l’équipe !"
)


def by_rules(text: str, goal: str, platform: str = "x", **more: object) -> Rewrites:
    return rewrite(Brief(text=text, platform=platform, goal=goal, **more), None, None, None)  # type: ignore[arg-type]


def texts(text: str, goal: str, platform: str = "x", **more: object) -> list[str]:
    return [one.text for one in by_rules(text, goal, platform, **more).candidates]


def test_a_thread_has_messages_that_fit_and_all_the_words() -> None:
    long = " ".join(f"La salle {name} ouvre à neuf heures et ferme à dix heures." for name in ("Bleue", "Verte")) * 4
    (first, *_more) = texts(long, "thread")
    parts = first.split("\n\n")
    assert len(parts) > 1
    assert max(map(len, parts)) <= 280
    assert " ".join(parts) == long


def test_a_text_that_fits_becomes_an_opening_and_the_rest() -> None:
    assert texts("Le marché change de place. Il sera quai Sud samedi.", "thread") == [
        "Le marché change de place.\n\nIl sera quai Sud samedi."
    ]


def test_a_hook_brings_forward_what_informs_and_what_leans_on_it() -> None:
    (first, *_more) = texts(NEWS, "hook")
    assert first.replace("\u00a0", " ").startswith("La piscine ferme lundi 12 mars à 18 h pour travaux. Elle rouvre")
    assert "nous espérons" in first


def test_an_alternative_text_is_the_description_without_its_announcement() -> None:
    assert texts("Photo de Lina devant le four avec quatre pains", "alt-text") == [
        "Lina devant le four avec quatre pains."
    ]
    assert texts("An image of a red door. It is open.", "alt-text") == ["A red door. It is open."]


def test_firmer_takes_out_what_softens_and_nothing_that_is_said() -> None:
    (found,) = texts("Merci de bien vouloir ne pas entrer avec un chien, si possible !", "firmer")
    assert found.replace("\u00a0", " ") == "Merci de ne pas entrer avec un chien !"


def test_registers_swap_words() -> None:
    assert "Hello, we are open and cannot wait to see you on Friday." in texts(
        "Hey, we're open and can't wait to see you on Friday 😉", "formal"
    )
    assert "We're open on Friday and you won't have to queue." in texts(
        "We are open on Friday and you will not have to queue.", "casual"
    )


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Ça fait trois fois que j’appelle et personne ne répond, c’est nul et scandaleux.", "pénible"),
        ("Est-ce que la salle est ouverte dimanche après-midi ?", "question"),
        ("Soirée magnifique hier, merci à toute l’équipe, c’était parfait et on a adoré.", "Merci"),
    ],
)
def test_a_reply_answers_the_kind_of_message_and_knows_nothing(message: str, kind: str) -> None:
    found = by_rules(message, "reply", occasion=Occasion(address="vous"))
    assert kind in found.candidates[0].text
    assert all(one.facts == () for one in found.candidates)


@pytest.mark.parametrize(
    ("text", "word"),
    [("Du verre trouvé dans un pot de confiture.", "vérifi"), ("Glass found in one of our jars of jam.", "check")],
)
def test_a_holding_statement_says_that_one_looks(text: str, word: str) -> None:
    found = texts(text, "holding")
    assert len(found) >= 2
    assert all(word in one for one in found)


@pytest.mark.parametrize("goal", ["to-english", "to-french"])
def test_where_no_rule_can_that_is_said(goal: str) -> None:
    found = by_rules("La salle ouvre demain à dix heures.", goal)
    assert (found.candidates, found.note) == ((), "rewrite.needs_model")


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize(
    "text", [NEWS, "Hello. We are open on Monday 12 March, from 9 am! Thanks to our team.", "", "👏"]
)
def test_no_goal_ever_breaks_a_rule_or_a_fact(goal: str, text: str) -> None:
    found = by_rules(text, goal, "bluesky")
    for one in found.candidates:
        assert one.text.strip()
        assert one.facts_kept or goal in {"reply", "holding", "alt-text"}
