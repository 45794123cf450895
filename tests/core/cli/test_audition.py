"""`model audition` and what `model list` and `model bench` keep of a model: the numbers, their day, their engine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from aparte.cli import run
from aparte.engine import audition as hearing
from aparte.engine import bench, catalogue
from aparte.engine.bench import Speed
from aparte.engine.client import Engine
from tests.core.engine.tiny import tiny_model

if TYPE_CHECKING:
    from pathlib import Path

FIXED = hearing.drafts()[1]


@pytest.fixture(autouse=True)
def _model(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep one model, and let a scripted engine answer in its place, to six of the drafts."""
    assert run(["model", "add", str(tiny_model(tmp_path / "tiny.gguf"))]) == 0
    capsys.readouterr()
    monkeypatch.setattr(hearing, "drafts", lambda: (1, FIXED[:6]))
    monkeypatch.setattr("aparte.engine.prompter.Prompter", lambda _home: Engine("scripted", ["Merci à vous 12 €."]))


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_an_audition_counts_what_passed_and_names_why_the_others_did_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["model", "audition", "tiny", "--json"]) == 0
    report = said(capsys)
    assert (report["name"], report["drafts"]) == ("tiny", 6)
    assert report["accepted"] + report["refused"] == 6
    assert sum(reason["count"] for reason in report["reasons"]) == report["refused"]
    assert all("{" not in reason["why"] for reason in report["reasons"])
    assert set(report["by_lang"]) == {"fr", "en"}
    assert len(report["heard"]) == 6
    assert report["current"] is True
    assert {"words_per_s", "first_token_ms", "ram_bytes", "at", "engine", "machine", "program"} <= set(report)


def test_the_last_report_is_shown_again_without_hearing_the_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["model", "audition", "tiny", "--show"]) == 2
    assert "not heard yet" in capsys.readouterr().err
    run(["model", "audition", "tiny", "--json"])
    first = said(capsys)
    assert run(["model", "audition", "tiny", "--show", "--json"]) == 0
    assert said(capsys) == first


def test_a_report_in_words_says_what_to_think_of_the_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["model", "audition", "tiny"]) == 0
    out = capsys.readouterr().out
    assert "tiny, heard on 6 drafts" in out
    assert "Not of use here: 0 of 6 drafts passed every check." in out
    assert "français" in out


def test_an_interrupted_one_is_130_and_says_how_to_go_on(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(done: int, _count: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("aparte.cli.audition._progress", interrupt)
    assert run(["model", "audition", "tiny"]) == 130
    assert "Stopped after 2 of 6 drafts" in capsys.readouterr().err
    assert hearing.interrupted(home, catalogue.find(home, "tiny")) == 2


def test_what_was_found_stands_in_the_list(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["model", "list", "--json"])
    (model,) = said(capsys)["models"]
    assert model["bench"] is None
    assert model["audition"] is None
    run(["model", "audition", "tiny"])
    speed = Speed(tokens_per_s=12.34567, prompt_tokens_per_s=60.0, first_token_ms=400.0, threads=2, ram_bytes=7)
    bench.keep(home, catalogue.find(home, "tiny"), speed)
    capsys.readouterr()
    run(["model", "list", "--json"])
    (model,) = said(capsys)["models"]
    assert model["bench"]["tokens_per_s"] == 12.346
    assert model["bench"]["current"] is True
    assert model["audition"]["drafts"] == 6
    run(["model", "list"])
    out = capsys.readouterr().out
    assert "12.3 tokens a second (" in out
    assert "audition: 0 of 6 passed (" in out


def test_what_was_found_with_another_engine_is_marked(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    speed = Speed(tokens_per_s=12.0, prompt_tokens_per_s=60.0, first_token_ms=400.0, threads=2, ram_bytes=7)
    bench.keep(home, catalogue.find(home, "tiny"), speed)
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "99.0")
    run(["model", "list", "--json"])
    (model,) = said(capsys)["models"]
    assert model["bench"]["current"] is False
    run(["model", "list"])
    assert "has changed since" in capsys.readouterr().out
