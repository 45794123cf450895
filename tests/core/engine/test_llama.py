"""llama.cpp itself, on a model made a moment before: it streams, stops, refuses, and reuses what it has read."""

from __future__ import annotations

import multiprocessing
import threading
from contextlib import suppress
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from aparte.engine import catalogue
from aparte.engine.backends import clamped_threads, probe
from aparte.engine.bench import bench
from aparte.engine.client import Engine
from aparte.engine.wire import Done, Load, Text
from aparte.errors import Trouble
from tests.core.engine.tiny import tiny_model
from tests.core.engine.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aparte.nouns import ModelFile

pytestmark = pytest.mark.engine


@pytest.fixture
def engine() -> Iterator[Engine]:
    one = Engine()
    yield one
    one.stop()


@pytest.fixture
def model(home: Path, tmp_path: Path) -> ModelFile:
    return catalogue.add(home, tiny_model(tmp_path / "tiny.gguf"))


def path_of(home: Path, model: ModelFile) -> str:
    return str(catalogue.model_path(home, model))


def ends(engine: Engine, *messages: tuple[str, str], max_tokens: int = 12) -> Done:
    last = list(engine.chat(messages, max_tokens=max_tokens))[-1]
    assert isinstance(last, Done)
    return last


def test_a_model_loads_and_answers_through_the_process(engine: Engine, home: Path, model: ModelFile) -> None:
    heard: list[float] = []
    engine.load(model, path_of(home, model), progress=heard.append)
    done = ends(engine, ("system", "rules"), ("user", "hello"))
    assert heard[-1] == 1.0
    assert engine.context_tokens == 512
    assert done.reason in {"stop", "length"}
    assert done.tokens > 0


def test_what_was_read_once_is_not_read_again(engine: Engine, home: Path, model: ModelFile) -> None:
    engine.load(model, path_of(home, model))
    first = ends(engine, ("system", "the same rules every time"), ("user", "one"))
    second = ends(engine, ("system", "the same rules every time"), ("user", "two"))
    assert first.reused_tokens <= 1
    assert second.reused_tokens > 0.5 * second.prompt_tokens


def test_a_prompt_longer_than_the_context_loses_rules_and_never_the_draft(
    engine: Engine, home: Path, model: ModelFile
) -> None:
    engine.load(model, path_of(home, model))
    done = ends(engine, ("system", "a rule. " * 500), ("user", "the draft"))
    assert 400 < done.prompt_tokens <= 512
    with pytest.raises(Trouble, match=r"engine\.too_long"):
        ends(engine, ("system", "a rule."), ("user", "the draft " * 500))


def test_a_cancel_between_two_tokens_leaves_the_model_usable(engine: Engine, home: Path, model: ModelFile) -> None:
    engine.load(model, path_of(home, model))
    parts = engine.chat([("user", "go on")], max_tokens=400, seed=3)
    assert isinstance(next(parts), Text)
    engine.cancel()
    rest = list(parts)
    assert isinstance(rest[-1], Done)
    assert rest[-1].reason in {"cancelled", "stop"}
    assert ends(engine, ("user", "again")).tokens > 0


def test_a_cancel_inside_the_reading_of_a_prompt_leaves_the_model_usable(
    engine: Engine, home: Path, tmp_path: Path
) -> None:
    model = catalogue.add(home, tiny_model(tmp_path / "wide.gguf", width=128, layers=4, context=1024))
    engine.load(model, path_of(home, model))
    for turn in range(3):
        stop = threading.Timer(0.05 * turn, engine.cancel)
        stop.start()
        parts: list[Text | Done] = []
        with suppress(Trouble):
            parts = list(engine.chat([("user", f"{turn} " + "a b c " * 80)], max_tokens=8))
        stop.join()
        assert not parts or isinstance(parts[-1], Done)
    assert engine.standing().crashes == 0
    assert ends(engine, ("user", "again")).tokens > 0


