"""What the model is told: from files, in the language of the draft, the draft last and whole."""

from __future__ import annotations

import pytest

from aparte.drafts.assess import assess
from aparte.engine.prompts import Prompt, rewrite_prompt, tasks
from aparte.engine.proposals import GOALS, Brief
from aparte.nouns import Occasion

FRENCH = "Bravo pour ces trois semaines d’attente, quelle rapidité 👏"
ENGLISH = "Well done for these three weeks of waiting, what speed 👏"


def prompt(text: str, **more: object) -> Prompt:
    brief = Brief(text=text, platform="x", **more)  # type: ignore[arg-type]
    return rewrite_prompt(brief, assess(text, platforms=["x"], occasion=brief.occasion))


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize(("text", "mark"), [(FRENCH, "</brouillon>"), (ENGLISH, "</draft>")])
def test_the_draft_comes_last_and_whole_in_its_own_language(goal: str, text: str, mark: str) -> None:
    (system, _rules), (user, asked) = prompt(text, goal=goal).messages
    assert (system, user) == ("system", "user")
    assert asked.endswith(f"\n{text}\n{mark}")


def test_the_beginning_is_the_same_for_two_drafts_of_a_platform() -> None:
    assert prompt(FRENCH).messages[0] == prompt("La salle ouvre demain, venez la voir avec nous.").messages[0]


def test_each_goal_asks_for_something_else() -> None:
    assert len({prompt(FRENCH, goal=goal).messages[1][1] for goal in GOALS}) == len(GOALS)


def test_the_words_that_sound_ironic_and_the_facts_line_are_told() -> None:
    asked = prompt(FRENCH, facts="livraison le 12 mars").messages[1][1]
    assert "Bravo" in asked.partition("<brouillon>")[0]
    assert "livraison le 12 mars" in asked


def test_a_joke_on_purpose_is_to_be_kept() -> None:
    playful = prompt(FRENCH, occasion=Occasion(intent="playful")).messages[1][1]
    assert playful != prompt(FRENCH).messages[1][1]
    assert "plaisanterie" in playful


def test_text_that_looks_like_a_template_is_left_as_it_is() -> None:
    assert "{{ platform }} {% x %}" in prompt("Le modèle dit {{ platform }} {% x %} et rien d’autre").messages[1][1]


def test_every_task_is_written_in_both_languages() -> None:
    assert {"rewrite.fr", "rewrite.en"} <= set(tasks())
    assert prompt(FRENCH).version >= 1
