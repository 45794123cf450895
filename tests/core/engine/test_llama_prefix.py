"""llama.cpp itself, of three kinds: what it read of a client is not read again, and what it says is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aparte.engine import catalogue
from aparte.engine.client import Engine
from aparte.engine.wire import Done, Text
from aparte.errors import Trouble
from tests.core.engine.tiny import tiny_model
from tests.core.engine.tiny_kinds import hybrid_model, sliding_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.engine

ONE, OTHER = ("system", "The voice of one client. " * 6), ("system", "Quite another voice. " * 6)


@pytest.fixture(params=[tiny_model, hybrid_model, sliding_model], ids=["plain", "hybrid", "sliding"])
def engine(request: pytest.FixtureRequest, home: Path, tmp_path: Path) -> Iterator[Engine]:
    make: Callable[[Path], Path] = request.param
    model = catalogue.add(home, make(tmp_path / "kind.gguf"))
    one = Engine()
    one.load(model, str(catalogue.model_path(home, model)), threads=1)
    yield one
    one.stop()


def said(engine: Engine, *messages: tuple[str, str], seed: int = 1) -> tuple[str, Done]:
    words = ""
    for part in engine.chat(messages, max_tokens=24, temperature=1.0, seed=seed):
        if isinstance(part, Text):
            words += part.text
        else:
            return words, part
    raise AssertionError("no end")


def test_a_client_that_comes_back_is_not_read_again_and_hears_the_same(engine: Engine) -> None:
    cold, first = said(engine, ONE, ("user", "un brouillon"))
    other, second = said(engine, OTHER, ("user", "un brouillon"))
    warm, third = said(engine, ONE, ("user", "un brouillon"))
    again, fourth = said(engine, OTHER, ("user", "un brouillon"))
    assert (warm, again) == (cold, other)
    assert first.reused_tokens == 0
    assert second.reused_tokens < 20
    for back in (third, fourth):
        assert 100 < back.reused_tokens < back.prompt_tokens


def test_the_wordings_of_one_draft_read_it_once(engine: Engine) -> None:
    said(engine, ONE, ("user", "un brouillon"), seed=1)
    _words, done = said(engine, ONE, ("user", "un brouillon"), seed=2)
    assert done.reused_tokens == done.prompt_tokens - 1


def test_a_warmed_client_starts_with_its_draft(engine: Engine) -> None:
    warmed = engine.warm([ONE, ("user", "")], engine.cancels)
    assert warmed is not None
    _words, done = said(engine, ONE, ("user", "un brouillon"))
    assert done.reused_tokens == warmed.prompt_tokens > 100


def test_warming_gives_way_to_whatever_was_asked_meanwhile(engine: Engine) -> None:
    since = engine.cancels
    engine.cancel()
    assert engine.warm([ONE, ("user", "")], since) is None
    _words, done = said(engine, ONE, ("user", "un brouillon"))
    assert (done.reason, done.reused_tokens) == ("length", 0)


def test_answers_are_weighed_without_writing_and_a_conversation_goes_on_as_before(engine: Engine) -> None:
    cold, _done = said(engine, ONE, ("user", "un brouillon"))
    first, second = engine.score([OTHER], ["un texte", "un autre texte"], ["a", "b"])
    assert sum(first.of) == pytest.approx(1)
    assert 0 < first.mass < 1
    assert first.of != second.of
    (turned,) = engine.score([OTHER], ["un texte"], ["b", "a"])
    assert turned.of == pytest.approx(first.of[::-1], rel=1e-3)
    assert said(engine, ONE, ("user", "un brouillon"))[0] == cold


def test_answers_that_begin_alike_are_refused(engine: Engine) -> None:
    with pytest.raises(Trouble, match=r"engine\.refused"):
        engine.score([ONE], ["un texte"], ["a", "a"])
    assert said(engine, ONE, ("user", "un brouillon"))[1].tokens > 0


def test_a_cancel_inside_the_reading_leaves_nothing_half_read(engine: Engine) -> None:
    cold, _done = said(engine, ONE, ("user", "un brouillon"))
    for _turn in range(5):
        parts = engine.chat([OTHER, ("user", "un brouillon")], max_tokens=200, temperature=1.0)
        next(parts)
        engine.cancel()
        list(parts)
        assert said(engine, ONE, ("user", "un brouillon"))[0] == cold
