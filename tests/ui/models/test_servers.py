"""Servers and auditions on the models' page, through the real buttons and a real server on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from aparte import i18n, net
from aparte.engine import audition as hearing
from aparte.engine import bench, catalogue, servers
from aparte.engine.backends import Ability
from aparte.engine.bench import Speed
from aparte_ui.models import machine
from aparte_ui.models.report import ReportSheet
from aparte_ui.models.view import Models
from tests.chatserver import ChatServer, chatting
from tests.core.engine.tiny import tiny_model
from tests.ui.opened import Opened, home_with, opened
from tests.ui.tree import said, unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

FIXED = hearing.drafts()[1]
SPEED = Speed(tokens_per_s=12.3, prompt_tokens_per_s=50.0, first_token_ms=90.0, threads=2, ram_bytes=7_000_000)


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
        """Wait until nothing is under way and every lane was heard."""
        self.window.wait(lambda: not self.models.stock.doing)
        for lane in (self.models.server._lane, self.models.stock._lane):
            done: list[bool] = []
            lane.do(lambda: True, done.append)
            self.window.wait(lambda: bool(done))  # noqa: B023 - waited for inside the loop
        self.window.settle()

    def look(self) -> None:
        self.models.stock.look()
        self.idle()

    def try_address(self, address: str, key: str = "") -> None:
        self.type(address)
        self.models.server.key.set_text(key)
        self.models.server.ask.click()
        self.idle()

    def type(self, address: str) -> None:
        self.models.server.address.set_text(address)
        self.models.server.address.edited.emit(address)


def texts(widget: QWidget) -> str:
    """Return every word of a widget, hidden ones too."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer for the engine at once, and hear six drafts instead of 24."""
    monkeypatch.setattr(machine, "ask_engine", lambda: Ability(available=True, backend="x", gpu=False, threads=2))
    monkeypatch.setattr(hearing, "drafts", lambda: (1, FIXED[:6]))


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chatting(ChatServer(models=["small", "large"])) as running:
        yield running


@pytest.fixture
def shop(home: Path, qtbot: QtBot) -> Iterator[Shop]:
    with opened(home_with(home), qtbot) as window:
        yield Shop(window)


def test_a_server_is_tried_its_model_chosen_added_and_put_to_use(shop: Shop, server: ChatServer) -> None:
    card = shop.models.server
    assert not card.add.isVisible()
    shop.try_address(server.address)
    assert card.answer.text() == "It answers, with 2 models."
    card.model.choose("large")
    card.add.click()
    shop.idle()
    (model,) = catalogue.listed(shop.window.home)
    assert (model.remote, model.address) == ("large", server.address)
    assert list(shop.models.rows) == [model.name]
    assert shop.window.app.settings.model == model.name
    assert card.address.text() == ""
    assert not card.add.isVisible()


def test_what_was_found_is_forgotten_when_the_address_changes(shop: Shop, server: ChatServer) -> None:
    shop.try_address(server.address)
    shop.type("http://127.0.0.1:1")
    assert not shop.models.server.add.isVisible()
    shop.models.server.ask.click()
    shop.idle()
    assert "Nothing answers at 127.0.0.1:1" in texts(shop.models.server.address)


