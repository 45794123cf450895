"""Starts the engine's process and talks to it: one model, one request at a time, from one thread.

It refuses to trust the process: each step has its time limit, a death is joined before it is reported, and three deaths
in ten minutes switch the engine off until the person insists. `cancel` may be called from any thread.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from ctypes import c_uint64
from time import monotonic
from typing import TYPE_CHECKING

from aparte.engine import worker
from aparte.engine.wire import Answer, Chat, Done, Failed, Load, Loaded, Progress, Quit, Ready, Text
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from aparte.nouns import ModelFile

SPAWN_S = 20.0
LOAD_S, LOAD_S_PER_BYTE = 60.0, 2.0 / 100_000_000
FIRST_TOKEN_S = 30.0
BETWEEN_TOKENS_S = 20.0
QUIT_S = 2.0
CRASHES, CRASH_WINDOW_S = 3, 600.0
"""Three crashes in ten minutes switch the engine off; rules stay."""


class Engine:
    """A local model behind a process of its own. Nothing starts before it is needed."""

    def __init__(self, backend: str = "llama.cpp", script: Sequence[str] = ()) -> None:
        """Choose what computes: "llama.cpp", or "scripted" with the answers to give."""
        self._context = multiprocessing.get_context("spawn")
        self._backend, self._script = backend, tuple(script)
        self._cancelled = self._context.RawValue(c_uint64, 0)
        self._number = 0
        self._process: BaseProcess | None = None
        self._pipe: Connection[object, object] | None = None
        self._loaded: str | None = None
        self._crashes: list[float] = []
        self.quarantined: set[str] = set()
        self.gpu = False

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.is_alive()

    def load(
        self,
        model: ModelFile,
        path: str,
        *,
        context: int = 2048,
        threads: int | None = None,
        progress: Callable[[float], None] = lambda _fraction: None,
    ) -> None:
        """Have `model` in memory; nothing is done when it is already there.

        Raises Trouble: engine.missing, engine.crashed, engine.slow, engine.off, engine.quarantined, engine.refused.
        """
        if self._loaded == model.sha256 and self.running:
            return
        if model.sha256 in self.quarantined:
            raise Trouble("engine.quarantined", name=model.name)
        from aparte.engine.backends import default_threads

        request = Load(id=self._next(), path=path, context=context, threads=threads or default_threads())
        limit = LOAD_S + model.size_bytes * LOAD_S_PER_BYTE
        try:
            for answer in self._ask(request, limit, limit):
                if isinstance(answer, Progress):
                    progress(answer.fraction)
                elif isinstance(answer, Loaded):
                    self._loaded = model.sha256
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
        for answer in self._ask(request, FIRST_TOKEN_S, BETWEEN_TOKENS_S):
            if isinstance(answer, (Text, Done)):
                yield answer
            if isinstance(answer, Done):
                return

    def cancel(self) -> None:
        """End what is under way, from any thread: between two tokens, or inside the reading of the prompt."""
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
        process.join(QUIT_S)
        if process.is_alive():
            process.kill()
            process.join()
        self._forget()

    def _ask(self, request: Load | Chat, first_s: float, next_s: float) -> Iterator[Answer]:
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
                raise Trouble(answer.code, what=answer.what)
            limit = next_s
            yield answer

    def _receive(self, pipe: Connection[object, object], limit: float) -> Answer:
        try:
            if not pipe.poll(limit):
                self._kill()
                raise Trouble("engine.slow", seconds=round(limit))
            answer = pipe.recv()
        except (EOFError, OSError):
            raise self._died() from None
        assert isinstance(answer, (Ready, Progress, Loaded, Text, Done, Failed))
        return answer

    def _started(self) -> Connection[object, object]:
        if self.running and self._pipe is not None:
            return self._pipe
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
        answer = self._receive(self._pipe, SPAWN_S)
        if isinstance(answer, Failed):
            self._kill()
            raise Trouble("engine.missing")
        self.gpu = isinstance(answer, Ready) and answer.gpu
        return self._pipe

    def insist(self) -> None:
        """Try again after crashes: forget them, and the files they came with."""
        self._crashes.clear()
        self.quarantined.clear()

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

    def _next(self) -> int:
        self._number += 1
        return self._number
