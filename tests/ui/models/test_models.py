"""The models place, with real files: a tiny GGUF is added, checked, put to use and removed through the real buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aparte import i18n
from aparte.engine import catalogue
from aparte.engine.backends import Ability
from aparte.engine.bench import Speed
from aparte.engine.build import BuildStep
from aparte.errors import Trouble
from aparte.nouns import ModelFile
from aparte_ui.models import building, machine
from aparte_ui.models.machine import Machine
from aparte_ui.models.view import Models
from aparte_ui.widgets.overlay import Overlay
from tests.core.engine.tiny import tiny_model
from tests.ui.opened import Opened, home_with, opened
from tests.ui.tree import said, unnamed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

HERE = Ability(available=True, backend="llama.cpp", gpu=False, threads=2)
NOWHERE = Ability(available=False, backend="none", gpu=False, threads=2)
GB = 1_000_000_000


class Shop:
    """The models place of a window."""

    def __init__(self, window: Opened) -> None:
        self.window = window
        window.wait(lambda: window.window.place == "desk")
        window.window.go("models")
        found = window.window.place_of("models")
        assert isinstance(found, Models)
        self.models = found
        self.idle()

    def idle(self) -> None:
        """Wait until nothing is under way and the engine was asked."""
        self.window.wait(lambda: not self.models.stock.doing)
        done: list[bool] = []
        self.models.stock._lane.do(lambda: True, done.append)
        self.window.wait(lambda: bool(done))
        self.window.settle()

    def add(self, path: Path) -> None:
        self.models.drop.given.emit(path)
        self.idle()

    def press(self, file: str, act: str) -> None:
        self.models.rows[file].buttons[act].click()
        self.idle()


@pytest.fixture(autouse=True)
def _engine_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer for the engine at once: asking it starts an interpreter, which the core's own tests do."""
    monkeypatch.setattr(machine, "ask_engine", lambda: HERE)


@pytest.fixture
def shop(home: Path, qtbot: QtBot) -> Iterator[Shop]:
    with opened(home_with(home), qtbot) as window:
        yield Shop(window)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tiny_model(tmp_path / "compact.gguf")


def test_one_sentence_tells_this_computers_memory_and_cores(shop: Shop) -> None:
    here = shop.models.stock.machine
    assert here is not None
    assert here.free
    assert "free right now" in shop.models._sentence.text()
    assert f"{here.cores} core" in shop.models._sentence.text()


def test_a_file_given_is_copied_listed_and_put_to_use(shop: Shop, file: Path) -> None:
    shop.add(file)
    assert list(shop.models.rows) == ["compact.gguf"]
    assert shop.window.app.settings.model == "compact"
    assert catalogue.chosen(shop.window.home) is not None
    assert not shop.models.rows["compact.gguf"].buttons["use"].isEnabled()


def test_a_file_that_is_no_model_is_refused_in_one_sentence(shop: Shop, tmp_path: Path) -> None:
    photo = tmp_path / "photo.gguf"
    photo.write_bytes(b"\x89PNG" * 20)
    shop.add(photo)
    assert shop.models.failure.isVisible()
    assert said(shop.models.failure) == "photo.gguf was not added"
    assert shop.models.rows == {}
    shop.models.failure.first.click()
    assert not shop.models.failure.isVisible()


def test_a_second_model_waits_to_be_chosen_and_is_used_when_asked(shop: Shop, file: Path, tmp_path: Path) -> None:
    shop.add(file)
    shop.add(tiny_model(tmp_path / "other.gguf", context=256))
    assert shop.window.app.settings.model == "compact"
    shop.press("other.gguf", "use")
    assert shop.window.app.settings.model == "other"


def test_a_file_changed_on_disk_is_found_when_verified(shop: Shop, file: Path) -> None:
    shop.add(file)
    shop.press("compact.gguf", "verify")
    assert not shop.models.failure.isVisible()
    with (shop.window.home / "models" / "compact.gguf").open("r+b") as kept:
        kept.seek(-1, 2)
        kept.write(b"?")
    shop.press("compact.gguf", "verify")
    assert said(shop.models.failure) == "compact has changed"


def test_removing_asks_once_and_leaves_nothing_in_use(shop: Shop, file: Path) -> None:
    shop.add(file)
    shop.press("compact.gguf", "remove")
    assert catalogue.listed(shop.window.home)
    overlay = shop.window.window.findChildren(Overlay)[-1]
    overlay.panel.layout().itemAt(2).layout().itemAt(1).widget().click()  # type: ignore[union-attr]  # what was laid out
    shop.idle()
    assert catalogue.listed(shop.window.home) == ()
    assert shop.models.rows == {}
    assert shop.window.app.settings.model == ""


