"""CONTRACT.md, “JSON” and “Text”: where a text comes from, how lines are read, what comes back as it came."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.cli.lines import json_line, read_lines
from tests.core.cli.said import lines_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.core.cli.said import Aparte

PLAIN = "Merci à toute l’équipe"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "posts.jsonl"


def say_on_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_the_argument_wins_over_the_file_and_the_file_over_standard_input(
    aparte: Aparte, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("le fichier", encoding="utf-8")
    say_on_standard_input(monkeypatch, b"l'entree")
    assert aparte("check", "l’argument", "--file", draft, "--json").json["text"] == "l’argument"
    assert aparte("check", "--file", draft, "--json").json["text"] == "le fichier"
    assert aparte("check", "--json").json["text"] == "l'entree"


def test_an_empty_text_is_a_text_but_nothing_at_all_is_not(
    aparte: Aparte, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    say_on_standard_input(monkeypatch, b"")
    assert aparte("check", "", "--json").json["text"] == ""
    assert aparte("check", "--file", empty, "--json").json["text"] == ""
    said = aparte("check")
    assert (said.status, said.out) == (2, "")
    assert "No text" in said.err


def test_a_file_keeps_its_line_ends_and_loses_its_mark(aparte: Aparte, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_bytes(b"\xef\xbb\xbfun\r\ndeux\ntrois\r\n")
    assert aparte("check", "--file", draft, "--json").json["text"] == "un\r\ndeux\ntrois\r\n"


@pytest.mark.parametrize(
    "written",
    [
        "7",
        "-7",
        "7.5",
        "1.10",
        "0.1000000000000000055511151231257827",
        "18446744073709551616",
        "123456789012345678901234567890",
        "9" * 5_000,
        "1E+400",
        "1E-400",
        '"7"',
        '""',
        '"a\\nb"',
        '"\u2028"',
    ],
)
@pytest.mark.parametrize("command", ["check", "fit"])
def test_an_id_comes_back_as_it_came(aparte: Aparte, file: Path, command: str, written: str) -> None:
    file.write_text(f'{{"id":{written},"text":"Merci à tous","platform":"x"}}\n', encoding="utf-8")
    said = aparte(command, "--jsonl", file)
    assert said.status == 0
    assert said.out.startswith(f'{{"id":{written},')


def test_a_missing_id_is_the_number_of_the_line(aparte: Aparte, file: Path) -> None:
    file.write_text(lines_of({"text": PLAIN}, {"id": "a", "text": PLAIN}, {"id": None, "text": PLAIN}))
    assert [one["id"] for one in aparte("check", "--jsonl", file).lines] == [1, "a", 3]


def test_the_last_of_two_equal_keys_holds_and_unknown_ones_are_ignored(aparte: Aparte, file: Path) -> None:
    file.write_text('{"text":"un","text":"deux","x":[[{}]],"":null,"sarcasm":1}\n')
    assert aparte("check", "--jsonl", file).lines[0]["text"] == "deux"


def test_only_a_line_feed_ends_a_line(aparte: Aparte, file: Path) -> None:
    texts = ["un\u2028deux\u2029trois\u0085quatre", "cinq\vsix\fsept"]
    file.write_text("\r\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in texts), encoding="utf-8")
    assert [one["text"] for one in aparte("check", "--jsonl", file).lines] == texts


def test_each_answer_is_one_line_whatever_the_text_holds(aparte: Aparte, file: Path) -> None:
    strange = ["\x00\n\r\t", "a\u2028b", '"\\', "\ufeff", "\u202eabc", "👩‍👩‍👧‍👦", "\ud83d seul", "\x7f\x1b[31m"]
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in strange))
    said = aparte("check", "--jsonl", file, "--platform", "x,mastodon")
    assert [one["text"] for one in said.lines] == [text.replace("\ud83d", "\ufffd") for text in strange]


@given(text=st.text(st.characters(exclude_categories=())))
def test_any_text_comes_back_with_its_length(text: str) -> None:
    said = json.loads(json_line({"text": "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)}))
    assert len(said["text"]) == len(text)


@pytest.mark.parametrize(
    ("lang", "read_as"),
    [("fr", "fr"), ("en", "en"), ("fr-CA", "fr"), ("EN_us", "en"), ("de", "other"), ("other", "other"), (None, "fr")],
)
def test_a_line_says_its_language_as_an_archive_does(
    aparte: Aparte, file: Path, lang: str | None, read_as: str
) -> None:
    file.write_text(lines_of({"text": PLAIN, "lang": lang}))
    assert aparte("check", "--jsonl", file).lines[0]["lang"] == read_as


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ({"text": "a", "lang": "français"}, "lang"),
        ({"text": "a", "lang": 3}, "lang"),
        ({"text": "a", "platform": "myspace"}, "myspace"),
        ({"text": "a", "platform": 0}, "platform"),
        ({"text": "a", "platform": ["x", None]}, "platform"),
        ({"text": "a", "intent": "mean"}, "mean"),
        ({"text": "a", "reply_to_text": 1}, "reply_to_text"),
        ({"text": "a", "id": {}}, "id"),
        ({"text": ["a"]}, "text"),
        ({}, "text"),
        ([], "line"),
        ("a", "line"),
    ],
)
def test_the_first_line_that_cannot_be_used_is_named_by_its_place(
    aparte: Aparte, file: Path, line: object, named: str
) -> None:
    file.write_text(lines_of({"text": PLAIN}) + lines_of(line) + lines_of({"text": PLAIN}))
    said = aparte("check", "--jsonl", file)
    assert said.status == 2
    assert [one["id"] for one in said.lines] == [1]
    assert said.err.startswith(f"{file}:2: ")
    assert said.err.count("\n") == 1
    assert named in said.err.replace("not a JSON object", "line")


def test_a_line_may_ask_for_no_platform(aparte: Aparte, file: Path) -> None:
    file.write_text(lines_of({"text": PLAIN, "platform": []}, {"text": PLAIN, "platform": "Bluesky"}, {"text": PLAIN}))
    answers = aparte("check", "--jsonl", file, "--platform", "x").lines
    assert [list(one["fit"]) for one in answers] == [[], ["bluesky"], ["x"]]


def test_long_lines_are_answered_without_being_held_all_at_once(file: Path) -> None:
    from aparte.cli.bulk import CHUNK_CHARACTERS, Asked, _take
    from aparte.nouns import Occasion

    asked = (Asked(at, "mot " * 50_000, (), "fr", Occasion()) for at in range(50))
    taken = _take(asked, 800)
    assert len(taken.lines) * 200_000 <= CHUNK_CHARACTERS + 200_000
    assert not taken.ended


def test_a_line_of_a_megabyte_is_read(file: Path) -> None:
    file.write_text(lines_of({"text": "a" * 2**20}, {"text": "b"}))
    assert [len(line.text) for line in read_lines(str(file))] == [2**20, 1]
