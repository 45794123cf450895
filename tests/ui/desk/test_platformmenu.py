"""The + of the tabs: platforms are ticked one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from aparte_ui.desk.platformmenu import PlatformMenu

if TYPE_CHECKING:
    from tests.ui.opened import Opened


def _opened(desk: Opened) -> PlatformMenu:
    desk.qtbot.mouseClick(desk.desk.page._tabs.plus, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, PlatformMenu)
    return menu


def _click(desk: Opened, menu: PlatformMenu, name: str) -> None:
    action = next(action for action in menu.actions() if action.text() == name)
    at = menu.actionGeometry(action).center()
    desk.qtbot.mouseMove(menu, at)
    desk.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=at)


def test_several_platforms_are_ticked_without_opening_the_menu_again(desk: Opened) -> None:
    menu = _opened(desk)
    _click(desk, menu, "Bluesky")
    _click(desk, menu, "Mastodon")
    _click(desk, menu, "X")
    assert menu.isVisible()
    assert list(desk.draft.versions) == ["linkedin", "bluesky", "mastodon"]
    desk.press(Qt.Key.Key_Escape, at=menu)
    assert QApplication.activePopupWidget() is None


def test_space_ticks_and_stays(desk: Opened) -> None:
    menu = _opened(desk)
    menu.setActiveAction(next(action for action in menu.actions() if action.text() == "Bluesky"))
    desk.press(Qt.Key.Key_Space, at=menu)
    assert menu.isVisible()
    assert "bluesky" in desk.draft.versions
    menu.close()
