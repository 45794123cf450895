"""Building the engine from the window: the same steps as `make engine`, in a lane, stopped on demand.

pip, another program, fetches the sources; a home that is sealed for good (APARTE_SEALED) refuses, and says so.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from aparte import paths
from aparte.i18n import _
from aparte_ui.jobs import Lane

LOCK = "requirements-engine.lock"


class Building(QObject):
    """stepped: a BuildStep; ended: whether the engine is there (False: it was stopped); failed: the exception."""

    stepped = Signal(object)
    ended = Signal(bool)
    failed = Signal(object)

    def __init__(self, home: Path) -> None:
        """Keep wheels under the caches of `home`, or where the system keeps its own."""
        super().__init__()
        self._cache = Path(os.environ.get("XDG_CACHE_HOME") or home / "cache") / "aparte" / "wheels"
        self._lane = Lane("build")
        self._is_wanted = True
        self.is_running = False

    def start(self, gpu: str) -> None:
        """Build for "cpu", "vulkan", "cuda", "metal" or "hip"."""
        self.is_running = self._is_wanted = True
        self._lane.do(lambda: self._build(gpu), self._on_ended, self._on_failed)

    def stop(self) -> None:
        """Stop the compiler within a second; nothing half-made is kept."""
        self._is_wanted = False

    def close(self) -> None:
        """Stop and wait for the end: the window closes."""
        self.stop()
        self._lane.stop()
        # What the lane still said waits in Qt's queue, and the widgets it was meant for are going.
        self.blockSignals(True)

    def _build(self, gpu: str) -> bool:
        from aparte.engine.build import build

        steps = build(paths.shipped() / LOCK, self._cache, gpu)
        try:
            for step in steps:
                self.stepped.emit(step)
                if not self._is_wanted:
                    return False
        finally:
            # Closing the iterator is what stops the compiler.
            steps.close()  # type: ignore[attr-defined]  # build() is a generator
        return True

    def _on_ended(self, there: bool) -> None:  # noqa: FBT001 - what the lane hands over
        self.is_running = False
        self.ended.emit(there)

    def _on_failed(self, error: Exception) -> None:
        self.is_running = False
        self.failed.emit(error)


def refusal() -> str:
    """Return why the engine can't be built here, or ""."""
    if getattr(sys, "frozen", False) or not (paths.shipped() / LOCK).is_file():
        return _("this copy can’t build it: install Aparté from its sources, then “make engine”")
    if os.environ.get("APARTE_SEALED") == "1":
        return _("this session is sealed (APARTE_SEALED): building fetches sources from the network")
    return ""


def kinds() -> tuple[str, ...]:
    """Return what an engine can be built for on this system."""
    if sys.platform == "darwin":
        return ("cpu", "metal")
    return ("cpu", "vulkan", "cuda") if sys.platform == "win32" else ("cpu", "vulkan", "cuda", "hip")