def test_a_speed_is_a_dash_until_it_was_measured_here(shop: Shop, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.add(file)
    row = shop.models.rows["compact.gguf"]
    assert row._speed.text() == "—"
    speed = Speed(tokens_per_s=12.3, prompt_tokens_per_s=50.0, first_token_ms=90.0, threads=2, ram_bytes=0)
    monkeypatch.setattr("aparte.engine.bench.bench", lambda *_args, **_more: speed)
    shop.press("compact.gguf", "measure")
    assert row._speed.text() == "12.3 tokens/s"


def test_a_measure_that_fails_says_why_and_offers_another_try(
    shop: Shop, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_args: object, **_more: object) -> Speed:
        raise Trouble("engine.crashed", status=-6)

    shop.add(file)
    monkeypatch.setattr("aparte.engine.bench.bench", dies)
    shop.press("compact.gguf", "measure")
    assert said(shop.models.failure) == "compact could not be measured"
    assert shop.models.failure.second.label() == "Measure"


def test_a_copy_that_is_stopped_leaves_nothing(shop: Shop, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def copy(_home: Path, _file: Path, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> ModelFile:
        progress(0.5)
        while not cancelled():
            pass
        raise Trouble("model.cancelled")

    monkeypatch.setattr("aparte.engine.catalogue.add", copy)
    shop.models.drop.given.emit(file)
    shop.window.wait(shop.models.progress.isVisible)
    shop.models.progress.stop.click()
    shop.idle()
    assert not shop.models.progress.isVisible()
    assert not shop.models.failure.isVisible()
    assert shop.models.rows == {}


@pytest.mark.parametrize(("free_gb", "room"), [(24, "fits"), (3, "tight"), (2, "short")])
def test_memory_needed_is_told_against_memory_free(free_gb: int, room: str) -> None:
    model = ModelFile(
        name="m",
        file="m.gguf",
        sha256="0",
        size_bytes=2 * GB,
        architecture="llama",
        layers=1,
        context_tokens=4096,
        ram_bytes=3 * GB,
    )
    assert Machine(total=32 * GB, free=free_gb * GB, cores=2).room_for(model) == room


def test_without_the_engine_the_page_offers_to_build_it_and_shows_how_far_it_is(
    home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def build(_lock: Path, _cache: Path, gpu: str) -> Iterator[BuildStep]:
        seen.append(gpu)
        yield BuildStep(phase="building", fraction=0.5, elapsed_s=200.0)
        yield BuildStep(phase="done", fraction=1.0, elapsed_s=400.0)

    monkeypatch.setattr(machine, "ask_engine", lambda: HERE if seen else NOWHERE)
    monkeypatch.setattr("aparte.engine.build.build", build)
    with opened(home_with(home), qtbot) as window:
        shop = Shop(window)
        assert shop.models.engine.build.isVisible()
        assert shop.models.engine.build.isEnabled()
        shop.models.engine.build.click()
        window.wait(lambda: not shop.models.engine.building.is_running)
        shop.idle()
        assert seen == ["cpu"]
        assert "Ready" in shop.models.engine._state.text()


def test_a_build_that_is_stopped_closes_the_compiler(home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []

    def build(_lock: Path, _cache: Path, _gpu: str) -> Iterator[BuildStep]:
        try:
            while True:
                yield BuildStep(phase="building", fraction=0.1, elapsed_s=1.0)
        finally:
            closed.append(True)

    monkeypatch.setattr(machine, "ask_engine", lambda: NOWHERE)
    monkeypatch.setattr("aparte.engine.build.build", build)
    with opened(home_with(home), qtbot) as window:
        shop = Shop(window)
        shop.models.engine.build.click()
        shop.models.engine.progress.stop.click()
        window.wait(lambda: not shop.models.engine.building.is_running)
        assert closed == [True]


def test_a_session_sealed_for_good_refuses_to_build_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("APARTE_SEALED", "1")
    assert "APARTE_SEALED" in building.refusal()


def test_only_one_thing_is_done_at_a_time(shop: Shop, file: Path) -> None:
    shop.add(file)
    shop.models.stock.doing = "verify"
    shop.models.stock.changed.emit()
    assert not any(button.isEnabled() for button in shop.models.rows["compact.gguf"].buttons.values())
    shop.models.stock.doing = ""
    shop.models.stock.changed.emit()


def test_every_control_has_a_name_in_both_languages(shop: Shop, file: Path) -> None:
    shop.add(file)
    for code in ("fr", "en"):
        i18n.set_language(code)
        shop.window.window.retranslate()
        assert unnamed(shop.models) == []
