"""`aparte rewrite`: what passed, what was refused, and the exit status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from aparte.cli import run
from aparte.engine.rewrite import GOALS
from tests.core.engine.tiny import tiny_model

if TYPE_CHECKING:
    from pathlib import Path

IRONIC = "Bravo à tous : encore 40 minutes de file samedi, on adore attendre 👏 La salle ouvre demain à 10 h."


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_without_a_model_rules_answer_with_one_note(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rewrite", IRONIC, "--platform", "x", "--json"]) == 0
    captured = capsys.readouterr()
    answer = json.loads(captured.out)
    assert captured.err.count("\n") == 1
    assert answer["model"] == "rules"
    assert set(answer["timings"].values()) == {0}
    candidate = answer["candidates"][0]
    assert {"text", "assessment", "delta", "changes", "facts_kept", "accepted"} <= set(candidate)
    assert set(candidate["delta"]) == {"sarcasm", "sentiment", "length"}
    assert candidate["delta"]["sarcasm"] < 0
    assert "".join(change["before"] for change in candidate["changes"]) == IRONIC
    assert candidate["assessment"]["text"] == candidate["text"]


def test_no_candidate_is_a_no(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rewrite", "La salle ouvre mardi.", "--platform", "x", "--goal", "shorter"]) == 1
    assert "Nothing to propose" in capsys.readouterr().out


@pytest.mark.parametrize(
    "options",
    [
        ["--platform", "myspace"],
        ["--platform", ""],
        ["--platform", "x", "--goal", "funnier"],
        ["--platform", "x", "--n", "0"],
        ["--platform", "x", "--n", "many"],
        ["--platform", "x", "--brand", "nobody"],
        [],
    ],
)
def test_what_can_not_be_asked_is_one_line(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rewrite", IRONIC, *options]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_people_read_the_wordings_and_what_they_change(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rewrite", IRONIC, "--platform", "x", "--n", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("1. ")
    assert "irony -" in lines[1]


@pytest.mark.engine
def test_a_real_model_answers_and_nonsense_is_refused_with_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["model", "add", str(tiny_model(tmp_path / "tiny.gguf", context=4096))])
    capsys.readouterr()
    assert run(["rewrite", IRONIC, "--platform", "x", "--n", "2", "--json"]) == 1
    answer = said(capsys)
    assert answer["model"] == "tiny"
    assert answer["candidates"] == []
    assert len(answer["rejected"]) == 2
    assert all(refusal["why"] for refusal in answer["rejected"])
    assert answer["timings"]["prompt_tokens"] > answer["timings"]["reused_tokens"] > 0
    assert answer["timings"]["first_token_ms"] > 0


def test_a_goal_that_takes_a_model_says_so_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rewrite", "La salle ouvre demain.", "--platform", "x", "--goal", "to-english"]) == 1
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert "takes a model" in captured.err
    assert captured.out.strip() == ""


@pytest.mark.parametrize("goal", GOALS)
def test_every_goal_is_accepted(goal: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rewrite", IRONIC, "--platform", "x", "--goal", goal, "--json"]) in {0, 1}
    candidates = json.loads(capsys.readouterr().out)["candidates"]
    assert all({"voice", "blandness", "repaired"} <= set(candidate) for candidate in candidates)
