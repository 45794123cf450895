"""`aparte model`: what is kept, checked, used and measured, and the exit status of each answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from aparte.cli import run
from aparte.engine.quarantine import Quarantine
from tests.core.engine.tiny import tiny_model

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tiny_model(tmp_path / "tiny.gguf")


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_file_is_added_listed_verified_and_removed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["model", "add", str(file), "--json"]) == 0
    added = said(capsys)
    assert set(added) == {"name", "sha256", "bytes"}
    assert run(["model", "list", "--json"]) == 0
    listed = said(capsys)
    assert [(one["name"], one["chosen"]) for one in listed["models"]] == [("tiny", True)]
    assert all("not tried by us" in offer["note"] for offer in listed["offers"])
    assert run(["model", "verify", "tiny", "--json"]) == 0
    assert said(capsys)["ok"] is True
    assert run(["model", "remove", "tiny"]) == 0
    assert run(["model", "verify", "tiny"]) == 2


def test_a_changed_file_is_a_no(home: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["model", "add", str(file)])
    copy = home / "models" / "tiny.gguf"
    copy.write_bytes(copy.read_bytes() + b"\0")
    assert run(["model", "verify", "tiny"]) == 1
    assert "no longer the one" in capsys.readouterr().out


def test_another_model_is_put_to_use(home: Path, file: Path, tmp_path: Path) -> None:
    from aparte.engine.catalogue import chosen

    run(["model", "add", str(file)])
    run(["model", "add", str(tiny_model(tmp_path / "second.gguf", context=256))])
    assert run(["model", "use", "second"]) == 0
    in_use = chosen(home)
    assert in_use is not None
    assert in_use.name == "second"


def test_what_is_no_model_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.gguf"
    wrong.write_text("nothing of a model")
    for path in (wrong, tmp_path / "none.gguf", tmp_path):
        assert run(["model", "add", str(path)]) == 2
        assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("action", ["use", "verify", "remove", "bench"])
def test_an_unknown_model_is_named(action: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["model", action, "nope"]) == 2
    assert "nope" in capsys.readouterr().err


def test_a_file_that_crashed_the_engine_is_loaded_again_only_when_one_insists(
    home: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["model", "add", str(file)])
    kept = home / "models" / "tiny.gguf"
    Quarantine().add(kept, -6)
    assert run(["model", "bench", "tiny"]) == 2
    assert "--insist" in capsys.readouterr().err
    assert Quarantine().why(kept) is not None
    assert run(["model", "use", "tiny", "--insist"]) == 0
    assert Quarantine().why(kept) is None


@pytest.mark.engine
def test_bench_measures_this_machine(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["model", "add", str(file)])
    capsys.readouterr()
    assert run(["model", "bench", "tiny", "--threads", "1", "--json"]) == 0
    speed = said(capsys)
    assert set(speed) >= {"tokens_per_s", "prompt_tokens_per_s", "first_token_ms", "threads", "ram_bytes"}
    assert speed["threads"] == 1
    assert speed["tokens_per_s"] > 0
    assert speed["first_token_ms"] > 0
