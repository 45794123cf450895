"""What reaches the engine's process: requests in turn, signs of life at once, and the end of the pipe.

A thread reads the pipe while another computes: llama.cpp leaves Python alone meanwhile, so a Ping is answered within
milliseconds by a process that is only slow, and never by one that is frozen.
"""

from __future__ import annotations

import os
import queue
import threading
from time import monotonic, sleep
from typing import TYPE_CHECKING

from aparte.engine.wire import Ping, Pong, Quit

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from aparte.engine.wire import Answer, Request

GRACE_S = 2.0
"""What is computed when the pipe ends has this long to notice; nobody waits for it any more."""


class Inbox:
    """The process's end of the pipe. closed: nobody listens any more, or the process was asked to leave."""

    def __init__(self, pipe: Connection, rest_s: float) -> None:
        """Read `pipe` from now on. rest_s: seconds without any message after which there is nothing more to come."""
        self._pipe = pipe
        self._rest_s = rest_s
        self._waiting: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._speaking = threading.Lock()
        self._heard_at = monotonic()
        self._is_leaving = False
        self.closed = False
        threading.Thread(target=self._read, name="inbox", daemon=True).start()

    def next(self) -> Request | None:
        """Wait for the next request; None: the process may leave."""
        while True:
            try:
                return self._waiting.get(timeout=max(0.0, self._heard_at + self._rest_s - monotonic()))
            except queue.Empty:
                if self._may_leave():
                    return None

    def send(self, answer: Answer | Pong) -> None:
        """Send an answer. Raises BrokenPipeError when nobody listens."""
        with self._speaking:
            self._pipe.send(answer)
            self._heard_at = monotonic()

    def _may_leave(self) -> bool:
        # Whoever was told that this process lives must find it: no sign of life is given once it leaves.
        with self._speaking:
            rested = monotonic() - self._heard_at >= self._rest_s
            self._is_leaving = rested and self._waiting.empty()
            return self._is_leaving

    def _read(self) -> None:
        try:
            while not isinstance(message := self._pipe.recv(), Quit):
                if not isinstance(message, Ping):
                    self._waiting.put(message)
                elif not self._is_leaving:
                    self.send(Pong(number=message.number))
        except (EOFError, OSError):
            pass
        self.closed = True
        self._waiting.put(None)
        sleep(GRACE_S)
        os._exit(0)
