"""Images by reference, each with an alternative text, shared until a platform gets its own."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from aparte_ui.desk.mediastrip import _Row
from tests.ui.opened import CTRL, Opened


def _row(window: Opened) -> _Row:
    return next(row for row in window.desk.page.media.findChildren(_Row) if row.isVisible())


def _line(window: Opened) -> QLineEdit:
    return _row(window)._field.line


def _with_image(window: Opened) -> Opened:
    window.desk.page.media.add_files([str(window.home / "quai.png")])
    window.settle()
    return window


def test_an_alternative_text_is_on_disk_while_it_is_typed(desk: Opened) -> None:
    window = _with_image(desk)
    window.qtbot.keyClicks(_line(window), "The quay at night")
    window.settle()
    assert window.on_disk().media[0].alt == {"": "The quay at night"}
    assert _line(window).text() == "The quay at night"


def test_an_image_that_was_added_waits_for_its_description(desk: Opened) -> None:
    window = _with_image(desk)
    assert window.window.focusWidget() is _line(window)


def test_a_platform_may_have_its_own_and_the_others_keep_the_common_one(desk: Opened) -> None:
    window = _with_image(desk)
    window.qtbot.keyClicks(_line(window), "Quay")
    window.desk.page.step(1)
    window.read()
    window.qtbot.keyClicks(_line(window), ", wide")
    window.settle()
    assert window.on_disk().media[0].alt == {"": "Quay", "linkedin": "Quay, wide"}
    window.desk.page.step(-1)
    window.read()
    assert _line(window).text() == "Quay"


def test_an_alternative_text_is_copied_as_a_step_of_its_own(desk: Opened) -> None:
    window = _with_image(desk)
    row = _row(window)
    assert not row._copy.isEnabled()
    window.qtbot.keyClicks(_line(window), "Quay")
    row._copy.click()
    assert window.clipboard() == "Quay"
    window.settle()
    assert window.log() == []


def test_an_image_that_is_gone_stays_a_reference(desk: Opened) -> None:
    window = _with_image(desk)
    _row(window).grab()
    assert not (window.home / "quai.png").exists()
    assert window.on_disk().media[0].path == str(window.home / "quai.png")


def test_a_removed_image_leaves_the_draft(desk: Opened) -> None:
    window = _with_image(desk)
    _row(window).removed.emit()
    window.settle()
    assert window.on_disk().media == ()
    window.press("N", CTRL, window.page)
