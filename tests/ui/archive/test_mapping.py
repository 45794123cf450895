"""A table whose columns nobody explained: the sheet that asks, by its own drop-downs, over real files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from aparte import i18n
from aparte.archive.store import Archive
from aparte.sources.mapping_store import FILE, remembered
from aparte_ui import operations
from aparte_ui.archive import view
from aparte_ui.archive.mappingsheet import MappingSheet
from tests.ui.opened import Opened, home_with, opened
from tests.ui.tree import unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from aparte.nouns import Post

STRANGE = (
    "Jour;Qui;Ce qui est dit;Adresse web;Cœurs\n"
    "05/01/2026;@marie;Vraiment un très bel accueil hier;https://x.com/marie/status/1;3\n"
    "06/01/2026;@lou;;https://x.com/lou/status/3;5\n"
    "07/01/2026;@paul;Je repasserai vous voir dès samedi;https://x.com/paul/status/2;4\n"
)
OTHER = "Wer;Was gesagt wurde\n@anna;Sehr schöner Laden an der Ecke\n@jan;Leider am Montag geschlossen immer\n"


class Asking:
    """The archive of a window where files wait to be imported."""

    def __init__(self, window: Opened) -> None:
        self.window = window
        window.wait(lambda: window.window.place == "desk")
        window.window.go("archive")
        found = window.window.place_of("archive")
        assert isinstance(found, view.Archive)
        self.archive = found
        self.intake = found.intake
        window.settle()

    def bring(self, *paths: Path, whose: str = "file", every: bool = False) -> None:
        """Choose files and accept the import."""
        sheet = self.intake.ask(paths)
        assert sheet is not None
        sheet.whose._segments[whose].click()
        sheet.columns.setChecked(every)
        sheet.start.click()

    def sheet(self) -> MappingSheet:
        """Wait for the sheet that asks, and for its preview."""
        self.window.wait(lambda: self.intake.questions.sheet is not None)
        sheet = self.intake.questions.sheet
        assert sheet is not None
        self.window.wait(lambda: sheet.columns.item is not None)
        return sheet

    def report(self) -> None:
        """Wait for the end of the import."""
        self.window.wait(lambda: self.intake.report is not None)
        self.window.settle()

    def posts(self) -> list[Post]:
        with Archive(self.window.space.archive_path) as archive:
            return sorted(archive.every(), key=lambda post: post.created_at or "")


@pytest.fixture
def asking(home: Path, qtbot: QtBot) -> Iterator[Asking]:
    with opened(home_with(home), qtbot) as window:
        yield Asking(window)


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    path = tmp_path / "veille.csv"
    path.write_text(STRANGE, encoding="utf-8")
    return path


def test_what_the_cells_suggest_is_filled_in_and_imports_on_enter(asking: Asking, strange: Path, home: Path) -> None:
    asking.bring(strange, whose="own")
    sheet = asking.sheet()
    assert [choice.key for choice in sheet.columns.choices] == ["date", "author", "text", "url", ""]
    asking.window.press(Qt.Key.Key_Return, at=sheet.columns)
    asking.report()
    assert [(post.author, post.kind, post.platform) for post in asking.posts()] == [
        ("@marie", "own", "x"),
        ("@paul", "own", "x"),
    ]
    (kept,) = remembered(home).values()
    assert (kept.places["text"], kept.kind) == (2, "own")


def test_each_row_says_what_becomes_of_it_and_why(asking: Asking, strange: Path) -> None:
    asking.bring(strange)
    sheet = asking.sheet()
    model = sheet.columns.table
    fates = [model.headerData(row, Qt.Orientation.Vertical) for row in range(1, 4)]
    assert fates == ["kept", "refused", "kept"]
    sheet.columns.selectRow(2)
    assert sheet._said.text() == "there is no text."
    sheet.columns.selectRow(3)
    assert sheet._said.text() == "Je repasserai vous voir dès samedi"
    assert sheet._about.text().startswith("X · 7 Jan 2026 · @paul")
    sheet.close_panel()


def test_choosing_a_field_takes_it_from_the_column_that_had_it(asking: Asking, strange: Path) -> None:
    asking.bring(strange)
    sheet = asking.sheet()
    sheet.columns.say(4, "text")
    asking.window.wait(lambda: sheet._said.text() == "3")
    assert [choice.key for choice in sheet.columns.choices] == ["date", "author", "", "url", "text"]
    sheet.close_panel()


def test_without_a_column_of_texts_nothing_can_be_imported_and_it_says_why(asking: Asking, strange: Path) -> None:
    asking.bring(strange)
    sheet = asking.sheet()
    sheet.columns.say(2, "")
    assert not sheet.start.isEnabled()
    assert sheet.start.toolTip() == "Say which column holds the texts."
    asking.window.press(Qt.Key.Key_Return, at=sheet.columns)
    assert sheet.isVisible()
    sheet.close_panel()
    asking.window.settle()
    assert asking.intake.report is None


def test_the_order_of_doubtful_dates_is_shown_and_can_be_turned(asking: Asking, strange: Path) -> None:
    asking.bring(strange)
    sheet = asking.sheet()
    assert (sheet.order.isVisibleTo(sheet), sheet.order.key) == (True, "day")
    sheet.order.choose("month")
    sheet.order.chosen.emit("month")
    asking.window.wait(lambda: "1 May 2026" in sheet._about.text())
    sheet.start.click()
    asking.report()
    assert [post.created_at for post in asking.posts()] == ["2026-05-01T00:00:00Z", "2026-07-01T00:00:00Z"]


def test_an_answer_that_is_not_to_be_remembered_serves_once(asking: Asking, strange: Path, home: Path) -> None:
    asking.bring(strange)
    sheet = asking.sheet()
    sheet.remember.setChecked(False)
    sheet.start.click()
    asking.report()
    assert len(asking.posts()) == 2
    assert not (home / FILE).exists()


def test_what_was_remembered_is_not_asked_again_unless_it_is_wanted(asking: Asking, strange: Path) -> None:
    asking.bring(strange)
    asking.sheet().start.click()
    asking.report()
    assert asking.intake.report is not None
    asking.intake.report.close_panel()
    asking.window.settle()
    asking.bring(strange)
    asking.report()
    assert asking.intake.questions.sheet is None
    asking.intake.report.close_panel()
    asking.window.settle()
    asking.bring(strange, every=True)
    sheet = asking.sheet()
    assert sheet.columns.choices[2].key == "text"
    sheet.close_panel()


def test_one_answer_serves_two_files_and_another_table_is_asked_about(
    asking: Asking, strange: Path, tmp_path: Path
) -> None:
    again, other = tmp_path / "encore.csv", tmp_path / "andere.csv"
    again.write_text(STRANGE.replace("samedi", "lundi"), encoding="utf-8")
    other.write_text(OTHER, encoding="utf-8")
    asking.bring(strange, again, other)
    first = asking.sheet()
    first.start.click()
    asking.window.wait(lambda: asking.intake.questions.sheet is not first)
    second = asking.sheet()
    assert second._seen.path == other
    second.skip.click()
    asking.report()
    assert {post.author for post in asking.posts()} == {"@marie", "@paul"}


def test_cancel_imports_nothing_at_all(asking: Asking, strange: Path) -> None:
    asking.bring(strange)
    asking.window.press(Qt.Key.Key_Escape, at=asking.sheet())
    asking.window.settle()
    assert asking.intake.report is None
    assert not asking.intake.is_running
    assert asking.intake.ask([strange]) is not None


def test_a_table_whose_names_tell_is_imported_without_a_question(asking: Asking, tmp_path: Path) -> None:
    path = tmp_path / "sure.csv"
    path.write_text("date,auteur,texte\n2026-01-05,marie,Bravo\n", encoding="utf-8")
    asking.bring(path)
    asking.report()
    assert [post.text for post in asking.posts()] == ["Bravo"]


def test_answers_that_cannot_be_read_are_said_calmly(asking: Asking, strange: Path, home: Path) -> None:
    (home / FILE).write_text("[", encoding="utf-8")
    asking.bring(strange)
    asking.window.wait(lambda: asking.intake.failure.isVisibleTo(asking.archive))
    assert not asking.intake.questions.is_open


def test_the_keyboard_walks_the_columns_and_the_one_it_is_on_comes_into_view(asking: Asking, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    names = [f"Mesure {number}" for number in range(40)]
    path.write_text(",".join(names) + "\n" + ",".join("un mot ou deux ici" for _ in names) + "\n", encoding="utf-8")
    asking.bring(path, every=True)
    sheet = asking.sheet()
    asking.window.window.activateWindow()
    sheet.columns.choices[0].setFocus()
    asking.window.wait(lambda: QApplication.focusWidget() is sheet.columns.choices[0])
    for _step in range(19):
        asking.window.press(Qt.Key.Key_Tab, at=QApplication.focusWidget())
    focused = QApplication.focusWidget()
    assert focused is sheet.columns.choices[19]
    asking.window.settle()
    visible = sheet.columns.viewport().rect()
    assert visible.contains(focused.geometry())
    sheet.close_panel()


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_control_of_the_sheet_has_a_name(asking: Asking, strange: Path, code: str) -> None:
    i18n.set_language(code)
    asking.bring(strange)
    sheet = asking.sheet()
    assert unnamed(sheet) == []
    sheet.close_panel()


def test_an_open_sheet_speaks_the_language_that_is_chosen_and_keeps_its_answers(asking: Asking, strange: Path) -> None:
    asking.bring(strange)
    sheet = asking.sheet()
    asking.window.wait(lambda: "become" in sheet._fates.text())
    sheet.columns.choices[4].setCurrentIndex(sheet.columns.choices[4].findData("title"))
    sheet.columns.choices[4].activated.emit(sheet.columns.choices[4].currentIndex())
    asking.window.settle()
    said = sheet.answer()
    operations.speak(asking.window.window, "fr")
    assert sheet.answer() == said
    assert sheet.columns.choices[4].currentText() == "Titre"
    assert sheet.start.label() == "Importer"
    assert "Des 3 premières lignes" in sheet._fates.text()
    assert sheet.columns.table.headerData(1, Qt.Orientation.Vertical) == "gardée"
    sheet.close_panel()