def test_the_file_may_go_away_while_the_model_runs(engine: Engine, home: Path, model: ModelFile) -> None:
    engine.load(model, path_of(home, model))
    catalogue.model_path(home, model).unlink()
    assert ends(engine, ("user", "still there")).tokens > 0


def test_an_absurd_number_of_threads_is_clamped(engine: Engine, home: Path, model: ModelFile) -> None:
    assert clamped_threads(5_000) <= 64
    assert clamped_threads(0) == 1
    speed = bench(engine, model, path_of(home, model), threads=5_000)
    assert speed.threads <= 64
    assert speed.tokens_per_s > 0
    assert speed.prompt_tokens_per_s > 0


def test_a_broken_template_is_told_at_loading_and_the_next_model_loads(
    engine: Engine, home: Path, model: ModelFile, tmp_path: Path
) -> None:
    for name, template in (("syntax", "{% for %}"), ("raises", "{{ raise_exception('never') }}")):
        broken = catalogue.add(home, tiny_model(tmp_path / f"{name}.gguf", template=template))
        with pytest.raises(Trouble, match=r"engine\.template"):
            engine.load(broken, path_of(home, broken))
    engine.load(model, path_of(home, model))
    assert ends(engine, ("user", "hello")).tokens > 0


def test_a_template_without_a_system_role_gets_the_rules_with_the_question(
    engine: Engine, home: Path, tmp_path: Path
) -> None:
    template = (
        "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system') }}{% endif %}"
        "{% for m in messages %}{{ m['content'] }}{% endfor %}"
    )
    model = catalogue.add(home, tiny_model(tmp_path / "plain.gguf", template=template))
    engine.load(model, path_of(home, model))
    assert ends(engine, ("system", "rules " * 5), ("user", "hi")).prompt_tokens > 30


def test_a_file_damaged_after_it_was_added_is_refused_and_the_process_lives(
    engine: Engine, home: Path, model: ModelFile
) -> None:
    copy = catalogue.model_path(home, model)
    copy.write_bytes(copy.read_bytes().replace(b"attn_norm", b"attn_nurm"))
    with pytest.raises(Trouble, match=r"engine\.refused"):
        engine.load(replace(model, sha256="f" * 64), str(copy))
    assert engine.running


def test_no_bad_file_keeps_the_next_good_one_from_loading(
    engine: Engine, home: Path, model: ModelFile, tmp_path: Path
) -> None:
    good = (tmp_path / "tiny.gguf").read_bytes()
    bad = {
        "file.missing": None,
        "model.bad_magic": b"",
        "model.bad_version": good[:4] + b"\x09" + good[5:],
        "model.bad_cut": good[:3_000],
        "model.bad_short": good[:-1_000],
        "model.bad_field": tiny_model(tmp_path / "deep.gguf", block_count=513).read_bytes(),
        "model.bad_absurd": good[:8] + b"\xff" * 8 + good[16:],
        "model.bad_weights": tiny_model(tmp_path / "nan.gguf", numbers=False).read_bytes(),
        "engine.template": tiny_model(tmp_path / "for.gguf", template="{% for %}").read_bytes(),
        "engine.refused": good.replace(b"attn_norm", b"attn_nurm"),
    }
    for code, content in bad.items():
        path = tmp_path / "bad.gguf"
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(Trouble) as caught:
            engine.load(replace(model, sha256="f" * 64, name="bad"), str(path))
        assert told(caught.value) == code
        assert engine.standing().crashes == 0
    engine.load(model, path_of(home, model))
    assert ends(engine, ("user", "hello")).tokens > 0


def test_a_file_rewritten_while_its_model_runs_changes_nothing(engine: Engine, home: Path, model: ModelFile) -> None:
    engine.load(model, path_of(home, model))
    path = catalogue.model_path(home, model)
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.truncate(1_000)
    assert ends(engine, ("user", "still there")).tokens > 0


