"""What happens when words leave: the line of the log first, on disk, then the clipboard."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from aparte import settings
from aparte.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aparte.gate.checks import Check
    from aparte.nouns import Assessment, SignOff
    from aparte_ui.desk.session import Session
    from aparte_ui.mainwindow import MainWindow

_NOT_FOR_HISTORY = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-qt-windows-mime;value=\"ExcludeClipboardContentFromMonitorProcessing\"": b"\x01",
    "application/x-qt-windows-mime;value=\"CanIncludeInClipboardHistory\"": b"\x00\x00\x00\x00",
}  # fmt: skip
"""What KDE's clipboard manager and Windows' clipboard history look for before they keep a copy."""


class Copying(QObject):
    """Signs, logs, then fills the clipboard. copied: the sentence that says so."""

    copied = Signal(str)

    def __init__(self, window: MainWindow, session: Session) -> None:
        """Work for the draft of `session`."""
        super().__init__(session)
        self._window, self._session = window, session

    def copy(self, rows: Sequence[Check], answers: Mapping[str, str], remembered: Sequence[str] = ()) -> None:
        """Let the text on the page leave with these answers; `remembered` codes need none for 30 days."""
        self._remember(answers, remembered)
        self._leave(self._session.text, rows, answers, self._session.assessment)

    def copy_part(self, part: str, rows: Sequence[Check], answers: Mapping[str, str]) -> None:
        """Let one part of a thread leave: its length is its own, so what the whole was too long for is answered."""
        own = [row for row in rows if not row.code.endswith(".length")]
        self._leave(part, own, answers, None)

    def note_working_copy(self, text: str) -> None:
        """Log a whole draft that left by Ctrl+C, unchecked; the clipboard already has it."""
        from aparte.gate.checks import working_copy

        session = self._session
        noted = working_copy(
            text=text,
            platform=session.platform or "",
            person=self.person(),
            signed_at=_now(),
            draft_id=session.draft.id if session.draft else None,
            models=session.models,
        )
        self._log(noted, None, {}, lambda: self.copied.emit(_("Working copy, not checked: a line of the log says so.")))

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

    def _leave(
        self, text: str, rows: Sequence[Check], answers: Mapping[str, str], assessment: Assessment | None
    ) -> None:
        from aparte.gate.checks import overridden, sign

        session = self._session
        signed = sign(
            rows,
            answers,
            text=text,
            platform=session.platform or "",
            person=self.person(),
            signed_at=_now(),
            draft_id=session.draft.id if session.draft else None,
            models=session.models,
        )
        self._log(signed, assessment, overridden(rows, answers), lambda: self._out(text))

    def _out(self, text: str) -> None:
        self._fill_clipboard(text)
        self._session.mark_copied(text)
        self.copied.emit(_("Copied. A line was added to the log."))

    def _log(self, signed: SignOff, assessment: Assessment | None, overrides: Mapping[str, str], then: object) -> None:
        space, home = self._window.workspace.space, self._window.app.home
        if space is None:
            return

        def work() -> None:
            from aparte.gate.log import Log
            from aparte.secrets import log_key

            Log(space.folder, log_key(home)).append(signed, assessment, overrides=overrides)

        self._window.app.disk.do(work, lambda _line: then())  # type: ignore[operator]  # a callable without arguments

    def _remember(self, answers: Mapping[str, str], codes: Sequence[str]) -> None:
        app, space = self._window.app, self._window.workspace.space
        if space is None or not codes:
            return
        chosen = app.settings
        for code in codes:
            chosen = settings.remember(chosen, space.brand.id, code, answers.get(code, ""), datetime.now(UTC))
        app.change(overrides=chosen.overrides)

    def _fill_clipboard(self, text: str) -> None:
        space = self._window.workspace.space
        data = QMimeData()
        data.setText(text)
        if self._window.app.settings.keep_from_clipboard_history or (
            space is not None and space.brand.keep_from_clipboard_history
        ):
            for kind, value in _NOT_FOR_HISTORY.items():
                data.setData(kind, value)
        QGuiApplication.clipboard().setMimeData(data, QClipboard.Mode.Clipboard)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
