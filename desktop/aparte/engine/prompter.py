"""The prompter, wherever its model lives: in the engine's own process, or at a server that the user runs.

Whoever asks for rewrites, a measure or an audition speaks to this and need not know which. The door to a server is open
from the moment its model is loaded until another one is, or until `stop`.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from aparte.engine.client import SLOWEST_PROMPT, Engine, Limits
from aparte.engine.memory import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from aparte.engine.server import Server
    from aparte.engine.wire import Done, Text
    from aparte.nouns import ModelFile

_CHARS_PER_TOKEN = 3
"""As the engine's own time limits count them (French, small vocabularies)."""


class Prompter(Engine):
    """An engine that also asks servers. One request at a time, from one thread; `cancel` from any."""

    def __init__(
        self, home: Path, backend: str = "llama.cpp", script: Sequence[str] = (), limits: Limits | None = None
    ) -> None:
        """Start nothing. home: whose ledger and keys. The others: as `Engine`."""
        super().__init__(backend, script, limits)
        self._home = home
        self._open = ExitStack()
        self._server: Server | None = None
        self._remote: ModelFile | None = None
        self._own = (0, 0)

    @property
    def served(self) -> ModelFile | None:
        """The model whose server may be asked now, None while the door is shut."""
        return self._remote

    @property
    def loaded(self) -> bool:
        """Whether a model is in memory here and is the one that is asked."""
        return self._server is None and super().loaded

    def load(
        self,
        model: ModelFile,
        path: str,
        *,
        context: int | None = None,
        threads: int | None = None,
        progress: Callable[[float], None] = lambda _fraction: None,
    ) -> None:
        """Have `model` ready: in memory, or the door to its server open.

        Raises Trouble as `Engine.load`; for a server: net.sealed, server.closed, server.no_key, secrets.locked.
        """
        if model.address:
            self._reach(model)
            progress(1.0)
            return
        self.hang_up()
        super().load(model, path, context=context, threads=threads, progress=progress)

    def chat(
        self, messages: Sequence[tuple[str, str]], *, max_tokens: int = 400, temperature: float = 0.7, seed: int = 0
    ) -> Iterator[Text | Done]:
        """Yield the answer as it comes, then Done. Raises Trouble as `Engine.chat` or `Server.chat`."""
        if self._server is None or self._remote is None:
            yield from super().chat(messages, max_tokens=max_tokens, temperature=temperature, seed=seed)
            return
        from aparte.engine.server import Asked

        cancels = self.cancels
        expected_s = sum(len(text) for _role, text in messages) / _CHARS_PER_TOKEN / SLOWEST_PROMPT
        asked = Asked(messages=tuple(messages), max_tokens=max_tokens, temperature=temperature, seed=seed)
        yield from self._server.chat(
            self._remote.remote,
            asked,
            max(self._limits.first_token_s, 3 * expected_s),
            lambda: self.cancels != cancels,
        )

    def stop(self) -> None:
        """End the process and close the door."""
        super().stop()
        self.hang_up()

    def hang_up(self) -> None:
        """Close the door to a server if one is open. From the thread that asks."""
        if self._server is not None:
            self._server = self._remote = None
            self.context_tokens, self.ram_bytes = self._own
        self._open.close()

    def _reach(self, model: ModelFile) -> None:
        from aparte import net
        from aparte.engine.address import may_be_called, read_address
        from aparte.engine.server import Server
        from aparte.engine.servers import key_of

        if self._remote == model:
            return
        self.hang_up()
        address = read_address(model.address)
        may_be_called(address, opened=model.opened)
        key = key_of(model)
        permit = self._open.enter_context(net.opened(self._home, [address.host], f"model {model.name}"))
        self._server, self._remote = Server(permit, address, key, self._limits), model
        self._own = (self.context_tokens, self.ram_bytes)
        self.context_tokens, self.ram_bytes = CONTEXT, 0