def test_a_key_that_is_wanted_is_asked_for_and_hidden(
    shop: Shop, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aparte.secrets import InMemory

    keyring = InMemory()
    monkeypatch.setattr(servers, "usable_keyring", lambda: keyring)
    server.key = "sesame-42"
    shop.try_address(server.address)
    assert "wants a key, or another one (status 401)" in texts(shop.models.server.address)
    shop.try_address(server.address, "sesame-42")
    shop.models.server.add.click()
    shop.idle()
    assert len(catalogue.listed(shop.window.home)) == 1
    assert shop.models.server.key.text() == ""
    assert keyring.get(f"server {server.address}") == "sesame-42"


def test_another_computer_has_a_switch_and_is_not_called_without_it(shop: Shop) -> None:
    card = shop.models.server
    shop.type("http://127.0.0.1:8080")
    assert not card.open.isVisible()
    shop.type("192.168.1.20:8080")
    assert card.open.isVisible()
    assert not card.open.isChecked()
    before = net.ledger()
    card.ask.click()
    shop.idle()
    assert "open the network for it with the switch" in texts(card.address)
    assert net.ledger() == before
    card.open.setChecked(True)
    shop.type("http://127.0.0.1:8080")
    assert not card.open.isChecked()


def test_a_try_is_given_up_with_the_window(home: Path, qtbot: QtBot, server: ChatServer) -> None:
    server.status, server.stall = 200, 0
    with opened(home_with(home), qtbot) as window:
        shop = Shop(window)
        shop.type(server.address)
        shop.models.server.ask.click()


def test_a_server_row_says_where_its_model_runs_and_is_tested_and_removed(shop: Shop, server: ChatServer) -> None:
    model = servers.add(shop.window.home, server.address, remote="small")
    shop.look()
    row = shop.models.rows[model.name]
    assert f"small at 127.0.0.1:{server.port}" in texts(row)
    assert "none here: it runs at its server" in texts(row)
    assert row.buttons["verify"].label() == "Test"
    row.buttons["verify"].click()
    shop.idle()
    assert not shop.models.failure.isVisible()
    server.models = ["large"]
    row.buttons["verify"].click()
    shop.idle()
    assert "no longer has this model" in texts(shop.models.failure)


def test_a_speed_outlives_the_window_and_greys_when_the_engine_changes(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = catalogue.add(shop.window.home, tiny_model(tmp_path / "tiny.gguf"))
    bench.keep(shop.window.home, model, SPEED)
    shop.look()
    row = shop.models.rows["tiny.gguf"]
    assert row._speed.text() == "12.3 tokens/s"
    assert "threads: 2" in row._how.text()
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "99.0")
    shop.look()
    assert row._speed.text() == "12.3 tokens/s"
    assert row._how.text() == "out of date: measure again"


def test_a_measure_is_kept(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = catalogue.add(shop.window.home, tiny_model(tmp_path / "tiny.gguf"))
    monkeypatch.setattr("aparte.engine.bench.bench", lambda *_args, **_more: SPEED)
    shop.look()
    shop.models.rows["tiny.gguf"].buttons["measure"].click()
    shop.idle()
    measured = bench.kept(shop.window.home, model)
    assert measured is not None
    assert measured.speed == SPEED


def test_an_audition_is_heard_to_its_end_and_its_report_can_be_read_again(shop: Shop, server: ChatServer) -> None:
    server.words = [["Merci."]]
    model = servers.add(shop.window.home, server.address, remote="small")
    shop.look()
    row = shop.models.rows[model.name]
    assert "Not heard yet" in texts(row.heard)
    row.heard.hear.click()
    assert shop.models.progress.isVisible()
    shop.idle()
    shop.window.wait(lambda: bool(shop.window.window.findChildren(ReportSheet)))
    sheet = shop.window.window.findChildren(ReportSheet)[-1]
    assert "Not of use here: 0 of 6 drafts passed every check." in texts(sheet)
    assert texts(sheet).count("Merci.") == 6
    assert all(draft.text in texts(sheet) for draft in FIXED[:6])
    sheet.close_panel()
    shop.window.settle()
    assert "At the audition: 0 of 6 passed (French 0, English 0)" in texts(row.heard)
    assert not row.heard.hear.isVisible()
    row.heard.report.click()
    again = shop.window.window.findChildren(ReportSheet)[-1]
    again.hear_again.click()
    shop.window.wait(lambda: shop.models.stock.doing == "hear")
    shop.idle()


def test_an_audition_that_is_stopped_keeps_what_was_heard_and_goes_on(shop: Shop, server: ChatServer) -> None:
    server.words = [["Merci."]]
    model = servers.add(shop.window.home, server.address, remote="small")
    shop.look()
    row = shop.models.rows[model.name]
    shop.models.stock.heard.connect(lambda done, _all: shop.models.progress.stop.click() if done == 2 else None)
    row.heard.hear.click()
    shop.idle()
    assert not shop.models.failure.isVisible()
    assert 2 <= hearing.interrupted(shop.window.home, model) < 6
    assert "stopped after" in texts(row.heard)
    assert row.heard.hear.label() == "Go on"
    shop.models.stock.heard.disconnect()
    row.heard.hear.click()
    shop.idle()
    assert hearing.kept(shop.window.home, model) is not None


def test_a_server_that_fails_at_the_audition_is_told_in_one_sentence(shop: Shop, server: ChatServer) -> None:
    model = servers.add(shop.window.home, server.address, remote="small")
    server.status = 500
    shop.look()
    shop.models.rows[model.name].heard.hear.click()
    shop.idle()
    assert said(shop.models.failure) == f"The audition of {model.name} stopped"
    assert "failed (status 500): out of luck" in texts(shop.models.failure)


def test_closing_the_window_ends_an_audition_and_keeps_what_was_heard(
    home: Path, qtbot: QtBot, server: ChatServer
) -> None:
    server.words, server.stall, server.well = [["Merci."]], 0, 4
    with opened(home_with(home), qtbot) as window:
        shop = Shop(window)
        model = servers.add(window.home, server.address, remote="small")
        shop.look()
        shop.models.rows[model.name].heard.hear.click()
        window.wait(lambda: len(server.asked) >= 5)
    assert 1 <= hearing.interrupted(home, model) <= 4
    assert hearing.kept(home, model) is None


def test_every_new_control_has_a_name_in_both_languages(shop: Shop, server: ChatServer) -> None:
    servers.add(shop.window.home, server.address, remote="small")
    shop.look()
    shop.try_address(server.address)
    for code in ("fr", "en"):
        i18n.set_language(code)
        shop.window.window.retranslate()
        assert unnamed(shop.models) == []
