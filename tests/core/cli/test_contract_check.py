"""CONTRACT.md, “`check` output”: what each key promises, on texts of every kind."""

from __future__ import annotations

import json
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aparte.cli.output import assessment_data
from aparte.drafts.assess import assess
from aparte.nouns import Media, Occasion
from aparte.platforms.platform import ids
from tests.core.cli.said import lines_of

if TYPE_CHECKING:
    from tests.core.cli.said import Aparte

TONES = [
    "joyful",
    "grateful",
    "apologetic",
    "promotional",
    "curious",
    "empathetic",
    "confident",
    "neutral",
    "playful",
    "annoyed",
    "sad",
    "worried",
    "urgent",
]
EMOTIONS = ["joy", "gratitude", "surprise", "annoyance", "anger", "disappointment", "sadness", "fear", "disgust"]
AXES = ["warm", "playful", "formal", "direct", "confident", "pressing"]
CATEGORIES = [
    "insult",
    "hate",
    "threat",
    "harassment",
    "self_harm",
    "personal_data",
    "discrimination",
    "ableism",
    "health_claim",
    "financial_claim",
    "scam",
    "disclosure",
    "tragedy",
]
THREADS = ("x", "bluesky", "mastodon", "threads")
IRONIC = "Bravo à toutes et tous : encore 40 minutes de file samedi, on adore votre patience 👏"
_ORDINARY = Path(__file__).resolve().parents[2] / "measures" / "ordinary_posts.jsonl"
TEXTS = [
    *(json.loads(line)["text"] for line in _ORDINARY.read_text(encoding="utf-8").splitlines()[::7]),
    IRONIC,
    "Oh great, another two hours on hold. Exactly how I wanted to spend my evening!",
    "Merci pour ce magnifique retard, vraiment, ne changez rien… 🙃",
    "Comme par hasard, le bus est en panne le jour de l’examen. Quel talent.",
    "T’es vraiment un connard, dégage d’ici",
    "Appelez-moi au 06 12 34 56 78 ou écrivez à jean@exemple.fr",
    "Rendement garanti de 20 % par mois, sans risque !!!",
    "",
    "Bravo",
    "Das Wetter ist heute wirklich sehr schön",
    "\x00\x00\x00 un deux trois \u202e",
    "#un#deux #trois @quatre $CINQ http://exemple.fr/six?a=b«  sept  »  !",
    "mot " * 400,
]


def said_of(text: str, occasion: Occasion | None = None, platforms: tuple[str, ...] = ("x", "linkedin")) -> Any:
    occasion = occasion or Occasion()
    return json.loads(json.dumps(assessment_data(assess(text, occasion=occasion, platforms=platforms), 1)))


@pytest.mark.parametrize("text", TEXTS)
def test_irony_adds_up_and_its_parts_agree(text: str) -> None:
    irony = said_of(text)["sarcasm"]
    total = irony["bias"] + irony["rest"] + sum(cue["weight"] for cue in irony["cues"])
    assert total == pytest.approx(log(irony["risk"] / (1 - irony["risk"])), abs=1e-6)
    assert 0 <= irony["low"] <= irony["risk"] <= irony["high"] <= 1
    weights = [cue["weight"] for cue in irony["cues"]]
    assert weights == sorted(weights, reverse=True)
    assert all(weight > 0 for weight in weights)
    assert len(weights) <= 8
    assert len(irony["without"]) <= 5
    assert not (irony["level"] == "low" and irony["without"])
    for one in irony["cues"] + irony["without"]:
        assert text[one["start"] : one["end"]] == one["text"] != ""


@pytest.mark.parametrize("text", TEXTS)
def test_the_level_comes_from_the_rank(text: str) -> None:
    irony = said_of(text)["sarcasm"]
    if irony["abstained"]:
        assert irony["level"] == "low"
        return
    as_ironic = 1 - irony["rank"]["higher_than"]
    expected = "high" if as_ironic <= 0.05 + 1e-9 else "medium" if as_ironic <= 0.2 + 1e-9 else "low"
    assert irony["level"] == expected
    assert irony["rank"]["against"] == "reference"


@pytest.mark.parametrize("text", [text for text in TEXTS if said_of(text)["sarcasm"]["without"]])
def test_without_is_what_check_says_of_the_shorter_text(text: str) -> None:
    for one in said_of(text)["sarcasm"]["without"]:
        shorter = text[: one["start"]] + text[one["end"] :]
        assert said_of(shorter)["sarcasm"]["risk"] == one["risk"]


