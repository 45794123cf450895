"""The computer as the models see it: memory, cores, and what the engine can use. Real figures, or none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from aparte.records import record

if TYPE_CHECKING:
    from aparte.engine.backends import Ability
    from aparte.nouns import ModelFile

Room = Literal["fits", "tight", "short"]
_LEAST_BYTES = 200_000_000
"""What the engine takes beside the file itself (`gguf.Header.ram_bytes`)."""


@record
class Machine:
    """total, free: bytes of memory, None where the system does not say. engine: None before it was asked."""

    total: int | None
    free: int | None
    cores: int
    engine: Ability | None = None

    def room_for(self, model: ModelFile) -> Room:
        """Tell whether a model fits: with its whole context, with a smaller one ("tight"), or not at all."""
        from aparte.engine.memory import SHARE

        if self.free is None or model.ram_bytes <= SHARE * self.free:
            return "fits"
        return "tight" if model.size_bytes * 1.05 + _LEAST_BYTES <= SHARE * self.free else "short"


def look() -> Machine:
    """Read the figures; the engine is not asked (a child process, some seconds)."""
    from aparte.engine.memory import available_bytes

    return Machine(total=_total(), free=available_bytes(), cores=_cores())


def ask_engine() -> Ability:
    """Ask the engine what it can do, afresh: it may have been built meanwhile."""
    from aparte.engine.backends import probe

    probe.cache_clear()
    return probe()


def _total() -> int | None:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
