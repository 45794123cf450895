"""The page: what it keeps, what it refuses, where its marks are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QInputMethodEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from aparte_ui.desk import letters
from aparte_ui.desk.marks import Mark, placed, shifted, stretches
from aparte_ui.desk.textedit import TextEdit
from aparte_ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from aparte_ui.theme import Theme

DRAFT = "Bravo 👏 à tous : encore 40 minutes, on adore.\n−20\u202f% au bar\u00a0!"
FAMILY = "👨‍👩‍👧"


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Iterator[TextEdit]:
    page = TextEdit(theme)
    qtbot.addWidget(page)
    page.resize(700, 400)
    page.show()
    yield page
    page.hide()


def _mark(word: str, kind: str = "irony", index: int = 0) -> Mark:
    return Mark(DRAFT.index(word), DRAFT.index(word) + len(word), kind, f"irony: {word}", index)


def test_what_is_loaded_is_what_is_read_no_break_spaces_included(page: TextEdit) -> None:
    page.set_text(DRAFT)
    assert page.text() == DRAFT


def test_loading_a_draft_is_neither_an_edit_nor_something_to_undo(page: TextEdit, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.edited):
        page.set_text(DRAFT)
        page.set_marks([_mark("encore")])
        page.set_hits([(0, 5)])
    assert not page.document().isUndoAvailable()


def test_every_line_has_the_same_height_new_ones_too(page: TextEdit, theme: Theme, qtbot: QtBot) -> None:
    page.set_text("one 👏\ntwo")
    page.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.keyClicks(page, "three")
    page.textCursor().insertText("\nfour\nfive")
    tops = [page.document().documentLayout().blockBoundingRect(block).top() for block in _blocks(page)]
    pitches = {round(after - before) for before, after in pairwise(tops)}
    assert pitches == {theme.line_height("draft")}


def test_typing_is_said_once_a_key_and_undone(page: TextEdit, qtbot: QtBot) -> None:
    page.set_text("Bravo")
    page.moveCursor(QTextCursor.MoveOperation.End)
    with qtbot.waitSignal(page.edited):
        qtbot.keyClicks(page, "!")
    page.undo()
    assert page.text() == "Bravo"


def test_a_replacement_is_one_step_of_undo_and_counts_in_code_points(page: TextEdit) -> None:
    page.set_text(DRAFT)
    start = DRAFT.index("encore ")
    page.replace(start, start + len("encore "), "")
    assert page.text() == DRAFT.replace("encore ", "")
    page.undo()
    assert page.text() == DRAFT


def test_undoing_a_fix_leaves_the_caret_where_the_person_was_writing(page: TextEdit) -> None:
    page.set_text(DRAFT)
    page.select(9, 9)
    page.replace(20, 26, "")
    assert page.position() == 9
    page.undo()
    assert page.position() == 9


def test_an_emptied_page_shows_its_invitation(page: TextEdit) -> None:
    page.set_placeholder("Write here")
    page.set_text("")
    empty = page.grab().toImage()
    page.set_text(DRAFT)
    page.grab()
    page.set_text("")
    assert page.grab().toImage() == empty


@given(old=st.text("ab 👏\n", max_size=12), new=st.text("ab 👏\n", max_size=12))
def test_a_rewrite_reads_as_asked_and_undoes_at_once(
    dressed: object, theme_for_hypothesis: Theme, old: str, new: str
) -> None:
    page = TextEdit(theme_for_hypothesis)
    page.set_text(old)
    page.rewrite(new)
    assert page.text() == new
    page.undo()
    assert page.text() == old


@pytest.fixture(scope="module")
def theme_for_hypothesis(dressed: QApplication) -> Theme:
    return Theme("light", reduced_motion=True)


def test_positions_are_code_points(page: TextEdit) -> None:
    page.set_text(DRAFT)
    at = DRAFT.index("encore")
    page.select(at, at + 6)
    assert page.selected() == "encore"
    page.select(at, at)
    assert page.position() == at


def test_backspace_takes_a_whole_family(page: TextEdit, qtbot: QtBot) -> None:
    page.set_text(f"Merci {FAMILY}")
    page.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert page.text() == "Merci "
    page.undo()
    assert page.text() == f"Merci {FAMILY}"


def test_backspace_takes_only_the_accent_that_was_typed_last(page: TextEdit, qtbot: QtBot) -> None:
    page.set_text("e\u0301")
    page.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert page.text() == "e"


def test_rich_text_comes_in_plain(page: TextEdit) -> None:
    rich = QMimeData()
    rich.setHtml("<b>Bravo</b>")
    rich.setText("Bravo\r\nà tous\x00")
    page.insertFromMimeData(rich)
    assert page.text() == "Bravo\nà tous"
    assert not page.textCursor().charFormat().font().bold()


def test_files_dropped_on_the_page_are_handed_over(page: TextEdit, qtbot: QtBot, tmp_path: object) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(f"{tmp_path}/poster.jpg")])
    with qtbot.waitSignal(page.files_dropped) as dropped:
        page.insertFromMimeData(files)
    assert dropped.args == [[f"{tmp_path}/poster.jpg"]]
    assert page.text() == ""


def test_selecting_gives_nothing_to_the_primary_selection(page: TextEdit) -> None:
    page.set_text(DRAFT)
    page.selectAll()
    assert page.createMimeDataFromSelection().formats() == []


def test_copying_a_part_is_free_copying_the_whole_is_said(page: TextEdit, qtbot: QtBot) -> None:
    page.set_text(DRAFT)
    page.select(0, 5)
    with qtbot.assertNotEmitted(page.whole_copied):
        qtbot.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Bravo"
    page.selectAll()
    with qtbot.waitSignal(page.whole_copied) as copied:
        qtbot.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args == [DRAFT]
    assert QGuiApplication.clipboard().text() == DRAFT


def test_cutting_the_whole_is_said_too(page: TextEdit, qtbot: QtBot) -> None:
    page.set_text(DRAFT)
    page.selectAll()
    with qtbot.waitSignal(page.whole_copied):
        qtbot.keyClick(page, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert page.text() == ""


def test_tab_leaves_the_page_and_control_tab_inserts_one(page: TextEdit, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert page.text() == ""
    qtbot.keyClick(page, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.text() == "\t"


def test_nothing_is_said_while_a_letter_is_composed(page: TextEdit, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.edited):
        QApplication.sendEvent(page, QInputMethodEvent("^", []))
    assert page.composing
    done = QInputMethodEvent("", [])
    done.setCommitString("ê")
    with qtbot.waitSignals([page.edited, page.composition_ended]):
        QApplication.sendEvent(page, done)
    assert (page.composing, page.text()) == (False, "ê")


def test_marks_follow_the_text_and_a_touched_one_goes(page: TextEdit, qtbot: QtBot) -> None:
    page.set_text(DRAFT)
    page.set_marks([_mark("Bravo", index=0), _mark("encore", index=1), _mark("on adore", index=2)])
    at = DRAFT.index("encore") + 2
    page.select(at, at)
    qtbot.keyClicks(page, "zz")
    assert {mark.index: _words(page, mark) for mark in page.marks()} == {0: "Bravo", 2: "on adore"}


def test_a_mark_after_an_emoji_is_under_its_own_word(page: TextEdit, theme: Theme) -> None:
    page.set_text(DRAFT)
    page.set_marks([_mark("encore")])
    mark = page.marks()[0]
    box = next(stretches(page.document(), mark.start, mark.end)).box
    page.select(DRAFT.index("encore"), DRAFT.index("encore"))
    assert box.left() == pytest.approx(page.cursorRect().left(), abs=1.5)


def test_a_mark_leaves_out_the_space_at_the_end_of_its_line(page: TextEdit) -> None:
    page.set_text("word " * 60)
    parts = list(stretches(page.document(), 0, 300))
    assert len(parts) > 1
    assert all(part.box.right() <= page.viewport().width() - 90 for part in parts)


def test_the_pointer_tells_which_mark_it_is_on(page: TextEdit, qtbot: QtBot) -> None:
    page.set_text(DRAFT)
    page.set_marks([_mark("encore", index=7)])
    mark = page.marks()[0]
    middle = next(stretches(page.document(), mark.start, mark.end)).box.center().toPoint()
    with qtbot.waitSignal(page.mark_hovered) as hovered:
        qtbot.mouseMove(page.viewport(), middle)
    assert hovered.args == [7]
    assert page.viewport().toolTip() == "irony: encore"
    with qtbot.waitSignal(page.mark_hovered) as left:
        qtbot.mouseMove(page.viewport(), QPoint(5, 390))
    assert left.args == [-1]


def test_the_keyboard_goes_from_mark_to_mark_and_around(page: TextEdit, qtbot: QtBot) -> None:
    page.set_text(DRAFT)
    page.set_marks([_mark("Bravo", index=0), _mark("encore", index=1)])
    page.select(len(DRAFT), len(DRAFT))
    with qtbot.waitSignal(page.mark_entered) as entered:
        page.go_to_mark(1)
    assert entered.args == [0]
    page.go_to_mark(-1)
    assert page.position() == DRAFT.index("encore")


def test_the_marks_are_said_aloud_with_the_page(page: TextEdit) -> None:
    page.setAccessibleName("Draft")
    page.set_text(DRAFT)
    page.set_marks([_mark("encore"), _mark("on adore")])
    assert page.accessibleName() == "Draft"
    assert page.accessibleDescription() == "irony: encore; irony: on adore"


def test_right_to_left_words_stand_at_the_right(page: TextEdit) -> None:
    page.set_text("שלום")
    assert page.cursorRect().left() > page.viewport().width() / 2


def test_a_narrow_page_gives_its_margins_to_the_text(page: TextEdit) -> None:
    page.set_text("word " * 60)
    lines = page.document().firstBlock().layout().lineCount()
    page.set_wide(False)
    assert page.document().firstBlock().layout().lineCount() < lines


def test_larger_letters_keep_the_text_and_its_even_lines(page: TextEdit, theme: Theme) -> None:
    page.set_text("one\ntwo")
    theme.set_scale(150)
    tops = [page.document().documentLayout().blockBoundingRect(block).top() for block in _blocks(page)]
    assert round(tops[1] - tops[0]) == theme.line_height("draft")
    assert page.text() == "one\ntwo"


def test_the_menu_can_be_added_to_by_those_who_listen(page: TextEdit, qtbot: QtBot) -> None:
    page.set_text(DRAFT)
    asked: list[QMenu] = []
    page.menu_asked.connect(lambda menu, _at: asked.append(menu))
    place = page.viewport().mapToGlobal(QPoint(60, 30))
    page.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(60, 30), place))
    assert next(action.text() for action in asked[0].actions()) == "Undo"
    asked[0].close()


def test_marks_outside_the_text_are_not_painted() -> None:
    assert placed([Mark(0, 3, "irony"), Mark(2, 9, "irony"), Mark(1, 1, "rule")], "abcd") == [Mark(0, 3, "irony")]


@given(st.text(max_size=30), st.data())
def test_a_shift_never_puts_a_mark_on_other_words(text: str, data: st.DataObject) -> None:
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    start = data.draw(st.integers(0, length))
    mark = Mark(start, data.draw(st.integers(start, length)), "irony")
    at = data.draw(st.integers(0, length))
    removed, added = data.draw(st.integers(0, length - at)), data.draw(st.integers(0, 5))
    for moved in shifted([mark], at, removed, added):
        untouched = mark.end <= at or mark.start >= at + removed
        assert untouched
        assert moved.end - moved.start == mark.end - mark.start
        assert moved.start == mark.start or moved.start == mark.start + added - removed


@given(st.text())
def test_pasted_text_can_always_be_saved_and_read_back(text: str) -> None:
    kept = letters.plain(text)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert letters.plain(kept) == kept
    assert "\x00" not in kept
    assert "\r" not in kept


def _words(page: TextEdit, mark: Mark) -> str:
    cursor = QTextCursor(page.document())
    cursor.setPosition(mark.start)
    cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def _blocks(page: TextEdit) -> list[QTextBlock]:
    block, found = page.document().firstBlock(), []
    while block.isValid():
        found.append(block)
        block = block.next()
    return found
