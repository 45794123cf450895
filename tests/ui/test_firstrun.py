"""The first run: one box, read at once, and two ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aparte import settings
from aparte.archive.spaces import spaces
from aparte_ui.firstrun import FirstRun
from aparte_ui.invitation import EXAMPLES
from tests.ui.opened import Opened, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def first(home: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[Opened]:
    with opened(home, qtbot) as window:
        window.wait(lambda: window.window.place == "first")
        yield window


def _place(window: Opened) -> FirstRun:
    place = window.window.place_of("first")
    assert isinstance(place, FirstRun)
    return place


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_read_without_any_set_up(first: Opened, example: str) -> None:
    place = _place(first)
    place._invitation.tried.emit(example)
    first.wait(place._reading.isVisible)
    first.settle()
    assert place._box.text() == example
    assert place._reading._irony._caption.text()


def test_what_is_typed_is_read(first: Opened) -> None:
    place = _place(first)
    first.qtbot.keyClicks(place._box._editor, "Great, my flight is cancelled again, thank you so much")
    first.wait(place._reading.isVisible)


def test_nothing_is_kept_before_a_client_exists(first: Opened) -> None:
    _place(first).write("Un secret")
    first.settle()
    assert list(spaces(first.home)) == []


def test_a_client_opens_on_an_empty_page(first: Opened) -> None:
    from aparte_ui import operations

    operations.create_client(first.window, "Quai Sonore")
    first.ready()
    assert first.space.brand.name == "Quai Sonore"
    assert first.page.text() == ""
    assert first.window._rail.isVisible()


def test_a_visit_opens_the_sample_client(first: Opened) -> None:
    _place(first)._invitation._visit.click()
    first.ready()
    assert first.window.workspace.drafts


def test_the_language_is_chosen_on_the_spot(first: Opened) -> None:
    place = _place(first)
    place._invitation._languages["fr"].click()
    first.settle()
    assert settings.load(first.home).language == "fr"
    assert place._motto.text() != "What one says before going on stage."
