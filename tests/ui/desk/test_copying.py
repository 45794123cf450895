"""Words that leave: through the gate with a line of the log first, or as a working copy that says so."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLabel

from aparte.gate import log
from aparte_ui.desk import qrcode
from aparte_ui.desk.gatesheet import GateSheet
from tests.ui.opened import CTRL, SHIFT, Opened

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

CLEAN = "Nous ouvrons la salle à dix heures samedi."
LONG = " ".join(f"La phrase {number} raconte un concert de plus sur la scène du quai." for number in range(1, 11))


def _copy(window: Opened) -> None:
    window.press("C", CTRL | SHIFT, window.page)


def _sheet(window: Opened) -> GateSheet:
    window.wait(lambda: any(sheet.isVisible() for sheet in window.window.findChildren(GateSheet)))
    return next(sheet for sheet in window.window.findChildren(GateSheet) if sheet.isVisible())


def test_with_nothing_open_one_key_copies_at_once_and_logs_one_line(desk: Opened) -> None:
    desk.write(CLEAN)
    assert not [row for row in desk.desk.gate.rows if row.state != "done"]
    _copy(desk)
    desk.wait(lambda: desk.clipboard() == CLEAN)
    (line,) = desk.log()
    assert (line.kind, line.by, line.platform, line.chars) == ("signed", "hand", "x", len(CLEAN))
    assert log.verify(desk.space.folder).intact


def test_the_line_is_on_disk_before_the_clipboard_has_the_text(desk: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(CLEAN)
    seen: list[int] = []
    board = QGuiApplication.clipboard()
    board.dataChanged.connect(lambda: seen.append(len(desk.log())))
    _copy(desk)
    desk.wait(lambda: bool(seen))
    assert seen == [1]


def test_a_log_that_can_not_be_written_keeps_the_text_here_and_says_why(desk: Opened) -> None:
    desk.write(CLEAN)
    desk.space.log_path.mkdir()
    _copy(desk)
    desk.settle()
    assert desk.clipboard() == "(nothing was copied)"
    assert str(desk.space.log_path) in " ".join(_status(desk))
    desk.space.log_path.rmdir()
    _copy(desk)
    desk.wait(lambda: desk.clipboard() == CLEAN)


def test_letters_typed_after_the_reading_are_read_before_they_leave(desk: Opened) -> None:
    desk.write(CLEAN)
    desk.type(" Écrivez à marie.durand@example.org !")
    _copy(desk)
    desk.read()
    if desk.log():
        assert desk.clipboard() == desk.page.text()
        assert log.verify(desk.space.folder).intact
    else:
        assert _sheet(desk).isVisible()
    assert desk.clipboard() != CLEAN


def test_control_c_of_the_whole_draft_is_said_and_logged_as_unchecked(desk: Opened) -> None:
    desk.write(CLEAN)
    desk.press("A", CTRL, desk.page)
    desk.press("C", CTRL, desk.page)
    assert desk.clipboard() == CLEAN
    desk.wait(lambda: len(desk.log()) == 1)
    assert desk.log()[0].kind == "working_copy"
    desk.wait(lambda: any("not checked" in said for said in _status(desk)))


def test_copying_a_part_is_free(desk: Opened) -> None:
    desk.write(CLEAN)
    desk.page.select(0, 4)
    desk.press("C", CTRL, desk.page)
    desk.settle()
    assert desk.clipboard() == "Nous"
    assert desk.log() == []


def test_selecting_is_not_copying(desk: Opened) -> None:
    desk.write(CLEAN)
    desk.press("A", CTRL, desk.page)
    assert not QGuiApplication.clipboard().supportsSelection() or CLEAN not in QGuiApplication.clipboard().text(
        QGuiApplication.clipboard().Mode.Selection
    )


def test_words_of_a_model_are_named_in_the_log_even_when_copied_at_once(desk: Opened) -> None:
    desk.write("Merci à tous.")
    desk.session.edit("Merci infiniment à tous.")
    desk.session.keep_version("suggestion", "petit-modele")
    _copy(desk)
    desk.wait(lambda: len(desk.log()) == 1)
    assert desk.log()[0].by == "petit-modele"


def test_parts_of_a_thread_leave_one_after_the_other(desk: Opened) -> None:
    desk.write(LONG)
    assert desk.session.assessment is not None
    parts = desk.session.assessment.fit["x"].parts
    assert len(parts) > 2
    _copy(desk)
    sheet = _sheet(desk)
    for number, part in enumerate(parts, 1):
        assert sheet.isVisible()
        sheet.copy_now()
        desk.wait(lambda part=part: desk.clipboard() == part)
        desk.settle()
        assert len(desk.log()) == number
    desk.wait_closed(sheet)
    assert desk.on_disk().state == "copied"
    assert log.verify(desk.space.folder).intact


def test_a_copied_draft_goes_on_stage_and_comes_back_with_a_changed_letter(desk: Opened) -> None:
    desk.write(CLEAN)
    _copy(desk)
    desk.wait(lambda: desk.clipboard() == CLEAN)
    desk.settle()
    assert desk.on_disk().state == "copied"
    desk.type("!")
    desk.settle()
    assert desk.on_disk().state == "draft"


def test_the_telephone_reads_exactly_the_text_after_its_line_was_written(desk: Opened) -> None:
    desk.write(LONG[:250] + " 👏 à très vite")
    desk.session.set_platforms(["linkedin"])
    desk.read()
    desk.desk.gate._open_sheet(())
    sheet = _sheet(desk)
    sheet._qr.click()
    desk.wait(sheet._codes.isVisible)
    assert len(desk.log()) == 1
    labels = [label for label in sheet._codes.findChildren(QLabel) if not label.pixmap().isNull()]
    assert "".join(_read(label.pixmap()) for label in labels) == desk.page.text()
    assert sheet.isVisible()


@pytest.mark.parametrize("text", ["Court", "é👏 " * 600, "a" * 2_500, "שלום " * 300])
def test_codes_put_side_by_side_hold_the_text(dressed: object, text: str) -> None:
    pieces = qrcode.pieces_of(text)
    assert "".join(pieces) == text
    assert "".join(_read(qrcode.code_of(piece, 168)) for piece in pieces) == text


def test_the_log_is_for_its_owner_only(desk: Opened) -> None:
    desk.write(CLEAN)
    _copy(desk)
    desk.wait(lambda: bool(desk.log()))
    assert stat.S_IMODE(desk.space.log_path.stat().st_mode) == 0o600


def test_a_client_may_keep_copies_out_of_clipboard_histories(desk: Opened) -> None:
    desk.app.change(keep_from_clipboard_history=True)
    desk.write(CLEAN)
    _copy(desk)
    desk.wait(lambda: desk.clipboard() == CLEAN)
    assert bytes(QGuiApplication.clipboard().mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"


def test_cutting_the_whole_draft_is_logged_too(desk: Opened) -> None:
    desk.write(CLEAN)
    desk.page.moveCursor(QTextCursor.MoveOperation.Start)
    desk.press("A", CTRL, desk.page)
    desk.press("X", CTRL, desk.page)
    desk.wait(lambda: len(desk.log()) == 1)
    assert desk.page.text() == ""
    desk.press(Qt.Key.Key_Z, CTRL, desk.page)
    assert desk.page.text() == CLEAN


def _status(window: Opened) -> list[str]:
    return [fact.text() for fact in window.window._status._facts if fact.isVisible()]


def _read(pixmap: QPixmap) -> str:
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    from io import BytesIO

    from PIL import Image

    found = zxingcpp.read_barcodes(Image.open(BytesIO(bytes(raw.data()))))
    assert len(found) == 1
    return str(found[0].text)
