"""`aparte feedback`: what was corrected is kept, and the client's next texts are read accordingly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from aparte.archive.spaces import spaces
from aparte.feedback.kept import FILE, read_kept
from tests.core.cli.said import lines_of

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.nouns import Correction
    from tests.core.cli.said import Aparte

IRONIC = "Bravo, encore 40 minutes de file, on adore votre patience 👏"
LINE = {"id": "7", "text": IRONIC, "lang": "fr", "score": "sarcasm", "truth": "sincere", "at": "2026-11-02T09:00:00Z"}


def kept(home: Path, client: str = "default") -> tuple[Correction, ...]:
    (folder,) = [space.folder for space in spaces(home) if space.brand.name == client]
    return read_kept(folder).corrections


def written(tmp_path: Path, *documents: object) -> Path:
    path = tmp_path / "f.jsonl"
    path.write_text(lines_of(*documents), encoding="utf-8")
    return path


def test_a_text_is_corrected_and_the_prior_moves(aparte: Aparte, home: Path) -> None:
    said = aparte("feedback", IRONIC, "--score", "sarcasm", "--truth", "sincere", "--json")
    assert (said.status, said.err) == (0, "")
    assert set(said.json) == {"kept", "prior_before", "prior_after"}
    assert (said.json["kept"], said.json["prior_before"]) == (1, 0.0)
    assert said.json["prior_after"] < 0
    (one,) = kept(home)
    assert (one.text, one.lang, one.truth, one.score) == (IRONIC, "fr", "sincere", "sarcasm")


def test_people_are_told_in_words(aparte: Aparte) -> None:
    said = aparte("feedback", IRONIC, "--truth", "sincere")
    assert said.out.startswith("1 correction kept.\nIrony of this client: +0.00 log-odds before, -")


def test_a_check_for_no_named_client_hears_what_the_default_one_taught(aparte: Aparte, home: Path) -> None:
    before = aparte("check", IRONIC, "--json").json["sarcasm"]
    assert not (home / "spaces").exists()
    moved = aparte("feedback", IRONIC, "--truth", "sincere", "--json").json
    after = aparte("check", IRONIC, "--json").json["sarcasm"]
    assert after["bias"] - before["bias"] == pytest.approx(moved["prior_after"])


def test_the_next_check_of_that_client_alone_sounds_less_ironic(aparte: Aparte) -> None:
    for name in ("Zoé", "Ali"):
        aparte("brand", "add", name)
    before = aparte("check", IRONIC, "--brand", "Zoé", "--json").json["sarcasm"]
    moved = aparte("feedback", IRONIC, "--truth", "sincere", "--brand", "Zoé", "--json").json
    after = aparte("check", IRONIC, "--brand", "Zoé", "--json").json["sarcasm"]
    assert after["risk"] < before["risk"]
    assert after["bias"] - before["bias"] == pytest.approx(moved["prior_after"])
    assert after["rank"]["higher_than"] <= before["rank"]["higher_than"]
    assert aparte("check", IRONIC, "--brand", "Ali", "--json").json["sarcasm"] == before
    assert aparte("check", IRONIC, "--json").json["sarcasm"] == before


def test_a_rewrite_starts_from_the_same_risk_as_the_check(aparte: Aparte) -> None:
    aparte("brand", "add", "Zoé")

    def found() -> Any:
        rewrite = aparte("rewrite", IRONIC, "--platform", "x", "--brand", "Zoé", "--json").json
        return rewrite["candidates"][0]

    before = found()
    aparte("feedback", IRONIC, "--truth", "ironic", "--brand", "Zoé")
    aparte("feedback", "Encore une panne, quel bonheur", "--truth", "ironic", "--brand", "Zoé")
    after = found()
    assert after["assessment"]["sarcasm"]["bias"] > before["assessment"]["sarcasm"]["bias"]


def test_the_same_correction_twice_counts_once(aparte: Aparte) -> None:
    first = aparte("feedback", IRONIC, "--truth", "sincere", "--json").json
    again = aparte("feedback", IRONIC, "--truth", "sincere", "--json").json
    assert again["prior_after"] == pytest.approx(first["prior_after"])


def test_lines_are_kept_as_they_say(aparte: Aparte, home: Path, tmp_path: Path) -> None:
    path = written(tmp_path, {**LINE, "predicted": 0.9}, {"text": "Merci beaucoup pour votre accueil", "truth": 0})
    said = aparte("feedback", "--jsonl", path, "--json")
    assert (said.status, said.json["kept"]) == (0, 2)
    given, computed = kept(home)
    assert (given.id, given.at, given.predicted, given.prior) == ("7", LINE["at"], 0.9, 0.0)
    assert computed.predicted is not None
    assert 0 < computed.predicted < 1


@pytest.mark.parametrize(("told", "truth"), [(1, "ironic"), (0, "sincere"), (True, "ironic"), (False, "sincere")])
def test_a_truth_may_be_a_number_or_a_boolean(
    aparte: Aparte, home: Path, tmp_path: Path, told: object, truth: str
) -> None:
    assert aparte("feedback", "--jsonl", written(tmp_path, {**LINE, "truth": told})).status == 0
    assert [one.truth for one in kept(home)] == [truth]


def test_what_was_kept_can_be_given_again(aparte: Aparte, home: Path, tmp_path: Path) -> None:
    aparte("feedback", "Encore une panne, quel bonheur", "--truth", "sincere")
    aparte("feedback", IRONIC, "--truth", "sincere")
    aparte("brand", "add", "Zoé")
    (folder,) = [space.folder for space in spaces(home) if space.brand.name == "default"]
    assert aparte("feedback", "--jsonl", folder / FILE, "--brand", "Zoé").status == 0
    assert kept(home, "Zoé") == kept(home)


def test_a_text_that_cannot_be_judged_is_kept_and_moves_nothing(aparte: Aparte, home: Path) -> None:
    said = aparte("feedback", "Bravo", "--truth", "ironic", "--json").json
    assert said == {"kept": 1, "prior_before": 0.0, "prior_after": 0.0}
    assert kept(home)[0].predicted is None


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"truth": "maybe"}, "truth"),
        ({"truth": 2}, "truth"),
        ({"truth": None}, "truth"),
        ({"truth": ["ironic"]}, "truth"),
        ({"truth": 0.5}, "truth"),
        ({"score": "tone"}, "score"),
        ({"predicted": 1.2}, "predicted"),
        ({"predicted": "0.5"}, "predicted"),
        ({"predicted": True}, "predicted"),
        ({"predicted": 0.5, "prior": 9}, "prior"),
        ({"at": "yesterday"}, "at"),
        ({"lang": 3}, "lang"),
        ({"text": 3}, "text"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_those_before_it_are_kept(
    aparte: Aparte, home: Path, tmp_path: Path, change: dict[str, object], named: str
) -> None:
    path = written(tmp_path, LINE, {**LINE, **change}, LINE)
    said = aparte("feedback", "--jsonl", path, "--json")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"{path}:2: ")
    assert named in said.err
    assert said.err.count("\n") == 1
    assert len((next((home / "spaces").iterdir()) / FILE).read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        [IRONIC],
        [IRONIC, "--truth", "maybe"],
        [IRONIC, "--truth", "ironic", "--score", "tone"],
        [IRONIC, "--truth", "ironic", "--brand", "Nobody"],
        ["--jsonl", "nowhere.jsonl"],
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(aparte: Aparte, home: Path, words: list[str]) -> None:
    said = aparte("feedback", *words)
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert not [path for path in home.rglob(FILE) if path.read_bytes()]


def test_a_broken_line_is_told_and_the_others_count(aparte: Aparte, home: Path) -> None:
    before = aparte("check", IRONIC, "--json").json["sarcasm"]["bias"]
    aparte("feedback", IRONIC, "--truth", "sincere")
    (path,) = home.rglob(FILE)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:30])
    said = aparte("check", IRONIC, "--brand", "default", "--json")
    assert said.status == 0
    assert f"{FILE}: line 2 can’t be read" in said.err
    assert json.loads(said.out)["sarcasm"]["bias"] < before


def test_the_log_notes_the_risk_that_the_client_sees(aparte: Aparte, home: Path) -> None:
    aparte("feedback", IRONIC, "--truth", "sincere")
    seen = aparte("check", IRONIC, "--brand", "default", "--json").json["sarcasm"]["risk"]
    added = aparte("log", "add", IRONIC, "--platform", "linkedin", "--reason", "dit", "--brand", "default", "--json")
    assert added.json["scores"]["sarcasm"] == round(seen, 3)
