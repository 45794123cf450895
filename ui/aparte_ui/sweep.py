"""Python's garbage, swept on the thread that paints and nowhere else.

Python collects cycles in whichever thread happens to allocate; a lane that reads a draft would then destroy widgets,
menus and timers under the painting thread's feet, and Qt dies of it. So automatic collection is off while a window is
open, and a timer does it here, when the usual amounts are reached.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2_000
"""A sweep of the youngest objects takes under a millisecond; at full typing speed they are a few thousand by then."""


class Sweep(QObject):
    """Collects now and then, from its own thread, for as long as it is not stopped."""

    def __init__(self) -> None:
        """Take collecting over from Python."""
        super().__init__()
        self._limits = gc.get_threshold()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.sweep)
        gc.disable()
        self._timer.start()

    def sweep(self) -> None:
        """Collect the oldest generation that has reached its usual amount."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._limits[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give collecting back to Python: no other thread of ours runs any more."""
        self._timer.stop()
        gc.enable()
