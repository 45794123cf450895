"""What the gate asks before a copy, and what it can't be talked out of."""

from __future__ import annotations

from typing import Any

import pytest

from aparte import messages
from aparte.errors import Trouble
from aparte.gate.checks import checks, may_copy, open_points, overridden, sign, stands, working_copy
from aparte.nouns import Brand, Draft, Media
from tests.core.gate.made import TEXT, assessment, finding

DRAFT = Draft(id="d1", base_text=TEXT)


def test_nothing_open_copies_with_one_key() -> None:
    rows = checks(assessment(), "x", DRAFT)
    assert open_points(rows) == ()
    assert may_copy(rows, {})


def test_the_sheet_says_what_passed() -> None:
    rows = checks(assessment([finding("x.hashtags", "advice")]), "x", DRAFT, misspelled=0)
    said = {row.code: messages.say(row.message, row.params) for row in rows}
    assert said["rules"] == "10 of 11 rules met."
    assert set(said) == {"irony", "rules", "sensitive", "spelling"}


def test_an_error_needs_a_line_that_is_not_blank() -> None:
    rows = checks(assessment([finding("x.length")]), "x", DRAFT)
    assert [(row.code, row.state, row.blocked) for row in open_points(rows)] == [("x.length", "answer", True)]
    assert [may_copy(rows, answers) for answers in ({}, {"x.length": "  \n"}, {"x.length": "validé"})] == [
        False,
        False,
        True,
    ]


def test_a_warning_to_confirm_needs_a_line_and_another_warning_a_tick() -> None:
    rows = checks(
        assessment([finding("sensitive-date", "warning", confirm=True), finding("x.links", "warning")]), "x", DRAFT
    )
    assert [(row.code, row.state) for row in open_points(rows)] == [("sensitive-date", "answer"), ("x.links", "tick")]
    assert may_copy(rows, {"sensitive-date": "prévu avec la cliente", "x.links": ""})


def test_the_same_finding_twice_is_one_question() -> None:
    rows = checks(assessment(sensitive=[finding("insult.direct"), finding("insult.direct")]), "x", DRAFT)
    (row,) = open_points(rows)
    assert len(row.findings) == 2


def test_a_sincere_draft_that_sounds_ironic_needs_a_look() -> None:
    assert [row.code for row in open_points(checks(assessment(level="high"), "x", DRAFT))] == ["irony"]


@pytest.mark.parametrize("irony", [{"level": "medium"}, {"level": "low", "abstained": True, "why": "short"}])
def test_doubtful_irony_asks_nothing(irony: dict[str, Any]) -> None:
    assert open_points(checks(assessment(**irony), "x", DRAFT)) == ()


def test_irony_on_purpose_asks_nothing() -> None:
    playful = Draft(id="d1", base_text=TEXT, intent="playful")
    assert open_points(checks(assessment(level="high"), "x", playful)) == ()


def test_reading_aloud_is_asked_only_where_the_client_wants_it() -> None:
    rows = checks(assessment(), "x", DRAFT, brand=Brand(id="a1", name="Lune", read_aloud=True))
    assert [row.code for row in open_points(rows)] == ["read-aloud"]


def test_alternative_texts_are_shown_as_done_only_when_they_are() -> None:
    pictured = Draft(id="d1", base_text=TEXT, media=(Media(path="a.jpg", alt={"": "Une vitrine"}),))
    assert "alt-text" in {row.code for row in checks(assessment(), "x", pictured)}
    missing = checks(assessment([finding("alt-text-missing", "warning")]), "x", pictured)
    assert "alt-text" not in {row.code for row in missing}


def test_a_remembered_answer_passes_a_warning() -> None:
    rows = checks(assessment([finding("x.links", "warning")]), "x", DRAFT, overrides={"x.links": "toujours un lien"})
    assert open_points(rows) == ()
    assert overridden(rows, {}) == {"x.links": "toujours un lien"}


def test_a_remembered_answer_never_passes_an_error() -> None:
    rows = checks(assessment([finding("x.length")]), "x", DRAFT, overrides={"x.length": "déjà dit"})
    assert not may_copy(rows, {})


def test_a_signature_names_the_model_and_what_was_examined() -> None:
    rows = checks(assessment([finding("x.length")]), "x", DRAFT, models=["petit-modele"])
    signed = sign(
        rows,
        {"x.length": " validé par la cliente "},
        text=TEXT,
        platform="x",
        person="Camille",
        signed_at="2026-11-23T22:00:00Z",
        models=["petit-modele"],
    )
    assert (signed.by, signed.examined["x.length"]) == ("petit-modele", "validé par la cliente")
    assert {"irony", "rules", "sensitive"} <= set(signed.examined)


def test_nothing_is_signed_while_a_point_is_open() -> None:
    rows = checks(assessment([finding("x.length")]), "x", DRAFT)
    with pytest.raises(Trouble, match=r"gate\.open"):
        sign(rows, {}, text=TEXT, platform="x", person="Camille", signed_at="2026-11-23T22:00:00Z")


def test_a_changed_letter_voids_the_signature() -> None:
    signed = sign(checks(assessment(), "x", DRAFT), {}, text=TEXT, platform="x", person="C", signed_at="t")
    assert stands(signed, TEXT, "x")
    assert not stands(signed, TEXT + " ", "x")
    assert not stands(signed, TEXT, "bluesky")


def test_a_working_copy_says_that_nothing_was_checked() -> None:
    copy = working_copy(text=TEXT, platform="x", person="Camille", signed_at="t")
    assert (copy.checked, copy.examined) == (False, {})
