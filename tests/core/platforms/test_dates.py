"""The calendar: days that stand still, days that move, ballots."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.platforms import calendars, dates


def names(day: str, *regions: str) -> list[str]:
    return [listed.en for listed in dates.sensitive(date.fromisoformat(day), regions)]


def test_a_fixed_day_is_listed_where_it_is_marked() -> None:
    assert names("2026-11-13", "FR") == ["Paris attacks (2015)"]
    assert names("2026-11-13", "US") == []


def test_a_country_has_one_code_whatever_it_is_written() -> None:
    assert names("2027-07-07", "GB") == names("2027-07-07", "UK") == ["London bombings (2005)"]


def test_the_day_that_holds_back_most_comes_first() -> None:
    held = [len(listed.held) for listed in dates.sensitive(date(2026, 10, 17), ("FR", "INT"))]
    assert held == sorted(held, reverse=True)
    assert len(held) == 2


@pytest.mark.parametrize(
    ("year", "day"), [(2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2027, "03-28"), (2028, "04-16")]
)
def test_easter_falls_on_its_day(year: int, day: str) -> None:
    assert calendars.easter(year) == date.fromisoformat(f"{year}-{day}")


@pytest.mark.parametrize(
    ("year", "day"), [(2024, "10-12"), (2025, "10-02"), (2026, "09-21"), (2027, "10-11"), (2028, "09-30")]
)
def test_yom_kippur_falls_on_its_day(year: int, day: str) -> None:
    assert calendars.yom_kippur(year) == date.fromisoformat(f"{year}-{day}")


@pytest.mark.parametrize(
    ("year", "day"), [(2023, "04-18"), (2024, "05-06"), (2025, "04-24"), (2026, "04-14"), (2027, "05-04")]
)
def test_yom_hashoah_is_moved_away_from_the_sabbath(year: int, day: str) -> None:
    assert calendars.yom_hashoah(year) == date.fromisoformat(f"{year}-{day}")


@pytest.mark.parametrize("seen", ["2024-03-11", "2025-03-01", "2026-02-18", "2027-02-08"])
def test_ramadan_is_listed_around_its_first_day_and_says_it_is_to_confirm(seen: str) -> None:
    listed = dates.sensitive(date.fromisoformat(seen), ("INT",))
    assert [one.approximate for one in listed if one.en == "Start of Ramadan"] == [True]


def test_ramadan_may_start_twice_in_a_year() -> None:
    assert len(calendars.hijri(2030, 9)) == 2


def test_the_lunar_year_is_dated_one_by_one() -> None:
    assert "Lunar New Year" in names("2027-02-06", "INT")


def test_good_friday_is_two_days_before_easter() -> None:
    assert "Good Friday" in names("2027-03-26", "INT")


def test_the_eve_of_a_ballot_counts_and_the_day_before_does_not() -> None:
    assert dates.ballot(date(2027, 4, 10))
    assert dates.ballot(date(2027, 4, 11))
    assert dates.ballot(date(2027, 4, 9)) is None


def test_a_client_adds_a_ballot_of_its_own() -> None:
    assert dates.ballot(date(2027, 6, 12), ["2027-06-13"])
    assert dates.ballot(date(2027, 6, 12)) is None


def test_every_entry_has_one_place_in_the_year_and_a_known_kind() -> None:
    calendar = dates.calendar()
    for entry in calendar.entries:
        assert (entry.day is not None) + (entry.rule is not None) + bool(entry.on) == 1, entry.en
        assert entry.kind in calendar.kinds
        assert entry.rule is None or entry.rule in dates.RULES
        assert entry.en
        assert entry.fr


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_any_day_can_be_looked_up(day: date) -> None:
    assert all(listed.day == day for listed in dates.sensitive(day, ("FR", "INT", "EU", "US", "UK")))


@given(st.integers(1900, 2200))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    day = calendars.easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@given(st.integers(1900, 2200))
def test_yom_kippur_never_falls_beside_a_sabbath(year: int) -> None:
    assert calendars.yom_kippur(year).weekday() not in {4, 6, 1}
