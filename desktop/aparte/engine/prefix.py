"""What was read once is not read again: the model's state after the constant part of each prompt, kept in memory.

A model with plain attention can cut its state back to where two prompts part; a hybrid, recurrent or sliding-window one
can't, and would read everything again. So the state is copied at the end of the constant part (one for each client and
platform: it is found by its tokens, and a changed voice is another prefix) and put back before the next prompt that
begins the same. States hold what was read, so they are never written to a disk.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Protocol

KEPT_BYTES = 128_000_000
"""For all states together. 450 tokens take 15 MB on a model of the Llama 1B shape, 57 MB on an 8B one."""


def shared(*prompts: list[int]) -> int:
    """Return how many tokens these prompts have in common at their beginning."""
    columns = enumerate(zip(*prompts, strict=False))
    return next((at for at, column in columns if len(set(column)) > 1), min(map(len, prompts)))


class Context(Protocol):
    """A model's context, one sequence of tokens."""

    can_cut: bool

    def held(self) -> list[int]:
        """Return the tokens whose state it has."""

    def cut(self, length: int) -> bool:
        """Forget all but the first `length` tokens; False when it can't, and the state is then undefined."""

    def clear(self) -> None:
        """Forget everything."""

    def copy(self) -> bytes | None:
        """Return the state, None when there is none to be had."""

    def restore(self, state: bytes, tokens: list[int]) -> bool:
        """Put a state back, that of `tokens`; False when it was refused, and nothing is then held."""

    def read(self, tokens: list[int]) -> None:
        """Compute the state of further tokens. Raises RuntimeError when stopped or full."""


class States:
    """Copied states by the tokens that they are of; the longest unused go when they take too many bytes."""

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        """Keep at most `most_bytes`."""
        self._most = most_bytes
        self._kept: OrderedDict[tuple[int, ...], bytes] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._kept)

    def __contains__(self, tokens: list[int]) -> bool:
        """Tell whether the state of exactly these tokens is kept; asking for it keeps it longer."""
        key = tuple(tokens)
        if key in self._kept:
            self._kept.move_to_end(key)
        return key in self._kept

    def keep(self, tokens: list[int], state: bytes | None) -> None:
        """Keep a state, unless it alone is over the bound."""
        key = tuple(tokens)
        self.bytes -= len(self._kept.pop(key, b""))
        if state is None or len(state) > self._most:
            return
        self._kept[key] = state
        self.bytes += len(state)
        while self.bytes > self._most:
            _tokens, oldest = self._kept.popitem(last=False)
            self.bytes -= len(oldest)

    def longest(self, prompt: list[int]) -> tuple[list[int], bytes] | None:
        """Return the longest kept beginning of `prompt` and its state."""
        fitting = [key for key in self._kept if key == tuple(prompt[: len(key)])]
        if not fitting:
            return None
        best = max(fitting, key=len)
        self._kept.move_to_end(best)
        return list(best), self._kept[best]


class Reader:
    """Brings one context to the end of a prompt, computing as little as it can."""

    def __init__(self, context: Context, states: States | None = None) -> None:
        """Nothing is read yet."""
        self._context = context
        self.states = States() if states is None else states
        self._last: tuple[list[int], bytes] | None = None

    def read(self, prompt: list[int], constant: int) -> int:
        """Leave the context before the last tokens of `prompt`; return how many of them were not computed again.

        constant: how many tokens at its beginning stay the same from one draft to the next. What is left to compute is
        prompt[len(held):], at least one token: its logits are the answer's first. Raises RuntimeError when stopped.
        """
        reused = self._reused(prompt)
        try:
            if reused < constant < len(prompt):
                self._read_constant(prompt[:constant])
            if not self._context.can_cut and len(self._context.held()) < len(prompt) - 1:
                # The next wording of the same draft starts from here; what can be cut needs no copy for that.
                self._context.read(prompt[len(self._context.held()) : -1])
                self._keep_last(prompt[:-1])
        except RuntimeError:
            self.stopped()
            raise
        return reused

    def warm(self, prompt: list[int], constant: int) -> int:
        """Read the constant part alone and keep its state; return how many tokens were not computed again."""
        beginning = prompt[:constant]
        if not beginning or beginning in self.states:
            return constant
        reused = self._reused([*beginning, -1])
        try:
            self._read_constant(beginning)
        except RuntimeError:
            self.stopped()
            raise
        return reused

    def stopped(self) -> None:
        """Note that a computation was stopped midway: a state that can't be cut is then unusable."""
        if not self._context.can_cut:
            self._context.clear()

    def _read_constant(self, beginning: list[int]) -> None:
        held = len(self._context.held())
        if held < len(beginning):
            self._context.read(beginning[held:])
        self.states.keep(beginning, self._context.copy())

    def _reused(self, prompt: list[int]) -> int:
        """Bring the context to the longest beginning of `prompt` that it has or that is kept; return its length."""
        most = len(prompt) - 1
        held = self._context.held()
        common = min(most, shared(held, prompt))
        cut = common if self._context.can_cut or common == len(held) else 0
        kept = self.states.longest(prompt[:most])
        if self._last is not None and self._last[0] == prompt[: len(self._last[0])][:most]:
            kept = max(filter(None, (kept, self._last)), key=lambda one: len(one[0]))
        if kept is not None and len(kept[0]) > cut and self._context.restore(kept[1], kept[0]):
            return len(kept[0])
        if 0 < cut <= len(self._context.held()) and self._context.cut(cut):
            return cut
        if kept is not None and self._context.restore(kept[1], kept[0]):
            return len(kept[0])
        self._context.clear()
        return 0

    def _keep_last(self, tokens: list[int]) -> None:
        state = self._context.copy()
        self._last = (tokens, state) if state is not None and len(state) <= KEPT_BYTES else None
