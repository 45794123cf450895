"""Every culture check, as soon as its file exists: it cites a source, speaks, fires where it should, and only there."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from aparte import messages
from aparte.nouns import Media, Occasion
from aparte.platforms import culture
from aparte.platforms.conditions import CONDITIONS
from aparte.text.reading import Reading
from tests.measures import false_alarms

CASES = Path(__file__).parent / "culture_cases"
CATEGORIES = {None, "disclosure", "health_claim", "financial_claim", "tragedy"}
IDS = sorted(culture.checks())


def cases(check_id: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{check_id}.toml").read_text(encoding="utf-8"))


def each(kind: str) -> list[Any]:
    found = []
    for check_id in IDS:
        table = cases(check_id)
        shared = {key: value for key, value in table.items() if key not in {"fires", "quiet"}}
        for case in table[kind]:
            own = {"text": case} if isinstance(case, str) else case
            found.append(pytest.param(check_id, {**shared, **own}, id=f"{check_id}: {own['text'][:40]}"))
    return found


def fired(check_id: str, case: dict[str, Any]) -> list[Any]:
    text = case["text"]
    told: dict[str, Any] = {
        key: case[key] for key in ("planned", "locale", "crisis", "address", "intent", "overrides") if key in case
    }
    if "regions" in case:
        told["regions"] = tuple(case["regions"])
    media = tuple(Media(path=one["path"], alt=one.get("alt", {})) for one in case.get("media", ()))
    owner = culture.checks()[check_id].owner
    found = culture.findings(
        Reading(text, case.get("lang", "fr")), text, case.get("platform", "x"), Occasion(media=media, **told), owner
    )
    return [finding for finding in found if finding.code == check_id]


@pytest.mark.parametrize("check_id", IDS)
def test_a_check_says_on_whose_word_and_when(check_id: str) -> None:
    check = culture.checks()[check_id]
    assert check.id == check_id
    assert check.source
    assert check.as_of.year >= 2015
    assert check.condition in CONDITIONS
    assert check.category in CATEGORIES
    assert (check.category is not None) == (check.owner == "sensitivity")


@pytest.mark.parametrize("check_id", IDS)
def test_a_check_brings_five_texts_of_each_kind(check_id: str) -> None:
    table = cases(check_id)
    assert len(table["fires"]) >= 5
    assert len(table["quiet"]) >= 5


@pytest.mark.parametrize(("check_id", "case"), each("fires"))
def test_a_check_fires_on_its_texts_and_speaks(check_id: str, case: dict[str, Any]) -> None:
    found = fired(check_id, case)
    assert found
    for finding in found:
        assert 0 <= finding.span.start <= finding.span.end <= len(case["text"])
        assert finding.source
        assert finding.as_of
        sentence = messages.say(finding.message or finding.code, finding.params)
        assert "{" not in sentence
        assert (finding.message or finding.code) in messages.codes()


@pytest.mark.parametrize(("check_id", "case"), each("quiet"))
def test_a_check_leaves_its_other_texts_alone(check_id: str, case: dict[str, Any]) -> None:
    assert fired(check_id, case) == []


def test_each_file_of_cases_belongs_to_a_check() -> None:
    assert sorted(path.stem for path in CASES.glob("*.toml")) == IDS


def test_ordinary_posts_are_left_alone() -> None:
    assert len(false_alarms.posts()) == 300
    assert false_alarms.share() <= false_alarms.GOAL
