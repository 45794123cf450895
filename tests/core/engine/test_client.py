"""The engine's process may crash, freeze, dawdle or lie: the program lives, says one line, the next request works."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from aparte.engine.client import Engine, Limits
from aparte.engine.wire import Done, Text
from aparte.errors import Trouble
from aparte.nouns import ModelFile
from tests.core.engine.tiny import tiny_model
from tests.core.engine.told import told

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


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "m.gguf"
    path.write_bytes(b"weights")
    return path


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
    return told(caught.value)


def refusal(engine: Engine, file: Path) -> str:
    with pytest.raises(Trouble) as caught:
        engine.load(MODEL, str(file))
    return told(caught.value)


def child() -> int:
    (process,) = multiprocessing.active_children()
    assert process.pid is not None
    return process.pid


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


def test_a_process_killed_between_two_requests_is_started_again(engine: Make, file: Path) -> None:
    one = engine("bien")
    one.load(MODEL, str(file))
    os.kill(child(), signal.SIGKILL)
    assert answer(one)[0] == "bien"


def test_a_process_killed_in_the_middle_of_an_answer_is_told_and_replaced(engine: Make) -> None:
    one = engine("un deux !stall")
    for _round in range(3):
        parts = one.chat(ASKED)
        assert isinstance(next(parts), Text)
        os.kill(child(), signal.SIGKILL)
        with pytest.raises(Trouble, match=r"engine\.crashed"):
            list(parts)
        assert not one.running
        one.insist()


def test_three_crashes_switch_the_engine_off_until_one_insists(engine: Make) -> None:
    one = engine("!crash")
    assert one.standing().phase == "empty"
    assert [trouble(one) for _ in range(4)] == ["engine.crashed"] * 3 + ["engine.off"]
    assert (one.standing().phase, one.standing().crashes) == ("off", 3)
    one.insist()
    assert one.standing().phase == "empty"
    assert trouble(one) == "engine.crashed"


def test_a_file_that_crashes_the_engine_while_loading_is_kept_out_until_one_insists(engine: Make, file: Path) -> None:
    one = engine("!crash-on-load")
    assert [refusal(one, file), refusal(one, file)] == ["engine.crashed", "engine.quarantined"]
    one.insist()
    assert refusal(one, file) == "engine.quarantined"
    one.insist(str(file))
    assert refusal(one, file) == "engine.crashed"


def test_the_next_start_of_the_program_still_keeps_that_file_out(engine: Make, file: Path) -> None:
    assert refusal(engine("!crash-on-load"), file) == "engine.crashed"
    assert refusal(engine("bien"), file) == "engine.quarantined"
    (noted,) = json.loads((file.parent / "quarantine.json").read_text())
    assert (noted["file"], noted["size_bytes"]) == ("m.gguf", 7)


def test_a_file_that_was_replaced_is_another_file(engine: Make, file: Path) -> None:
    assert refusal(engine("!crash-on-load"), file) == "engine.crashed"
    file.write_bytes(b"other weights")
    one = engine("bien")
    one.load(MODEL, str(file))
    assert one.standing().phase == "ready"


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_an_instruction_that_the_processor_refuses_is_done_without(engine: Make, file: Path) -> None:
    one = engine("!illegal-on-load", "bien")
    one.load(MODEL, str(file))
    assert (one.standing().phase, one.standing().plain) == ("ready", True)
    assert not (file.parent / "quarantine.json").exists()


@pytest.mark.parametrize("content", ["", "{", "[1]", '[{"file": "m.gguf"}]', "null"])
def test_a_spoilt_list_of_crashes_keeps_nothing_out(engine: Make, file: Path, content: str) -> None:
    (file.parent / "quarantine.json").write_text(content)
    one = engine("bien")
    one.load(MODEL, str(file))
    assert answer(one)[0] == "bien"


def test_a_model_that_says_nothing_is_stopped_at_its_limit(engine: Make) -> None:
    one = engine("!stall", first_token_s=0.05, quit_s=0.05)
    assert trouble(one) == "engine.slow"
    assert not one.running


def test_a_slow_model_that_hears_the_stop_stays_loaded(engine: Make, file: Path) -> None:
    one = engine("!hang", "bien", first_token_s=0.05, quit_s=30)
    one.load(MODEL, str(file))
    process = child()
    assert trouble(one) == "engine.slow"
    assert answer(one)[0] == "bien"
    assert child() == process


def freeze(process: int) -> None:
    """Stop a process, and wait until it is: it may still say something before the signal arrives."""
    os.kill(process, signal.SIGSTOP)
    os.waitpid(process, os.WUNTRACED)


def hasten(engine: Engine, **limits: float) -> None:
    """Shorten the limits of the process that runs, once it does: starting one takes what this machine takes."""
    assert engine._line._process is not None
    engine._line._process._limits = Limits(**limits)


@pytest.mark.skipif(sys.platform == "win32", reason="nothing stops a process there")
def test_a_frozen_process_is_told_from_a_slow_one(engine: Make) -> None:
    one = engine("un !stall", between_tokens_s=600)
    parts = one.chat(ASKED)
    assert isinstance(next(parts), Text)
    freeze(child())
    hasten(one, ping_s=0.02, frozen_s=0.3)
    with pytest.raises(Trouble) as caught:
        list(parts)
    assert told(caught.value) == "engine.frozen"
    assert not one.running


def test_a_process_gives_signs_of_life_while_it_computes(engine: Make) -> None:
    one = engine("un !stall", quit_s=0.05)
    assert isinstance(next(one.chat(ASKED)), Text)
    assert one._line.is_answered()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing stops a process there")
def test_a_process_that_froze_between_two_requests_is_replaced_without_a_word(engine: Make, file: Path) -> None:
    one = engine("bien")
    one.load(MODEL, str(file))
    frozen = child()
    freeze(frozen)
    hasten(one, frozen_s=0.3)
    assert answer(one)[0] == "bien"
    assert child() != frozen


def test_an_unused_model_gives_its_memory_back_and_the_next_request_loads_it_again(engine: Make, file: Path) -> None:
    one = engine("bien", rest_s=0.3)
    one.load(MODEL, str(file))
    assert one.standing().phase == "ready"
    (process,) = multiprocessing.active_children()
    process.join(30)
    assert (process.exitcode, one.running) == (0, False)
    assert (one.standing().phase, one.standing().model) == ("resting", "m")
    assert answer(one)[0] == "bien"
    assert one.standing().phase == "ready"
    assert one.standing().crashes == 0


def test_a_model_in_use_is_not_given_back(engine: Make, file: Path) -> None:
    one = engine("!hang", rest_s=0.2, ping_s=0.02)
    one.load(MODEL, str(file))
    stop = threading.Timer(0.8, one.cancel)
    stop.start()
    assert answer(one)[1].reason == "cancelled"
    stop.join()
    assert one.standing().crashes == 0


def test_loading_says_how_far_it_is(engine: Make, file: Path) -> None:
    one = engine("x")
    seen: list[tuple[str, float]] = []
    one.load(MODEL, str(file), progress=lambda _part: seen.append((one.standing().phase, one.standing().fraction)))
    assert seen == [("loading", 0.5), ("loading", 1.0)]


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


def test_a_new_request_ends_the_one_that_is_unfinished(engine: Make) -> None:
    one = engine("un deux trois quatre", "bien")
    parts = one.chat(ASKED)
    assert isinstance(next(parts), Text)
    assert answer(one)[0] == "bien"
    with pytest.raises(Trouble, match=r"engine\.cancelled"):
        list(parts)


def test_two_threads_at_once_are_refused_and_the_first_goes_on(engine: Make) -> None:
    one = engine("!hang")
    ends: list[Done] = []
    first = threading.Thread(target=lambda: ends.append(answer(one)[1]))
    first.start()
    while not (one.running and one._line._turn.locked()):
        pass
    assert trouble(one) == "engine.busy"
    one.cancel()
    first.join()
    assert ends[0].reason == "cancelled"


def test_loading_the_same_model_again_does_nothing(engine: Make, file: Path) -> None:
    one = engine("x")
    heard: list[float] = []
    one.load(MODEL, str(file), progress=heard.append)
    assert heard == [0.5, 1.0]
    one.load(MODEL, str(file), progress=heard.append)
    assert len(heard) == 2


def test_a_process_that_will_not_leave_is_made_to(engine: Make) -> None:
    one = engine("un !stall", quit_s=0.05)
    assert isinstance(next(one.chat(ASKED)), Text)
    one.stop()
    assert not one.running


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_a_process_whose_parent_is_gone_leaves_even_in_the_middle_of_an_answer(engine: Make) -> None:
    one = engine("un !stall")
    assert isinstance(next(one.chat(ASKED)), Text)
    (process,) = multiprocessing.active_children()
    one._line._process._pipe.close()  # type: ignore[union-attr]  # what the system does when this program dies
    process.join(30)
    assert process.exitcode is not None


def test_an_engine_that_is_not_built_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "llama_cpp.py").write_text("raise ImportError('not built')")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    engine = Engine()
    assert trouble(engine) == "engine.not_loaded"
    assert refusal(engine, tiny_model(tmp_path / "tiny.gguf")) == "engine.missing"
    assert (engine.running, engine.standing().crashes) == (False, 0)
