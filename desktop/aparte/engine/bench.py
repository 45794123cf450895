"""How fast a model is on this machine, through the same process and pipe as the rewrites: what a person would wait for.

It refuses published figures: every number comes from one run here and now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.engine.backends import clamped_threads
from aparte.engine.wire import Done
from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Callable

    from aparte.engine.client import Engine
    from aparte.nouns import ModelFile

ANSWER_TOKENS = 64
_PROMPT_LINES = 32
"""About 350 tokens: the length of a rewrite's own prompt."""


@record
class Speed:
    """What was measured. ram_bytes: the most the process held after loading; 0 where the system does not say."""

    tokens_per_s: float
    prompt_tokens_per_s: float
    first_token_ms: float
    threads: int
    ram_bytes: int


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
                threads=clamped_threads(threads),
                ram_bytes=engine.ram_bytes,
            )
    raise Trouble("engine.refused", what="no answer")
