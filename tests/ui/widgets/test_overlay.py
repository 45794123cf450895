"""Panels over the window, and the ring that follows the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from aparte_ui.accessible import Announcer
from aparte_ui.focusring import REACH, FocusRing
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from aparte_ui.theme import Theme


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    return window


def _with_panel(theme: Theme, window: QWidget, qtbot: QtBot) -> tuple[Button, Overlay, list[Button]]:
    behind = Button(theme, "Behind", parent=window)
    overlay = Overlay(theme, window, width=500)
    row = QHBoxLayout(overlay.panel)
    inside = [Button(theme, name) for name in ("Answer", "Copy")]
    for button in inside:
        row.addWidget(button)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    behind.setFocus()
    return behind, overlay, inside


def test_escape_closes_the_panel_and_gives_the_keyboard_back(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    behind, overlay, inside = _with_panel(theme, window, qtbot)
    overlay.open()
    assert QApplication.focusWidget() is inside[0]
    with qtbot.waitSignal(overlay.closed):
        qtbot.keyClick(inside[0], Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    assert QApplication.focusWidget() is behind


def test_tab_goes_round_inside_the_panel(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    _behind, overlay, inside = _with_panel(theme, window, qtbot)
    overlay.open()
    qtbot.keyClick(inside[0], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is inside[1]
    qtbot.keyClick(inside[1], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is inside[0]
    qtbot.keyClick(inside[0], Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is inside[1]


def test_a_click_on_the_veil_closes_but_not_one_on_the_panel(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    _behind, overlay, _inside = _with_panel(theme, window, qtbot)
    overlay.open()
    qtbot.mouseClick(overlay.panel, Qt.MouseButton.LeftButton)
    assert overlay.isVisible()
    qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not overlay.isVisible()


def test_the_panel_leaves_the_status_bar_in_sight(theme: Theme, window: QWidget) -> None:
    overlay = Overlay(theme, window, keep=28)
    QVBoxLayout(overlay.panel).addWidget(Button(theme, "Copy"))
    window.show()
    overlay.open()
    assert overlay.geometry().bottom() < window.height() - 28
    window.resize(1100, 700)
    assert overlay.width() == 1100


def test_the_ring_follows_the_keyboard_not_the_mouse(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    column = QVBoxLayout(window)
    first, second = Button(theme, "First"), Button(theme, "Second")
    column.addWidget(first)
    column.addWidget(second)
    ring = FocusRing(theme, window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.geometry() == _around(first, window)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert ring.geometry() == _around(second, window)
    window.resize(700, 500)
    assert ring.geometry() == _around(second, window)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert not ring.isVisible()


def test_a_widget_may_do_without_the_ring(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    button = Button(theme, "Quiet", parent=window)
    button.setProperty("ring", "none")
    ring = FocusRing(theme, window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert not ring.isVisible()


def test_the_ring_survives_what_it_surrounds(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    button = Button(theme, "Soon gone", parent=window)
    ring = FocusRing(theme, window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(button.destroyed):
        button.deleteLater()
    window.grab()
    assert not ring.isVisible()


def test_changes_are_announced_one_at_a_time_and_only_the_last(
    theme: Theme, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(Announcer, "_announce", _recorded(spoken))
    announcer = Announcer(window, pause_ms=20)
    for sentence in ("8 in 10", "7 in 10", "6 in 10"):
        announcer.say(sentence)
    qtbot.waitUntil(lambda: len(spoken) == 2)
    assert spoken == ["8 in 10", "6 in 10"]


def _recorded(spoken: list[str]) -> Callable[[Announcer, str], None]:
    original = Announcer._announce

    def announce(self: Announcer, sentence: str) -> None:
        spoken.append(sentence)
        original(self, sentence)

    return announce


def _around(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-REACH, -REACH, REACH, REACH)
