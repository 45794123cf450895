"""Work that must not run on the thread that paints: one lane a kind of work, results brought back by queued signals.

A lane is one thread, so what it owns (an SQLite connection, the draft being read) needs no lock. Work gets records,
never widgets; `then` runs on the GUI thread. An exception is never swallowed: it goes to the caller's `failed`, else to
the lane's.
"""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


class Lane(QObject):
    """One thread that does one thing after the other."""

    failed = Signal(object)
    """An exception nobody asked to hear of, on the GUI thread."""

    _returned = Signal(object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Prepare the lane; its thread starts with the first piece of work."""
        super().__init__(parent)
        self._name = name
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._stopped = False
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def do(
        self,
        work: Callable[[], _T],
        then: Callable[[_T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work` after what waits already; call `then` with its result, or `failed`, on the GUI thread.

        A stopped lane does nothing: the window that would have asked or heard is closed.
        """
        if self._stopped:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=f"aparte-{self._name}")
            self._thread.start()
        self._work.put(lambda: self._finish(work, then, failed))

    def stop(self) -> None:
        """Finish what waits, then end the thread. What it returns is no longer handed over: nobody is there."""
        self._stopped = True
        if self._thread is not None:
            self._work.put(None)
            self._thread.join()
            self._thread = None

    @Slot(object, object)
    def _deliver(self, then: Callable[[object], None], result: object) -> None:
        if not self._stopped:
            then(result)

    def _run(self) -> None:
        while (piece := self._work.get()) is not None:
            piece()

    def _finish(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
    ) -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - one of the three doors: a finished job reports whatever happened
            self._returned.emit(failed or self.failed.emit, error)
            return
        if then is not None:
            self._returned.emit(then, result)


class Latest:
    """Runs only the newest of the requests that pile up: what was typed while a reading ran is read once, at the end.

    The first request after a pause starts at once. A result is handed over even when a newer request waits; the caller
    compares what it is about with what is on screen.
    """

    def __init__(self, lane: Lane) -> None:
        """Send the work to `lane`."""
        self._lane = lane
        self._busy = False
        self._waiting: tuple[Callable[[], Any], Callable[[Any], None]] | None = None

    def ask(self, work: Callable[[], _T], then: Callable[[_T], None]) -> None:
        """Run `work` now if nothing runs, else after it, replacing any other that waits."""
        if self._busy:
            self._waiting = (work, then)
            return
        self._busy = True
        self._lane.do(work, lambda result: self._finished(then, result), self._broke)

    def _finished(self, then: Callable[[Any], None], result: object) -> None:
        self._next()
        then(result)

    def _broke(self, error: Exception) -> None:
        self._next()
        self._lane.failed.emit(error)

    def _next(self) -> None:
        self._busy = False
        if self._waiting is not None:
            work, then = self._waiting
            self._waiting = None
            self.ask(work, then)
