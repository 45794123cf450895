"""Talks to the engine's process: one model, one request at a time.

It refuses to trust the process: a file's header is read and its memory counted before the process sees it, each step
has its time limit, a death is joined before it is reported, a file that crashed it is kept out, and three deaths in ten
minutes switch the engine off until the person insists. `cancel` and `standing` may be called from any thread.
"""

from __future__ import annotations

import signal
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from aparte.engine.line import Line
from aparte.engine.process import Limits
from aparte.engine.quarantine import Quarantine
from aparte.engine.standing import Standing, Wanted
from aparte.engine.wire import Chat, Done, Load, Loaded, Progress, Score, Scored, Shares, Text, Warm
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aparte.nouns import ModelFile

__all__ = ["Engine", "Limits"]

SLOWEST_PROMPT = 10.0
"""Tokens a second: what an old laptop reads a prompt at, assumed until this machine was timed."""
_CHARS_PER_TOKEN = 3
_ILLEGAL = frozenset({-getattr(signal, "SIGILL", 4), 0xC000001D})
"""How a process ends that met an instruction its processor does not have: the signal, or Windows' status."""
_NO_PROGRESS: Callable[[float], None] = lambda _fraction: None  # noqa: E731 - a default, given in three places


class Engine:
    """A local model behind a process of its own. Nothing starts before it is needed.

    cancels counts the calls of `cancel`. scripted: the answers are written beforehand, no model file is needed.
    context_tokens, ram_bytes: of the model it has loaded, and the process that holds it.
    """

    def __init__(self, backend: str = "llama.cpp", script: Sequence[str] = (), limits: Limits | None = None) -> None:
        """Choose what computes: "llama.cpp", or "scripted" with the answers to give. limits: for tests."""
        self._limits = limits or Limits()
        self._line = Line(backend, script, self._limits)
        self._wanted: Wanted | None = None
        self._loaded: tuple[Wanted, int] | None = None
        self._fraction: float | None = None
        self._is_plain = False
        self._prompt_speed = SLOWEST_PROMPT
        self.quarantine = Quarantine()
        self.scripted = backend == "scripted"
        self.cancels = 0
        self.context_tokens = 0
        self.ram_bytes = 0

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._line.running

    @property
    def gpu(self) -> bool:
        """Whether the process that runs can use a graphics card."""
        return self._line.gpu

    @property
    def loaded(self) -> bool:
        """Whether a model is in memory, so that a small question costs no loading."""
        loaded = self._loaded
        return self.running and (self.scripted or (loaded is not None and loaded[1] == self._line.starts))

    def standing(self) -> Standing:
        """Return where the engine stands now."""
        loaded, wanted, fraction = self._loaded, self._wanted, self._fraction
        name = wanted.model.name if wanted else ""
        if self._line.crashes.too_many:
            return Standing(phase="off", crashes=self._line.crashes.count)
        if fraction is not None:
            return Standing(phase="loading", model=name, fraction=fraction)
        if loaded and self.loaded:
            return Standing(phase="ready", model=name, ram_bytes=self.ram_bytes, plain=self._is_plain)
        return Standing(phase="resting" if loaded else "empty", model=name)

    def load(
        self,
        model: ModelFile,
        path: str,
        *,
        context: int | None = None,
        threads: int | None = None,
        progress: Callable[[float], None] = _NO_PROGRESS,
    ) -> None:
        """Have `model` in memory; nothing is done when it is already there with these threads.

        context: tokens wanted; less is taken when memory is short. Raises Trouble: model.bad_…, model.too_big,
        engine.missing, engine.crashed, engine.frozen, engine.slow, engine.off, engine.quarantined, engine.refused,
        engine.template, engine.busy.
        """
        from aparte.engine.backends import clamped_threads

        wanted = Wanted(model=model, path=Path(path), context=context, threads=clamped_threads(threads))
        if self._has(wanted):
            return
        self._wanted = wanted
        self._bring_in(wanted, progress)

    def chat(
        self, messages: Sequence[tuple[str, str]], *, max_tokens: int = 400, temperature: float = 0.7, seed: int = 0
    ) -> Iterator[Text | Done]:
        """Yield the answer as it comes, then Done. A model that was given back for a rest is loaded again first.

        Raises Trouble as `load` does, engine.not_loaded and engine.too_long; the process is then gone or free.
        """
        self._wake()
        request = Chat(
            id=self._line.next(), messages=tuple(messages), max_tokens=max_tokens, temperature=temperature, seed=seed
        )
        for answer in self._line.ask(request, self._first_s(messages), self._limits.between_tokens_s):
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
        request = Warm(id=self._line.next(), messages=tuple(messages))
        if self.cancels != since:
            return None
        return next(end for end in self._line.ask(request, self._first_s(messages), 0) if isinstance(end, Done))

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
        request = Score(id=self._line.next(), prefix=tuple(prefix), items=tuple(items), answers=tuple(answers))
        if since is not None and self.cancels != since:
            raise Trouble("engine.cancelled")
        limit = sum(self._first_s([*prefix, ("user", item)]) for item in items)
        return next(one.items for one in self._line.ask(request, limit, 0) if isinstance(one, Scored))

    def cancel(self) -> None:
        """End what is under way, from any thread: between two tokens, or inside the reading of the prompt.

        cancels counts the calls, so that work made of several requests knows that it is over.
        """
        self.cancels += 1
        self._line.cancel()

    def stop(self) -> None:
        """Ask the process to leave, and make it after two seconds. Memory is free afterwards; no model is loaded."""
        self._wanted = self._loaded = None
        self._line.stop()

    def rest_after(self, seconds: float) -> None:
        """Give the memory back after so long without a request, from the next loading on."""
        self._line.limits = replace(self._line.limits, rest_s=seconds)

    def insist(self, path: str | None = None) -> None:
        """Try again after crashes: forget them, and let the file `path` be loaded that came with them."""
        self._line.crashes.forget()
        if path is not None:
            self.quarantine.release(Path(path))

    def _has(self, wanted: Wanted) -> bool:
        """Tell whether `wanted` is in memory, in a process that gives a sign of life."""
        return self._loaded == (wanted, self._line.starts) and self._line.is_answered()

    def _wake(self) -> None:
        """Have the model in memory that was last asked for. Raises Trouble("engine.not_loaded") when none was."""
        if self.scripted and self._wanted is None:
            return
        if self._wanted is None:
            raise Trouble("engine.not_loaded")
        if not self._has(self._wanted):
            self._bring_in(self._wanted, _NO_PROGRESS)

    def _bring_in(self, wanted: Wanted, progress: Callable[[float], None]) -> None:
        self._loaded = None
        if (crashed := self.quarantine.why(wanted.path)) is not None:
            raise Trouble("engine.quarantined", name=wanted.model.name, at=crashed.at)
        try:
            self._load(wanted, progress)
        except Trouble as trouble:
            status = trouble.params.get("status")
            if status in _ILLEGAL and not self._is_plain:
                # The build uses an instruction that is refused here: the plain way works, more slowly.
                self._is_plain = True
                self._bring_in(wanted, progress)
                return
            if isinstance(status, int):
                self.quarantine.add(wanted.path, status)
            raise
        finally:
            self._fraction = None

    def _load(self, wanted: Wanted, progress: Callable[[float], None]) -> None:
        self._fraction = 0.0
        request = Load(
            id=self._line.next(),
            path=str(wanted.path),
            context=self._room(wanted),
            threads=wanted.threads,
            plain=self._is_plain,
        )
        limit = self._limits.load_s + wanted.model.size_bytes * self._limits.load_s_per_byte
        for answer in self._line.ask(request, limit, limit, in_all=True):
            if isinstance(answer, Progress):
                self._fraction = answer.fraction
                progress(answer.fraction)
            elif isinstance(answer, Loaded):
                self.context_tokens, self.ram_bytes = answer.context, answer.ram_bytes
                self._loaded = wanted, self._line.starts
                return

    def _room(self, wanted: Wanted) -> int:
        from aparte.engine.memory import CONTEXT as TOKENS
        from aparte.engine.memory import available_bytes, context_for

        if self.scripted:
            return wanted.context or TOKENS
        from aparte.engine.gguf import read_header

        header = read_header(wanted.path)
        # What the process now holds is given back before the next model is loaded.
        available = available_bytes()
        held = self.ram_bytes if self.running else 0
        return context_for(header, wanted.context or TOKENS, None if available is None else available + held)

    def _first_s(self, messages: Sequence[tuple[str, str]]) -> float:
        """Return how long the first answer to a conversation may take."""
        if self.scripted:
            return self._limits.first_token_s
        expected_s = sum(len(text) for _role, text in messages) / _CHARS_PER_TOKEN / self._prompt_speed
        return max(self._limits.first_token_s, 3 * expected_s)
