"""The messages between the program and the engine's process: records over one pipe, numbered by request.

Cancelling does not travel through the pipe, which the busy process would not read: it is one shared number that the
engine looks at while it computes. A request whose number is at most that one is over. Ping and Quit are read at once,
by a thread of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from aparte.records import record

FLUSH_TOKENS = 8
FLUSH_S = 0.03
"""Tokens are sent on every 8 or every 30 ms: a message per token cost 0.1 to 0.17 ms each."""


@record
class Load:
    """Load a model. context in tokens; threads: computing threads.

    gpu_layers: those a graphics card computes, -1 for all; a build for the processor has none there, and a card that
    has no room gets none.
    plain: keep the weights as the file has them, without the processor's special instructions; slower.
    """

    id: int
    path: str
    context: int
    threads: int
    batch: int = 256
    gpu_layers: int = -1
    plain: bool = False


@record
class Chat:
    """Answer a conversation: pairs of role and text, the constant part first."""

    id: int
    messages: tuple[tuple[str, str], ...]
    max_tokens: int
    temperature: float
    seed: int


@record
class Warm:
    """Read what stays the same of a conversation (all but its last message) before it is asked; answered by Done."""

    id: int
    messages: tuple[tuple[str, str], ...]


@record
class Score:
    """Say how likely each of `answers` is after `prefix` and each of `items`, without writing anything."""

    id: int
    prefix: tuple[tuple[str, str], ...]
    items: tuple[str, ...]
    answers: tuple[str, ...]


@record
class Ping:
    """Give a sign of life, also while something is computed. number: names the Pong."""

    number: int


@record
class Quit:
    """Leave now: closing a pipe that is being read wakes nobody."""


@record
class Pong:
    """The process lives: it may be slow, it is not frozen."""

    number: int


@record
class Ready:
    """The process runs. gpu: whether this build can use one."""

    backend: str
    gpu: bool


@record
class Progress:
    """How much of the model is in memory, 0..1."""

    id: int
    fraction: float


@record
class Loaded:
    """The model answers; its chat template was tried. ram_bytes: the most the process ever held; 0 when unknown."""

    id: int
    context: int
    ram_bytes: int = 0


@record
class Text:
    """The next words of an answer, without control characters."""

    id: int
    text: str


@record
class Done:
    """The answer ended. reused_tokens: those of the prompt that were not computed again."""

    id: int
    reason: Literal["stop", "length", "cancelled"]
    tokens: int
    prompt_tokens: int
    reused_tokens: int
    first_token_ms: float
    tokens_per_s: float
    prompt_tokens_per_s: float


@record
class Shares:
    """How likely each answer to one item is. of: by answer, sums to 1. mass: their part of all that could follow."""

    of: tuple[float, ...]
    mass: float


@record
class Scored:
    """The answers to each item of a Score."""

    id: int
    items: tuple[Shares, ...]
    prompt_tokens: int = 0
    reused_tokens: int = 0


@record
class Failed:
    """The request can't be met; the process lives on. code: a key of messages; params: what its sentence names."""

    id: int
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


Request = Load | Chat | Warm | Score
Answer = Ready | Progress | Loaded | Text | Done | Scored | Failed
