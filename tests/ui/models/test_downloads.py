"""Downloads in the window: a real server on loopback, the real sheet that asks, the real cards and rows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from aparte import i18n, net, netlog
from aparte.engine import catalogue, downloads
from aparte.engine.backends import Ability
from aparte_ui import accessible
from aparte_ui.ledger import seal_words, show_ledger
from aparte_ui.models import machine
from aparte_ui.models.consent import Consent
from aparte_ui.models.machine import Machine
from aparte_ui.models.view import Models
from tests.core.engine.tiny import tiny_model
from tests.hostile import Hostile, serving
from tests.ui.opened import Opened, home_with, opened
from tests.ui.tree import said, unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

GB = 1_000_000_000
HERE = Ability(available=True, backend="llama.cpp", gpu=False, threads=2)


class Shop:
    """The models place of a window, and its shelf."""

    def __init__(self, window: Opened) -> None:
        self.window = window
        window.wait(lambda: window.window.place == "desk")
        window.window.go("models")
        found = window.window.place_of("models")
        assert isinstance(found, Models)
        self.models, self.shelf = found, found.shelf
        self.idle()

    def idle(self) -> None:
        """Wait until nothing is under way in any of the lanes of the place."""
        self.window.wait(lambda: not self.shelf.fetching.under_way)
        for lane in (self.models.stock._lane, self.shelf.fetching._lane, self.models.stock._lane):
            done: list[bool] = []
            lane.do(lambda: True, done.append)
            self.window.wait(lambda done=done: bool(done))
        self.window.settle()

    def type(self, address: str) -> None:
        self.shelf.address.set_text(address)
        self.shelf.fetch.click()

    @property
    def consent(self) -> Consent | None:
        found = [one for one in self.window.window.findChildren(Consent) if one.isVisible()]
        return found[-1] if found else None

    def agree(self) -> None:
        sheet = self.consent
        assert sheet is not None
        sheet.go.click()


@pytest.fixture(autouse=True)
def _engine_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "ask_engine", lambda: HERE)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return tiny_model(tmp_path_factory.mktemp("model") / "tiny.gguf", width=64).read_bytes()


@pytest.fixture
def hostile(model: bytes) -> Iterator[Hostile]:
    with serving(Hostile(model)) as served:
        yield served


@pytest.fixture
def shop(home: Path, qtbot: QtBot, hostile: Hostile) -> Iterator[Shop]:
    with opened(home_with(home), qtbot) as window:
        yield Shop(window)


def own_list(home: Path, **more: object) -> None:
    """Write a list of the user's own with one row."""
    (home / "models").mkdir(parents=True, exist_ok=True)
    row = {"name": "Tiny", "file": "tiny.gguf", "licence": "CC0-1.0", "size_bytes": 480_000, **more}
    day = row.pop("checked_on", "2099-01-01")
    lines = [f"{key} = {json.dumps(value)}" for key, value in row.items()]
    (home / "models" / "catalogue.toml").write_text("\n".join(["[[model]]", *lines, f"checked_on = {day}"]))


def test_nothing_is_asked_of_anyone_before_the_yes(shop: Shop, hostile: Hostile) -> None:
    shop.type(hostile.address)
    sheet = shop.consent
    assert sheet is not None
    assert sheet.keep.hasFocus()
    sheet.keep.click()
    shop.idle()
    assert hostile.requests == []
    assert shop.shelf.cards == {}


def test_after_the_yes_the_model_arrives_is_put_to_use_and_the_network_is_closed(
    shop: Shop, hostile: Hostile, model: bytes
) -> None:
    shop.type(hostile.address)
    shop.agree()
    shop.idle()
    assert list(shop.models.rows) == ["tiny.gguf"]
    (found,) = catalogue.listed(shop.window.home)
    assert catalogue.model_path(shop.window.home, found).read_bytes() == model
    assert shop.window.app.settings.model == "tiny"
    assert shop.shelf.cards == {}
    assert net.ledger().sealed


def test_a_paused_download_goes_on_without_a_second_question_in_the_same_session(shop: Shop, hostile: Hostile) -> None:
    hostile.stall_at = 150_000
    shop.type(hostile.address)
    shop.agree()
    shop.window.wait(lambda: bool(hostile.requests))
    card = shop.shelf.cards["tiny"]
    assert card.pause.label() == "Pause"
    card.pause.click()
    shop.idle()
    assert card.pause.label() == "Resume"
    assert "Paused at" in card._state.text()
    card.pause.click()
    assert shop.consent is None
    shop.idle()
    assert list(shop.models.rows) == ["tiny.gguf"]


