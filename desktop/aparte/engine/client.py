"""Starts the engine's process and talks to it: one model, one request at a time, from one thread.

It refuses to trust the process: a file's header is read and its memory counted before the process sees it, each step
has its time limit, a death is joined before it is reported, and three deaths in ten minutes switch the engine off until
the person insists. `cancel` may be called from any thread.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from ctypes import c_uint64
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from aparte.engine import worker
from aparte.engine.wire import (
    Answer,
    Chat,
    Done,
    Failed,
    Load,
    Loaded,
    Progress,
    Quit,
    Ready,
    Score,
    Scored,
    Shares,
    Text,
    Warm,
)
from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from aparte.nouns import ModelFile

CRASHES, CRASH_WINDOW_S = 3, 600.0
"""Three crashes in ten minutes switch the engine off; rules stay."""
SLOWEST_PROMPT = 10.0
"""Tokens a second: what an old laptop reads a prompt at, assumed until this machine was timed."""
_CHARS_PER_TOKEN = 3


@record
class Limits:
    """How long each step may take, in seconds. load_s_per_byte: added for large files (2 s per 100 MB)."""

    spawn_s: float = 20.0
    load_s: float = 60.0
    load_s_per_byte: float = 2.0 / 100_000_000
    first_token_s: float = 30.0
    between_tokens_s: float = 20.0
    quit_s: float = 2.0


class Engine:
    """A local model behind a process of its own. Nothing starts before it is needed."""

    def __init__(self, backend: str = "llama.cpp", script: Sequence[str] = (), limits: Limits | None = None) -> None:
        """Choose what computes: "llama.cpp", or "scripted" with the answers to give. limits: for tests."""
        self._context = multiprocessing.get_context("spawn")
        self._backend, self._script = backend, tuple(script)
        self._limits = limits or Limits()
        self._cancelled = self._context.RawValue(c_uint64, 0)
        self._number = 0
        self._process: BaseProcess | None = None
        self._pipe: Connection[object, object] | None = None
        self._loaded: tuple[str, int] | None = None
        self._crashes: list[float] = []
        self._prompt_speed = SLOWEST_PROMPT
        self.cancels = 0
        self.quarantined: set[str] = set()
        self.gpu = False
        self.context_tokens = 0
        self.ram_bytes = 0

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.is_alive()

    @property
    def loaded(self) -> bool:
        """Whether a model is in memory, so that a small question costs no loading."""
        return self._process is not None if self.scripted else self._loaded is not None

    @property
    def scripted(self) -> bool:
        """Whether the answers are written beforehand: no model file is then needed."""
        return self._backend == "scripted"

    def load(
        self,
        model: ModelFile,
        path: str,
        *,
        context: int | None = None,
        threads: int | None = None,
        progress: Callable[[float], None] = lambda _fraction: None,
    ) -> None:
        """Have `model` in memory; nothing is done when it is already there with these threads.

        context: tokens wanted; less is taken when memory is short. Raises Trouble: model.bad_…, model.too_big,
        engine.missing, engine.crashed, engine.slow, engine.off, engine.quarantined, engine.refused, engine.template.
        """
        from aparte.engine.backends import clamped_threads

        threads = clamped_threads(threads)
        if self._loaded == (model.sha256, threads) and self.running:
            return
        if model.sha256 in self.quarantined:
            raise Trouble("engine.quarantined", name=model.name)
        request = Load(id=self._next(), path=path, context=self._room(path, context), threads=threads)
        limit = self._limits.load_s + model.size_bytes * self._limits.load_s_per_byte
        self._loaded = None
        try:
            for answer in self._ask(request, limit, limit):
                if isinstance(answer, Progress):
                    progress(answer.fraction)
                elif isinstance(answer, Loaded):
                    self._loaded = (model.sha256, threads)
                    self.context_tokens, self.ram_bytes = answer.context, answer.ram_bytes
                    return
        except Trouble as trouble:
            if trouble.code == "engine.crashed":
                self.quarantined.add(model.sha256)
            raise

    def chat(
        self, messages: Sequence[tuple[str, str]], *, max_tokens: int = 400, temperature: float = 0.7, seed: int = 0
    ) -> Iterator[Text | Done]:
        """Yield the answer as it comes, then Done. Raises Trouble as `load` does; the process is then gone or free."""
        request = Chat(
            id=self._next(), messages=tuple(messages), max_tokens=max_tokens, temperature=temperature, seed=seed
        )
        first_s = self._first_s(messages)
        for answer in self._ask(request, first_s, self._limits.between_tokens_s):
            if isinstance(answer, (Text, Done)):
                yield answer
            if isinstance(answer, Done):
                self._prompt_speed = answer.prompt_tokens_per_s or self._prompt_speed
                return

    def warm(self, messages: Sequence[tuple[str, str]], since: int) -> Done | None:
        """Have the constant part of a conversation read, so that the next one like it starts at once.

        since: `cancels` when this was decided; None is returned when something was cancelled meanwhile, for this is
        only worth doing while nothing else is wanted. Raises Trouble as `chat` does.
        """
        request = Warm(id=self._next(), messages=tuple(messages))
        if self.cancels != since:
            return None
        return next(end for end in self._ask(request, self._first_s(messages), 0) if isinstance(end, Done))

    def score(
        self,
        prefix: Sequence[tuple[str, str]],
        items: Sequence[str],
        answers: Sequence[str],
        since: int | None = None,
    ) -> tuple[Shares, ...]:
        """Return how likely each answer is to each item. Raises Trouble as `chat` does, and engine.cancelled.

        since: `cancels` when this was decided, to give way to what was asked for meanwhile.
        """
        request = Score(id=self._next(), prefix=tuple(prefix), items=tuple(items), answers=tuple(answers))
        if since is not None and self.cancels != since:
            raise Trouble("engine.cancelled")
        limit = sum(self._first_s([*prefix, ("user", item)]) for item in items)
        return next(one.items for one in self._ask(request, limit, 0) if isinstance(one, Scored))

    def cancel(self) -> None:
        """End what is under way, from any thread: between two tokens, or inside the reading of the prompt.

        cancels counts the calls, so that work made of several requests knows that it is over.
        """
        self.cancels += 1
        self._cancelled.value = self._number

    def stop(self) -> None:
        """Ask the process to leave, and make it after two seconds. Memory is free afterwards."""
        process, self._process = self._process, None
        if process is None:
            return
        self.cancel()
        if self._pipe is not None:
            with suppress(OSError):
                self._pipe.send(Quit())
        process.join(self._limits.quit_s)
        if process.is_alive():
            process.kill()
            process.join()
        self._forget()

    def insist(self) -> None:
        """Try again after crashes: forget them, and the files they came with."""
        self._crashes.clear()
        self.quarantined.clear()

    def _room(self, path: str, wanted: int | None) -> int:
        from aparte.engine.memory import CONTEXT, available_bytes, context_for

        if self.scripted:
            return wanted or CONTEXT
        from aparte.engine.gguf import read_header

        header = read_header(Path(path))
        # What the process now holds is given back before the next model is loaded.
        available = available_bytes()
        held = self.ram_bytes if self.running else 0
        return context_for(header, wanted or CONTEXT, None if available is None else available + held)

    def _ask(self, request: Load | Chat | Warm | Score, first_s: float, next_s: float) -> Iterator[Answer]:
        pipe = self._started()
        try:
            pipe.send(request)
        except OSError:
            raise self._died() from None
        limit = first_s
        while True:
            answer = self._receive(pipe, limit)
            number = getattr(answer, "id", request.id)
            if number != request.id:
                continue
            if isinstance(answer, Failed):
                over = self._cancelled.value >= request.id
                raise Trouble("engine.cancelled") if over else Trouble(answer.code, **answer.params)
            limit = next_s
            yield answer

    def _receive(self, pipe: Connection[object, object], limit: float) -> Answer:
        try:
            if not pipe.poll(limit):
                self._died()
                raise Trouble("engine.slow", seconds=round(limit))
            answer = pipe.recv()
        except (EOFError, OSError):
            raise self._died() from None
        assert isinstance(answer, (Ready, Progress, Loaded, Text, Done, Scored, Failed))
        return answer

    def _started(self) -> Connection[object, object]:
        if self.running and self._pipe is not None:
            return self._pipe
        if self._process is not None:
            # It died between two requests: nothing of it may be left when the next one starts.
            self._kill()
        now = monotonic()
        self._crashes = [at for at in self._crashes if now - at < CRASH_WINDOW_S]
        if len(self._crashes) >= CRASHES:
            raise Trouble("engine.off", count=CRASHES)
        self._pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(
            target=worker.run, args=(theirs, self._cancelled, self._backend, self._script), daemon=True, name="engine"
        )
        self._process.start()
        theirs.close()
        answer = self._receive(self._pipe, self._limits.spawn_s)
        if isinstance(answer, Failed):
            self._kill()
            raise Trouble(answer.code, **answer.params)
        self.gpu = isinstance(answer, Ready) and answer.gpu
        return self._pipe

    def _died(self) -> Trouble:
        # Joined before it is reported, or the next request meets a dying process.
        process = self._process
        self._kill()
        self._crashes.append(monotonic())
        return Trouble("engine.crashed", status=process.exitcode if process else "?")

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()
        self._forget()

    def _forget(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        self._pipe = None
        self._loaded = None

    def _first_s(self, messages: Sequence[tuple[str, str]]) -> float:
        """Return how long the first answer to a conversation may take."""
        if self.scripted:
            return self._limits.first_token_s
        expected_s = sum(len(text) for _role, text in messages) / _CHARS_PER_TOKEN / self._prompt_speed
        return max(self._limits.first_token_s, 3 * expected_s)

    def _next(self) -> int:
        self._number += 1
        return self._number
