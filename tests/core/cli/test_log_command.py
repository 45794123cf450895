"""`aparte log`, as a user or a script meets it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aparte import cli
from aparte.archive.spaces import spaces

if TYPE_CHECKING:
    from pathlib import Path

CLEAN = "Le marché de Noël ouvre samedi à 10 heures, place de la mairie."
TOO_LONG = "mot " * 100


def test_an_empty_log_is_intact(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["log", "verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "spaces": []}


def test_a_clean_copy_is_noted_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["log", "add", CLEAN, "--platform", "linkedin", "--person", "Camille"]) == 0
    capsys.readouterr()
    assert cli.run(["log", "show", "--json"]) == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["number"], line["person"], line["platform"], line["kind"]) == (1, "Camille", "linkedin", "signed")


def test_an_error_without_a_reason_is_refused_and_nothing_is_written(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["log", "add", TOO_LONG, "--platform", "x"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "--reason" in said.err
    assert not list(home.rglob("copies.jsonl"))


def test_an_error_with_its_reason_is_noted_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["log", "add", TOO_LONG, "--platform", "x", "--reason", "compte vérifié", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["overrides"]["x.length"] == "compte vérifié"


def test_a_changed_line_is_found_in_whichever_space_it_stands(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["brand", "add", "Atelier Lune"]) == 0
    assert cli.run(["log", "add", CLEAN, "--platform", "linkedin", "--brand", "Atelier Lune"]) == 0
    capsys.readouterr()
    (path,) = [space.log_path for space in spaces(home) if space.brand.name == "Atelier Lune"]
    path.write_bytes(path.read_bytes().replace(b"linkedin", b"mastodon"))
    assert cli.run(["log", "verify"]) == 1
    assert "Line 1 was changed." in capsys.readouterr().out


@pytest.mark.parametrize("platform", ["", "friendster"])
def test_an_unknown_platform_is_said_in_one_line(platform: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["log", "add", CLEAN, "--platform", platform]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
