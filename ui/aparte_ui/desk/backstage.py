"""What the engine does that nobody waits for: reading a client's rules ahead, a second opinion while the writer rests.

It gives way at once: whatever is really asked of the model cancels it. It never starts a model by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer

from aparte_ui.desk.asking import ahead

if TYPE_CHECKING:
    from collections.abc import Callable

    from aparte.engine.client import Engine
    from aparte_ui.desk.session import Session
    from aparte_ui.mainwindow import MainWindow

_T = TypeVar("_T")
REST_MS = 600
"""Rest of the keyboard before the model is asked anything by itself (HOUSE.md)."""


class Backstage(QObject):
    """Sends quiet work to the prompter's lane, one piece at a time."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        """Nothing is under way."""
        super().__init__(parent)
        self._app = window.app
        self._under_way = 0

    @property
    def busy(self) -> bool:
        """Whether some work has not come back."""
        return self._under_way > 0

    def do(
        self,
        work: Callable[[Engine, int], _T],
        then: Callable[[_T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run work(engine, since) after what waits already; `since` lets it find out that something else was asked."""
        engine = self._app.engine()
        since = engine.cancels
        self._under_way += 1

        def done(result: _T) -> None:
            self._under_way -= 1
            then(result)

        def broke(error: Exception) -> None:
            self._under_way -= 1
            failed(error)

        self._app.prompter.do(lambda: work(engine, since), done, broke)

    def give_way(self) -> None:
        """Stop what is under way: the model is really asked for something."""
        if self.busy:
            self._app.engine().cancel()


class Warming(QObject):
    """Has the constant part of the prompt read when the client or the platform changes, if a model is in memory."""

    def __init__(self, window: MainWindow, session: Session, backstage: Backstage) -> None:
        """Follow `session`."""
        super().__init__(backstage)
        self._window, self._session, self._backstage = window, session, backstage
        self._done: tuple[object, ...] | None = None
        self.reads = 0
        """How many prefixes were read ahead."""
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._warm)
        session.assessed.connect(self._on_assessed)

    def _subject(self) -> tuple[object, ...]:
        brand = self._session.client.brand.id if self._session.client else None
        language = self._session.assessment.language if self._session.assessment else None
        return brand, self._session.platform, language

    def _on_assessed(self) -> None:
        if self._window.app.model_is_loaded() and self._subject() != self._done:
            self._rest.start()

    def _warm(self) -> None:
        if not self._session.is_read or self._backstage.busy or not self._window.app.model_is_loaded():
            return
        self._done = self._subject()
        self._backstage.do(ahead(self._session), self._on_read, lambda _error: self._forget())

    def _on_read(self, whole: bool) -> None:  # noqa: FBT001 - as `then` gets it
        if whole:
            self.reads += 1
        else:
            self._forget()

    def _forget(self) -> None:
        # The next reading of a text tries again; that a prefix is cold is nothing to report.
        self._done = None
