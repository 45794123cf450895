"""The engine's process may crash, hang or lie: the program lives, says one line, and the next request works."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from aparte.engine.client import Engine, Limits
from aparte.engine.wire import Done, Text
from aparte.errors import Trouble
from aparte.nouns import ModelFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Make = Callable[..., Engine]

MODEL = ModelFile(
    name="m",
    file="m.gguf",
    sha256="0" * 64,
    size_bytes=1,
    architecture="llama",
    layers=1,
    context_tokens=512,
    ram_bytes=1,
)
ASKED = [("system", "rules"), ("user", "say something")]


@pytest.fixture
def engine() -> Iterator[Make]:
    made: list[Engine] = []

    def make(*script: str, **limits: float) -> Engine:
        made.append(Engine("scripted", script, Limits(**limits)))
        return made[-1]

    yield make
    for one in made:
        one.stop()


def answer(engine: Engine) -> tuple[str, Done]:
    words = ""
    for part in engine.chat(ASKED):
        if isinstance(part, Text):
            words += part.text
        else:
            return words, part
    raise AssertionError("no end")


def trouble(engine: Engine) -> str:
    with pytest.raises(Trouble) as caught:
        answer(engine)
    return caught.value.code


def test_an_answer_arrives_whole_and_says_how_it_went(engine: Make) -> None:
    words, done = answer(engine("Une réponse de cinq mots."))
    assert words == "Une réponse de cinq mots."
    assert (done.reason, done.tokens) == ("stop", 5)


def test_nothing_runs_before_the_first_request_nor_after_stop(engine: Make) -> None:
    one = engine("x")
    seen = [one.running]
    answer(one)
    seen.append(one.running)
    one.stop()
    assert [*seen, one.running] == [False, True, False]


def test_control_and_direction_characters_never_reach_the_page(engine: Make) -> None:
    words, _done = answer(engine("a\x00b\x1b[31m\u202ec\u2066\ufeff\td\n"))
    assert words == "ab[31mc\td\n"


def test_a_crash_is_told_and_the_next_request_works(engine: Make) -> None:
    one = engine("!crash", "bien")
    assert trouble(one) == "engine.crashed"
    assert not one.running
    one = engine("bien", "!crash")
    assert answer(one)[0] == "bien"
    assert trouble(one) == "engine.crashed"
    assert answer(one)[0] == "bien"


def test_a_process_killed_between_two_requests_is_started_again(engine: Make) -> None:
    one = engine("bien")
    answer(one)
    (process,) = multiprocessing.active_children()
    process.kill()
    process.join()
    assert answer(one)[0] == "bien"


def test_three_crashes_switch_the_engine_off_until_one_insists(engine: Make) -> None:
    one = engine("!crash")
    assert [trouble(one) for _ in range(4)] == ["engine.crashed"] * 3 + ["engine.off"]
    one.insist()
    assert trouble(one) == "engine.crashed"


def test_a_model_that_crashes_the_engine_while_loading_is_kept_out(engine: Make) -> None:
    one = engine("!crash-on-load")
    for code in ("engine.crashed", "engine.quarantined"):
        with pytest.raises(Trouble) as caught:
            one.load(MODEL, "m.gguf")
        assert caught.value.code == code
    one.insist()
    with pytest.raises(Trouble, match=r"engine\.crashed"):
        one.load(MODEL, "m.gguf")


def test_a_model_that_gives_no_sign_is_stopped_at_its_limit(engine: Make) -> None:
    one = engine("!stall", first_token_s=0.05)
    assert trouble(one) == "engine.slow"
    assert not one.running


def test_a_cancelled_request_ends_and_leaves_the_process_usable(engine: Make) -> None:
    one = engine("!hang", "bien")
    parts = one.chat(ASKED)
    answer_of = _cancel_once_asked(one, parts)
    assert answer_of.reason == "cancelled"
    assert answer(one)[0] == "bien"


def _cancel_once_asked(engine: Engine, parts: Iterator[Text | Done]) -> Done:
    def cancel() -> None:
        while not engine.running:
            pass
        engine.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    last = list(parts)[-1]
    thread.join()
    assert isinstance(last, Done)
    return last


def test_a_late_word_of_a_cancelled_answer_never_reaches_the_next_one(engine: Make) -> None:
    one = engine("un deux trois quatre cinq six sept huit neuf dix onze douze", "bien")
    parts = one.chat(ASKED)
    next(parts)
    one.cancel()
    assert answer(one)[0] == "bien"


def test_loading_the_same_model_again_does_nothing(engine: Make) -> None:
    one = engine("x")
    heard: list[float] = []
    one.load(MODEL, "m.gguf", progress=heard.append)
    assert heard == [0.5, 1.0]
    one.load(MODEL, "m.gguf", progress=heard.append)
    assert len(heard) == 2


def test_a_process_that_will_not_leave_is_made_to(engine: Make) -> None:
    one = engine("un !stall", quit_s=0.05)
    assert isinstance(next(one.chat(ASKED)), Text)
    one.stop()
    assert not one.running


def test_an_engine_that_is_not_built_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "llama_cpp.py").write_text("raise ImportError('not built')")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    engine = Engine()
    assert trouble(engine) == "engine.missing"
    assert not engine.running
