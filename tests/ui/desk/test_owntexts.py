"""A text of one's own on a tab: it is shown, it can be given up, and it never leaves without a word."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from aparte.drafts.autosave import Journal
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.tabs import Tab
from tests.ui.opened import CTRL, Opened


def _tab(window: Opened, name: str) -> Tab:
    tabs = window.desk.page.findChildren(Tab)
    return next(tab for tab in tabs if tab.isVisible() and tab.accessibleName().startswith(name))


def _own_text(window: Opened) -> None:
    """Write a common text, and another on LinkedIn."""
    window.write("Commun")
    window.press(Qt.Key.Key_PageDown, CTRL, window.page)
    window.type(" à LinkedIn")
    window.read()


def _said(window: Opened) -> str:
    return window.window._status._facts[0].text()


def _undo(window: Opened) -> Button:
    return window.window._status._undo


def test_a_tab_says_that_its_text_is_its_own(desk: Opened) -> None:
    _own_text(desk)
    assert "a text of its own" in _tab(desk, "LinkedIn").accessibleName()
    assert "share the common one" in _tab(desk, "LinkedIn").toolTip()
    assert "own" not in _tab(desk, "X").accessibleName()


def test_the_mark_is_drawn(desk: Opened) -> None:
    desk.write("Commun")
    before = _tab(desk, "LinkedIn").sizeHint().width()
    _own_text(desk)
    assert _tab(desk, "LinkedIn").sizeHint().width() > before + 15


def test_a_click_on_the_mark_offers_the_common_text(desk: Opened) -> None:
    _own_text(desk)
    tab = _tab(desk, "LinkedIn")
    desk.qtbot.mouseClick(tab, Qt.MouseButton.LeftButton, pos=QPoint(tab.width() - 12, tab.height() // 2))
    _choose_the_only_line(desk)
    assert desk.page.text() == "Commun"
    assert desk.session.shares_base("linkedin")


def test_the_menu_key_offers_it_too(desk: Opened) -> None:
    _own_text(desk)
    tab = _tab(desk, "LinkedIn")
    _press_menu_key(tab)
    _choose_the_only_line(desk)
    assert desk.session.shares_base("linkedin")


def _press_menu_key(tab: Tab) -> None:
    at = QPoint(1, 1)
    QApplication.sendEvent(tab, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, tab.mapToGlobal(at)))


def _choose_the_only_line(desk: Opened) -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (line,) = menu.actions()
    assert line.text() == "Share the common text again"
    line.trigger()
    menu.close()
    desk.read()


def test_a_tab_that_shares_has_no_menu(desk: Opened) -> None:
    _own_text(desk)
    _press_menu_key(_tab(desk, "X"))
    assert QApplication.activePopupWidget() is None


def test_sharing_again_can_be_undone(desk: Opened) -> None:
    _own_text(desk)
    desk.desk.rejoin()
    assert "LinkedIn shares the common text again." in _said(desk)
    _undo(desk).click()
    desk.read()
    assert desk.page.text() == "Commun à LinkedIn"
    assert not _undo(desk).isVisible()


def test_a_text_that_leaves_with_its_platform_is_said_and_comes_back(desk: Opened) -> None:
    _own_text(desk)
    desk.desk.page._toggle_platform("linkedin", False)
    desk.read()
    assert "LinkedIn is off this draft, and its own text with it." in _said(desk)
    assert list(desk.draft.versions) == ["x"]
    _undo(desk).click()
    desk.read()
    assert list(desk.draft.versions) == ["x", "linkedin"]
    assert desk.draft.text_for("linkedin") == "Commun à LinkedIn"
    with Journal(desk.space.folder) as journal:
        assert journal.draft(desk.draft.id).text_for("linkedin") == "Commun à LinkedIn"


def test_letters_typed_before_the_undo_are_kept(desk: Opened) -> None:
    _own_text(desk)
    desk.desk.page._toggle_platform("linkedin", False)
    desk.type(" et neuf")
    _undo(desk).click()
    desk.read()
    assert desk.draft.text_for("x") == "Commun et neuf"
    assert desk.draft.text_for("linkedin") == "Commun à LinkedIn"


def test_the_undo_of_another_draft_changes_nothing(desk: Opened) -> None:
    _own_text(desk)
    before = desk.draft.id
    desk.desk.page._toggle_platform("linkedin", False)
    desk.press("N", CTRL, desk.page)
    desk.wait(lambda: desk.draft.id != before)
    platforms = list(desk.draft.versions)
    _undo(desk).click()
    assert list(desk.draft.versions) == platforms


def test_a_platform_that_shared_leaves_without_a_word(desk: Opened) -> None:
    desk.write("Commun")
    desk.desk.page._toggle_platform("linkedin", False)
    assert not _undo(desk).isVisible()
