"""CONTRACT.md, `doctor` and `log`: damage is exit 1 and named, what is only missing is a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.cli.said import lines_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.core.cli.said import Aparte

KEYS = {"version", "python", "paths", "archive", "engine", "model", "network", "problems", "notes"}
DRAFT = "Bonjour à toutes et à tous"


@pytest.fixture
def space(aparte: Aparte, tmp_path: Path) -> Path:
    """Make a space with posts and a log of two copies; return its folder."""
    posts = tmp_path / "posts.jsonl"
    posts.write_text(lines_of({"text": "La vitrine est belle"}, {"text": "Le pain est bon"}))
    aparte("brand", "add", "Lune")
    aparte("import", posts, "--brand", "Lune")
    for _copy in range(2):
        assert aparte("log", "add", DRAFT, "--platform", "x", "--brand", "Lune").status == 0
    (folder,) = (path.parent for path in (tmp_path / "home").rglob("archive.db"))
    return folder


def test_a_sound_installation_has_no_problem_and_every_key(aparte: Aparte, space: Path) -> None:
    said = aparte("doctor", "--json")
    assert (said.status, said.err) == (0, "")
    report = said.json
    assert set(report) >= KEYS
    assert report["archive"] == {"posts": 2, "integrity": "ok", "encrypted": False}
    assert set(report["engine"]) >= {"available", "backend", "gpu", "threads"}
    assert {"sealed", "sockets_opened", "bytes_out"} <= set(report["network"])
    assert report["network"]["sealed"]
    assert report["network"]["sockets_opened"] == report["network"]["bytes_out"] == 0
    assert report["problems"] == []
    assert report["notes"], "a missing model is a note"


def test_an_installation_without_anything_is_sound(aparte: Aparte) -> None:
    assert aparte("doctor").status == 0
    assert aparte("log", "verify").status == 0
    assert aparte("log", "show").status == 0


@pytest.mark.parametrize(
    "file", ["settings.toml", "brand.toml", "archive.db", "drafts.db", "copies.jsonl", "whole disk of archive.db"]
)
def test_each_damaged_file_is_named(aparte: Aparte, space: Path, home: Path, file: str) -> None:
    name = file.rsplit(maxsplit=1)[-1]
    path = (home if name == "settings.toml" else space) / name
    whole = path.read_bytes() if path.exists() else b""
    spoilt = whole[:4_096] + b"\xff" * 8_192 + whole[12_288:] if "disk" in file else b"= not ours =\n"
    path.write_bytes(spoilt)
    said = aparte("doctor", "--json")
    assert (said.status, said.err) == (1, "")
    assert any(str(path) in problem for problem in said.json["problems"])
    assert path.read_bytes() == spoilt, "doctor mends nothing"
    assert aparte("doctor").status == 1


def test_one_damage_hides_no_other(aparte: Aparte, space: Path, home: Path) -> None:
    for path in (home / "settings.toml", space / "brand.toml", space / "archive.db", space / "copies.jsonl"):
        path.write_bytes(b"= not ours =\n")
    problems = " ".join(aparte("doctor", "--json").json["problems"])
    for name in ("settings.toml", "brand.toml", "archive.db", "copies.jsonl"):
        assert name in problems


def test_a_folder_where_a_file_should_be_is_named_too(aparte: Aparte, space: Path) -> None:
    (space / "copies.jsonl").unlink()
    (space / "copies.jsonl").mkdir()
    assert aparte("doctor").status == 1
    for action in (("verify",), ("show", "--brand", "Lune")):
        said = aparte("log", *action)
        assert (said.status, said.err.count("\n")) == (2, 1)
        assert "copies.jsonl" in said.err


@pytest.mark.parametrize("change", ["one letter", "a line less", "a line twice", "the other way round", "the end cut"])
def test_whatever_was_changed_in_the_log_is_found(aparte: Aparte, space: Path, change: str) -> None:
    path = space / "copies.jsonl"
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(
        {
            "one letter": first.replace(b'"x"', b'"y"', 1) + second,
            "a line less": second,
            "a line twice": first + first + second,
            "the other way round": second + first,
            "the end cut": first,
        }[change]
    )
    said = aparte("log", "verify", "--json")
    assert (said.status, said.json["ok"]) == (1, False)
    assert aparte("doctor").status == 1


def test_an_error_without_a_reason_writes_nothing(aparte: Aparte, space: Path) -> None:
    before = (space / "copies.jsonl").read_bytes()
    too_long = ("log", "add", "mot " * 100, "--platform", "x", "--brand", "Lune")
    said = aparte(*too_long)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert (space / "copies.jsonl").read_bytes() == before
    assert aparte(*too_long, "--reason", "vu avec la cliente").status == 0
    assert aparte("log", "verify").status == 0


def test_a_broken_brand_stops_the_commands_that_look_for_one(aparte: Aparte, space: Path) -> None:
    (space / "brand.toml").write_text("name = ")
    for words in (("search", "pain"), ("brand", "list"), ("check", "Bonjour", "--brand", "Lune")):
        said = aparte(*words)
        assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
        assert "brand.toml" in said.err
    assert aparte("check", DRAFT).status == 0
