"""When the engine's process died: each death makes the next start wait longer, three in ten minutes switch it off."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

MOST, WINDOW_S = 3, 600.0
"""Three crashes in ten minutes switch the engine off; rules stay."""
PAUSES_S = (0.0, 0.0, 2.0)
"""How long after the last death the next start waits, by the number of deaths: one may be chance, two are a habit."""


class Crashes:
    """The deaths of the last ten minutes."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        """Begin with none. now: a clock in seconds."""
        self._now = now
        self._deaths: list[float] = []

    def add(self) -> None:
        """Note a death."""
        self._deaths.append(self._now())

    def forget(self) -> None:
        """Start over: the person insists."""
        self._deaths.clear()

    @property
    def count(self) -> int:
        """How often the process died in the last ten minutes."""
        now = self._now()
        return sum(1 for at in self._deaths if now - at < WINDOW_S)

    @property
    def too_many(self) -> bool:
        """Whether the engine is switched off."""
        return self.count >= MOST

    def pause_s(self) -> float:
        """Return how long to wait before the next start. Raises Trouble("engine.off") when there is to be none."""
        count = self.count
        if count >= MOST:
            raise Trouble("engine.off", count=count)
        return max(0.0, self._deaths[-1] + PAUSES_S[count] - self._now()) if count else 0.0
