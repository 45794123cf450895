"""CONTRACT.md, “General”: exit statuses, global options, the home, the brands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aparte import __version__
from tests.core.cli.said import lines_of

if TYPE_CHECKING:
    from tests.core.cli.said import Aparte

LATER = ("watch", "source", "triage", "alerts", "scorecard", "voice", "report")


@pytest.mark.parametrize("command", LATER)
@pytest.mark.parametrize("before", [(), ("--json",), ("--home", "elsewhere"), ("--home=elsewhere", "--json")])
def test_a_command_whose_time_has_not_come_says_so(aparte: Aparte, command: str, before: tuple[str, ...]) -> None:
    said = aparte(*before, command, "--whatever", "it takes")
    assert (said.status, said.out) == (2, "")
    assert said.err == f"aparte: “{command}” is not yet in this version.\n"


def test_a_folder_called_like_such_a_command_is_a_folder(
    aparte: Aparte, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "watch"
    monkeypatch.chdir(tmp_path)
    assert aparte("--home", "watch", "brand", "list").status == 0
    assert (folder / "spaces").is_dir()


def test_the_version_is_printed(aparte: Aparte) -> None:
    said = aparte("--version")
    assert (said.status, said.out) == (0, f"aparte {__version__}\n")


@pytest.mark.parametrize("place", ["before", "after", "between"])
def test_the_home_may_be_given_anywhere(aparte: Aparte, tmp_path: Path, home: Path, place: str) -> None:
    words: dict[str, tuple[object, ...]] = {
        "before": ("--home", tmp_path / "mine", "brand", "add", "Zoé"),
        "between": ("brand", "--home", tmp_path / "mine", "add", "Zoé"),
        "after": ("brand", "add", "Zoé", "--home", tmp_path / "mine"),
    }
    assert aparte(*words[place]).status == 0
    assert len(list((tmp_path / "mine" / "spaces").iterdir())) == 1
    assert not home.exists()


def test_a_home_without_a_name_is_refused_rather_than_replaced(aparte: Aparte, home: Path) -> None:
    said = aparte("--home", "", "search", "pain")
    assert said.status == 2
    assert "--home" in said.err
    assert not home.exists()


@pytest.mark.parametrize("text", ["--", "--version", "-20 % sur tout", "-1", "--home x"])
def test_two_dashes_end_the_options(aparte: Aparte, text: str) -> None:
    assert aparte("check", "--json", "--", text).json["text"] == text


def test_everything_the_home_holds_is_private(aparte: Aparte, home: Path, tmp_path: Path) -> None:
    posts = tmp_path / "posts.jsonl"
    posts.write_text(lines_of({"text": "Belle vitrine ce matin"}))
    for words in (("import", posts), ("log", "add", "Bonjour à toutes et à tous", "--platform", "x"), ("doctor",)):
        assert aparte(*words).status == 0
    for path in (home, *home.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_a_brand_s_folder_does_not_tell_its_name(aparte: Aparte, home: Path) -> None:
    aparte("brand", "add", "Boulangerie Lune")
    assert "lune" not in " ".join(path.name.lower() for path in home.rglob("*"))


@pytest.mark.parametrize(
    "words",
    [
        ("check", "Bonjour à tous"),
        ("check", "--jsonl", "whatever.jsonl"),
        ("import", "whatever.csv"),
        ("search", "pain"),
        ("export", "--format", "jsonl", "--out", "out.jsonl"),
        ("log", "add", "Bonjour à tous", "--platform", "x"),
        ("log", "show"),
        ("log", "verify"),
    ],
)
@pytest.mark.parametrize("name", ["Personne", ""])
def test_an_unknown_brand_is_exit_two_and_makes_nothing(
    aparte: Aparte, home: Path, words: tuple[str, ...], name: str
) -> None:
    said = aparte(*words, "--brand", name)
    assert (said.status, said.out) == (2, "")
    assert f"“{name}”" in said.err
    assert not (home / "spaces").exists()


def test_no_command_mixes_brands_but_the_export(aparte: Aparte, tmp_path: Path) -> None:
    for name in ("Lune", "Soleil"):
        posts = tmp_path / f"{name}.jsonl"
        posts.write_text(lines_of({"id": "1", "text": f"La vitrine de {name}"}))
        aparte("brand", "add", name)
        aparte("import", posts, "--brand", name)
    assert [row["brand"] for row in aparte("search", "vitrine", "--brand", "lune", "--json").json["results"]] == [
        "Lune"
    ]
    assert aparte("search", "vitrine", "--json").json["results"] == []
    exported = aparte("export", "--format", "jsonl", "--out", "-").lines
    assert [row["brand"] for row in exported] == ["Lune", "Soleil"]


@pytest.mark.parametrize(("language", "word"), [("fr", "Ironie"), ("en", "Irony"), ("tlh", "Irony")])
def test_the_language_of_the_interface_is_chosen(
    aparte: Aparte, monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    monkeypatch.setenv("APARTE_LANG", language)
    assert aparte("check", "Bonjour à toutes et à tous").out.startswith(word)


def test_the_figures_are_the_same_in_every_language(aparte: Aparte, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {}
    for language in ("fr", "en"):
        monkeypatch.setenv("APARTE_LANG", language)
        said[language] = aparte(
            "check", "Bravo, encore 40 minutes de file, on adore !", "--platform", "x", "--json"
        ).json
    assert said["fr"]["fit"]["x"]["findings"][0].pop("message") != said["en"]["fit"]["x"]["findings"][0].pop("message")
    for one in said.values():
        for cue in one["sarcasm"]["cues"]:
            del cue["reason"]
    assert said["fr"] == said["en"]


@pytest.mark.parametrize(
    ("words", "said_in_french"),
    [
        (("search",), "une recherche a besoin de QUERY"),
        (("check", "a", "--nonsense"), "arguments inconnus\u00a0: --nonsense"),
        (("export", "--format", "pdf", "--out", "a"), "choix impossible\u00a0: 'pdf'"),
        (("search", "a", "--limit"), "il y faut une valeur"),
        (("search", "a", "--limit", "0"), "n’est pas un nombre de posts"),
        (("watch",), "watch"),
    ],
)
def test_wrong_usage_is_said_in_the_language_of_the_interface(
    aparte: Aparte, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said_in_french: str
) -> None:
    monkeypatch.setenv("APARTE_LANG", "fr")
    assert said_in_french in aparte(*words).err


def test_help_is_in_the_language_of_the_interface(aparte: Aparte, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APARTE_LANG", "fr")
    said = aparte("check", "--help")
    assert said.status == 0
    for english in ("show this help", "read the text", "positional arguments"):
        assert english not in said.out
