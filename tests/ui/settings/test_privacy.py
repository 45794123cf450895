"""A client is encrypted, locked, backed up, brought back, forgotten: by what a person sees and types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLineEdit

from aparte.archive import keyfile, keys
from aparte.archive.backups import backups, dated
from aparte.archive.sealing import is_plain
from aparte.archive.spaces import add_space, spaces
from aparte.archive.store import Archive
from aparte.drafts.autosave import Journal
from aparte.nouns import Brand, Draft
from aparte_ui import operations
from aparte_ui.closed import Closed
from aparte_ui.idle import Idle
from aparte_ui.settings.phrasepaper import PhrasePaper
from aparte_ui.widgets.overlay import Overlay
from tests.core.archive.made import post
from tests.ui.settings.place import settings_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aparte_ui.settings.privacy import PrivacyGroup
    from tests.ui.opened import Opened

SENTENCE = "La recette du gâteau"
WORDS = "une phrase de passe"


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyfile, "SCRYPT_N", 2**10)  # how slow it is isn't tested here
    yield
    keys.drop()


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
    paper.again.line.setText(phrase)
    paper.passphrase.line.setText(passphrase)
    paper.again.edited.emit(phrase)
    paper.go.click()
    desk.wait(lambda: desk.window.place == "settings" and keys.is_encrypted(desk.space.folder))
    desk.settle()
    return phrase


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
    assert paper._phrase.split()[0] in words_of(paper.panel)
    assert not paper.go.isEnabled()
    for typed, said in (("abri", ""), (" ".join(["zzzz"] * 14), "Word 1")):
        paper.again.line.setText(typed)
        paper.again.edited.emit(typed)
        assert not paper.go.isEnabled()
        assert said in words_of(paper.again)
    paper.again.line.setText(paper._phrase)
    paper.again.edited.emit(paper._phrase)
    assert not paper.go.isEnabled(), "without a keyring a passphrase is needed"
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
    answer(desk, "another name")
    assert "nothing was done" in words_of(privacy)
    privacy.backups.buttons[str(file)].click()
    answer(desk, desk.space.brand.name)
    desk.wait(lambda: bool(dated(desk.space.folder, "before")))
    desk.wait(lambda: desk.window.place == "settings")
    desk.settle()
    with Archive(desk.space.archive_path) as archive:
        assert archive.count() == 1


def test_a_person_is_erased_from_the_settings(desk: Opened) -> None:
    with Archive(desk.space.archive_path) as archive:
        archive.add([post(SENTENCE, 1, author="zoé"), post("autre", 2, author="paul")])
    privacy = privacy_of(desk)
    privacy.erase.click()
    answer(desk, "@Zoé")
    assert "1 post erased" in words_of(privacy)
    with Archive(desk.space.archive_path) as archive:
        assert [one.author for one in archive.every()] == ["paul"]


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
