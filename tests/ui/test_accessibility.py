"""What a screen reader hears and where the keyboard goes, in the whole window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.opened import NO_KEY, SHIFT, Opened
from tests.ui.tree import unnamed

IRONIC = "Bravo, encore 40 minutes de file, on adore votre patience 👏"
PLACES = ["desk", "watch", "archive", "models", "settings"]


@pytest.mark.parametrize("place", PLACES)
def test_every_control_has_a_name(festival: Opened, place: str) -> None:
    festival.write(IRONIC)
    festival.window.go(place)
    festival.settle()
    assert [said for said in unnamed(festival.window) if said in _on_screen(festival)] == []


def _on_screen(window: Opened) -> set[str]:
    return {repr(widget) for widget in window.window.findChildren(QWidget) if widget.isVisible()}


def _walk(window: Opened, modifiers: Qt.KeyboardModifier) -> list[QWidget]:
    seen: list[QWidget] = []
    for _step in range(200):
        key = Qt.Key.Key_Tab if modifiers == NO_KEY else Qt.Key.Key_Backtab
        window.press(key, modifiers, QApplication.focusWidget())
        now = QApplication.focusWidget()
        assert now is not None, "the keyboard was lost"
        if now in seen:
            return seen
        seen.append(now)
    raise AssertionError("Tab never comes back")


@pytest.mark.parametrize("modifiers", [NO_KEY, SHIFT])
def test_tab_goes_everywhere_on_the_desk_and_comes_back(festival: Opened, modifiers: Qt.KeyboardModifier) -> None:
    festival.write(IRONIC)
    festival.page.setFocus()
    seen = _walk(festival, modifiers)
    reachable = {
        widget
        for widget in festival.window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    }
    missed = reachable - set(seen)
    assert {repr(widget) for widget in missed if not _of_a_group(widget, seen)} == set()
    assert festival.page in seen


def _of_a_group(widget: QWidget, seen: list[QWidget]) -> bool:
    """Tell whether Tab reaches another button of the same exclusive group: arrows go on from there."""
    parent = widget.parentWidget()
    return any(type(other) is type(widget) and other.parentWidget() is parent for other in seen)


def test_the_gate_keeps_the_keyboard_inside_and_gives_it_back(festival: Opened) -> None:
    festival.write(IRONIC)
    festival.page.setFocus()
    festival.desk.gate.ask()
    sheet = festival.desk.gate._sheet
    assert sheet is not None
    for _step in range(12):
        festival.press(Qt.Key.Key_Tab, at=QApplication.focusWidget())
        inside = QApplication.focusWidget()
        assert inside is not None
        assert sheet.isAncestorOf(inside)
    festival.press(Qt.Key.Key_Escape, at=QApplication.focusWidget())
    assert festival.page.hasFocus()


def test_f6_goes_from_pane_to_pane(festival: Opened) -> None:
    festival.write(IRONIC)
    festival.page.setFocus()
    seen = []
    for _step in range(5):
        festival.press(Qt.Key.Key_F6, at=QApplication.focusWidget())
        seen.append(QApplication.focusWidget())
    assert len(set(seen)) > 2
