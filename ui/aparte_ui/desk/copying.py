"""What happens when words leave: the line of the log first, on disk, then the clipboard."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, TypedDict

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from aparte import settings
from aparte.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aparte.gate.checks import Check
    from aparte.nouns import SignOff
    from aparte_ui.desk.session import Session
    from aparte_ui.mainwindow import MainWindow

_NOT_FOR_HISTORY = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-qt-windows-mime;value=\"ExcludeClipboardContentFromMonitorProcessing\"": b"\x01",
    "application/x-qt-windows-mime;value=\"CanIncludeInClipboardHistory\"": b"\x00\x00\x00\x00",
}  # fmt: skip
"""What KDE's clipboard manager and Windows' clipboard history look for before they keep a copy."""


class _Facts(TypedDict):
    """What every line says, whether its text was examined or not."""

    text: str
    platform: str
    person: str
    signed_at: str
    draft_id: str | None


class Copying(QObject):
    """Signs, logs, then lets words leave.

    copied: the sentence that says so; left, stayed: a text that passed the gate is out, or could not be logged and is
    not.
    """

    copied = Signal(str)
    left = Signal()
    stayed = Signal()

    def __init__(self, window: MainWindow, session: Session) -> None:
        """Work for the draft of `session`."""
        super().__init__(session)
        self._window, self._session = window, session
        self._filled_by_hand = False
        window.app.qt.aboutToQuit.connect(self._take_back)

    def copy(self, rows: Sequence[Check], answers: Mapping[str, str], remembered: Sequence[str] = ()) -> None:
        """Let the text on the page leave with these answers; `remembered` codes need none for 30 days."""
        text = self._session.text
        self._remember(answers, remembered)
        self._leave(text, rows, answers, lambda: self._out(text, whole=True))

    def copy_part(self, part: str, rows: Sequence[Check], answers: Mapping[str, str], *, last: bool) -> None:
        """Let one part of a thread leave; with the `last` one the draft has gone on stage."""
        self._leave(part, rows, answers, lambda: self._out(part, whole=last))

    def show(
        self,
        text: str,
        rows: Sequence[Check],
        answers: Mapping[str, str],
        remembered: Sequence[str],
        then: Callable[[], None],
    ) -> None:
        """Let `text` leave through the screen, to a telephone's camera: the same line of the log, no clipboard."""

        def shown() -> None:
            self._session.mark_copied()
            then()
            self.copied.emit(_("Shown for the telephone. A line was added to the log."))

        self._remember(answers, remembered)
        self._leave(text, rows, answers, shown)

    def note_working_copy(self, text: str) -> None:
        """Log a whole draft that left by Ctrl+C, unchecked; the clipboard already has it."""
        from aparte.gate.checks import working_copy

        noted = partial(working_copy, **self._facts(text))
        said = _("Working copy, not checked: a line of the log says so.")
        self._log(text, noted, {}, lambda: self.copied.emit(said))

    def copy_alt(self, text: str) -> None:
        """Copy an image's alternative text by itself."""
        self._fill_clipboard(text)
        self.copied.emit(_("Alternative text copied."))

    def remembered(self) -> dict[str, str]:
        """Return what may pass for this client without being asked again."""
        space = self._window.workspace.space
        now = datetime.now(UTC)
        return settings.remembered(self._window.app.settings, space.brand.id, now) if space else {}

    def person(self) -> str:
        """Return who signs: the name of the settings, else of the session on this computer."""
        return self._window.app.settings.person or getpass.getuser()

    def _leave(self, text: str, rows: Sequence[Check], answers: Mapping[str, str], out: Callable[[], None]) -> None:
        from aparte.gate.checks import overridden, sign

        signed = partial(sign, rows, answers, **self._facts(text))
        self._log(text, signed, overridden(rows, answers), out, self.stayed.emit)

    def _facts(self, text: str) -> _Facts:
        draft = self._session.draft
        return _Facts(
            text=text,
            platform=self._session.platform or "",
            person=self.person(),
            signed_at=_now(),
            draft_id=draft.id if draft else None,
        )

    def _out(self, text: str, *, whole: bool) -> None:
        self._fill_clipboard(text)
        if whole:
            self._session.mark_copied()
        self.left.emit()
        self.copied.emit(_("Copied. A line was added to the log."))

    def _log(
        self,
        text: str,
        sign_off: Callable[..., SignOff],
        overrides: Mapping[str, str],
        then: Callable[[], None],
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Add the line, then go on. Whose words are in the text is asked when all of them are on disk."""
        workspace, home, disk = self._window.workspace, self._window.app.home, self._window.app.disk
        space, session = workspace.space, self._session
        if space is None or session.draft is None:
            return
        draft_id = session.draft.id
        assessment = session.assessment if session.is_read and session.text == text else None

        def work() -> None:
            from aparte.gate.log import Log
            from aparte.secrets import log_key

            models = workspace.journal().models_in(draft_id, text)
            Log(space.folder, log_key(home)).append(sign_off(models=models), assessment, overrides=overrides)

        def broke(error: Exception) -> None:
            failed()
            disk.failed.emit(error)

        disk.do(work, lambda _line: then(), broke)

    def _remember(self, answers: Mapping[str, str], codes: Sequence[str]) -> None:
        app, space = self._window.app, self._window.workspace.space
        if space is None or not codes:
            return
        chosen = app.settings
        for code in codes:
            chosen = settings.remember(chosen, space.brand.id, code, answers.get(code, ""), datetime.now(UTC))
        app.change(overrides=chosen.overrides)

    def _take_back(self) -> None:
        # What Python made must not outlive Python, or the program ends in a crash; Windows keeps a copy of its own.
        board = QGuiApplication.clipboard()
        if self._filled_by_hand and board.ownsClipboard() and sys.platform != "win32":
            board.clear()

    def _fill_clipboard(self, text: str) -> None:
        app, space = self._window.app, self._window.workspace.space
        board = QGuiApplication.clipboard()
        if not app.settings.keep_from_clipboard_history and not (space and space.brand.keep_from_clipboard_history):
            board.setText(text, QClipboard.Mode.Clipboard)
            self._filled_by_hand = False
            return
        data = QMimeData()
        data.setText(text)
        for kind, value in _NOT_FOR_HISTORY.items():
            data.setData(kind, value)
        board.setMimeData(data, QClipboard.Mode.Clipboard)
        self._filled_by_hand = True


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
