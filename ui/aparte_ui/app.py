"""Builds everything once, in order, and passes it down: no global singletons, nothing slow before the first paint.

Order: settings and colours, the window, its first paint; then, on their threads, the journal, the archive, the scorers.
"""

from __future__ import annotations

import logging
import os
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from aparte import i18n, net, paths, settings
from aparte.errors import Trouble
from aparte_ui.jobs import Lane
from aparte_ui.sweep import Sweep
from aparte_ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aparte.engine.prompter import Prompter
    from aparte.engine.standing import Standing
    from aparte.nouns import ModelFile
    from aparte.settings import Settings
    from aparte_ui.mainwindow import MainWindow

log = logging.getLogger(__name__)


class App:
    """What every part of the window may need: settings, colours, and the lanes where work is done.

    disk owns the journal, archive owns the archive, compute reads the draft on screen and nothing else, prompter waits
    for the engine's process, care makes the backup of the day with connections of its own.
    """

    def __init__(self, home: Path, qt: QApplication, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Prepare for the data folder `home`; nothing is opened yet. now: the clock that ages are told by."""
        self.home = home
        self.qt = qt
        self.settings: Settings = settings.load(home)
        self._sweep = Sweep()
        self.disk = Lane("disk")
        self.archive = Lane("archive")
        self.compute = Lane("compute")
        self.prompter = Lane("prompter")
        self.care = Lane("care")
        self.now = now
        self._engine: Prompter | None = None
        self.ledger = net.ledger
        self.sealed_since = net.ledger().since
        self._qt_words = QTranslator()
        self.theme = Theme(self.settings.theme, scale=self.settings.scale, reduced_motion=self.settings.reduced_motion)
        self.theme.dress(qt)
        spoken = i18n.preferred() if os.environ.get("APARTE_LANG") else self.settings.language
        self.set_language(spoken or i18n.preferred())

    def set_language(self, code: str) -> None:
        """Speak `code` from now on, Qt's own menus included."""
        i18n.set_language(code)
        QLocale.setDefault(QLocale(code))
        self.qt.removeTranslator(self._qt_words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt_words.load(f"qtbase_{code}", folder):
            self.qt.installTranslator(self._qt_words)

    def change(self, **values: object) -> None:
        """Change settings and put them on disk at once."""
        from dataclasses import replace

        self.settings = replace(self.settings, **values)  # type: ignore[arg-type]  # names are those of Settings
        changed = self.settings
        self.disk.do(lambda: settings.save(self.home, changed))

    def engine(self) -> Prompter:
        """Return the engine; its process starts when something is first asked of it. Not before the first paint."""
        if self._engine is None:
            from aparte.engine.prompter import Prompter

            self._engine = Prompter(self.home)
            self._engine.rest_after(self.settings.model_rest * 60)
        return self._engine

    def served(self) -> ModelFile | None:
        """Return the model whose server may be asked now, None while no such door is open. Starts nothing."""
        return self._engine.served if self._engine is not None else None

    def has_model(self) -> bool:
        """Tell whether there is something to ask: a model in use, or answers that were written beforehand."""
        return bool(self.settings.model) or (self._engine is not None and self._engine.scripted)

    def model_is_loaded(self) -> bool:
        """Tell whether a model is in memory: what nobody waits for never loads one."""
        return self._engine is not None and self._engine.loaded

    def standing(self) -> Standing | None:
        """Return where the engine stands; None: nothing was asked of it yet."""
        return self._engine.standing() if self._engine is not None else None

    def script_engine(self, answers: Sequence[str]) -> None:
        """Let a scripted engine answer, for pictures and tests."""
        from aparte.engine.prompter import Prompter

        self._engine = Prompter(self.home, "scripted", answers)

    def lanes(self) -> tuple[Lane, ...]:
        """Return every lane, the journal's last: what the others still have to say is saved."""
        return (self.prompter, self.compute, self.care, self.archive, self.disk)

    def stop(self) -> None:
        """Finish what is under way, end the engine's process and the lanes."""
        if self._engine is not None:
            self._engine.cancel()
        for lane in self.lanes():
            lane.stop()
        if self._engine is not None:
            self._engine.stop()
        self._sweep.stop()


def prepare() -> QApplication:
    """Make the application object as every screen, test and picture uses it."""
    # Qt's caches belong in our folder too: nothing is read or written elsewhere.
    os.environ.setdefault("XDG_CACHE_HOME", str(paths.home() / "cache"))
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    qt.setApplicationName("Aparté")
    qt.setDesktopFileName("aparte")
    return qt


def main() -> int:
    """Open the window and stay until it is closed; a second start raises the first window instead."""
    net.seal()
    try:
        home = paths.home()
        qt = prepare()
        from aparte_ui.single import Single

        single = Single(home)
        if single.raised_the_first():
            return 0
        app = App(home, qt)
    except (Trouble, OSError) as error:
        return _refused(error)
    from aparte_ui.mainwindow import MainWindow

    window = MainWindow(app)
    single.asked_to_raise.connect(window.come_forward)
    window.show()
    with ExitStack() as open_until_the_end:
        QTimer.singleShot(0, lambda: _after_first_paint(window, open_until_the_end))
        status = qt.exec()
        app.stop()
    single.close()
    return status


def _after_first_paint(window: MainWindow, open_until_the_end: ExitStack) -> None:
    from aparte import logbook

    open_until_the_end.enter_context(logbook.kept(window.app.home))
    window.wake()


def _refused(error: Exception) -> int:
    from aparte import messages
    from aparte_ui.trouble import say_and_leave

    if isinstance(error, Trouble):
        sentence = messages.say(error.code, error.params)
    else:
        sentence = messages.say("home.unusable", {"path": getattr(error, "filename", "?"), "reason": error})
    say_and_leave(sentence)
    return 2
