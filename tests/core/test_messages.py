"""A sentence is said whole in the reader's language: its days and the source of its rule too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aparte import i18n, messages
from aparte.messages import sources
from aparte.platforms import culture
from aparte.platforms.platform import platforms


@pytest.fixture
def _french() -> Iterator[None]:
    i18n.set_language("fr")
    yield
    i18n.set_language("en")


def test_a_day_inside_a_sentence_is_written_as_people_write_it() -> None:
    said = messages.say("sensitive-date.selling", {"day": "2027-04-01", "en": "a feast"})
    assert said == "Decide whether to sell on 1 Apr 2027: a feast."


@pytest.mark.usefixtures("_french")
def test_french_says_the_first_of_a_month_its_own_way() -> None:
    assert i18n.day_of("2027-04-01") == "1er\N{NO-BREAK SPACE}avr.\N{NO-BREAK SPACE}2027"
    assert i18n.day_of("2027-04-02") == "2\N{NO-BREAK SPACE}avr.\N{NO-BREAK SPACE}2027"


@pytest.mark.parametrize(("kept", "said"), [("2026-02", "Feb 2026"), ("2026", "2026"), ("soon", "soon"), ("", "")])
def test_a_date_that_is_not_a_whole_day_is_written_as_far_as_it_is_known(kept: str, said: str) -> None:
    assert i18n.day_of(kept) == said


@pytest.mark.usefixtures("_french")
def test_the_source_inside_a_sentence_is_said_in_its_language() -> None:
    source = "Code électoral, art. L49, not re-read"
    params = {"words": "votez", "day": "2027-04-10", "fr": "veille", "source": source, "as_of": "2026-11-23"}
    said = messages.say("election-eve-fr", params)
    assert "non relu" in said
    assert "not re-read" not in said


def test_each_source_to_translate_is_the_source_of_a_rule() -> None:
    given = {check.source for check in culture.checks().values()}
    for place in platforms().values():
        given |= {place.limits.source} | {custom.source for custom in place.customs}
    assert set(sources.NAMES) <= given


@pytest.mark.usefixtures("_french")
def test_a_count_inside_a_sentence_is_grouped_and_a_place_is_not() -> None:
    params = {"platform": "LinkedIn", "count": 3100, "limit": 3000, "over": 100}
    assert "3\N{NARROW NO-BREAK SPACE}100 sur 3\N{NARROW NO-BREAK SPACE}000" in messages.say("fit.length", params)
    assert "1200" in messages.say("log.out_of_place", {"line": 1200, "number": 1201, "expected": 1202})
