"""The window: where it stands, what it says when something breaks, how it starts."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QMessageBox

from aparte import settings
from aparte_ui.widgets.failure import Failure
from aparte_ui.widgets.text import Text
from tests.ui.opened import CTRL, Opened, home_with, opened

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("numpy", "sqlite_utils", "keyring", "llama_cpp", "vaderSentiment", "click", "msgspec")
FIRST_PAINT = """
import os, sys
from aparte import net, paths
net.seal()
from aparte_ui.app import App, prepare
qt = prepare()
from aparte_ui.single import Single
from aparte_ui.mainwindow import MainWindow
class Painted(MainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(*[name for name in %s if name in sys.modules], flush=True)
        os._exit(0)
window = Painted(App(paths.home(), qt))
window.show()
qt.exec()
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(home: Path) -> None:
    home.mkdir()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("desktop", "ui"))}
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT.replace("%s", repr(HEAVY))],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == []


def test_without_a_client_the_first_run_is_shown(home: Path, dressed: QApplication, qtbot: QtBot) -> None:
    with opened(home, qtbot) as window:
        window.wait(lambda: window.window.place == "first")
        assert not window.window._rail.isVisible()


def test_the_window_comes_back_where_it_was(home: Path, dressed: QApplication, qtbot: QtBot) -> None:
    with opened(home_with(home), qtbot) as window:
        window.ready()
        window.window.resize(1180, 740)
        window.settle()
    with opened(home, qtbot) as again:
        again.ready()
        # The off-screen screen is narrower than our narrowest window: only the height can come back.
        assert again.window.height() == 740


def test_a_window_whose_screen_is_gone_is_shown_in_the_middle_of_another(
    home: Path, dressed: QApplication, qtbot: QtBot
) -> None:
    with opened(home_with(home), qtbot) as window:
        window.ready()
        window.window.move(90_000, 90_000)
    with opened(home, qtbot) as again:
        again.ready()
        area = QGuiApplication.primaryScreen().availableGeometry()
        assert area.intersects(again.window.frameGeometry())


def test_large_letters_never_ask_for_more_than_the_screen(desk: Opened) -> None:
    plain = desk.window.minimumSize()
    desk.app.theme.set_scale(150)
    area = QGuiApplication.primaryScreen().availableGeometry()
    assert desk.window.minimumWidth() <= max(plain.width(), area.width())
    assert desk.window.minimumHeight() <= max(plain.height(), area.height())
    desk.app.theme.set_scale(100)
    assert desk.window.minimumSize() == plain


def test_drafts_of_a_newer_version_are_refused_untouched_and_said_on_screen(
    home: Path, dressed: QApplication, qtbot: QtBot
) -> None:
    with opened(home_with(home), qtbot) as window:
        window.ready()
        path = window.space.drafts_path
    with sqlite3.connect(path) as database:
        version = int(database.execute("PRAGMA user_version").fetchone()[0])
        database.execute(f"PRAGMA user_version = {version + 1000}")
    database.close()
    before = path.read_bytes()
    with opened(home, qtbot) as again:
        again.wait(lambda: again.window.place == "closed")
        failure = again.window.findChild(Failure)
        assert failure is not None
        assert failure.isVisible()
        said = " ".join(text.text() for text in failure.findChildren(Text))
        assert str(path) in said or "newer" in said
        again.press("1", Qt.KeyboardModifier.AltModifier)
        assert again.window.place == "closed", "nothing can be written where nothing can be kept"
    assert path.read_bytes() == before


def test_a_bug_in_a_lane_is_told_without_a_word_of_the_draft(desk: Opened, warnings_expected: None) -> None:
    desk.write("Un secret bien gardé")

    def work() -> None:
        raise ValueError(desk.page.text())

    desk.app.archive.do(work)
    desk.wait(lambda: bool(desk.window.findChildren(QMessageBox)))
    box = desk.window.findChild(QMessageBox)
    assert box is not None
    said = box.text() + box.informativeText() + box.detailedText()
    assert "ValueError" in box.detailedText()
    assert "secret" not in said
    box.close()


def test_nothing_of_the_window_answers_while_a_letter_is_composed(desk: Opened) -> None:
    QCoreApplication.sendEvent(desk.page, QInputMethodEvent("´", []))
    desk.press("4", Qt.KeyboardModifier.AltModifier, desk.page)
    assert desk.window.place == "desk"
    QCoreApplication.sendEvent(desk.page, QInputMethodEvent("", []))


@pytest.mark.parametrize("scale", [90, 100, 150])
def test_the_smallest_window_holds_the_desk(desk: Opened, scale: int) -> None:
    desk.app.theme.set_scale(scale)
    desk.write("Bravo, encore 40 minutes de file, on adore votre patience 👏")
    desk.window.resize(desk.window.minimumSize())
    desk.settle()
    assert desk.window.minimumWidth() <= 1024 * max(100, scale) / 100
    picture = desk.window.grab()
    assert not picture.isNull()
    assert desk.page.viewport().height() > 40, "the page is still there to write on"
    assert desk.desk.gate.button.isVisible()
    for part in (desk.desk.gate.button, desk.desk.aside, desk.page):
        assert desk.window.rect().contains(part.mapTo(desk.window, QPoint(0, 0)))
        assert desk.window.rect().contains(part.mapTo(desk.window, part.rect().bottomRight()))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_change_at_once_and_stay(desk: Opened, theme: str) -> None:
    from aparte_ui import operations

    operations.wear(desk.window, theme)
    desk.settle()
    assert desk.app.theme.name == theme
    assert settings.load(desk.home).theme == theme
    desk.window.grab()


def test_the_seal_says_that_nothing_left(desk: Opened) -> None:
    desk.window._status.seal.click()
    from aparte_ui.widgets.overlay import Overlay

    assert any(overlay.isVisible() for overlay in desk.window.findChildren(Overlay))
    desk.press(Qt.Key.Key_Escape)
    assert not any(overlay.isVisible() for overlay in desk.window.findChildren(Overlay))


def test_every_place_of_the_rail_opens(festival: Opened) -> None:
    for number, place in enumerate(["desk", "watch", "trends", "archive", "voice", "review", "models"], 1):
        festival.press(str(number), Qt.KeyboardModifier.AltModifier)
        assert festival.window.place == place
        festival.settle()
    festival.press("F", CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert festival.window.place == "archive"
    festival.settle()
