"""The engine's process from outside: started, heard with a time limit and a heartbeat, ended so that nothing is left.

It refuses to wait for a process that can't answer: while it is silent it is asked for a sign of life each second. One
that gives none is frozen; one that does is only slow, and has until its time limit.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING

from aparte.engine import worker
from aparte.engine.wire import Answer, Failed, Ping, Pong, Quit, Ready, Request
from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from ctypes import c_uint64

CONTEXT = multiprocessing.get_context("spawn")


@record
class Limits:
    """How long each step may take, in seconds. load_s_per_byte: added for large files (2 s per 100 MB).

    ping_s: how often a silent process is asked for a sign of life; frozen_s: without one for so long, it is frozen.
    rest_s: unused for so long, it leaves and its memory is given back.
    """

    spawn_s: float = 20.0
    load_s: float = 60.0
    load_s_per_byte: float = 2.0 / 100_000_000
    first_token_s: float = 30.0
    between_tokens_s: float = 20.0
    quit_s: float = 2.0
    ping_s: float = 1.0
    frozen_s: float = 10.0
    rest_s: float = 600.0


class Gone(Exception):  # noqa: N818 - a state of the process, turned into a Trouble by the client
    """The process is no more."""


class Frozen(Exception):  # noqa: N818 - as above
    """The process gives no sign of life."""


class Slow(Exception):  # noqa: N818 - as above
    """The process lives and did not answer in time."""


class Process:
    """One running engine process. gpu: whether its build can use a graphics card."""

    def __init__(self, backend: str, script: Sequence[str], cancelled: c_uint64, limits: Limits) -> None:
        """Start it and wait until it is ready. Raises Trouble("engine.missing"), Gone, Frozen or Slow."""
        self._limits = limits
        self._pings = 0
        self._pipe, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(
            target=worker.run, args=(theirs, cancelled, backend, script, limits.rest_s), daemon=True, name="engine"
        )
        self._process.start()
        theirs.close()
        try:
            ready = self._first(limits.spawn_s)
        except (Gone, Slow, Trouble):
            self.kill()
            raise
        self.gpu = ready.gpu

    @property
    def alive(self) -> bool:
        """Whether it is there. May be asked from any thread."""
        return not wait([self._process.sentinel], 0)

    def send(self, request: Request) -> None:
        """Send a request. Raises Gone."""
        try:
            self._pipe.send(request)
        except OSError:
            raise Gone from None

    def receive(self, limit_s: float) -> Answer:
        """Return the next answer. Raises Gone, Frozen, or Slow after `limit_s` seconds."""
        began, asked = monotonic(), None
        while True:
            answer = self._heard(min(self._limits.ping_s, max(0.0, began + limit_s - monotonic())))
            now = monotonic()
            if isinstance(answer, Pong):
                asked = None
            elif answer is not None:
                return answer
            elif now - began >= limit_s:
                raise Slow
            elif asked is None:
                self._ping()
                asked = now
            elif now - asked >= self._limits.frozen_s:
                raise Frozen

    def answers(self) -> bool:
        """Tell whether it gives a sign of life, which also keeps it from leaving for a rest."""
        try:
            number, until = self._ping(), monotonic() + self._limits.frozen_s
            while (left := until - monotonic()) > 0:
                answer = self._heard(left)
                if isinstance(answer, Pong) and answer.number == number:
                    return True
        except Gone:
            pass
        return False

    def leave(self) -> None:
        """Ask it to leave, and make it after two seconds."""
        with suppress(OSError):
            self._pipe.send(Quit())
        self._process.join(self._limits.quit_s)
        self.kill()

    def kill(self) -> int:
        """End it, wait until it is gone, and return how it ended: an exit status, negative for a signal."""
        self._process.kill()
        # Joined before anything is reported, or the next request meets a dying process.
        self._process.join()
        self._pipe.close()
        return self._process.exitcode or 0

    def _first(self, limit_s: float) -> Ready:
        answer = self._heard(limit_s)
        if answer is None:
            raise Slow
        if isinstance(answer, Failed):
            raise Trouble(answer.code, **answer.params)
        assert isinstance(answer, Ready)
        return answer

    def _heard(self, limit_s: float) -> Answer | Pong | None:
        try:
            answer = self._pipe.recv() if self._pipe.poll(limit_s) else None
        except (EOFError, OSError):
            raise Gone from None
        assert answer is None or isinstance(answer, (Answer, Pong))
        return answer

    def _ping(self) -> int:
        self._pings += 1
        try:
            self._pipe.send(Ping(number=self._pings))
        except OSError:
            raise Gone from None
        return self._pings