def test_without_hears_the_language_again_when_a_word_decides_it() -> None:
    text = (
        "A page turns and it hurts a little.#été\u202e\x00Thanks thanks thanks, your messages keep us go5 €Bon courage "
        "à l'équipe de nuit, on sait ce que vous travers"
    )
    said = said_of(text)
    (one,) = [one for one in said["sarcasm"]["without"] if one["text"] == "a little"]
    shorter = said_of(text[: one["start"]] + text[one["end"] :])
    assert (said["lang"], shorter["lang"]) == ("en", "fr")
    assert shorter["sarcasm"]["risk"] == one["risk"]


@pytest.mark.parametrize("text", TEXTS)
def test_tone_and_emotion_have_their_names_and_their_range(text: str) -> None:
    said = said_of(text)
    tone, emotion = said["tone"], said["emotion"]
    assert sorted(tone["scores"]) == sorted(TONES)
    assert list(tone["axes"]) == AXES
    assert sorted(emotion["scores"]) == sorted(EMOTIONS)
    for score in (*tone["scores"].values(), *tone["axes"].values(), *emotion["scores"].values()):
        assert 0 <= score <= 1
    assert tone["scores"][tone["dominant"]] == max(tone["scores"].values())
    assert emotion["dominant"] in (*EMOTIONS, "none")
    assert tone["register"] in ("casual", "neutral", "formal")
    assert tone["address"] in ("tu", "vous", "you", "none")
    assert -1 <= said["sentiment"]["score"] <= 1
    assert said["sentiment"]["label"] in ("negative", "neutral", "positive")


@pytest.mark.parametrize("text", TEXTS)
def test_what_hurts_is_one_of_thirteen_things_and_has_its_place(text: str) -> None:
    sensitivity = said_of(text, Occasion(planned="2026-11-11", media=(Media(path="photo.jpg"),)))["sensitivity"]
    graver = [one for one in sensitivity["findings"] if one["severity"] != "advice"]
    assert sensitivity["flag"] == bool(graver)
    for one in sensitivity["findings"]:
        assert one["category"] in CATEGORIES
        assert 0 <= one["start"] <= one["end"] <= len(text)
        assert one["confidence"] is None or 0 <= one["confidence"] <= 1
        assert "{" not in one["reason"]


@pytest.mark.parametrize("platform", ids())
@pytest.mark.parametrize("text", TEXTS[-14:])
def test_the_verdict_and_the_parts_follow_from_the_findings(text: str, platform: str) -> None:
    fit = said_of(text, platforms=(platform,))["fit"][platform]
    severities = {one["severity"] for one in fit["findings"]}
    verdict = "blocked" if "error" in severities else "adjust" if "warning" in severities else "ready"
    assert fit["verdict"] == verdict
    if fit["length"] <= fit["limit"]:
        assert fit["parts"] == [text]
    elif platform in THREADS:
        assert len(fit["parts"]) > 1
        assert all(part.endswith(f" {at}/{len(fit['parts'])}") for at, part in enumerate(fit["parts"], 1))
    else:
        assert fit["parts"] == []
    for one in fit["findings"]:
        assert 0 <= one["start"] <= one["end"] <= len(text)
        assert "{" not in one["message"]


@pytest.mark.parametrize(
    ("text", "occasion", "why"),
    [
        ("", Occasion(), "empty"),
        ("  \n", Occasion(), "empty"),
        ("Bravo encore", Occasion(), "too_short"),
        ("Das Wetter ist heute wirklich sehr schön", Occasion(), "language"),
        (IRONIC, Occasion(reply_to_text=""), "no_context"),
    ],
)
def test_abstaining_is_complete(text: str, occasion: Occasion, why: str) -> None:
    said = said_of(text, occasion)
    irony, tone, sentiment = said["sarcasm"], said["tone"], said["sentiment"]
    assert [(one["abstained"], one["why"]) for one in (irony, tone, sentiment)] == [(True, why)] * 3
    assert irony["risk"] == pytest.approx(1 / (1 + pow(2.718281828459045, -irony["bias"])))
    assert (irony["low"], irony["high"], irony["level"]) == (0, 1, "low")
    assert irony["cues"] == irony["without"] == []
    assert (sentiment["label"], sentiment["score"], tone["dominant"]) == ("neutral", 0, "neutral")
    assert tone["scores"] == {name: float(name == "neutral") for name in tone["scores"]}


