"""What the model is told: from files, in the language of the draft, the draft last and whole."""

from __future__ import annotations

import pytest

from aparte.drafts.assess import assess
from aparte.engine.goals import BY_NAME
from aparte.engine.prompts import Prompt, can_repair, rewrite_prompt, tasks
from aparte.engine.proposals import GOALS, Brief, Refusal
from aparte.nouns import Occasion

FRENCH = "Bravo pour ces trois semaines d’attente, quelle rapidité 👏"
ENGLISH = "Well done for these three weeks of waiting, what speed 👏"


def prompt(text: str, **more: object) -> Prompt:
    brief = Brief(text=text, platform="x", **more)  # type: ignore[arg-type]
    return rewrite_prompt(brief, assess(text, platforms=["x"], occasion=brief.occasion))


@pytest.mark.parametrize("goal", [goal for goal in GOALS if not BY_NAME[goal].into])
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
    assert "Bravo" in asked.rpartition("<brouillon>")[0]
    assert "livraison le 12 mars" in asked


def test_a_joke_on_purpose_is_to_be_kept() -> None:
    playful = prompt(FRENCH, occasion=Occasion(intent="playful")).messages[1][1]
    assert playful != prompt(FRENCH).messages[1][1]
    assert "plaisanterie" in playful


def test_text_that_looks_like_a_template_is_left_as_it_is() -> None:
    assert "{{ platform }} {% x %}" in prompt("Le modèle dit {{ platform }} {% x %} et rien d’autre").messages[1][1]


@pytest.mark.parametrize("goal", GOALS)
def test_every_goal_is_written_in_every_language_it_can_be_asked_in(goal: str) -> None:
    into = BY_NAME[goal].into
    assert {f"{goal}.{language}" for language in ((into,) if into else ("fr", "en"))} <= set(tasks())
    text = ENGLISH if into == "fr" else FRENCH
    asked = prompt(text, goal=goal)
    assert asked.version >= 1
    assert asked.messages[1][1].startswith(asked.told[1])
    assert len(asked.told) == 4


def test_an_adaptation_is_asked_for_in_the_language_it_is_to_be_in() -> None:
    assert "Write in English" in prompt(FRENCH, goal="to-english").messages[0][1]
    assert "Écris en français" in prompt(ENGLISH, goal="to-french").messages[0][1]


def test_the_newest_own_posts_in_the_language_are_examples_in_the_constant_part() -> None:
    own = (
        "Les portes ouvrent à quinze heures, on vous attend sur le quai.",
        "The doors open at three, see you on the quay, all of you.",
        "Merci aux chauffeurs qui ont roulé toute la nuit malgré l’orage.",
        "mot " * 200,
        "Objets trouvés : un parapluie rouge et trois écharpes à l’accueil.",
        "La navette de nuit part de la sortie nord, et pas du parking.",
    )
    system = prompt(FRENCH, own=own).messages[0][1]
    assert [text in system for text in own] == [True, False, True, False, True, False]
    assert system == prompt("La salle ouvre demain, venez la voir avec nous.", own=own).messages[0][1]


@pytest.mark.parametrize(
    ("why", "params", "said"),
    [
        ("lost", {"facts": "12 €"}, "12 €"),
        ("too_long", {"count": 300, "limit": 280}, "280"),
        ("language", {}, "Écris en français"),
        ("bland", {"words": "game changer"}, "game changer"),
    ],
)
def test_what_was_wrong_is_said_before_the_draft(why: str, params: dict[str, object], said: str) -> None:
    refusal = Refusal(text="…", why=f"refused.{why}", params=params)
    assert can_repair(refusal)
    brief = Brief(text=FRENCH, platform="x")
    asked = rewrite_prompt(brief, assess(FRENCH, platforms=["x"]), refusal).messages
    assert said in asked[1][1].rpartition("<brouillon>")[0]
    assert asked[0] == prompt(FRENCH).messages[0]


@pytest.mark.parametrize("why", ["refused.same", "refused.twin", "refused.leak", "refused.empty"])
def test_what_can_t_be_said_is_not_asked_again(why: str) -> None:
    assert not can_repair(Refusal(text="…", why=why))
