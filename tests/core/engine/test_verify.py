"""What nobody vouched for is marked, and nothing else."""

from __future__ import annotations

from aparte.engine.verify import to_verify

TEXT = "Merci Julie : 40 minutes de file samedi. −20 % au bar dès demain 10 h, avec @lou.nts #festival"


def marked(noted: str, own: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> list[str]:
    found = to_verify(TEXT, "fr", noted, own, names)
    assert all(TEXT[one.span.start : one.span.end] == one.params["fact"] for one in found)
    return [str(one.params["fact"]) for one in found]


def test_without_a_facts_line_there_is_nothing_to_compare_with() -> None:
    assert marked("") == marked("  ") == []


def test_what_is_not_in_the_facts_line_is_marked_where_it_stands() -> None:
    assert marked("40 min, samedi, demain à 10h00, Julie, @lou.nts") == ["−20 %"]
    assert marked("rien") == ["Julie", "40 minutes", "samedi", "−20 %", "demain", "10 h", "@lou.nts"]


def test_what_the_client_has_published_is_vouched_for() -> None:
    own = ("Julie sert dès 10 heures.", "Au bar, 20 % de remise le samedi.")
    assert marked("demain", own) == ["40 minutes", "@lou.nts"]


def test_the_client_s_own_names_need_no_voucher() -> None:
    assert marked("40 minutes, samedi, −20 %, demain, 10 h", names=("Julie", "@lou.nts")) == []
