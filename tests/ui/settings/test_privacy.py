"""A client is encrypted, locked, backed up, brought back, forgotten: by what a person sees and types."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLineEdit

from aparte.archive import keyfile, keys
from aparte.archive.backups import back_up, backups, dated
from aparte.archive.sealing import is_plain
from aparte.archive.spaces import add_space, spaces
from aparte.archive.store import Archive
from aparte.drafts.autosave import Journal
from aparte.nouns import Brand, Draft
from aparte_ui import operations
from aparte_ui.closed import Closed
from aparte_ui.idle import Idle
from aparte_ui.settings import keeping
from aparte_ui.settings.erasesheet import EraseSheet
from aparte_ui.settings.phrasepaper import PhrasePaper
from aparte_ui.settings.restoresheet import RestoreSheet
from aparte_ui.widgets.overlay import Overlay
from tests.core.archive.made import post
from tests.ui.settings.place import brand_on_disk, settings_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aparte_ui.settings.privacy import PrivacyGroup
    from aparte_ui.widgets.field import Field
    from tests.ui.opened import Opened

SENTENCE = "La recette du gâteau"
WORDS = "une phrase de passe"


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyfile, "SCRYPT_N", 2**10)  # how slow it is isn't tested here
    yield
    keys.drop()


_S = TypeVar("_S", bound=Overlay)


def sheet_of(desk: Opened, kind: type[_S]) -> _S:
    """Return the sheet of this kind that is open."""
    (sheet,) = (one for one in desk.window.findChildren(kind) if one.isVisible())
    return sheet


def privacy_of(desk: Opened) -> PrivacyGroup:
    return settings_of(desk).privacy


def paper_of(desk: Opened) -> PhrasePaper:
    """Press “Encrypt…” and wait for the paper."""
    privacy_of(desk).encrypt.click()
    desk.settle()
    (paper,) = desk.window.findChildren(PhrasePaper)
    return paper


def encrypted(desk: Opened, passphrase: str = WORDS) -> str:
    """Encrypt as a person does; returns the phrase."""
    paper = paper_of(desk)
    phrase = paper._phrase
    choose_passphrase(paper, passphrase)
    paper.next.click()
    paper.written.click()
    write(paper.again, phrase)
    paper.go.click()
    desk.wait(lambda: desk.window.place == "settings" and keys.is_encrypted(desk.space.folder))
    desk.settle()
    return phrase


def write(field: Field, text: str) -> None:
    """Type `text` in a field."""
    field.line.setText(text)
    field.edited.emit(text)


def choose_passphrase(paper: PhrasePaper, words: str) -> None:
    """Type a passphrase, twice."""
    write(paper.passphrase.first, words)
    write(paper.passphrase.second, words)


def answer(desk: Opened, line: str) -> None:
    """Type a line in the sheet that asks for one, and press Enter."""
    (sheet,) = (one for one in desk.window.findChildren(Overlay) if one.isVisible())
    (field,) = sheet.panel.findChildren(QLineEdit)
    field.setText(line)
    field.returnPressed.emit()
    desk.settle()
    desk.settle()


def test_nothing_is_encrypted_before_the_words_are_typed_again(desk: Opened) -> None:
    paper = paper_of(desk)
    assert not paper.next.isEnabled(), "without a keyring a passphrase is needed"
    write(paper.passphrase.first, WORDS)
    assert not paper.next.isEnabled(), "a slip in what nobody sees would lock her out"
    write(paper.passphrase.second, WORDS)
    desk.press(Qt.Key.Key_Return, at=paper.passphrase.second.line)
    first = paper._phrase.split()[0]
    assert first in words_of(paper.panel).split()
    desk.press(Qt.Key.Key_Return, at=paper.written)
    assert first not in words_of(paper.panel).split(), "the paper is tried, not the screen"
    for typed, said in (("abri", ""), (" ".join(["zzzz"] * 14), "Word 1")):
        write(paper.again, typed)
        assert not paper.go.isEnabled()
        assert said in words_of(paper.again)
    write(paper.again, paper._phrase)
    assert paper.go.isEnabled()
    paper.close_panel()
    assert not keys.is_encrypted(desk.space.folder)


def test_the_words_can_be_printed(desk: Opened, tmp_path: Path) -> None:
    paper = paper_of(desk)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    paper.print_on(printer)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    paper.close_panel()


def test_an_encrypted_client_goes_on_being_written(desk: Opened) -> None:
    desk.write(f"{SENTENCE}, avant.")
    encrypted(desk)
    assert not is_plain(desk.space.drafts_path)
    assert "recovery phrase" in words_of(privacy_of(desk))
    desk.window.go("desk")
    desk.ready()
    # The off-screen screen takes the keyboard away while the settings are shown.
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    assert desk.page.toPlainText() == f"{SENTENCE}, avant."
    desk.write(f"{SENTENCE}, après.")
    desk.wait(lambda: "après" in str(desk.on_disk()))
    for path in desk.space.folder.rglob("*"):
        assert path.is_dir() or SENTENCE.encode() not in path.read_bytes()


def test_a_locked_client_is_opened_by_its_passphrase_only(desk: Opened) -> None:
    encrypted(desk)
    folder = desk.space.folder
    privacy_of(desk).lock.click()
    desk.wait(lambda: desk.window.place == "closed")
    closed = desk.window.place_of("closed")
    assert isinstance(closed, Closed)
    assert "is locked" in words_of(closed)
    assert folder.exists()
    closed._failure.first.click()
    desk.settle()
    assert "passphrase" in words_of(closed.words)
    for words in ("autre chose", WORDS):
        closed.words.line.setText(words)
        closed.unlock.click()
        desk.settle()
        desk.settle()
        if words != WORDS:
            assert "neither" in words_of(closed.words)
    desk.wait(lambda: desk.window.place == "desk")
    assert desk.space.folder == folder


def test_quiet_locks_an_encrypted_client_and_no_other(desk: Opened) -> None:
    idle = desk.window.findChild(Idle)
    assert idle is not None
    idle.timer.timeout.emit()
    desk.settle()
    assert desk.window.place == "desk"
    encrypted(desk)
    idle.timer.timeout.emit()
    desk.wait(lambda: desk.window.place == "closed")


def test_a_backup_is_made_listed_and_brought_back(desk: Opened) -> None:
    with Archive(desk.space.archive_path) as archive:
        archive.add([post(SENTENCE, 1)])
    privacy = privacy_of(desk)
    privacy.back_up.click()
    desk.settle()
    desk.settle()
    ((_made, file),) = dated(desk.space.folder, "manual")
    with Archive(desk.space.archive_path) as archive:
        archive.add([post("venu après", 2)])
    privacy.backups.buttons[str(file)].click()
    desk.settle()
    sheet = sheet_of(desk, RestoreSheet)
    assert "1 post" in words_of(sheet.panel)
    write(sheet.name, "another name")
    assert not sheet.go.isEnabled()
    write(sheet.name, desk.space.brand.name)
    desk.press(Qt.Key.Key_Return, at=sheet.name.line)
    desk.wait(lambda: bool(dated(desk.space.folder, "before")))
    desk.wait(lambda: desk.window.place == "settings")
    desk.settle()
    with Archive(desk.space.archive_path) as archive:
        assert archive.count() == 1


def test_a_person_is_erased_from_the_settings(desk: Opened) -> None:
    with Archive(desk.space.archive_path) as archive:
        archive.add([post(SENTENCE, 1, author="zoé"), post("autre", 2, author="paul")])
    back_up(desk.space.folder, now=datetime(2026, 1, 5, tzinfo=UTC))
    privacy_of(desk).erase.click()
    sheet = sheet_of(desk, EraseSheet)
    write(sheet.name, "nobody")
    desk.settle()
    assert not sheet.erase.isEnabled()
    write(sheet.name, "@Zoé")
    desk.settle()
    assert sheet.erase.label() == "Erase 1 post"
    desk.press(Qt.Key.Key_Return, at=sheet.name.line)
    desk.settle()
    assert "Posts erased\n1" in words_of(sheet.panel)
    with Archive(desk.space.archive_path) as archive:
        assert [one.author for one in archive.every()] == ["paul"]
    assert backups(desk.space.folder)
    sheet.prune.click()
    desk.settle()
    assert backups(desk.space.folder) == []
    assert not sheet.prune.isVisible()
    desk.press(Qt.Key.Key_Return, at=sheet.cancel)


def test_how_long_others_posts_are_kept_is_chosen_and_written(desk: Opened) -> None:
    months = privacy_of(desk).retention.months
    assert months.key == "13"
    months.setCurrentIndex(months.findData("6"))
    months.activated.emit(months.currentIndex())
    assert brand_on_disk(desk).keep_months == 6


def test_a_backup_of_another_computer_is_opened_by_its_phrase(desk: Opened, tmp_path: Path) -> None:
    with Archive(desk.space.archive_path) as archive:
        archive.add([post(SENTENCE, 1)])
    phrase = encrypted(desk)
    file = back_up(desk.space.folder, out=tmp_path / "elsewhere.zip")
    first = desk.space
    keeping.change(desk.window, name="Another name")
    desk.settle()
    keys.drop()
    settings_of(desk).data.ask_back(file)
    desk.settle()
    sheet = sheet_of(desk, RestoreSheet)
    assert "encrypted" in words_of(sheet.panel)
    write(sheet.words, "autre chose")
    desk.press(Qt.Key.Key_Return, at=sheet.words.line)
    desk.settle()
    assert "neither" in words_of(sheet.words)
    write(sheet.words, phrase)
    desk.press(Qt.Key.Key_Return, at=sheet.words.line)
    desk.settle()
    assert "1 post" in words_of(sheet.panel)
    assert not sheet.name.isVisible(), "nothing here is replaced"
    sheet.go.click()
    desk.wait(lambda: desk.window.workspace.space is not None and desk.space.folder != first.folder)
    desk.settle()
    with Archive(desk.space.archive_path) as archive:
        assert archive.count() == 1


def test_a_file_that_is_no_backup_is_told_before_anything_is_asked(desk: Opened, tmp_path: Path) -> None:
    (tmp_path / "photo.zip").write_bytes(b"no zip at all")
    settings_of(desk).data.ask_back(tmp_path / "photo.zip")
    desk.settle()
    sheet = sheet_of(desk, RestoreSheet)
    assert "photo.zip" in words_of(sheet.panel)
    assert not sheet.go.isVisible()
    assert not sheet.unlock.isVisible()
    sheet.close_panel()


def test_a_client_is_deleted_once_its_name_was_typed(desk: Opened) -> None:
    other = add_space(desk.home, Brand(id="", name="Other"))
    with Journal(other.folder) as journal:
        journal.create(Draft(id="", base_text="à côté"))
    folder = desk.space.folder
    privacy_of(desk).delete.click()
    answer(desk, desk.space.brand.name)
    desk.wait(lambda: not folder.exists())
    desk.wait(lambda: desk.window.workspace.space is not None and desk.space.folder == other.folder)
    assert [one.brand.name for one in spaces(desk.home)] == ["Other"]


def test_a_client_with_data_is_backed_up_when_the_window_opens(festival: Opened) -> None:
    festival.settle()
    assert [path.name.split("-")[0] for path in backups(festival.space.folder)] == ["daily"]
    other = add_space(festival.home, Brand(id="", name="Other"))
    with Journal(other.folder) as journal:
        journal.create(Draft(id="", base_text="à côté"))
    operations.open_client(festival.window, other)
    festival.wait(lambda: festival.space.folder == other.folder)
    festival.settle()
    assert len(backups(other.folder)) == 1