def test_a_playful_joke_may_be_missed() -> None:
    assert said_of(IRONIC)["sarcasm"]["missed"] is None
    irony = said_of(IRONIC, Occasion(intent="playful"))["sarcasm"]
    assert irony["missed"] == pytest.approx(1 - irony["risk"])


def test_the_client_s_own_posts_are_what_a_draft_is_ranked_against(aparte: Aparte, tmp_path: Path) -> None:
    def ranked() -> Any:
        return aparte("check", IRONIC, "--brand", "Lune", "--json").json["sarcasm"]["rank"]

    own = [{"id": at, "text": f"Nouvelle fournée numéro {at} : pain complet et brioche samedi"} for at in range(100)]
    aparte("brand", "add", "Lune")
    posts = tmp_path / "posts.jsonl"
    posts.write_text(lines_of(*own[:99]))
    aparte("import", posts, "--brand", "Lune", "--as", "own")
    assert ranked()["against"] == "reference"
    posts.write_text(lines_of(own[99]))
    aparte("import", posts, "--brand", "Lune", "--as", "mention")
    assert ranked()["against"] == "reference"
    aparte("import", posts, "--brand", "Lune", "--as", "own")
    assert ranked() == {"higher_than": 1.0, "of": 100, "against": "own"}


def test_with_a_brand_its_voice_is_a_key_and_nothing_is_made_up(aparte: Aparte, tmp_path: Path) -> None:
    aparte("brand", "add", "Lune")
    posts = tmp_path / "posts.jsonl"
    posts.write_text(lines_of({"text": IRONIC}))
    nothing: dict[str, Any] = {"match": None, "differs": []}
    assert aparte("check", IRONIC, "--brand", "Lune", "--json").json["voice"] == nothing
    assert aparte("check", "--jsonl", posts, "--brand", "Lune").lines[0]["voice"] == nothing
    assert "voice" not in aparte("check", IRONIC, "--json").json


def test_an_alternative_text_describes_the_image_named_before_it(aparte: Aparte) -> None:
    def missing(*images: str) -> bool:
        said = aparte("check", "Belle vitrine ce matin", "--platform", "mastodon", *images, "--json").json
        return any(one["rule"] == "alt-text-missing" for one in said["fit"]["mastodon"]["findings"])

    assert not missing("--media", "a.png", "--alt", "La vitrine", "--media", "b.png", "--alt", "Le pain")
    assert missing("--media", "a.png", "--media", "b.png", "--alt", "Le pain")
    assert missing("--media", "a.png", "--alt", "La vitrine", "--media", "b.png")
    assert missing("--media", "a.png", "--alt", "")
    said = aparte("check", "Bonjour à tous", "--alt", "Le pain")
    assert said.status == 2
    assert "--alt" in said.err


def test_a_planned_day_is_read(aparte: Aparte) -> None:
    on_the_day = aparte("check", "Grosse fête ce soir, on rigole !", "--planned", "2026-11-11", "--json").json
    any_day = aparte("check", "Grosse fête ce soir, on rigole !", "--planned", "2026-06-09", "--json").json
    assert len(on_the_day["sensitivity"]["findings"]) > len(any_day["sensitivity"]["findings"])


@pytest.mark.parametrize("length", [20_000, 20_001, 200_000])
def test_behind_the_first_twenty_thousand_characters_only_counting_goes_on(length: int) -> None:
    text = (f"{IRONIC} T’es un connard. " * 2_000)[: length - 60] + " " * 10 + "#fin http://exemple.fr " + "z" * 27
    said = said_of(text, platforms=("x",))
    assert len(text) == length
    assert said["truncated_at"] == (20_000 if length > 20_000 else None)
    for one in said["sarcasm"]["cues"] + said["sensitivity"]["findings"]:
        assert one["end"] <= min(length, 20_000)
    for cue in said["sarcasm"]["cues"]:
        assert text[cue["start"] : cue["end"]] == cue["text"]
    assert said["fit"]["x"]["length"] >= length - 10
    assert len(said["text"]) == length


def test_the_same_text_gets_the_same_answer_from_another_process() -> None:
    from tests.core.cli.said import process

    first, second = (
        process("check", IRONIC, "--platform", "x,bluesky", "--json", more={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    )
    assert first == second != b""
