"""Windows are tested off screen, with the bundled letters, motion reduced; any Qt warning fails the test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aparte_ui.theme import Theme
from tests.ui.opened import Opened, home_with, opened, sample_home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

# The off-screen platform has no window manager; it says so for every minimum size, raised window and menu.
OFFSCREEN_NOISE = "This plugin does not support"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the off-screen platform's own remark pass, in the tests of this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_NOISE))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """Return the application with our letters, palette and style sheet."""
    Theme("light").dress(qapp)
    return qapp


@pytest.fixture
def theme(dressed: QApplication) -> Theme:
    """Return the light theme, without motion."""
    return Theme("light", reduced_motion=True)


@pytest.fixture
def desk(home: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[Opened]:
    """Open a window on an empty draft of one client."""
    with opened(home_with(home), qtbot) as window:
        window.ready()
        yield window


@pytest.fixture
def festival(home: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[Opened]:
    """Open a window on the French sample client."""
    with opened(sample_home(home), qtbot) as window:
        window.ready()
        yield window