def test_a_second_request_at_the_same_time_is_refused_in_one_line(engine: Engine, home: Path, model: ModelFile) -> None:
    engine.load(model, path_of(home, model))
    refused: list[str] = []

    def ask_too(parts: Iterator[Text | Done]) -> None:
        while not refused:
            try:
                next(parts)
            except StopIteration:
                parts = engine.chat([("user", "more")], max_tokens=400)
            except Trouble as trouble:
                refused.append(told(trouble))

    threads = [threading.Thread(target=ask_too, args=(engine.chat([("user", "go on")]),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(refused) <= {"engine.busy", "engine.cancelled"}
    assert ends(engine, ("user", "again")).tokens > 0


def test_asking_after_the_end_says_that_nothing_is_loaded(engine: Engine, home: Path, model: ModelFile) -> None:
    engine.load(model, path_of(home, model))
    engine.stop()
    with pytest.raises(Trouble) as caught:
        ends(engine, ("user", "still there?"))
    assert told(caught.value) == "engine.not_loaded"
    engine.load(model, path_of(home, model))
    assert ends(engine, ("user", "hello")).tokens > 0


def test_a_context_too_big_for_the_memory_is_made_smaller_before_loading(
    engine: Engine, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aparte.engine import memory

    long = catalogue.add(home, tiny_model(tmp_path / "long.gguf", context=1 << 24))
    monkeypatch.setattr(memory, "available_bytes", lambda: 200_000_000)
    engine.load(long, path_of(home, long), context=1 << 24)
    assert 1024 <= engine.context_tokens < 1 << 18
    assert engine.ram_bytes < 200_000_000


def test_a_process_killed_in_the_middle_of_an_answer_is_replaced_and_speaks_again(
    engine: Engine, home: Path, model: ModelFile
) -> None:
    engine.load(model, path_of(home, model))
    for seed in range(2):
        parts = engine.chat([("user", "go on")], max_tokens=400, seed=seed)
        assert isinstance(next(parts), Text)
        (child,) = multiprocessing.active_children()
        child.kill()
        with suppress(Trouble):
            list(parts)
    assert ends(engine, ("user", "again")).tokens > 0


def test_too_little_memory_is_told_before_anything_is_loaded(
    engine: Engine, home: Path, model: ModelFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aparte.engine import memory

    monkeypatch.setattr(memory, "available_bytes", lambda: 100_000_000)
    with pytest.raises(Trouble, match=r"model\.too_big"):
        engine.load(model, path_of(home, model))
    assert not engine.running


def test_the_installation_says_what_its_engine_can_do() -> None:
    ability = probe()
    assert (ability.available, ability.backend) == (True, "llama.cpp")
    assert ability.threads >= 1


@pytest.mark.parametrize("line", ["raise ImportError('not for this processor')", "import os; os.abort()"])
def test_an_engine_that_does_not_start_is_said_to_be_missing(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "llama_cpp.py").write_text(line)
    monkeypatch.syspath_prepend(tmp_path)
    assert not probe.__wrapped__().available


@pytest.mark.parametrize(("card", "asked"), [(True, [-1, 0]), (False, [-1])])
def test_a_card_without_room_leaves_the_model_to_the_processor(tmp_path: Path, card: bool, asked: list[int]) -> None:
    pytest.importorskip("llama_cpp")
    from aparte.engine.llama import LlamaCpp

    backend, layers = LlamaCpp(), []
    backend.gpu = card
    loads = backend._llama_cpp.Llama

    def narrow(*, n_gpu_layers: int, **others: object) -> object:
        layers.append(n_gpu_layers)
        if card and n_gpu_layers:
            raise ValueError("Failed to create llama_context")
        return loads(n_gpu_layers=n_gpu_layers, **others)

    backend._llama_cpp = SimpleNamespace(Llama=narrow)
    request = Load(id=1, path=str(tiny_model(tmp_path / "tiny.gguf")), context=512, threads=1)
    assert backend._in_memory(request).n_ctx() == 512
    assert layers == asked
