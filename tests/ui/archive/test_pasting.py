"""Comments pasted or dropped into the archive: shown, ticked, answered, and written only when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLabel

from aparte.archive.store import Archive as Posts
from aparte.archive.store import post_count
from aparte.errors import Trouble
from aparte_ui.archive.pastesheet import PasteSheet
from aparte_ui.archive.view import Archive
from tests.ui.opened import CTRL, Opened, home_with, opened
from tests.ui.tree import said, unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

COPIED = """Les plus pertinents
Marie Dubois
Bravo à toute l’équipe, la nouvelle salle est superbe !
3 h
J’aime
Répondre
4
Jean-Pierre Le Goff
Super fan
Et pour le parking ?
2 h
J’aime
Répondre
"""
NO_TIMES = "Marie\nBravo !\nEncore bravo"


def words(sheet: PasteSheet) -> str:
    """Return everything the sheet says."""
    return " ".join(said(label) for label in sheet.findChildren(QLabel) if label.isVisibleTo(sheet))


class Place:
    """The archive of a window, and what a person does there."""

    def __init__(self, window: Opened) -> None:
        self.window = window
        window.wait(lambda: window.window.place == "desk")
        window.window.go("archive")
        found = window.window.place_of("archive")
        assert isinstance(found, Archive)
        self.archive = found
        window.settle()

    def sheet(self) -> PasteSheet:
        self.window.wait(lambda: self.archive.pasting.sheet is not None and self.archive.pasting.sheet.isVisible())
        assert self.archive.pasting.sheet is not None
        return self.archive.pasting.sheet

    def copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def paste(self, text: str) -> PasteSheet:
        self.copy(text)
        self.window.press("V", CTRL, self.archive)
        return self.sheet()

    def count(self) -> int:
        return post_count(self.window.space.archive_path)

    def settle(self) -> None:
        self.window.wait(lambda: self.archive.pasting.sheet is None)
        self.window.settle()


@pytest.fixture
def place(home: Path, qtbot: QtBot) -> Iterator[Place]:
    with opened(home_with(home), qtbot) as window:
        yield Place(window)


def test_pasted_comments_are_shown_and_only_the_ticked_ones_are_written(place: Place) -> None:
    sheet = place.paste(COPIED)
    assert "2 comments understood" in words(sheet)
    assert unnamed(sheet) == []
    sheet.list.setCurrentIndex(sheet.comments.index(1))
    place.window.press(Qt.Key.Key_Space, at=sheet.list)
    assert sheet.start.text() == "Import 1 comment"
    assert place.count() == 0
    place.window.press(Qt.Key.Key_Return, at=sheet.list)
    place.settle()
    with Posts(place.window.space.archive_path) as posts:
        (kept,) = posts.every()
    assert (kept.author, kept.text, kept.platform, kept.kind) == (
        "Marie Dubois",
        "Bravo à toute l’équipe, la nouvelle salle est superbe !",
        "facebook",
        "mention",
    )
    assert place.archive.results.isVisible()
    assert not place.archive.nothing.isVisible()


def test_a_comment_says_who_when_and_what_to_a_screen_reader(place: Place) -> None:
    sheet = place.paste(COPIED)
    told = sheet.comments.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("Marie Dubois, about ")
    assert told.endswith("la nouvelle salle est superbe !")
    assert sheet.comments.index(0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def test_without_a_tick_nothing_can_be_imported(place: Place) -> None:
    sheet = place.paste(COPIED)
    for row in range(2):
        sheet.comments.tick(sheet.comments.index(row))
    assert not sheet.start.isEnabled()
    place.window.press(Qt.Key.Key_Return, at=sheet.list)
    assert place.count() == 0
    sheet.cancel.click()
    place.settle()


def test_lines_of_the_search_field_are_comments_and_one_line_is_words(place: Place) -> None:
    box = place.archive.results.box
    place.copy("navette")
    place.window.press("V", CTRL, box)
    assert box.text() == "navette"
    assert place.archive.pasting.sheet is None
    place.copy(COPIED)
    place.window.press("V", CTRL, box)
    place.sheet().cancel.click()
    assert box.text() == "navette"
    place.settle()


def test_the_button_says_when_there_is_nothing_to_paste(place: Place) -> None:
    place.copy("  ")
    place.archive._paste.click()
    place.window.settle()
    assert place.archive.pasting.sheet is None
    assert "There is no text to paste" in place.window.window._said


def test_text_that_is_dropped_is_read_as_comments(place: Place) -> None:
    data = QMimeData()
    data.setText(COPIED)
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    place.archive.dropEvent(event)
    sheet = place.sheet()
    assert sheet.comments.rowCount() == 2
    sheet.cancel.click()
    place.settle()


def test_lines_nobody_is_sure_of_become_a_comment_once_answered(place: Place) -> None:
    sheet = place.paste(NO_TIMES)
    assert "No comment was recognised" in words(sheet)
    assert not sheet.start.isEnabled()
    for row, clicks in enumerate((1, 2, 2)):
        sheet.lines.setCurrentIndex(sheet.doubts.index(row))
        for _ in range(clicks):
            place.window.press(Qt.Key.Key_Space, at=sheet.lines)
    sheet.network.choose("linkedin")
    sheet.start.click()
    place.settle()
    with Posts(place.window.space.archive_path) as posts:
        (kept,) = posts.every()
    assert (kept.author, kept.text, kept.platform) == ("Marie", "Bravo !\nEncore bravo", "linkedin")
    assert kept.created_at is None


def test_what_fails_is_said_in_the_sheet_and_nothing_is_lost(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = place.paste(COPIED)

    def full(*_: object) -> None:
        raise Trouble("file.unwritable", path="archive.db", reason="No space left on device")

    monkeypatch.setattr(Posts, "add", full)
    sheet.start.click()
    place.window.wait(sheet.failure.isVisible)
    assert "No space left on device" in said(sheet.failure)
    monkeypatch.undo()
    sheet.start.click()
    place.settle()
    assert place.count() == 2


def test_the_same_comments_pasted_twice_are_there_once(place: Place) -> None:
    place.paste(COPIED).start.click()
    place.settle()
    place.paste(COPIED.replace("3 h", "4 h")).start.click()
    place.settle()
    assert place.count() == 2
    assert "2 already there" in place.window.window._said


def test_a_comment_is_as_high_as_its_words_up_to_four_lines(place: Place) -> None:
    long, endless = "Une phrase de dix mots à peu près. " * 6, "Une phrase qui ne finit jamais vraiment. " * 60
    comments = [
        f"Marie {number}\n{said}\n3 h\nJ’aime\nRépondre\n" for number, said in enumerate(("Bravo !", long, endless))
    ]
    sheet = place.paste("Les plus pertinents\n" + "".join(comments))
    one, several, most = (sheet.list.sizeHintForRow(row) for row in range(3))
    line = place.window.app.theme.line_height("body")
    assert one + line <= several <= one + 3 * line
    assert most == one + 3 * line
    assert sheet.list.height() >= min(one + several + most, 300)
    sheet.close_panel()
