"""The computer as the models see it: memory, cores, and what the engine can use. Real figures, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from aparte.records import record

if TYPE_CHECKING:
    from aparte.engine.backends import Ability
    from aparte.engine.hardware import Fit
    from aparte.nouns import ModelFile

Room = Literal["fits", "tight", "short", "never", "unknown"]
COLOURS = {"fits": "ink", "tight": "judge", "short": "block", "never": "block", "unknown": "ink"}
"""How a need is drawn against the memory; the words beside it say the same."""


@record
class Machine:
    """total, free: bytes of memory, None where the system does not say. engine: None before it was asked."""

    total: int | None
    free: int | None
    cores: int
    engine: Ability | None = None
    instructions: tuple[str, ...] = ()

    def room_for(self, model: ModelFile) -> Room:
        """Tell whether a model fits: with its whole context, with a smaller one ("tight"), or not."""
        from aparte.engine.catalogue import least_bytes

        return self.weigh(model.ram_bytes, least_bytes(model)).verdict

    def weigh(self, need: int, least: int) -> Fit:
        """Weigh what a model needs, with its whole context and with the smallest, against the memory."""
        from aparte.engine.hardware import fit

        return fit(need, least, self.free, self.total)

    @property
    def whole(self) -> int:
        """Return the bytes that a bar of memory stands for, 0 when nothing is known."""
        return max(self.total or 0, self.free or 0)


def look() -> Machine:
    """Read the figures; the engine is not asked (a child process, some seconds)."""
    from aparte.engine.hardware import look as read

    here = read()
    return Machine(total=here.total, free=here.free, cores=here.cores, instructions=here.instructions)


def ask_engine() -> Ability:
    """Ask the engine what it can do, afresh: it may have been built meanwhile."""
    from aparte.engine.backends import probe

    probe.cache_clear()
    return probe()
