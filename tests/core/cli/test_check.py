"""`aparte check`: the contract's JSON, its exit statuses, and one clear line for whatever can't be used."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from aparte import cli

if TYPE_CHECKING:
    from pathlib import Path

IRONIC = "Bravo à toutes et tous : encore 40 minutes de file samedi, on adore votre patience 👏"
KEYS = {"id", "text", "lang", "truncated_at", "sentiment", "tone", "emotion", "sarcasm", "sensitivity", "fit"}
TONES = 13
EMOTIONS = 9


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    status = cli.run(["check", *arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_every_key_of_the_contract_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = checked(capsys, IRONIC, "--platform", "x,bluesky")
    assert status == 0
    assert set(said) >= KEYS
    assert len(said["tone"]["scores"]) == TONES
    assert len(said["emotion"]["scores"]) == EMOTIONS
    assert set(said["fit"]) == {"x", "bluesky"}
    assert set(said["sarcasm"]) >= {
        "risk",
        "low",
        "high",
        "level",
        "calibrated",
        "rank",
        "cues",
        "without",
        "bias",
        "rest",
    }


def test_the_words_sum_to_the_risk(capsys: pytest.CaptureFixture[str]) -> None:
    from math import log

    sarcasm = checked(capsys, IRONIC)[1]["sarcasm"]
    total = sarcasm["bias"] + sarcasm["rest"] + sum(cue["weight"] for cue in sarcasm["cues"])
    assert total == pytest.approx(log(sarcasm["risk"] / (1 - sarcasm["risk"])), abs=1e-6)
    assert sarcasm["level"] == "high"
    assert all(IRONIC[cue["start"] : cue["end"]] == cue["text"] for cue in sarcasm["cues"])


def test_what_is_likely_ironic_has_a_sentiment_as_meant(capsys: pytest.CaptureFixture[str]) -> None:
    likely = checked(capsys, IRONIC)[1]["sentiment"]
    assert likely["as_meant"]["label"] == "negative"
    assert likely["as_meant"]["score"] <= likely["score"]
    assert checked(capsys, "Le colis est arrivé ce matin, tout est complet")[1]["sentiment"]["as_meant"] is None
    assert checked(capsys, "")[1]["sentiment"]["as_meant"] is None


def test_without_a_word_is_the_risk_of_the_text_without_it(capsys: pytest.CaptureFixture[str]) -> None:
    first = checked(capsys, IRONIC)[1]["sarcasm"]["without"][0]
    rest = IRONIC[: first["start"]] + IRONIC[first["end"] :]
    assert checked(capsys, rest)[1]["sarcasm"]["risk"] == pytest.approx(first["risk"], abs=1e-9)


def test_an_empty_text_is_assessed_and_judged_by_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = checked(capsys, "")
    assert status == 0
    assert said["sarcasm"]["abstained"]
    assert (said["sarcasm"]["low"], said["sarcasm"]["high"], said["sarcasm"]["cues"]) == (0.0, 1.0, [])
    assert said["tone"]["scores"]["neutral"] == 1


def test_another_language_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    said = checked(capsys, "Das Wetter ist heute wirklich sehr schön und wir gehen in den Park")[1]
    assert said["lang"] == "other"
    assert said["sarcasm"]["why"] == said["tone"]["why"] == "language"


def test_an_error_is_exit_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, "mot " * 200, "--platform", "x")[0] == 1


def test_a_playful_intent_is_told_whether_the_joke_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, IRONIC, "--intent", "playful")[1]["sarcasm"]["missed"] is not None
    assert checked(capsys, IRONIC)[1]["sarcasm"]["missed"] is None


def test_a_lone_surrogate_keeps_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, "avant \ud800 après, tout va bien")[1]["text"] == "avant � après, tout va bien"


def test_a_text_of_any_length_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    said = checked(capsys, "Merci encore à vous. " * 2_000)[1]
    assert said["truncated_at"] == 20_000


@pytest.mark.parametrize("order", [["--json", "check", "Bonjour à tous"], ["check", "--json", "Bonjour à tous"]])
def test_global_options_stand_before_or_after(order: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(order) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "Bonjour à tous"


def test_two_dashes_end_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", "--json", "--", "--help me, please"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "--help me, please"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["check", "--file", "nowhere.txt"], "nowhere.txt"),
        (["check", "Bonjour", "--platform", "myspace"], "myspace"),
        (["check", "Bonjour", "--planned", "31/02"], "31/02"),
        (["check", "Bonjour", "--brand", "Personne"], "Personne"),
        (["check", "--jsonl", "nowhere.jsonl"], "nowhere.jsonl"),
        (["check", "Bonjour", "--nonsense"], "--nonsense"),
        (["watch", "--once"], "watch"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_exit_two(
    arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert named in said.err


def test_bytes_that_are_no_utf8_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "draft.txt"
    file.write_bytes(b"\xef\xbb\xbfcaf\xe9")
    assert cli.run(["check", "--file", str(file)]) == 2
    assert "byte 6" in capsys.readouterr().err


def test_standard_input_is_read_when_nothing_else_is_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Merci à toute l’équipe".encode())))
    assert checked(capsys)[1]["text"] == "Merci à toute l’équipe"


def lines_of(*documents: object) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents)


def test_lines_are_answered_in_their_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text(lines_of(*({"id": f"n{i}", "text": f"Merci pour le pain numéro {i}"} for i in range(30))))
    assert cli.run(["check", "--jsonl", str(file)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in answers] == [f"n{i}" for i in range(30)]
    assert set(answers[0]) >= KEYS


def test_a_bad_line_ends_the_run_after_the_answers_before_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text(lines_of({"text": "Bonjour à tous"}) + "{not json}\n" + lines_of({"text": "Bonsoir à tous"}))
    assert cli.run(["check", "--jsonl", str(file)]) == 2
    said = capsys.readouterr()
    assert [json.loads(line)["id"] for line in said.out.splitlines()] == [1]
    assert f"{file}:2" in said.err


def test_a_line_wins_over_the_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text(
        lines_of(
            {"text": "Bonjour à tous", "platform": ["bluesky"], "lang": "en", "intent": "playful"},
            {"text": "Bonjour à tous"},
        )
    )
    cli.run(["check", "--jsonl", str(file), "--platform", "x"])
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (set(first["fit"]), first["lang"]) == ({"bluesky"}, "en")
    assert first["sarcasm"]["missed"] is not None
    assert set(second["fit"]) == {"x"}


def test_a_reply_whose_parent_is_missing_is_not_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "replies.jsonl"
    file.write_text(lines_of({"text": "Bravo, encore une réussite", "reply_to_text": ""}))
    cli.run(["check", "--jsonl", str(file)])
    assert json.loads(capsys.readouterr().out)["sarcasm"]["why"] == "no_context"


def test_many_lines_are_shared_between_processes_and_keep_their_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from aparte.cli.bulk import ALONE

    file = tmp_path / "posts.jsonl"
    count = ALONE + 50
    file.write_text(lines_of(*({"text": f"Merci pour le pain numéro {i}"} for i in range(count))))
    assert cli.run(["check", "--jsonl", str(file)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in answers] == list(range(1, count + 1))


def test_for_people_the_irony_comes_with_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["check", IRONIC])
    said = capsys.readouterr().out
    assert "on adore" in said
    assert "sharper than" in said
