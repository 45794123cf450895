"""The page with its tabs: what a person types, pastes, drops and undoes on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QInputMethodEvent, QKeyEvent

from tests.ui.opened import CTRL, NO_KEY, SHIFT, Opened, home_with, opened

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

IRONIC = "Bravo, encore 40 minutes de file, on adore votre patience 👏"
ALT = Qt.KeyboardModifier.AltModifier


def test_the_words_that_sound_ironic_are_marked(desk: Opened) -> None:
    desk.write(IRONIC)
    marks = [mark for mark in desk.page.marks() if mark.kind == "irony"]
    assert marks
    assert all(mark.label for mark in marks)


def test_f8_goes_from_mark_to_mark_and_back(desk: Opened) -> None:
    desk.write(IRONIC)
    starts = sorted({mark.start for mark in desk.page.marks()})
    assert len(starts) > 1
    desk.page.select(0, 0)
    seen = []
    for _turn in starts:
        desk.press(Qt.Key.Key_F8, at=desk.page)
        seen.append(desk.page.textCursor().position())
    assert sorted(seen) == starts
    desk.press(Qt.Key.Key_F8, SHIFT, desk.page)
    assert desk.page.textCursor().position() != seen[-1]


def test_f9_tries_without_the_strongest_word_in_one_step_and_brings_it_back(desk: Opened) -> None:
    desk.write(IRONIC)
    desk.press(Qt.Key.Key_F9, at=desk.page)
    desk.read()
    without = desk.page.text()
    assert len(without) < len(IRONIC)
    desk.press("Z", CTRL, desk.page)
    assert desk.page.text() == IRONIC
    desk.press("Z", CTRL | SHIFT, desk.page)
    desk.read()
    assert desk.page.text() == without
    desk.press(Qt.Key.Key_F9, at=desk.page)
    desk.read()
    assert desk.page.text() == IRONIC


def test_f7_just_after_typing_mends_the_text_as_it_now_is(desk: Opened) -> None:
    desk.write("Vite vite. " + "mot " * 80)
    desk.type("fin fin")
    before = desk.page.text()
    desk.press(Qt.Key.Key_F7, at=desk.page)
    desk.read()
    after = desk.page.text()
    assert after != before
    desk.page.undo()
    assert desk.page.text() == before, "a fix is one step of undo"


def test_undo_never_crosses_from_one_platform_into_another(desk: Opened) -> None:
    desk.write("Commun")
    desk.press(Qt.Key.Key_PageDown, CTRL, desk.page)
    desk.type(" et propre")
    desk.press(Qt.Key.Key_PageUp, CTRL, desk.page)
    assert desk.page.text() == "Commun"
    desk.press("Z", CTRL, desk.page)
    desk.read()
    desk.press(Qt.Key.Key_PageDown, CTRL, desk.page)
    assert desk.page.text() == "Commun et propre"


def test_nothing_is_scored_and_no_shortcut_works_while_a_letter_is_composed(desk: Opened) -> None:
    desk.write("Caf")
    read: list[bool] = []
    desk.session.assessed.connect(lambda: read.append(True))
    desk.page.moveCursor(desk.page.textCursor().MoveOperation.End)
    QCoreApplication.sendEvent(desk.page, QInputMethodEvent("´", []))
    assert desk.page.composing
    drafts = len(desk.window.workspace.drafts)
    desk.press("N", CTRL, desk.page)
    desk.press("K", CTRL, desk.page)
    desk.settle()
    assert not read
    assert len(desk.window.workspace.drafts) == drafts
    done = QInputMethodEvent("", [])
    done.setCommitString("é")
    QCoreApplication.sendEvent(desk.page, done)
    desk.read()
    assert desk.page.text() == "Café"
    assert read


@pytest.mark.parametrize("letter", ["@", "€", "{", "#"])
def test_letters_of_altgr_are_typed(desk: Opened, letter: str) -> None:
    # On Windows AltGr comes as Ctrl+Alt.
    for modifiers in (Qt.KeyboardModifier.GroupSwitchModifier, CTRL | ALT):
        event = QKeyEvent(QEvent.Type.KeyPress, 0, modifiers, letter)
        QCoreApplication.sendEvent(desk.page, event)
    assert set(desk.page.text()) == {letter}


def test_what_is_pasted_loses_its_dress(desk: Opened) -> None:
    rich = QMimeData()
    rich.setHtml("<h1>Grand</h1>")
    rich.setText("Grand\r\nsoir\x00")
    desk.page.insertFromMimeData(rich)
    assert desk.page.text() == "Grand\nsoir"


def test_text_from_right_to_left_is_marked_where_it_stands(desk: Opened) -> None:
    desk.write("שלום לכולם #חג #שמח @quai")
    desk.page.grab()
    assert desk.page.text() == "שלום לכולם #חג #שמח @quai"
    desk.wait(lambda: desk.on_disk().base_text == desk.page.text())


def test_images_dropped_on_the_page_join_the_draft_by_reference(desk: Opened) -> None:
    picture = desk.home / "quai.png"
    picture.write_bytes(b"not really a picture")
    other = desk.home / "notes.txt"
    other.write_text("x")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(picture)), QUrl.fromLocalFile(str(other))])
    how = (Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, NO_KEY)
    entered = QDragEnterEvent(QPoint(100, 60), *how)
    QCoreApplication.sendEvent(desk.page.viewport(), entered)
    assert entered.isAccepted()
    QCoreApplication.sendEvent(desk.page.viewport(), QDragMoveEvent(QPoint(100, 60), *how))
    QCoreApplication.sendEvent(desk.page.viewport(), QDropEvent(QPointF(100, 60), *how))
    desk.settle()
    assert [media.path for media in desk.on_disk().media] == [str(picture)]
    assert desk.page.text() == ""


def test_a_text_that_becomes_shorter_than_its_fold_is_painted(desk: Opened) -> None:
    desk.session.set_platforms(["linkedin"])
    desk.write("Une phrase pour voir. " * 40)
    desk.page.selectAll()
    desk.page.textCursor().insertText("court")
    desk.page.grab()
    assert desk.page.text() == "court"


TOO_LONG = "Le quai rouvre samedi matin avec trois artistes. " * 7


def test_f7_on_the_first_tab_cuts_that_platform_alone(desk: Opened) -> None:
    desk.write(TOO_LONG.strip())
    assert desk.session.platform == "x"
    desk.press(Qt.Key.Key_F7, at=desk.page)
    desk.read()
    assert len(desk.page.text()) <= 280
    desk.wait(lambda: desk.on_disk().text_for("x") == desk.page.text())
    assert desk.on_disk().text_for("linkedin") == TOO_LONG.strip()


def test_what_is_cut_comes_back_in_one_step_of_undo(desk: Opened) -> None:
    desk.write(TOO_LONG.strip())
    desk.press(Qt.Key.Key_F7, at=desk.page)
    desk.press("Z", CTRL, desk.page)
    assert desk.page.text() == TOO_LONG.strip()


def test_after_a_cut_the_next_platform_writes_for_those_that_still_share(desk: Opened) -> None:
    desk.session.set_platforms(["x", "linkedin", "bluesky"])
    desk.write(TOO_LONG.strip())
    desk.press(Qt.Key.Key_F7, at=desk.page)
    short = desk.page.text()
    desk.desk.page.step(1)
    desk.type(" Et dimanche.")
    desk.settle()
    desk.wait(lambda: desk.on_disk().text_for("bluesky") == TOO_LONG.strip() + " Et dimanche.")
    assert desk.on_disk().text_for("linkedin") == TOO_LONG.strip() + " Et dimanche."
    assert desk.on_disk().text_for("x") == short


def test_a_draft_opens_with_the_caret_at_its_end(home: Path, dressed: QApplication, qtbot: QtBot) -> None:
    with opened(home_with(home, ("le premier", "le second")), qtbot) as window:
        window.ready()
        assert window.page.textCursor().position() == len("le premier")
        second = window.window.workspace.drafts[1].id
        window.desk._list.chosen.emit(second)
        window.wait(lambda: window.page.text() == "le second")
        assert window.page.textCursor().position() == len("le second")


def test_a_key_with_nothing_to_do_says_so(desk: Opened) -> None:
    desk.press(Qt.Key.Key_F9, at=desk.page)
    desk.read()
    assert "nothing to try without" in desk.window._status._facts[0].text()
    desk.write("Nous ouvrons samedi.")
    desk.press(Qt.Key.Key_F7, at=desk.page)
    desk.read()
    assert "Nothing here that one key can fix." in desk.window._status._facts[0].text()
