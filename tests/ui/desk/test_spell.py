"""Spelling while typing: marks that follow the letters, words learned for a client."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from tests.ui.opened import Opened

TEXT = "La billeterie ouvre demain matin à dix heures pour tout le monde."


def _unknown(window: Opened) -> list[str]:
    text = window.page.text()
    return [text[mark.start : mark.end] for mark in window.page.marks() if mark.kind == "spelling"]


def test_an_unknown_word_is_marked_after_a_pause(desk: Opened) -> None:
    desk.write(TEXT)
    desk.wait(lambda: _unknown(desk) == ["billeterie"])


def test_the_mark_follows_its_word_while_one_types_before_it(desk: Opened) -> None:
    desk.write(TEXT)
    desk.wait(lambda: _unknown(desk) == ["billeterie"])
    desk.page.replace(0, 0, "Oui : ")
    desk.read()
    assert _unknown(desk) == ["billeterie"]


def test_a_learned_word_is_no_longer_marked_and_stays_known(desk: Opened) -> None:
    desk.write(TEXT)
    desk.wait(lambda: _unknown(desk) == ["billeterie"])
    menu = QMenu(desk.page)
    desk.page.menu_asked.emit(menu, TEXT.index("billeterie") + 2)
    learn = next(action for action in menu.actions() if "billeterie" in action.text())
    learn.trigger()
    desk.wait(lambda: _unknown(desk) == [])
    assert "billeterie" in desk.space.brand.words
    assert "billeterie" in desk.window.workspace.spaces[0].brand.words


def test_another_word_can_be_put_in_its_place(desk: Opened) -> None:
    desk.write(TEXT)
    desk.wait(lambda: _unknown(desk) == ["billeterie"])
    menu = QMenu(desk.page)
    desk.page.menu_asked.emit(menu, TEXT.index("billeterie") + 2)
    desk.wait(lambda: any(action.text() == "billetterie" for action in menu.actions()))
    next(action for action in menu.actions() if action.text() == "billetterie").trigger()
    desk.read()
    assert desk.page.text() == TEXT.replace("billeterie", "billetterie")


def test_spelling_can_be_switched_off(desk: Opened) -> None:
    desk.write(TEXT)
    desk.wait(lambda: _unknown(desk) == ["billeterie"])
    desk.app.change(spelling=False)
    desk.type(" Oui.")
    desk.read()
    desk.wait(lambda: _unknown(desk) == [])
