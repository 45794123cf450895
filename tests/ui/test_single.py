"""A second start raises the first window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte_ui.single import Single
from tests.ui.opened import Opened

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def test_the_second_start_raises_the_first_window_and_leaves(home: Path, dressed: QApplication, qtbot: QtBot) -> None:
    first, second = Single(home), Single(home)
    assert not first.raised_the_first()
    with qtbot.waitSignal(first.asked_to_raise, timeout=10_000):
        assert second.raised_the_first()
    first.close()
    third = Single(home)
    assert not third.raised_the_first()
    third.close()


def test_another_data_folder_has_a_window_of_its_own(home: Path, dressed: QApplication) -> None:
    first, other = Single(home), Single(home / "other")
    assert not first.raised_the_first()
    assert not other.raised_the_first()
    first.close()
    other.close()


def test_a_window_that_comes_forward_is_no_longer_minimised(desk: Opened) -> None:
    desk.window.showMinimized()
    desk.window.come_forward()
    assert desk.window.isVisible()
    assert not desk.window.isMinimized()
