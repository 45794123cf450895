"""One request at a time over the engine's process, started when it is needed, and what goes wrong said as a Trouble.

A request that is still unfinished when the next one comes is over. Two threads at once is refused: llama.cpp aborts on
it, and so would a pipe that two read.
"""

from __future__ import annotations

from contextlib import contextmanager
from ctypes import c_uint64
from threading import Lock
from time import monotonic, sleep
from typing import TYPE_CHECKING

from aparte.engine.crashes import Crashes
from aparte.engine.process import CONTEXT, Frozen, Gone, Limits, Process, Slow
from aparte.engine.wire import Answer, Done, Failed, Loaded, Request, Scored
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Line:
    """The line to the process. crashes, starts: how often it died, and was started. limits: for the next start."""

    def __init__(self, backend: str, script: Sequence[str], limits: Limits) -> None:
        """Start nothing yet."""
        self._backend, self._script = backend, tuple(script)
        self.limits = limits
        self._cancelled = CONTEXT.RawValue(c_uint64, 0)
        self._number = self._asked = 0
        self._turn, self._cancelling = Lock(), Lock()
        self._process: Process | None = None
        self.crashes = Crashes()
        self.starts = 0

    @property
    def running(self) -> bool:
        """Whether the process is there. May be asked from any thread."""
        process = self._process
        return process is not None and process.alive

    @property
    def gpu(self) -> bool:
        """Whether the process that runs can use a graphics card."""
        return self._process is not None and self._process.gpu

    def next(self) -> int:
        """Return the number of the next request."""
        self._number += 1
        return self._number

    def cancel(self) -> None:
        """End every request up to now, from any thread."""
        self._end(self._number)

    def is_answered(self) -> bool:
        """Tell whether the process gives a sign of life; it then also stays awake. One that is frozen is dropped."""
        with self._alone():
            if self._process is None or not self._process.alive:
                return False
            if self._process.answers():
                return True
            # Nothing was asked of it: it is replaced without a word.
            self._drop()
            return False

    def stop(self) -> None:
        """Ask the process to leave, and make it after two seconds."""
        process, self._process = self._process, None
        if process is not None:
            self.cancel()
            process.leave()

    def ask(self, request: Request, first_s: float, next_s: float, *, in_all: bool = False) -> Iterator[Answer]:
        """Send `request` and yield its answers. A request still unfinished is over, and says so when it is asked.

        first_s, next_s: how long the first and each next answer may take; in_all: all of them together.
        """
        with self._alone():
            process = self._started(request.id)
            self._asked = request.id
            self._end(request.id - 1)
            with self._told(process, request.id, first_s):
                process.send(request)
        began, limit = monotonic(), first_s
        while True:
            with self._alone(), self._told(process, request.id, limit):
                if process is not self._process or self._asked != request.id:
                    raise Trouble("engine.cancelled")
                answer = process.receive(limit)
            if getattr(answer, "id", request.id) != request.id:
                continue
            if isinstance(answer, Failed):
                over = self._cancelled.value >= request.id
                raise Trouble("engine.cancelled") if over else Trouble(answer.code, **answer.params)
            limit = max(0.0, began + first_s - monotonic()) if in_all else next_s
            yield answer

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._turn.acquire(blocking=False):
            raise Trouble("engine.busy")
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _told(self, process: Process, number: int, limit_s: float) -> Iterator[None]:
        """Turn what a process does or fails to do into a Trouble."""
        try:
            yield
        except Gone:
            raise self._died(process, "engine.crashed") from None
        except Frozen:
            raise self._died(process, "engine.frozen", seconds=round(self.limits.frozen_s)) from None
        except Slow:
            if not self._lets_go(process, number):
                self._died(process, "engine.slow")
            raise Trouble("engine.slow", seconds=round(limit_s)) from None

    def _lets_go(self, process: Process, number: int) -> bool:
        """Cancel a request that takes too long; True when the process heard it, and keeps its model."""
        self._end(number)
        try:
            while True:
                answer = process.receive(self.limits.quit_s)
                if isinstance(answer, (Done, Loaded, Scored, Failed)) and answer.id == number:
                    return True
        except (Gone, Frozen, Slow):
            return False

    def _started(self, number: int) -> Process:
        if self._process is not None and self._process.alive:
            return self._process
        # It left for a rest, or died between two requests: nothing of it may be left when the next one starts.
        self._drop()
        until = monotonic() + self.crashes.pause_s()
        while (left := until - monotonic()) > 0:
            if self._cancelled.value >= number:
                raise Trouble("engine.cancelled")
            sleep(min(0.05, left))
        try:
            self._process = Process(self._backend, self._script, self._cancelled, self.limits)
        except (Gone, Slow) as error:
            self.crashes.add()
            code = "engine.slow" if isinstance(error, Slow) else "engine.crashed"
            raise Trouble(code, seconds=round(self.limits.spawn_s), status="?") from None
        self.starts += 1
        return self._process

    def _end(self, number: int) -> None:
        with self._cancelling:
            self._cancelled.value = max(self._cancelled.value, number)

    def _died(self, process: Process, code: str, **params: object) -> Trouble:
        status = process.kill()
        if process is not self._process:
            return Trouble("engine.cancelled")
        self._drop()
        self.crashes.add()
        return Trouble(code, status=status, **params)

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
