"""A real window over a real data folder, and what a test does with it: press keys, wait for a state, look on disk."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from aparte.archive.spaces import add_space, spaces
from aparte.drafts.autosave import Journal
from aparte.drafts.sample import sample_space
from aparte.gate.lines import LogLine
from aparte.gate.log import read_lines
from aparte.nouns import Assessment, Brand, Draft
from aparte_ui.app import App, prepare
from aparte_ui.desk.view import Desk
from aparte_ui.mainwindow import HEIGHT, WIDTH, MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from aparte.archive.spaces import Space
    from aparte_ui.desk.session import Session
    from aparte_ui.desk.textedit import TextEdit

NO_KEY, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PATIENCE_MS = 15_000


class Opened:
    """The window, and short ways to do with it what a person does."""

    def __init__(self, home: Path, qtbot: QtBot) -> None:
        self.home, self.qtbot = home, qtbot
        home.mkdir(parents=True, exist_ok=True)
        self.app = App(home, prepare())
        self.app.theme.set_reduced_motion(True)
        self.window = MainWindow(self.app)
        if not self.app.settings.geometry:
            # The off-screen screen is smaller than any laptop's.
            self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        self.window.activateWindow()
        self.window.wake()

    @property
    def desk(self) -> Desk:
        desk = self.window.place_of("desk")
        assert isinstance(desk, Desk)
        return desk

    @property
    def session(self) -> Session:
        return self.desk.session

    @property
    def page(self) -> TextEdit:
        return self.desk.page.editor

    @property
    def space(self) -> Space:
        space = self.window.workspace.space
        assert space is not None
        return space

    @property
    def draft(self) -> Draft:
        assert self.session.draft is not None
        return self.session.draft

    def wait(self, until: object) -> None:
        self.qtbot.waitUntil(until, timeout=PATIENCE_MS)  # type: ignore[arg-type]  # a callable without arguments

    def settle(self) -> None:
        """Wait until every lane has done what was asked of it, and what that asked in turn."""
        for lane in (*self.app.lanes(), *self.app.lanes()):
            done: list[bool] = []
            lane.do(lambda: True, done.append)
            self.wait(lambda done=done: bool(done))

    def ready(self) -> None:
        """Wait for the desk with a draft on its page, read."""
        self.wait(lambda: self.window.place == "desk" and self.session.draft is not None)
        self.read()

    def is_read(self) -> bool:
        return self.session.is_read

    def assessed(self) -> Assessment:
        """Return what was said of the text on the page."""
        assert self.session.assessment is not None
        return self.session.assessment

    def wait_closed(self, sheet: QWidget) -> None:
        """Wait until a sheet is gone, from the screen or altogether."""
        self.wait(lambda: not isValid(sheet) or not sheet.isVisible())

    def read(self) -> None:
        """Wait until what is on the page has been read."""
        self.wait(lambda: self.session.is_read)
        self.settle()

    def write(self, text: str) -> None:
        """Replace what is on the page by pasting, as a person would."""
        self.page.setFocus()
        self.page.selectAll()
        self.page.textCursor().removeSelectedText()
        QGuiApplication.clipboard().setText(text)
        self.press("V", CTRL)
        self.read()
        self.clear_clipboard()

    def press(self, key: str | Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY, at: QWidget | None = None) -> None:
        """Press a key where the keyboard is."""
        target = at or QGuiApplication.focusObject() or self.window
        code = key if isinstance(key, Qt.Key) else Qt.Key[f"Key_{key}"]
        self.qtbot.keyClick(target if isinstance(target, QWidget) else self.window, code, modifiers)

    def type(self, text: str) -> None:
        """Type letters at the end of the page, accents included."""
        self.page.setFocus()
        self.press("End", CTRL, self.page)
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(self.page, QKeyEvent(kind, 0, NO_KEY, letter))

    def open_draft(self, title: str) -> None:
        """Put the sample draft of this title on the page, as a click in the list does."""
        draft = next(one for one in self.window.workspace.drafts if one.title == title)
        self.desk._list.chosen.emit(draft.id)
        self.wait(lambda: self.session.draft is not None and self.session.draft.id == draft.id)
        self.read()

    def on_disk(self, draft_id: str = "") -> Draft:
        """Read a draft (default: the one on the page) from the journal, with a connection of our own."""
        with Journal(self.space.folder) as journal:
            return journal.draft(draft_id or self.draft.id)

    def log(self) -> list[LogLine]:
        return read_lines(self.space.folder)

    @staticmethod
    def clipboard() -> str:
        return QGuiApplication.clipboard().text()

    @staticmethod
    def clear_clipboard() -> None:
        QGuiApplication.clipboard().setText("(nothing was copied)")

    def close(self) -> None:
        self.clear_clipboard()
        self.window.close()
        self.app.stop()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


@contextmanager
def opened(home: Path, qtbot: QtBot) -> Iterator[Opened]:
    """Open a window over `home`; close it and end its lanes at the end."""
    window = Opened(home, qtbot)
    try:
        yield window
    finally:
        window.close()


def sample_home(home: Path, language: str = "fr") -> Path:
    """Make a data folder that holds the sample client."""
    home.mkdir(parents=True, exist_ok=True)
    sample_space(home, language)
    return home


def home_with(home: Path, texts: Sequence[str] = ("",), platforms: Sequence[str] = ("x", "linkedin")) -> Path:
    """Make a data folder with one client and a draft for each of `texts`; the first one is the newest."""
    home.mkdir(parents=True, exist_ok=True)
    space = add_space(home, Brand(id="", name=f"Client {len(spaces(home)) + 1}"))
    with Journal(space.folder) as journal:
        for text in reversed(texts):
            journal.create(Draft(id="", base_text=text, versions=dict.fromkeys(platforms)))
    return home
