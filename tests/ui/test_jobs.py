"""Lanes: one thing after the other, results on the painting thread, nothing swallowed."""

from __future__ import annotations

import gc
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from aparte_ui.jobs import Lane, Latest
from aparte_ui.sweep import Sweep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    lane = Lane("test")
    yield lane
    lane.stop()


def test_a_result_comes_back_on_the_painting_thread(lane: Lane, qtbot: QtBot) -> None:
    heard: list[tuple[int, threading.Thread]] = []
    lane.do(lambda: 6 * 7, lambda result: heard.append((result, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(42, threading.main_thread())]


def test_work_is_done_in_the_order_it_was_asked(lane: Lane, qtbot: QtBot) -> None:
    heard: list[int] = []
    for number in range(20):
        lane.do(partial(int, number), heard.append)
    qtbot.waitUntil(lambda: len(heard) == 20)
    assert heard == list(range(20))


def test_a_failure_goes_to_who_asked_else_to_the_lane(lane: Lane, qtbot: QtBot) -> None:
    told: list[Exception] = []
    with qtbot.waitSignal(lane.failed) as failed:
        lane.do(lambda: 1 / 0)
    assert isinstance(failed.args[0], ZeroDivisionError)
    lane.do(lambda: 1 / 0, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))


def test_what_piles_up_is_read_once_at_the_end(lane: Lane, qtbot: QtBot) -> None:
    latest, door, done, heard = Latest(lane), threading.Event(), list[int](), list[int]()

    def read(number: int) -> int:
        door.wait(15)
        done.append(number)
        return number

    for number in range(5):
        latest.ask(partial(read, number), heard.append)
    door.set()
    qtbot.waitUntil(lambda: 4 in heard)
    assert done == [0, 4]


def test_a_request_after_a_failure_is_still_heard(lane: Lane, qtbot: QtBot) -> None:
    latest, heard = Latest(lane), list[int]()
    with qtbot.waitSignal(lane.failed):
        latest.ask(lambda: 1 // 0, heard.append)
    latest.ask(lambda: 7, heard.append)
    qtbot.waitUntil(lambda: heard == [7])


def test_a_stopped_lane_hands_nothing_over_and_starts_nothing(qtbot: QtBot) -> None:
    lane, heard = Lane("test"), list[int]()
    lane.do(lambda: 1, heard.append)
    lane.stop()
    lane.do(lambda: 2, heard.append)
    qtbot.wait(0)
    assert heard == []


def test_garbage_is_swept_on_the_painting_thread_only(lane: Lane, qtbot: QtBot) -> None:
    swept: list[threading.Thread] = []

    class Ring:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            swept.append(threading.current_thread())

    sweep = Sweep()
    try:
        done: list[int] = []
        lane.do(lambda: len([Ring() for _each in range(5_000)]), done.append)
        qtbot.waitUntil(lambda: bool(done))
        assert swept == [], "no other thread collects"
        sweep.sweep()
        gc.collect()
        assert set(swept) == {threading.main_thread()}
    finally:
        sweep.stop()
    assert gc.isenabled()
