"""Windows are tested off screen, with the bundled letters, motion reduced; any Qt warning fails the test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aparte_ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

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