def test_a_new_start_shows_what_was_begun_and_asks_again(
    home: Path, qtbot: QtBot, hostile: Hostile, model: bytes
) -> None:
    begun = replace(
        downloads.planned(hostile.address),
        kept_bytes=100_000,
        size_bytes=len(model),
        state="paused",
        since="2026-11-28T10:42:00Z",
    )
    downloads.part_of(home, begun).write_bytes(model[:100_000])
    downloads.save(home, begun)
    with opened(home_with(home), qtbot) as window:
        shop = Shop(window)
        card = shop.shelf.cards["tiny"]
        assert "100 KB of 485 KB" in card._come.text()
        card.pause.click()
        shop.agree()
        shop.idle()
        assert list(shop.models.rows) == ["tiny.gguf"]
    assert hostile.requests[0]["range"].startswith("bytes=")


def test_closing_the_window_keeps_what_came(home: Path, qtbot: QtBot, hostile: Hostile) -> None:
    hostile.stall_at = 150_000
    with opened(home_with(home), qtbot) as window:
        shop = Shop(window)
        shop.type(hostile.address)
        shop.agree()
        part = home / "models" / "downloads" / "tiny.part"
        window.wait(lambda: part.exists() and part.stat().st_size > 0)
    (begun,) = downloads.begun(home)
    assert begun.state == "paused"
    assert begun.kept_bytes > 0


def test_cancelling_deletes_what_came(shop: Shop, hostile: Hostile) -> None:
    hostile.stall_at = 150_000
    shop.type(hostile.address)
    shop.agree()
    shop.window.wait(lambda: bool(hostile.requests))
    shop.shelf.cards["tiny"].cancel.click()
    shop.idle()
    assert shop.shelf.cards == {}
    assert downloads.begun(shop.window.home) == ()


def test_a_wrong_byte_is_refused_in_one_sentence(shop: Shop, hostile: Hostile, model: bytes) -> None:
    own_list(shop.window.home, address=hostile.address, sha256=hashlib.sha256(model).hexdigest())
    shop.shelf.look()
    shop.idle()
    hostile.flip = 1_000
    (row,) = shop.shelf.rows
    row.button.click()
    shop.agree()
    shop.idle()
    assert said(shop.models.failure) == "tiny was not downloaded"
    assert shop.models.rows == {}


def test_a_server_that_sends_elsewhere_needs_a_second_yes(shop: Shop, hostile: Hostile, model: bytes) -> None:
    with serving(Hostile(model, redirect=hostile.address.replace("127.0.0.1", "localhost"))) as first:
        shop.type(first.address)
        shop.agree()
        shop.window.wait(lambda: shop.consent is not None)
        assert hostile.requests == []
        shop.agree()
        shop.idle()
    assert list(shop.models.rows) == ["tiny.gguf"]


def test_another_address_of_the_same_file_can_be_given_on_the_sheet(shop: Shop, hostile: Hostile) -> None:
    own_list(shop.window.home, address="https://example.org/models/tiny.gguf")
    shop.shelf.look()
    shop.idle()
    shop.shelf.rows[0].button.click()
    sheet = shop.consent
    assert sheet is not None
    sheet.mirror.set_text("no address at all")
    sheet.go.click()
    assert "not an address" in sheet.mirror._mend.sentence.text()
    sheet.mirror.set_text(hostile.address)
    sheet.go.click()
    shop.idle()
    assert list(shop.models.rows) == ["tiny.gguf"]
    assert shop.shelf.rows[0].button.label() == "Is here"


def test_what_can_go_on_says_why_it_stopped_on_its_own_card(shop: Shop, hostile: Hostile) -> None:
    hostile.cut_every, hostile.cuts, hostile.shifts_range = 100_000, 1, 5
    shop.type(hostile.address)
    shop.agree()
    shop.idle()
    card = shop.shelf.cards["tiny"]
    assert "contradicts itself" in card._state.text()
    assert not shop.models.failure.isVisible()
    hostile.shifts_range = 0
    card.pause.click()
    shop.idle()
    assert list(shop.models.rows) == ["tiny.gguf"]


def test_an_address_that_is_none_is_told_under_the_field(shop: Shop) -> None:
    shop.type("not an address")
    assert shop.consent is None
    assert "not an address" in shop.shelf.address._mend.sentence.text()


