"""Each crash makes the next start wait longer; three in ten minutes are too many, and time heals them."""

from __future__ import annotations

import pytest

from aparte.engine.crashes import Crashes
from aparte.errors import Trouble


class Clock:
    def __init__(self) -> None:
        self.s = 1_000.0

    def __call__(self) -> float:
        return self.s


def test_one_crash_may_be_chance_and_a_second_one_waits() -> None:
    clock = Clock()
    crashes = Crashes(clock)
    crashes.add()
    assert crashes.pause_s() == 0
    clock.s += 10
    crashes.add()
    assert crashes.pause_s() == 2
    clock.s += 1.5
    assert crashes.pause_s() == 0.5
    clock.s += 1.5
    assert crashes.pause_s() == 0


def test_three_crashes_within_ten_minutes_are_too_many_and_age_out() -> None:
    clock = Clock()
    crashes = Crashes(clock)
    for _crash in range(3):
        crashes.add()
        clock.s += 100
    assert crashes.too_many
    with pytest.raises(Trouble, match=r"engine\.off"):
        crashes.pause_s()
    clock.s += 301
    assert (crashes.count, crashes.too_many) == (2, False)


def test_insisting_starts_over() -> None:
    crashes = Crashes(Clock())
    for _crash in range(3):
        crashes.add()
    crashes.forget()
    assert (crashes.count, crashes.pause_s()) == (0, 0)
