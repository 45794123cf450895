"""How evenly a window ticks: a precise timer of 5 ms, and the gaps between its ticks as they really came."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 5


class Ticks(QObject):
    """Counts the gaps of the window's own loop, in ms."""

    def __init__(self) -> None:
        """Tick from now on."""
        super().__init__()
        self.gaps: list[float] = []
        self._last = perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def taken(self) -> list[float]:
        """Return the gaps since the last time this was asked."""
        self._on_tick()
        gaps, self.gaps = self.gaps, []
        return gaps

    def stop(self) -> None:
        """Tick no longer."""
        self._timer.stop()

    def _on_tick(self) -> None:
        now = perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


def percentile(values: list[float], share: float) -> float:
    """Return the value that `share` of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
