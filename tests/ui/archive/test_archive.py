"""The archive through its own field, list and buttons, over a real file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from aparte import i18n
from aparte.archive.spaces import spaces
from aparte.archive.store import Archive
from aparte.nouns import Post
from aparte.sources.base import Skipped
from aparte.sources.report import FileReport
from aparte_ui.archive import files, view
from aparte_ui.archive.importreport import figures
from aparte_ui.archive.postmodel import HIT_ROLE
from aparte_ui.archive.postrow import excerpt
from tests.ui.opened import Opened, home_with, opened, sample_home
from tests.ui.tree import said, unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from aparte.nouns import Span


class Place:
    """The archive of a window, and what a person does there."""

    def __init__(self, window: Opened) -> None:
        self.window = window
        window.wait(lambda: window.window.place == "desk")
        window.window.go("archive")
        found = window.window.place_of("archive")
        assert isinstance(found, view.Archive)
        self.archive = found
        self.results = found.results
        window.settle()

    def search(self, words: str) -> list[str]:
        """Type words and return the texts that are listed once the answer is there."""
        self.archive.search(words)
        self.window.settle()
        return self.texts()

    def texts(self) -> list[str]:
        model = self.results.model
        return [model.index(row).data() for row in range(model.rowCount())]


@pytest.fixture
def sample(home: Path, qtbot: QtBot) -> Iterator[Place]:
    with opened(sample_home(home), qtbot) as window:
        yield Place(window)


@pytest.fixture
def empty(home: Path, qtbot: QtBot) -> Iterator[Place]:
    with opened(home_with(home), qtbot) as window:
        yield Place(window)


def filled(home: Path, count: int) -> Path:
    """Make a client whose archive holds `count` posts, the last one the newest."""
    home_with(home)
    with Archive(spaces(home)[0].archive_path) as archive:
        archive.add([_post(number) for number in range(count)])
    return home


def _post(number: int) -> Post:
    at = f"2025-03-{1 + number // 1440:02}T{number // 60 % 24:02}:{number % 60:02}:00Z"
    return Post(id=str(number), text=f"post {number} du marché", platform="x", author="lou", created_at=at)


def test_words_list_the_posts_that_say_them_with_the_words_marked(sample: Place) -> None:
    found = sample.search("navette nuit")
    assert found
    assert all("navette" in text.lower() and "nuit" in text.lower() for text in found)
    hit = sample.results.model.index(0).data(HIT_ROLE)
    marked = {hit.kept.post.text[mark.start : mark.end].lower() for mark in hit.marks}
    assert marked == {"navette", "nuit"}


def test_the_field_says_how_many_were_found(sample: Place) -> None:
    found = sample.search("navette nuit")
    assert sample.results.box.found().startswith(f"{len(found)} found in ")


def test_without_words_everything_is_listed_and_the_title_counts_it(sample: Place) -> None:
    assert len(sample.search("")) == sample.archive._kept.count  # type: ignore[union-attr]  # it was just looked at
    assert sample.results.box.found() == ""


def test_words_nobody_wrote_say_so_and_offer_everything_again(sample: Place) -> None:
    assert sample.search("zzzzqqqq") == []
    assert sample.results.no_hit.isVisible()
    sample.results.no_hit.action.click()
    sample.window.settle()
    assert sample.texts()


def test_a_malformed_filter_is_named_under_the_field(sample: Place) -> None:
    sample.search("navette since:blue")
    assert "since:blue" in sample.results._note.text()
    assert sample.results._note.isVisible()


def test_ticking_us_keeps_our_own_posts_and_unticking_brings_the_others_back(sample: Place) -> None:
    everything = sample.search("navette")
    ours = sample.results.facets._kinds._rows["own"].tick
    ours.click()
    sample.window.settle()
    kinds = {sample.results.model.index(row).data(HIT_ROLE).kept.post.kind for row in range(len(sample.texts()))}
    assert kinds == {"own"}
    ours.click()
    sample.window.settle()
    assert sample.texts() == everything


def test_the_counts_of_one_group_follow_the_choice_of_the_other(sample: Place) -> None:
    sample.search("navette")
    facets = sample.results.facets
    facets._platforms._rows["x"].tick.click()
    sample.window.settle()
    listed = {kind: int(row._said) for kind, row in facets._kinds._rows.items() if row.isVisible()}
    assert sum(listed.values()) == len(sample.texts())


def test_a_repost_without_words_is_listed_by_its_address_under_the_name_of_its_author(home: Path, qtbot: QtBot) -> None:
    home_with(home)
    address = "https://autre.example/@marc/42"
    with Archive(spaces(home)[0].archive_path) as archive:
        archive.add([Post(id="1", text="", platform="mastodon", author="marc", url=address, kind="own", form="repost")])
    with opened(home, qtbot) as window:
        place = Place(window)
        assert place.search("") == [address]
        said = place.results.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert said.startswith(address)
        assert said.endswith("@marc")


def test_a_long_list_asks_for_its_next_page_and_never_lists_a_post_twice(home: Path, qtbot: QtBot) -> None:
    with opened(filled(home, 180), qtbot) as window:
        place = Place(window)
        for words in ("", "marché"):
            place.search(words)
            while place.results.model.canFetchMore(place.results.list.rootIndex()):
                place.results.model.fetchMore(place.results.list.rootIndex())
                window.settle()
            assert place.texts() == [f"post {number} du marché" for number in reversed(range(180))]


def test_an_answer_to_older_words_is_never_shown(sample: Place) -> None:
    sample.archive.search("billetterie")
    sample.archive.search("navette")
    sample.window.settle()
    assert all("navette" in text.lower() for text in sample.texts())


def test_enter_on_a_post_starts_a_draft_with_its_text(sample: Place) -> None:
    text = sample.search("billetterie")[0]
    sample.window.press(Qt.Key.Key_Down, at=sample.results.box)
    sample.window.press(Qt.Key.Key_Return, at=sample.results.list)
    sample.window.wait(lambda: sample.window.window.place == "desk" and sample.window.session.text == text)


def test_a_slash_in_the_list_goes_back_to_the_words(sample: Place) -> None:
    sample.search("navette")
    sample.results.list.setFocus()
    sample.window.qtbot.keyClicks(sample.results.list, "/")
    assert QApplication.focusWidget() is sample.results.box
    assert sample.results.box.text() == "navette"


def test_the_details_tell_what_a_post_said_before_and_copy_its_link(home: Path, qtbot: QtBot) -> None:
    home_with(home)
    with Archive(spaces(home)[0].archive_path) as archive:
        for text in ("Ouverture à 9 h", "Ouverture à 10 h"):
            archive.add([Post(id="1", text=text, platform="x", url="https://example.org/1", kind="own")])
    with opened(home, qtbot) as window:
        place = Place(window)
        window.settle()
        assert "Ouverture à 9 h" in [said(widget) for widget in place.results.details._history]
        place.results.details._copy.click()
        assert QGuiApplication.clipboard().text() == "https://example.org/1"


def test_an_archive_without_posts_offers_one_way_in(empty: Place) -> None:
    assert empty.archive.nothing.isVisible()
    assert not empty.results.isVisible()
    assert empty.archive.nothing.action.hasFocus()


def test_another_client_brings_its_own_posts_and_leaves_none_of_the_first(home: Path, qtbot: QtBot) -> None:
    sample_home(home, "fr")
    with opened(sample_home(home, "en"), qtbot) as window:
        place = Place(window)
        first = place.search("")
        other = next(space for space in window.window.workspace.spaces if space != window.space)
        window.window.workspace.open(other, lambda: window.window.go("archive"))
        window.settle()
        window.settle()
        assert place.texts()
        assert not set(first) & set(place.texts())


def test_files_dropped_are_imported_and_each_refused_row_is_reported(empty: Place, tmp_path: Path) -> None:
    drop(empty.archive, export(tmp_path))
    accept(empty)
    report = empty.archive.intake.report
    assert report is not None
    assert [(name, where) for name, where, _why in report.rows()] == [("posts.jsonl", "3")]
    report.done.click()
    empty.window.settle()
    assert empty.window.window.focusWidget() is empty.archive.results.box
    assert set(empty.texts()) == {"Ouverture à 9 h", "Merci à toutes"}


def test_posts_imported_as_ours_are_kept_as_ours(empty: Place, tmp_path: Path) -> None:
    sheet = empty.archive.intake.ask([export(tmp_path)])
    assert sheet is not None
    sheet.whose._segments["own"].click()
    sheet.start.click()
    empty.window.wait(lambda: empty.archive.intake.report is not None)
    empty.window.settle()
    with Archive(empty.window.space.archive_path) as archive:
        assert sorted(archive.own_texts()) == ["Merci à toutes", "Ouverture à 9 h"]


def test_other_people_come_in_without_their_names_when_that_is_ticked(empty: Place, tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text('{"id": "1", "text": "Bonjour à tous", "author": "marie", "platform": "x"}\n', encoding="utf-8")
    sheet = empty.archive.intake.ask([file])
    assert sheet is not None
    sheet.pseudonyms.setChecked(True)
    sheet.start.click()
    empty.window.wait(lambda: empty.archive.intake.report is not None)
    empty.window.settle()
    with Archive(empty.window.space.archive_path) as archive:
        (kept,) = archive.every()
    assert kept.author is not None
    assert kept.author.startswith("anon-")


def test_enter_imports_from_the_choice_of_whose_posts_these_are(empty: Place, tmp_path: Path) -> None:
    sheet = empty.archive.intake.ask([export(tmp_path)])
    assert sheet is not None
    segment = sheet.whose._segments["own"]
    segment.click()
    segment.setFocus()
    empty.window.press(Qt.Key.Key_Return, at=segment)
    empty.window.wait(lambda: empty.archive.intake.report is not None)


def test_an_import_that_ends_while_she_writes_elsewhere_leaves_her_the_keyboard(empty: Place, tmp_path: Path) -> None:
    sheet = empty.archive.intake.ask([export(tmp_path)])
    assert sheet is not None
    sheet.start.click()
    empty.window.window.go("desk")
    empty.window.wait(lambda: empty.archive.intake.report is not None)
    assert empty.archive.intake.report is not None
    assert not empty.archive.intake.report.isVisible()
    empty.window.window.go("archive")
    assert empty.archive.intake.report.isVisible()


def test_the_refused_rows_can_be_saved_for_a_spreadsheet(tmp_path: Path) -> None:
    from aparte_ui.archive.importreport import save_rows

    save_rows([("posts.jsonl", "3", "=1+1 is not an object")], tmp_path / "refused.csv")
    assert (tmp_path / "refused.csv").read_text(encoding="utf-8-sig").splitlines()[1] == (
        "posts.jsonl,3,'=1+1 is not an object"
    )


def test_an_export_comes_back_as_it_was(sample: Place, tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    sample.archive.leaving.write("jsonl", out)
    sample.window.wait(lambda: not sample.archive._export.is_busy)
    written = [json.loads(line)["text"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert sorted(written) == sorted(sample.search(""))


def test_every_control_has_a_name_in_both_languages(sample: Place) -> None:
    for code in ("fr", "en"):
        i18n.set_language(code)
        sample.window.window.retranslate()
        assert unnamed(sample.archive) == []


def test_a_far_word_is_brought_into_the_line_at_its_own_place(sample: Place) -> None:
    text = "mot " * 60 + "navette 👏\nau bout"
    found: tuple[Span, ...] = _marks(text, "navette")
    line, spans = excerpt(text, found, 40)
    assert [line[start:end] for start, end in spans] == ["navette"]
    assert "\n" not in line
    assert line.startswith("… ")


def _marks(text: str, word: str) -> tuple[Span, ...]:
    from aparte.archive.query import parse
    from aparte.archive.words import marks

    return marks(parse(word), text)


def export(folder: Path) -> Path:
    path = folder / "posts.jsonl"
    rows = ['{"text": "Ouverture à 9 h", "platform": "x"}', '{"text": "Merci à toutes", "platform": "x"}', "{broken"]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def drop(place: view.Archive, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at = QPointF(QPoint(50, 50))
    event = QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    place.dropEvent(event)


def accept(place: Place) -> None:
    from aparte_ui.archive.importsheet import ImportSheet

    sheet = place.window.window.findChild(ImportSheet)
    assert sheet is not None
    sheet.start.click()
    place.window.wait(lambda: place.archive.intake.report is not None)


def test_closing_the_window_during_an_import_leaves_no_process_and_keeps_what_came_in(
    home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(f'{{"id": "{n}", "text": "post {n}"}}\n' for n in range(60_000)), encoding="utf-8")
    with opened(home_with(home), qtbot) as window:
        place = Place(window)
        place.archive.intake.start([path], window.space, None)
        window.wait(lambda: bool(place.archive.facts()))
        folder = window.space.archive_path
    with Archive(folder) as archive:
        assert 0 < archive.count() <= 60_000


def test_an_import_stopped_half_way_reports_what_was_kept(home: Path, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(f'{{"id": "{n}", "text": "post {n}"}}\n' for n in range(200_000)), encoding="utf-8")
    with opened(home_with(home), qtbot) as window:
        place = Place(window)
        place.archive.intake.start([path], window.space, None)
        window.wait(lambda: bool(place.archive.facts()))
        window.press(Qt.Key.Key_Escape, at=place.archive)
        window.wait(lambda: place.archive.intake.report is not None)
        window.settle()
        with Archive(window.space.archive_path) as archive:
            kept = archive.count()
        assert 0 < kept < 200_000
        assert place.archive._kept is not None
        assert place.archive._kept.count == kept


def test_control_f_goes_to_the_words(sample: Place) -> None:
    sample.search("quai")
    sample.results.list.setFocus()
    sample.window.press("F", Qt.KeyboardModifier.ControlModifier, sample.results.list)
    assert sample.results.box.hasFocus()


def test_what_stood_beside_the_exports_of_a_folder_is_counted() -> None:
    strays = FileReport(path="folder", skipped=(Skipped("folder/photo.jpg", "import.stray"),))
    assert figures(strays) == ["0 imported", "1 left out"]


def test_an_unpacked_export_can_be_dropped_and_a_missing_one_can_not(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(place)) for place in (tmp_path, tmp_path / "gone")])
    assert files.dropped(data) == [tmp_path]
