"""Every platform file says where each value comes from and when it was checked; a new file is held to it at once."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from aparte import paths
from aparte.messages import codes
from aparte.nouns import Occasion
from aparte.platforms.fit import fit
from aparte.platforms.platform import Custom, Fold, Limits, platform
from aparte.platforms.rules import RULES
from aparte.text.count import COUNTINGS
from aparte.text.reading import Reading

FILES = sorted(paths.resources("platforms").glob("*.toml"))
TODAY_OF_THE_PROJECT = date(2026, 11, 23)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def raw(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_file_is_named_after_its_platform(path: Path) -> None:
    assert platform(path.stem).id == path.stem


def test_each_value_cites_its_source_and_the_day_it_was_checked(path: Path) -> None:
    place = platform(path.stem)
    cited_values: list[Limits | Fold | Custom] = [place.limits, *place.customs, *([place.fold] if place.fold else [])]
    for cited in cited_values:
        assert len(cited.source) > 5
        assert date(2020, 1, 1) < cited.checked_on <= TODAY_OF_THE_PROJECT
        assert cited.confidence in ("A", "B", "C")


def test_a_refusal_is_never_based_on_habit(path: Path) -> None:
    weak = [custom.code for custom in platform(path.stem).customs if custom.hard and custom.confidence == "C"]
    assert weak == []


def test_each_rule_is_one_we_have_with_a_name_of_its_own_and_a_sentence(path: Path) -> None:
    customs = platform(path.stem).customs
    assert len({custom.code for custom in customs}) == len(customs)
    for custom in customs:
        assert custom.rule in RULES
        assert f"fit.{custom.message or custom.rule}" in codes()
        assert 0 < custom.weight <= 1


def test_the_counting_is_one_we_have(path: Path) -> None:
    limits = platform(path.stem).limits
    assert limits.counting in COUNTINGS
    assert limits.chars > 0


def test_no_key_is_written_for_nobody(path: Path) -> None:
    data = raw(path)
    for table, kind in (("limits", Limits), ("fold", Fold)):
        assert set(data.get(table, {})) <= {field.name for field in fields(kind)}
    for custom in data.get("customs", []):
        assert set(custom) <= {field.name for field in fields(Custom)}


def test_every_rule_can_be_run_on_an_ordinary_text_and_its_numbers_are_read(path: Path) -> None:
    text = "Bonjour  #a#b #2026 #un-deux https://exemple.fr @ami <3\n" * 40
    result = fit(Reading(text, "fr"), text, path.stem, Occasion())
    assert result.checked > len(platform(path.stem).customs)
    assert len({found.code for found in result.findings}) <= result.checked
    assert result.unit == platform(path.stem).limits.unit


def test_an_ordinary_short_post_is_ready_everywhere(path: Path) -> None:
    text = "La librairie rouvre samedi à dix heures, avec du café pour tout le monde."
    result = fit(Reading(text, "fr"), text, path.stem, Occasion())
    assert [found for found in result.findings if found.severity != "advice"] == []
    assert result.parts == (text,)
