"""How fast a model is on this machine, through the same process and pipe as the rewrites: what a person would wait for.

It refuses published figures: every number comes from one run here and now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.engine import beside
from aparte.engine.backends import clamped_threads
from aparte.engine.beside import Circumstances
from aparte.engine.wire import Done
from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aparte.engine.client import Engine
    from aparte.nouns import ModelFile

ANSWER_TOKENS = 64
_PROMPT_LINES = 32
"""About 350 tokens: the length of a rewrite's own prompt."""


@record
class Speed:
    """What was measured. ram_bytes: the most the process held after loading; 0 where the system does not say.

    threads: 0 for a model that a server runs.
    """

    tokens_per_s: float
    prompt_tokens_per_s: float
    first_token_ms: float
    threads: int
    ram_bytes: int


@record
class Measured:
    """A speed as it is kept: found under which circumstances, on which file."""

    speed: Speed
    found: Circumstances
    sha256: str


def keep(home: Path, model: ModelFile, speed: Speed) -> Measured:
    """Keep a speed beside the model's description, in place of an earlier one. Raises Trouble("file.unwritable")."""
    measured = Measured(speed=speed, found=beside.circumstances(model), sha256=model.sha256)
    beside.keep(home, model, "bench", measured)
    return measured


def kept(home: Path, model: ModelFile) -> Measured | None:
    """Return the speed that was kept for this very file, or None."""
    measured = beside.kept(home, model, "bench", Measured)
    return measured if measured and measured.sha256 == model.sha256 else None


def bench(
    engine: Engine,
    model: ModelFile,
    path: str,
    *,
    threads: int | None = None,
    progress: Callable[[float], None] = lambda _fraction: None,
) -> Speed:
    """Load `model` and time one prompt and one answer. Raises Trouble as Engine.load and Engine.chat do."""
    engine.load(model, path, threads=threads, progress=progress)
    # The first message is the one the engine shortens when a small context leaves no room for all of it.
    words = " ".join(f"{number} le marché ouvre demain, the market opens" for number in range(_PROMPT_LINES))
    answer_tokens = min(ANSWER_TOKENS, engine.context_tokens // 4)
    for answer in engine.chat([("system", words), ("user", "?")], max_tokens=answer_tokens, temperature=1.0):
        if isinstance(answer, Done):
            return Speed(
                tokens_per_s=answer.tokens_per_s,
                prompt_tokens_per_s=answer.prompt_tokens_per_s,
                first_token_ms=answer.first_token_ms,
                threads=0 if model.address else clamped_threads(threads),
                ram_bytes=engine.ram_bytes,
            )
    raise Trouble("engine.refused", what="no answer")
