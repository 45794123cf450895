"""llama.cpp itself, on a model made a moment before: it streams, stops, refuses, and reuses what it has read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aparte.engine import catalogue
from aparte.engine.backends import clamped_threads, probe
from aparte.engine.bench import bench
from aparte.engine.client import Engine
from aparte.engine.wire import Done, Text
from aparte.errors import Trouble
from tests.core.engine.tiny import tiny_model

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
