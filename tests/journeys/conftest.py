"""Journeys run off screen, in a real window over a real data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.conftest import OFFSCREEN_NOISE, desk, dressed, festival

__all__ = ["desk", "dressed", "festival"]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the off-screen platform's own remark pass, in the tests of this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_NOISE))
