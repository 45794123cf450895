"""What computes: llama.cpp, or a scripted stand-in; and what this installation's engine can do.

Nothing of llama.cpp is imported here: it may be missing, too new for the processor, or die. `llama.py` is its only
door, opened inside the engine's own process and in a child that asks what this build can do.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from aparte.engine.manners import behave
from aparte.engine.scripted import Scripted
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from aparte.engine.wire import Chat, Load, Score, Shares, Warm

PROBE_S = 60.0
MOST_THREADS = 64
"""5,000 threads took 31 s for 8 tokens; no laptop has more cores than this."""


@record
class Ability:
    """What the engine of this installation can do."""

    available: bool
    backend: str
    gpu: bool
    threads: int


class Backend(Protocol):
    """Loads one model and answers one request at a time.

    prompt_tokens, reused_tokens, tokens: of the last request; those of its prompt, those of them that were not computed
    again, and those of its answer.
    """

    name: str
    gpu: bool
    prompt_tokens: int
    reused_tokens: int
    tokens: int

    def load(self, request: Load, progress: Callable[[float], bool]) -> int:
        """Load the model; return its context in tokens. `progress` gets 0..1 and returns False to give up."""

    def chat(self, request: Chat, cancelled: Callable[[], bool]) -> Iterator[str]:
        """Yield the answer piece by piece; stop soon after `cancelled` says so."""

    def warm(self, request: Warm, cancelled: Callable[[], bool]) -> None:
        """Read what stays the same of a conversation, so that the next one like it starts at once."""

    def score(self, request: Score, cancelled: Callable[[], bool]) -> tuple[Shares, ...]:
        """Return for each item how likely each answer is. Raises Trouble("engine.cancelled")."""

    def ended_by_length(self) -> bool:
        """Tell whether the last answer was cut at max_tokens."""


def default_threads() -> int:
    """Return all cores up to two, else one less: too many threads on a busy machine starve (measured)."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
    return cores if cores <= 2 else min(cores - 1, MOST_THREADS)


def clamped_threads(wanted: int | None) -> int:
    """Return how many threads to use: the default, or `wanted` within what this machine has cores for."""
    if wanted is None:
        return default_threads()
    return max(1, min(wanted, os.cpu_count() or 1, MOST_THREADS))


@lru_cache(maxsize=1)
def probe() -> Ability:
    """Ask a child process what the engine can do: importing it here could take this process down."""
    context = multiprocessing.get_context("spawn")
    heard, told = context.Pipe(duplex=False)
    child = context.Process(target=_tell_ability, args=(told,), name="probe", daemon=True)
    child.start()
    told.close()
    try:
        gpu = heard.recv() if heard.poll(PROBE_S) else None
    except (EOFError, OSError):
        gpu = None
    finally:
        heard.close()
        child.kill()
        child.join()
    if gpu is None:
        return Ability(available=False, backend="none", gpu=False, threads=default_threads())
    return Ability(available=True, backend="llama.cpp", gpu=bool(gpu), threads=default_threads())


def _tell_ability(told: Connection[object, object]) -> None:
    """In the child: say whether a GPU can be used, or nothing when the engine does not start."""
    behave()
    with contextlib.suppress(ImportError, OSError, RuntimeError, BrokenPipeError):
        from aparte.engine.llama import can_use_gpu

        told.send(can_use_gpu())


def make(name: str, script: Sequence[str]) -> Backend:
    """Return the backend `name`: "llama.cpp" or "scripted". Raises ImportError or OSError when it does not start."""
    if name == "scripted":
        return Scripted(script)
    from aparte.engine.llama import LlamaCpp

    return LlamaCpp()
