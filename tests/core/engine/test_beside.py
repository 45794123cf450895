"""What is kept beside a model: its speed and its audition, and when they no longer hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aparte.engine import beside, catalogue
from aparte.engine.bench import Speed, keep, kept
from tests.core.engine.tiny import tiny_model

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.nouns import ModelFile

SPEED = Speed(tokens_per_s=12.5, prompt_tokens_per_s=60.0, first_token_ms=400.0, threads=2, ram_bytes=7_000_000)


@pytest.fixture
def model(home: Path, tmp_path: Path) -> ModelFile:
    return catalogue.add(home, tiny_model(tmp_path / "tiny.gguf"))


def test_a_speed_is_kept_with_its_day_engine_and_machine(home: Path, model: ModelFile) -> None:
    keep(home, model, SPEED)
    measured = kept(home, model)
    assert measured is not None
    assert measured.speed == SPEED
    assert measured.found.at.startswith("20")
    assert measured.found.engine.startswith("llama-cpp-python")
    assert measured.found.machine
    assert measured.found.still_holds(model)


def test_a_speed_is_out_of_date_once_the_engine_changed(
    home: Path, model: ModelFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(home, model, SPEED)
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "99.0")
    measured = kept(home, model)
    assert measured is not None
    assert not measured.found.still_holds(model)


def test_a_speed_is_out_of_date_on_another_machine(home: Path, model: ModelFile) -> None:
    measured = keep(home, model, SPEED)
    elsewhere = replace(measured.found, machine="another")
    assert not elsewhere.still_holds(model)


def test_a_new_measure_takes_the_place_of_the_old_one(home: Path, model: ModelFile) -> None:
    keep(home, model, SPEED)
    keep(home, model, replace(SPEED, tokens_per_s=3.0))
    measured = kept(home, model)
    assert measured is not None
    assert measured.speed.tokens_per_s == 3.0


def test_a_speed_of_another_file_of_the_same_name_is_not_shown(home: Path, model: ModelFile) -> None:
    keep(home, model, SPEED)
    assert kept(home, replace(model, sha256="0" * 64)) is None


def test_a_finding_that_cannot_be_read_counts_as_absent(home: Path, model: ModelFile) -> None:
    keep(home, model, SPEED)
    (home / "models" / "tiny.bench.json").write_text("{", encoding="utf-8")
    assert kept(home, model) is None


def test_removing_a_model_removes_what_was_found_of_it(home: Path, model: ModelFile) -> None:
    keep(home, model, SPEED)
    beside.keep(home, model, "audition-begun", SPEED)
    catalogue.remove(home, model)
    assert list((home / "models").iterdir()) == []
