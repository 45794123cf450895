"""A stand-in for the engine: it answers what a test or a picture tells it to, through the same process and pipe.

Some lines are orders instead of answers, so that every way an engine can fail is tried without one: see `Scripted`.
"""

from __future__ import annotations

import os
import signal
from time import sleep
from typing import TYPE_CHECKING

from aparte.engine.wire import Shares
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aparte.engine.wire import Chat, Load, Score, Warm

CRASH, HANG, STALL = "!crash", "!hang", "!stall"
CRASH_ON_LOAD, ILLEGAL_ON_LOAD = "!crash-on-load", "!illegal-on-load"
SCORE = "!score "


class Scripted:
    """Answers from a script, in turn.

    "!crash" kills the process, "!hang" goes on until it is cancelled, "!stall" as a last word does not even hear that,
    and "!crash-on-load" as the first line dies while it loads, "!illegal-on-load" unless it loads the plain way.
    "!score 0.8" is no answer: it is how likely the first answer of a Score is, in turn for each item.
    """

    name = "scripted"
    gpu = False

    def __init__(self, lines: Sequence[str]) -> None:
        """Answer these lines, one a request, starting over at the end."""
        self._lines = tuple(line for line in lines if not line.startswith(SCORE))
        self._scores = [float(line.removeprefix(SCORE)) for line in lines if line.startswith(SCORE)]
        self._next = self._next_score = 0
        self.prompt_tokens = self.reused_tokens = self.tokens = 0

    def load(self, request: Load, progress: Callable[[float], bool]) -> int:
        """Pretend to load, in two steps."""
        if self._lines[:1] == (CRASH_ON_LOAD,):
            os.abort()
        if self._lines[:1] == (ILLEGAL_ON_LOAD,) and not request.plain:
            os.kill(os.getpid(), signal.SIGILL)
        for fraction in (0.5, 1.0):
            if not progress(fraction):
                raise Trouble("engine.cancelled")
        return request.context

    def chat(self, request: Chat, cancelled: Callable[[], bool]) -> Iterator[str]:
        """Yield the next line word by word."""
        line = self._lines[self._next % len(self._lines)]
        self._next += 1
        self.tokens, self.prompt_tokens = 0, sum(len(text.split()) for _role, text in request.messages)
        if line == CRASH:
            os.abort()
        while line == HANG:
            if cancelled():
                return
            sleep(0.005)
        for word in line.replace(" ", " \0").split("\0"):
            while word == STALL:
                sleep(0.005)
            if cancelled():
                return
            self.tokens += 1
            yield word

    def warm(self, request: Warm, cancelled: Callable[[], bool]) -> None:
        """Count what would have been read."""
        self.tokens = self.reused_tokens = 0
        self.prompt_tokens = 0 if cancelled() else sum(len(text.split()) for _role, text in request.messages[:-1])

    def score(self, request: Score, cancelled: Callable[[], bool]) -> tuple[Shares, ...]:
        """Give the next score to the first answer of each item, the rest to the others."""
        if cancelled():
            raise Trouble("engine.cancelled")
        return tuple(self._shares(len(request.answers)) for _item in request.items)

    def _shares(self, answers: int) -> Shares:
        if not self._scores:
            # Nothing was written for it: as a model that would say something else.
            return Shares(of=(1 / answers,) * answers, mass=0.0)
        first = self._scores[self._next_score % len(self._scores)]
        self._next_score += 1
        return Shares(of=(first, *((1 - first) / (answers - 1),) * (answers - 1)), mass=1.0)

    def ended_by_length(self) -> bool:
        """A script is never cut."""
        return False
