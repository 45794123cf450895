"""Where the engine stands now, and the files it keeps out, each with the one thing that can be done about it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui import accessible, numbers
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QShowEvent

    from aparte.engine.quarantine import Crashed
    from aparte.engine.standing import Standing
    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.theme import Theme

_TICK_MS = 1000
"""A model loads for seconds and rests for minutes: the eye needs no more."""


class EngineState(QWidget):
    """A line for the engine and one for each file that crashed it; nothing where there is nothing to say."""

    def __init__(self, window: MainWindow) -> None:
        """Say nothing yet."""
        super().__init__()
        self._window, self._theme = window, window.app.theme
        self._shown: Standing | None = None
        self._crashed: Sequence[Crashed] = ()
        self.now = StateLine(self._theme)
        self.kept_out: list[StateLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(self._theme.px(20), self._theme.px(6), self._theme.px(16), 0)
        self._column.setSpacing(self._theme.px(4))
        self._column.addWidget(self.now)
        self.now.pressed.connect(self._on_now)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._look_again)
        self._tell()

    def look(self) -> None:
        """Read again which files are kept out, and where the engine stands."""
        folder = self._folder()
        self._look_again()

        def work() -> Sequence[Crashed]:
            from aparte.engine.quarantine import noted

            return [one for one in noted(folder) if (folder / one.file).is_file()]

        self._window.app.care.do(work, self._show_crashed)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the engine while somebody looks."""
        super().showEvent(event)
        self._tick.start()
        self._look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow it no longer."""
        super().hideEvent(event)
        self._tick.stop()

    def _look_again(self) -> None:
        standing = self._window.app.standing()
        if standing != self._shown:
            self._shown = standing
            self._tell()

    def _show_crashed(self, crashed: Sequence[Crashed]) -> None:
        self._crashed = crashed
        for line in self.kept_out[len(crashed) :]:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        del self.kept_out[len(crashed) :]
        while len(self.kept_out) < len(crashed):
            line = StateLine(self._theme)
            line.pressed.connect(partial(self._on_insist, len(self.kept_out)))
            self.kept_out.append(line)
            self._column.addWidget(line)
        self._tell()

    def _tell(self) -> None:
        standing = self._shown
        self.now.say(
            *(_said(standing, self._window.app.settings.model_rest) if standing else ("", _("Give it back now")))
        )
        for line, crashed in zip(self.kept_out, self._crashed, strict=True):
            when = numbers.day(datetime.fromisoformat(crashed.at).astimezone().date())
            sentence = _("{file} crashed the engine while loading, on {day}, and is not loaded again.")
            line.say(sentence.format(file=crashed.file, day=when), _("Try it all the same"))

    def _on_now(self) -> None:
        app, standing = self._window.app, self._shown
        if standing is not None and standing.phase == "off":
            app.engine().insist()
            self._window.say(_("The engine is on again."))
        else:
            app.prompter.do(app.engine().stop, lambda _nothing: self._window.say(_("The model’s memory is free.")))
        self._look_again()

    def _on_insist(self, at: int) -> None:
        app, path = self._window.app, str(self._folder() / self._crashed[at].file)
        app.care.do(lambda: app.engine().insist(path), lambda _nothing: self.look())
        self._window.say(_("It is tried again the next time it is used."))

    def _folder(self) -> Path:
        return self._window.app.home / "models"


class StateLine(QWidget):
    """A sentence and a button. pressed: the button was."""

    pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Say nothing yet."""
        super().__init__()
        self.text = Text(theme, "body", colour="ink2", wrap=True)
        self.button = Button(theme, kind="quiet", size="small")
        self.button.clicked.connect(lambda _on=False: self.pressed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, sentence: str, act: str) -> None:
        """Show a sentence and what can be done; without a sentence nothing is shown, without an act no button."""
        self.text.set_text(sentence)
        self.button.setVisible(bool(act))
        self.setVisible(bool(sentence))
        if act:
            self.button.set_text(act)
            accessible.name(self.button, act, sentence)


def _said(standing: Standing, rest: int) -> tuple[str, str]:
    """Return what is said of the engine, and what its button does."""
    if standing.phase == "loading":
        return _("Loading {name}: {part}.").format(
            name=standing.model, part=numbers.percent(round(standing.fraction, 2))
        ), ""
    if standing.phase == "ready":
        sentence = _("{name} is in memory ({size}). After {n} min without a request it is given back.")
        said = sentence.format(name=standing.model, size=numbers.size(standing.ram_bytes), n=rest)
        if standing.plain:
            slower = _("It runs without this processor’s special instructions, more slowly: build the engine again.")
            said = f"{said} {slower}"
        return said, _("Give it back now")
    if standing.phase == "resting":
        return _("{name} rests: its memory is free again. The next request loads it.").format(name=standing.model), ""
    if standing.phase == "off":
        sentence = _("The model stopped {n} times in ten minutes and was switched off. Rules stay at work.")
        return sentence.format(n=standing.crashes), _("Switch it on again")
    return "", ""
