"""How far a download is, said a few times a second: bytes, speed, time left, and what it waits for."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal

from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Callable

Phase = Literal["checking", "asking", "receiving", "waiting", "finishing"]
_SPEED_S = 5.0
"""The speed is that of these last seconds: long enough not to jump, short enough to show a line that got slow."""
_TELL_S = 0.2


@record
class Progress:
    """How far a download is. done, total: bytes, total 0 when unknown. left_s: None when it can't be told.

    wait_s: before the next try, in the phase "waiting"; why: the code of what went wrong last, "" for nothing. cuts:
    how often the line was lost; changes: how often the file was begun again.
    """

    phase: Phase
    done: int
    total: int
    bytes_per_s: float = 0.0
    left_s: float | None = None
    wait_s: float = 0.0
    cuts: int = 0
    changes: int = 0
    why: str = ""


class Pace:
    """Counts what goes wrong and how fast the rest comes."""

    def __init__(self, tell: Callable[[Progress], None]) -> None:
        """Hand each Progress to `tell`."""
        self._tell = tell
        self._told_at = 0.0
        self._samples: list[tuple[float, int]] = []
        self.cuts = self.changes = 0
        self.why = ""

    def say(self, phase: Phase, done: int, total: int, wait_s: float = 0.0) -> None:
        """Say where it is; while bytes come, only a few times a second."""
        moment = time.monotonic()
        if phase == "receiving":
            self._samples.append((moment, done))
            while self._samples[0][0] < moment - _SPEED_S and len(self._samples) > 2:
                self._samples.pop(0)
        if phase in {"receiving", "checking"} and moment - self._told_at < _TELL_S:
            return
        self._told_at = moment
        speed = self._speed() if phase == "receiving" else 0.0
        self._tell(
            Progress(
                phase=phase,
                done=done,
                total=total,
                bytes_per_s=speed,
                left_s=(total - done) / speed if speed > 0 and total > done else None,
                wait_s=wait_s,
                cuts=self.cuts,
                changes=self.changes,
                why=self.why,
            )
        )

    def forget(self) -> None:
        """Measure the speed afresh: the count began again, or the line was lost."""
        self._samples.clear()

    def _speed(self) -> float:
        (first_at, first), (last_at, last) = self._samples[0], self._samples[-1]
        return (last - first) / (last_at - first_at) if last_at > first_at else 0.0
