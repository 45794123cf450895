"""05/01 is January or May for the whole file, and every way of writing a date in the trade is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.archive.times import iso
from aparte.sources.csv_dates import decide, read_date


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2026-01-20T10:00:00+01:00", "2026-01-20T09:00:00Z"),
        ("2026-01-20 10:00", "2026-01-20T10:00:00Z"),
        ("2026-02-22 09:14:00.0", "2026-02-22T09:14:00Z"),
        ("2026-01-05 08:00:00 UTC", "2026-01-05T08:00:00Z"),
        ("05/01/2026", "2026-01-05T00:00:00Z"),
        ("05/01/2026 17:45", "2026-01-05T17:45:00Z"),
        ("5.1.26 7h05", "2026-01-05T07:05:00Z"),
        ("02/15/2026 10:05 am", "2026-02-15T10:05:00Z"),
        ("2026/01/05 12:30 PM", "2026-01-05T12:30:00Z"),
        ("22-Feb-2026 09:14AM", "2026-02-22T09:14:00Z"),
        ("20 janv. 2026 10:00", "2026-01-20T10:00:00Z"),
        ("1er août 2026", "2026-08-01T00:00:00Z"),
        ("January 5, 2026 9:07 PM", "2026-01-05T21:07:00Z"),
        ("Tue, 20 Jan 2026 10:00:00 +0100", "2026-01-20T09:00:00Z"),
        ("Mon Jan 05 08:36:41 +0000 2026", "2026-01-05T08:36:41Z"),
        ("1767600000", "2026-01-05T08:00:00Z"),
        ("1767600000000", "2026-01-05T08:00:00Z"),
    ],
)
def test_a_date_is_read_however_it_is_written(said: str, kept: str) -> None:
    moment = read_date(said, "day")
    assert moment is not None
    assert iso(moment.at) == kept


@pytest.mark.parametrize("said", ["", "hier", "il y a 3 h", "32/01/2026", "2026", "1.200", "12:30", "Total"])
def test_what_is_no_date_is_none(said: str) -> None:
    assert read_date(said, "day") is None


def test_one_date_proves_the_order_of_the_whole_file() -> None:
    assert decide(["05/01/2026", "13/01/2026"]) == ("day", True)
    assert decide(["01/05/2026", "01/13/2026"]) == ("month", True)


def test_without_proof_the_order_that_keeps_dates_together_is_taken() -> None:
    assert decide(["01/05/2026", "01/06/2026", "01/07/2026"]) == ("month", False)
    assert decide(["05/01/2026", "06/01/2026", "07/01/2026"]) == ("day", False)


@given(
    st.text(max_size=30)
    | st.from_regex(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4} ?\d{0,2}[:h]?\d{0,2} ?[+-]?\d{0,4}", fullmatch=True)
)
def test_no_cell_raises(said: str) -> None:
    read_date(said, "month")
