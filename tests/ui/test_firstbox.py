"""The box of the first run: its rows answer, its reading is never crushed, and what was typed there goes along."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from aparte_ui import operations
from aparte_ui.desk.textedit import TextEdit
from aparte_ui.firstrun import FirstRun
from aparte_ui.invitation import EXAMPLES, FACTS
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.counterfactual import Counterfactual
from aparte_ui.widgets.text import Text
from tests.ui.opened import CTRL, Opened, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def fresh(home: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[Opened]:
    with opened(home, qtbot) as window:
        window.wait(lambda: window.window.place == "first")
        yield window


def _first(fresh: Opened) -> FirstRun:
    place = fresh.window.place_of("first")
    assert isinstance(place, FirstRun)
    return place


def _box(fresh: Opened) -> TextEdit:
    return _first(fresh).findChildren(TextEdit)[0]


def _write(fresh: Opened, text: str) -> None:
    _first(fresh).write(text)
    fresh.settle()


def _rows(fresh: Opened) -> list[Counterfactual]:
    return [row for row in _first(fresh).findChildren(Counterfactual) if row.isVisible()]


def _says(fresh: Opened, words: str) -> bool:
    return any(words in text.text() and text.isVisible() for text in _first(fresh).findChildren(Text))


def test_a_word_is_tried_without_by_a_click_and_comes_back_by_undo(fresh: Opened) -> None:
    _write(fresh, EXAMPLES[0])
    _rows(fresh)[0].click()
    fresh.settle()
    assert len(_box(fresh).text()) < len(EXAMPLES[0])
    fresh.press("Z", CTRL, _box(fresh))
    assert _box(fresh).text() == EXAMPLES[0]


def test_the_words_that_can_be_heard_otherwise_are_marked(fresh: Opened) -> None:
    _write(fresh, EXAMPLES[0])
    assert {mark.kind for mark in _box(fresh).marks()} == {"irony"}


def test_in_the_smallest_window_a_long_reading_is_scrolled_never_crushed(fresh: Opened) -> None:
    fresh.window.resize(fresh.window.minimumSize())
    _write(fresh, EXAMPLES[0])
    rows: list[QWidget] = [*_rows(fresh)]
    fresh.wait(lambda: all(row.height() >= row.sizeHint().height() for row in rows))
    assert all(below.y() >= above.y() + above.height() for above, below in pairwise(rows))


def test_an_emptied_box_brings_the_facts_back(fresh: Opened) -> None:
    fact = FACTS[0][0]
    assert _says(fresh, fact)
    _write(fresh, EXAMPLES[1])
    assert not _says(fresh, fact)
    _write(fresh, "")
    assert _says(fresh, fact)


def test_the_keyboard_stays_beside_the_language_that_was_chosen(fresh: Opened) -> None:
    french = next(button for button in _first(fresh).findChildren(Button) if button.label() == "Français")
    french.setFocus()
    french.click()
    focused = fresh.window.focusWidget()
    assert isinstance(focused, Button)
    assert focused.label() == "English"


def test_what_was_typed_becomes_the_first_draft_of_a_new_client(fresh: Opened) -> None:
    _write(fresh, "Merci à tous")
    operations.create_client(fresh.window, "Atelier", text=_box(fresh).text())
    fresh.ready()
    assert fresh.draft.base_text == fresh.page.text() == "Merci à tous"
    assert len(fresh.window.workspace.drafts) == 1
