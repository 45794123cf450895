"""What computes: llama.cpp, or a scripted stand-in that answers what a test or a picture tells it to.

The only place that imports llama_cpp, and only inside the engine's own process (and a child that asks what this build
can do): it may be missing, too new for the processor, or die.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import lru_cache
from time import sleep
from typing import TYPE_CHECKING, Any, Protocol

from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aparte.engine.wire import Chat, Load


@record
class Ability:
    """What the engine of this installation can do."""

    available: bool
    backend: str
    gpu: bool
    threads: int


class Backend(Protocol):
    """Loads one model and answers one conversation at a time."""

    name: str
    gpu: bool
    prompt_tokens: int
    reused_tokens: int
    tokens: int

    def load(self, request: Load, progress: Callable[[float], bool]) -> int:
        """Load the model; return its context in tokens. `progress` gets 0..1 and returns False to give up."""

    def chat(self, request: Chat, cancelled: Callable[[], bool]) -> Iterator[str]:
        """Yield the answer piece by piece; stop soon after `cancelled` says so."""

    def ended_by_length(self) -> bool:
        """Tell whether the last answer was cut at max_tokens."""


def default_threads() -> int:
    """Return all cores up to two, else one less: too many threads on a busy machine starve (measured)."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
    return cores if cores <= 2 else cores - 1


@lru_cache(maxsize=1)
def probe() -> Ability:
    """Ask a child process what the engine can do: importing it here could take this process down."""
    program = "import llama_cpp; print(int(llama_cpp.llama_supports_gpu_offload()))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=_quiet_environment(),
    )
    if getattr(sys, "frozen", False) or done.returncode:
        return Ability(available=False, backend="none", gpu=False, threads=default_threads())
    return Ability(available=True, backend="llama.cpp", gpu=done.stdout.strip() == "1", threads=default_threads())


def _quiet_environment() -> dict[str, str]:
    return {**os.environ, "GGML_NO_BACKTRACE": "1"}


class LlamaCpp:
    """llama.cpp through llama-cpp-python, one model, one context."""

    name = "llama.cpp"

    def __init__(self) -> None:
        """Import the engine. Raises ImportError or OSError when it is missing or not made for this processor."""
        import llama_cpp

        self._llama_cpp: Any = llama_cpp
        self._model: Any = None
        self._cancelled: Callable[[], bool] = lambda: False
        self._finish = ""
        self.gpu: bool = llama_cpp.llama_supports_gpu_offload()
        self.prompt_tokens = self.reused_tokens = self.tokens = 0

    def load(self, request: Load, progress: Callable[[float], bool]) -> int:
        """Load without mmap: a file rewritten while mapped kills the process, and repacked weights are held twice."""
        low = self._llama_cpp.llama_cpp
        defaults = low.llama_model_default_params
        told = low.llama_progress_callback(lambda fraction, _data: progress(fraction))

        def with_progress() -> Any:
            params = defaults()
            params.progress_callback = told
            return params

        low.llama_model_default_params = self._llama_cpp.llama_model_default_params = with_progress
        try:
            self._model = self._llama_cpp.Llama(
                model_path=request.path,
                n_ctx=request.context,
                n_threads=request.threads,
                n_threads_batch=request.threads,
                n_batch=request.batch,
                n_ubatch=request.batch,
                n_gpu_layers=request.gpu_layers,
                use_mmap=False,
                verbose=False,
            )
        finally:
            low.llama_model_default_params = self._llama_cpp.llama_model_default_params = defaults
        # The reference must live as long as the context does: C keeps only an address.
        self._abort = low.ggml_abort_callback(lambda _data: self._cancelled())
        low.llama_set_abort_callback(self._model.ctx, self._abort, None)
        context: int = self._model.n_ctx()
        return context

    def chat(self, request: Chat, cancelled: Callable[[], bool]) -> Iterator[str]:
        """Stream the answer. A broken chat template raises ValueError; a cancel inside the prompt just ends it."""
        self._cancelled = cancelled
        self._finish = ""
        self.tokens = 0
        before = list(self._model.input_ids[: self._model.n_tokens])
        messages = [{"role": role, "content": text} for role, text in request.messages]
        try:
            for chunk in self._model.create_chat_completion(
                messages=messages,
                max_tokens=request.max_tokens,
                temperature=request.temperature,
                seed=request.seed,
                stream=True,
            ):
                choice = chunk["choices"][0]
                self._finish = choice.get("finish_reason") or ""
                piece = choice["delta"].get("content")
                if piece:
                    if not self.tokens:
                        self._count_prompt(before)
                    self.tokens += 1
                    yield piece
                if cancelled():
                    return
        except RuntimeError:
            # An aborted decode says so by this exception; the context stays usable.
            if not cancelled():
                raise
        finally:
            self._cancelled = lambda: False

    def ended_by_length(self) -> bool:
        """Tell whether the last answer was cut at max_tokens."""
        return self._finish == "length"

    def _count_prompt(self, before: list[int]) -> None:
        now = list(self._model.input_ids[: self._model.n_tokens])
        shared = 0
        for old, new in zip(before, now, strict=False):
            if old != new:
                break
            shared += 1
        self.prompt_tokens, self.reused_tokens = len(now), min(shared, len(now))


class Scripted:
    """Answers from a script, in turn; for tests and pictures. A line "!crash" kills the process, "!hang" never ends."""

    name = "scripted"
    gpu = False

    def __init__(self, lines: Sequence[str]) -> None:
        """Answer these lines, one a request, starting over at the end."""
        self._lines = lines
        self._next = 0
        self.prompt_tokens = self.reused_tokens = self.tokens = 0

    def load(self, request: Load, progress: Callable[[float], bool]) -> int:
        """Pretend to load, in two steps."""
        for fraction in (0.5, 1.0):
            if not progress(fraction):
                raise Trouble("engine.cancelled")
        return request.context

    def chat(self, request: Chat, cancelled: Callable[[], bool]) -> Iterator[str]:
        """Yield the next line word by word."""
        line = self._lines[self._next % len(self._lines)]
        self._next += 1
        self.tokens, self.prompt_tokens = 0, sum(len(text.split()) for _role, text in request.messages)
        if line == "!crash":
            os.abort()
        while line == "!hang" and not cancelled():
            sleep(0.01)
        if line == "!hang":
            return
        for word in line.replace(" ", " \0").split("\0"):
            if cancelled():
                return
            self.tokens += 1
            yield word

    def ended_by_length(self) -> bool:
        """A script is never cut."""
        return False


def make(name: str, script: Sequence[str]) -> Backend:
    """Return the backend `name`: "llama.cpp" or "scripted"."""
    return Scripted(script) if name == "scripted" else LlamaCpp()
