"""Where the engine stands, for whoever shows it: nothing loaded, loading, ready, resting, or switched off."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from aparte.nouns import ModelFile
from aparte.records import record


@record
class Wanted:
    """A model as it was asked for. context: tokens, None for the usual; threads: computing threads."""

    model: ModelFile
    path: Path
    context: int | None
    threads: int


@record
class Standing:
    """phase: "resting" is a model whose memory was given back and that the next request loads again.

    model: its name, "" for none. fraction: of the loading, 0..1. ram_bytes: the most the process held. plain: without
    the processor's special instructions, more slowly. crashes: those that switched it off.
    """

    phase: Literal["empty", "loading", "ready", "resting", "off"]
    model: str = ""
    fraction: float = 0.0
    ram_bytes: int = 0
    plain: bool = False
    crashes: int = 0
