"""One formatter for every number, in both languages."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte import i18n
from aparte_ui import numbers

NARROW, WIDE = "\u202f", "\u00a0"


@pytest.fixture
def _french() -> None:
    i18n.set_language("fr")


def test_english_writes_its_numbers() -> None:
    assert numbers.number(2200) == "2,200"
    assert numbers.decimal(3.25, 1) == "3.2"
    assert numbers.percent(0.71) == "71%"
    assert numbers.between(7, 9) == "7 to 9"
    assert numbers.clock(datetime(2026, 11, 14, 9, 12)) == "9:12"
    assert numbers.day(date(2026, 7, 14)) == "14 Jul 2026"
    assert numbers.quoted("again") == "“again”"


@pytest.mark.usefixtures("_french")
def test_french_writes_its_numbers() -> None:
    assert numbers.number(2200) == f"2{NARROW}200"
    assert numbers.decimal(3.25, 1) == "3,2"
    assert numbers.percent(0.71) == f"71{NARROW}%"
    assert numbers.between(7, 9) == "7 à 9"
    assert numbers.clock(datetime(2026, 11, 14, 9, 12)) == f"9{WIDE}h{WIDE}12"
    assert numbers.day(date(2026, 7, 14), date(2026, 1, 1)) == f"14{WIDE}juil."
    assert numbers.quoted("encore") == f"«{WIDE}encore{WIDE}»"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1200, "1.2 KB"),
        (412_000, "412 KB"),
        (999_600, "1.0 MB"),
        (986_000_000, "986 MB"),
        (3_100_000_000, "3.1 GB"),
    ],
)
def test_a_size_is_said_in_its_own_unit(count: int, said: str) -> None:
    assert numbers.size(count) == said


@pytest.mark.usefixtures("_french")
def test_zero_is_singular_in_french() -> None:
    assert numbers.size(0) == f"0{WIDE}octet"
    assert numbers.size(3_100_000_000) == f"3,1{WIDE}Go"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "just now"), (1, "1 s ago"), (59, "59 s ago"), (240, "4 min ago"), (7300, "2 h ago"), (200_000, "2 d ago")],
)
def test_an_age_is_said_in_its_largest_unit(seconds: float, said: str) -> None:
    assert numbers.age(seconds) == said


@given(st.integers(-(10**15), 10**15))
def test_a_written_number_reads_back_the_same(value: int) -> None:
    assert int(numbers.number(value).replace(",", "").replace(numbers.MINUS, "-")) == value


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_a_rounded_nothing_has_no_sign(value: float, places: int) -> None:
    written = numbers.decimal(value, places)
    assert float(written.replace(",", "").replace(numbers.MINUS, "-")) == pytest.approx(
        round(value, places), abs=10**-places
    )
    assert written != f"{numbers.MINUS}0"
