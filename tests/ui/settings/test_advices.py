"""Which advice can be switched off: habits, each with a name a person understands."""

from __future__ import annotations

from aparte.platforms import culture
from aparte.platforms.platform import platforms
from aparte_ui.settings.advices import CULTURE, CUSTOMS, advices, sentence_of, switched_off


def _codes() -> set[str]:
    return {code for advice in advices() for code in advice.codes}


def test_a_law_is_not_among_them() -> None:
    laws = {check.id for check in culture.checks().values() if check.owner == "sensitivity"}
    assert laws
    assert not laws & _codes()


def test_what_a_platform_refuses_is_not_among_them() -> None:
    hard = {f"{place.id}.{custom.code}" for place in platforms().values() for custom in place.customs if custom.hard}
    soft = {
        f"{place.id}.{custom.code}" for place in platforms().values() for custom in place.customs if not custom.hard
    }
    assert hard - soft
    assert not (hard - soft) & _codes()


def test_a_check_that_always_warns_is_not_among_them() -> None:
    assert "fake-bold" in culture.checks()
    assert "fake-bold" not in _codes()


def test_every_advice_has_a_name_of_its_own() -> None:
    bare = {code for code in _codes() if code.rpartition(".")[2] not in {**CULTURE, **CUSTOMS}}
    assert bare == set()


def test_no_sentence_shows_a_placeholder() -> None:
    assert [advice.said for advice in advices() if "{" in advice.said] == []


def test_a_sentence_made_of_holes_is_left_out() -> None:
    assert sentence_of("fit.max_links") == ""


def test_what_is_off_everywhere_takes_one_line() -> None:
    known = advices()
    several = next(advice for advice in known if len(advice.codes) > 1)
    assert switched_off(several.codes, known) == [several]


def test_a_code_nobody_knows_any_more_keeps_a_line() -> None:
    (line,) = switched_off(["oldplace.thing"], advices())
    assert (line.codes, line.words) == (("oldplace.thing",), "oldplace.thing")
