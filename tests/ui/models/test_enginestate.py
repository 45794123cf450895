"""Where the engine stands is said calmly, with the one thing that can be done about it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from aparte.engine.quarantine import Quarantine
from aparte.errors import Trouble
from aparte.nouns import ModelFile
from aparte_ui.models import machine
from aparte_ui.models.enginestate import EngineState
from aparte_ui.models.view import Models
from tests.core.engine.tiny import tiny_model
from tests.ui.models.test_models import HERE
from tests.ui.opened import Opened, home_with, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

ASKED = [("user", "say something")]


@pytest.fixture(autouse=True)
def _engine_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "ask_engine", lambda: HERE)


@pytest.fixture
def window(home: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(home_with(home), qtbot) as one:
        one.wait(lambda: one.window.place == "desk")
        yield one


def state_of(window: Opened) -> EngineState:
    window.window.go("models")
    place = window.window.place_of("models")
    assert isinstance(place, Models)
    return place.engine.state


def model(path: Path) -> ModelFile:
    return ModelFile(
        name="compact",
        file=path.name,
        sha256="0" * 64,
        size_bytes=1,
        architecture="llama",
        layers=1,
        context_tokens=512,
        ram_bytes=1,
    )


def test_nothing_is_said_of_an_engine_that_nobody_asked(window: Opened) -> None:
    state = state_of(window)
    assert not state.now.isVisible()
    assert state.kept_out == []


def test_a_model_in_memory_is_named_and_can_be_given_back(window: Opened, tmp_path: Path) -> None:
    window.app.script_engine(["Bien."])
    window.app.engine().load(model(tmp_path / "compact.gguf"), str(tmp_path / "compact.gguf"))
    state = state_of(window)
    window.wait(state.now.isVisible)
    assert "compact is in memory" in state.now.text.text()
    assert "10 min" in state.now.text.text()
    state.now.button.click()
    window.wait(lambda: not state.now.isVisible())
    assert not window.app.engine().running


def test_an_engine_that_was_switched_off_can_be_switched_on_again(window: Opened) -> None:
    window.app.script_engine(["!crash"])
    for _crash in range(3):
        with suppress(Trouble):
            list(window.app.engine().chat(ASKED))
    state = state_of(window)
    window.wait(state.now.isVisible)
    assert "3 times" in state.now.text.text()
    assert window.desk.prompter.state() == "Model switched off"
    state.now.button.click()
    assert not state.now.isVisible()
    standing = window.app.standing()
    assert standing is not None
    assert standing.phase == "empty"


def test_a_file_that_crashed_the_engine_is_named_and_may_be_tried_all_the_same(window: Opened) -> None:
    folder = window.home / "models"
    folder.mkdir(exist_ok=True)
    path = tiny_model(folder / "compact.gguf")
    Quarantine().add(path, -6)
    state = state_of(window)
    window.wait(lambda: bool(state.kept_out))
    (line,) = state.kept_out
    assert "compact.gguf crashed the engine" in line.text.text()
    line.button.click()
    window.wait(lambda: not state.kept_out)
    assert Quarantine().why(path) is None
