"""Settings, network: the addresses the user opened are listed, and each can be closed without losing its model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.engine import catalogue
from aparte.nouns import ModelFile
from aparte.records import plain
from aparte.tomltext import toml
from tests.ui.settings.place import settings_of

if TYPE_CHECKING:
    from tests.ui.opened import Opened

SERVED = ModelFile(
    name="large-attic", file="", sha256="", size_bytes=0, architecture="", layers=0, context_tokens=0, ram_bytes=0,
    address="http://192.168.1.20:8080", remote="large", opened=True,
)  # fmt: skip


def test_an_opened_address_is_listed_and_closed(desk: Opened) -> None:
    folder = desk.home / "models"
    folder.mkdir(exist_ok=True)
    (folder / "large-attic.toml").write_text(toml(plain(SERVED)), encoding="utf-8")
    group = settings_of(desk).network
    desk.wait(lambda: bool(group.opened.buttons))
    group.opened.buttons["large-attic"].click()
    desk.wait(lambda: not group.opened.buttons)
    (model,) = catalogue.listed(desk.home)
    assert not model.opened
    assert "Kept without an open network: http://192.168.1.20:8080." in group._row.note.text()


def test_without_a_server_nothing_is_open_and_the_models_are_one_press_away(desk: Opened) -> None:
    group = settings_of(desk).network
    assert group.opened.buttons == {}
    group.models.click()
    desk.wait(lambda: desk.window.place == "models")
