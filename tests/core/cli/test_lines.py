"""JSON Lines are read strictly, and what was answered before a bad line stays answered."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from aparte.cli import run
from aparte.cli.lines import read_lines
from aparte.errors import Trouble

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "texts.jsonl"


def answers(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_an_id_comes_back_as_it_came_and_a_missing_one_is_the_line_number(file: Path) -> None:
    file.write_text('{"id":"a7","text":"x"}\n{"id":7.5,"text":"x"}\n{"text":"x"}\n{"id":null,"text":"x"}\n')
    assert [line.id for line in read_lines(str(file))] == ["a7", Decimal("7.5"), 3, 4]


def test_only_a_line_feed_ends_a_line(file: Path) -> None:
    file.write_bytes('{"text":"un\u2028deux\u0085trois"}\r\n{"text":"fin"}'.encode())
    assert [line.text for line in read_lines(str(file))] == ["un\u2028deux\u0085trois", "fin"]


def test_a_lone_surrogate_is_one_replacement_character(file: Path) -> None:
    file.write_bytes(b'{"text":"a\\ud83d b"}\n{"text":"a\xed\xa0\xbd b"}\n{"text":"\\ud83d\\ude00"}\n')
    assert [line.text for line in read_lines(str(file))] == ["a\ufffd b", "a\ufffd b", "😀"]


def test_a_byte_order_mark_is_no_text(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbf{"text":"x"}\n')
    assert [line.text for line in read_lines(str(file))] == ["x"]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (b"", "json.bad_line"),
        (b"[1", "json.bad_line"),
        (b"3", "json.bad_line"),
        (b'{"text":"\xff"}', "json.bad_line"),
        (b'{"text":"x","n":NaN}', "json.bad_line"),
        (b'{"text":"x","id":1e99999999999999999999}', "json.bad_line"),
        (b"[" * 200_000, "json.bad_line"),
        (b'{"text":3}', "json.no_text"),
        (b'{"id":1}', "json.no_text"),
        (b'{"text":"x","id":[1]}', "json.bad_value"),
        (b'{"text":"x","id":true}', "json.bad_value"),
    ],
)
def test_the_first_line_that_can_not_be_used_ends_the_run_by_its_number(file: Path, bad: bytes, code: str) -> None:
    file.write_bytes(b'{"text":"bon"}\n' + bad + b'\n{"text":"jamais lu"}\n')
    lines = read_lines(str(file))
    assert next(lines).text == "bon"
    with pytest.raises(Trouble) as caught:
        next(lines)
    assert (caught.value.code, caught.value.params["where"], caught.value.params["line"]) == (code, str(file), 2)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"file\.missing"):
        next(read_lines(str(tmp_path / "rien")))


def test_fit_answers_each_platform_of_each_line_in_order(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text('{"id":"a","text":"Salut #toi","platform":["x","bluesky"]}\n{"text":"b","platform":"X"}\n')
    assert run(["fit", "--jsonl", str(file)]) == 0
    found = answers(capsys)
    assert [(one["id"], one["platform"]) for one in found] == [("a", "x"), ("a", "bluesky"), (2, "x")]
    assert set(found[0]) == {"id", "platform", "length", "limit", "verdict", "parts", "entities", "findings"}
    assert found[0]["entities"] == {"urls": [], "hashtags": [[6, 10]], "mentions": [], "cashtags": []}


def test_fit_says_no_when_a_text_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(json.dumps({"text": "a" * 300, "platform": "x"}) + "\n")
    assert run(["fit", "--jsonl", str(file)]) == 1
    (answer,) = answers(capsys)
    assert answer["verdict"] == "blocked"
    assert {"rule", "severity", "confirm", "message", "start", "end", "fix", "source", "as_of"} == set(
        answer["findings"][0]
    )


def test_the_line_wins_over_the_option(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text('{"text":"a"}\n{"text":"b","platform":"telegram"}\n')
    assert run(["fit", "--jsonl", str(file), "--platform", "x"]) == 0
    assert [one["platform"] for one in answers(capsys)] == ["x", "telegram"]


@pytest.mark.parametrize("platform", ['"myspace"', "3", "[]", "[1]", "null"])
def test_fit_stops_at_a_platform_it_can_not_use(file: Path, capsys: pytest.CaptureFixture[str], platform: str) -> None:
    file.write_text(f'{{"text":"a","platform":"x"}}\n{{"text":"b","platform":{platform}}}\n')
    assert run(["fit", "--jsonl", str(file)]) == 2
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 1
    assert f"{file}:2:" in captured.err
    assert captured.err.count("\n") == 1