def test_a_sealed_session_offers_no_other_machine_and_still_takes_loopback(
    shop: Shop, hostile: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APARTE_SEALED", "1")
    shop.shelf.retranslate()
    assert not any(row.button.isEnabled() for row in shop.shelf.rows)
    assert "APARTE_SEALED" in shop.shelf.rows[0].button.toolTip()
    shop.type(hostile.address)
    shop.agree()
    shop.idle()
    assert list(shop.models.rows) == ["tiny.gguf"]


@pytest.mark.parametrize(
    ("free", "total", "verdict"),
    [
        (16 * GB, 16 * GB, "fits"),
        (int(3.2 * GB), 16 * GB, "tight"),
        (2 * GB, 16 * GB, "short"),
        (1 * GB, 2 * GB, "more than"),
    ],
)
def test_each_row_says_in_words_whether_it_fits(shop: Shop, free: int, total: int, verdict: str) -> None:
    own_list(shop.window.home, size_bytes=2_000_000_000, address="https://example.org/tiny.gguf")
    shop.shelf.look()
    shop.idle()
    shop.shelf.show_machine(Machine(total=total, free=free, cores=2, engine=HERE), ())
    (row,) = shop.shelf.rows
    assert verdict in row._need.text()
    assert row.button.isEnabled() is (verdict != "more than")


def test_a_row_nobody_looked_at_for_long_is_grey_and_says_so(shop: Shop) -> None:
    own_list(shop.window.home, checked_on="2020-01-02")
    shop.shelf.look()
    shop.idle()
    (row,) = shop.shelf.rows
    assert "long ago" in row._seen.text()
    assert row._name._colour == "ink3"


def test_a_list_of_ones_own_that_can_not_be_read_is_named(shop: Shop) -> None:
    (shop.window.home / "models").mkdir(exist_ok=True)
    (shop.window.home / "models" / "catalogue.toml").write_text("= nothing of a list")
    shop.shelf.look()
    shop.idle()
    assert shop.shelf.rows == []
    assert "catalogue.toml" in shop.shelf._trouble.text()
    assert shop.shelf._trouble.isVisible()


def test_models_for_a_graphics_card_are_shown_where_the_engine_uses_one(shop: Shop) -> None:
    hidden = [row for row in shop.shelf.rows if row.isHidden()]
    assert hidden
    assert all(row.offer.needs_card for row in hidden)
    assert str(len(hidden)) in shop.shelf._more.text()
    shop.shelf.show_machine(Machine(total=64 * GB, free=60 * GB, cores=8, engine=replace(HERE, gpu=True)), ())
    assert not any(row.isHidden() for row in shop.shelf.rows)


def test_what_changes_the_course_of_a_download_is_said_aloud_and_nothing_else(
    shop: Shop, hostile: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    said_aloud: list[str] = []
    monkeypatch.setattr(accessible.Announcer, "say", lambda _self, sentence: said_aloud.append(sentence))
    hostile.cut_every, hostile.cuts, hostile.shifts_range = 100_000, 1, 5
    shop.type(hostile.address)
    shop.agree()
    shop.idle()
    about = [sentence for sentence in said_aloud if sentence.startswith("tiny: ")]
    assert len(about) == 1
    assert "contradicts itself" in about[0]


def test_tab_follows_the_page(shop: Shop, qtbot: QtBot) -> None:
    own_list(shop.window.home, address="https://example.org/tiny.gguf")
    begun = replace(downloads.planned("https://example.org/other.gguf"), kept_bytes=1, state="paused")
    downloads.save(shop.window.home, begun)
    shop.shelf.look()
    shop.idle()
    card = shop.shelf.cards["other"]
    card.pause.setFocus()
    visited = []
    for _step in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    shelf = shop.shelf
    assert visited == [card.cancel, shelf.rows[0].button, shelf.address.line, shelf.fetch, shop.models.drop.button]


def test_the_ledger_shows_each_request(shop: Shop, hostile: Hostile) -> None:
    shop.type(hostile.address)
    shop.agree()
    shop.idle()
    sheet = show_ledger(shop.window.window)
    lines = [label.text() for label in sheet.panel.findChildren(type(shop.shelf._note))]
    assert any("127.0.0.1" in line and "200" in line for line in lines)
    assert any(str(netlog.FILE) in line for line in lines)
    sheet.close_panel()


def test_the_status_bar_says_which_door_is_open() -> None:
    ledger = replace(net.ledger(), sealed=False, bytes_in=412_000_000, bytes_out=2_000)
    assert seal_words(ledger, ledger.since) == (
        "1 download allowed",
        "412 MB in · 2.0 KB out, none of your drafts · log",
    )
    assert seal_words(replace(ledger, sealed=True), ledger.since)[0] == "Sealed"


def test_every_control_has_a_name_in_both_languages(shop: Shop, hostile: Hostile) -> None:
    hostile.cut_every, hostile.cuts, hostile.shifts_range = 100_000, 1, 5
    shop.type(hostile.address)
    shop.agree()
    shop.idle()
    for code in ("fr", "en"):
        i18n.set_language(code)
        shop.window.window.retranslate()
        assert unnamed(shop.models) == []
    shop.shelf.rows[0].wanted.emit()
    sheet = shop.consent
    assert sheet is not None
    assert unnamed(sheet) == []
    sheet.close_panel()
