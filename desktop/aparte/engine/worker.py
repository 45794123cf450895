"""The engine's own process: loads, answers, and may die without taking a letter of the draft with it.

It holds no state worth keeping, opens no socket, writes no file, and leaves when its pipe ends.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from aparte.engine import backends
from aparte.engine.inbox import Inbox
from aparte.engine.manners import behave
from aparte.engine.wire import (
    FLUSH_S,
    FLUSH_TOKENS,
    Chat,
    Done,
    Failed,
    Load,
    Loaded,
    Progress,
    Ready,
    Score,
    Scored,
    Text,
    Warm,
)
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from ctypes import c_uint64
    from multiprocessing.connection import Connection

    from aparte.engine.wire import Request

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]")


def run(pipe: Connection, cancelled: c_uint64, name: str, script: Sequence[str], rest_s: float) -> None:
    """Serve requests from `pipe` until Quit, its end, or `rest_s` seconds without any: its memory is then given back.

    cancelled: every request up to this number is over.
    """
    behave()
    try:
        backend = backends.make(name, script)
    except (ImportError, OSError, RuntimeError) as error:
        pipe.send(Failed(id=0, code="engine.missing", params={"what": _one_line(error)}))
        return
    inbox = Inbox(pipe, rest_s)
    inbox.send(Ready(backend=backend.name, gpu=backend.gpu))
    has_model = backend.name == "scripted"
    while (request := inbox.next()) is not None:
        try:
            if not (has_model or isinstance(request, Load)):
                raise Trouble("engine.not_loaded")
            has_model = not isinstance(request, Load) or backend.name == "scripted"
            _serve(inbox, backend, request, _is_over(cancelled, inbox, request.id))
            has_model = True
        except BrokenPipeError:
            return
        except Trouble as trouble:
            inbox.send(Failed(id=request.id, code=trouble.code, params=trouble.params))
        except Exception as error:  # noqa: BLE001 - one of the three doors: whatever a model does must be said, not fatal
            inbox.send(Failed(id=request.id, code="engine.refused", params={"what": _one_line(error)}))


def _is_over(cancelled: c_uint64, inbox: Inbox, number: int) -> Callable[[], bool]:
    return lambda: inbox.closed or bool(cancelled.value >= number)


def _serve(inbox: Inbox, backend: backends.Backend, request: Request, over: Callable[[], bool]) -> None:
    if isinstance(request, Load):

        def told(fraction: float) -> bool:
            inbox.send(Progress(id=request.id, fraction=fraction))
            return not over()

        context = backend.load(request, told)
        inbox.send(Loaded(id=request.id, context=context, ram_bytes=_most_held()))
    elif isinstance(request, Warm):
        began = perf_counter()
        backend.warm(request, over)
        inbox.send(_done(request.id, backend, over(), began, perf_counter()))
    elif isinstance(request, Score):
        items = backend.score(request, over)
        read, reused = backend.prompt_tokens, backend.reused_tokens
        inbox.send(Scored(id=request.id, items=items, prompt_tokens=read, reused_tokens=reused))
    else:
        _answer(inbox, backend, request, over)


def _answer(inbox: Inbox, backend: backends.Backend, request: Chat, over: Callable[[], bool]) -> None:
    began = first = sent = perf_counter()
    at_first = 0
    waiting: list[str] = []
    for piece in backend.chat(request, over):
        now = perf_counter()
        is_first = first == began
        if is_first:
            first, at_first = now, backend.tokens
        waiting.append(piece)
        if is_first or len(waiting) >= FLUSH_TOKENS or now - sent > FLUSH_S:
            inbox.send(Text(id=request.id, text=clean("".join(waiting))))
            waiting, sent = [], now
    if waiting:
        inbox.send(Text(id=request.id, text=clean("".join(waiting))))
    inbox.send(_done(request.id, backend, over(), began, first, at_first))


def _done(number: int, backend: backends.Backend, over: bool, began: float, first: float, at_first: int = 0) -> Done:  # noqa: FBT001 - a fact
    """Return how a request went that `began`, had its first piece `first`, and by then had made `at_first` tokens."""
    ended = perf_counter()
    reason = "cancelled" if over else "length" if backend.ended_by_length() else "stop"
    computed = backend.prompt_tokens - backend.reused_tokens
    return Done(
        id=number,
        reason=reason,  # type: ignore[arg-type]  # one of the three literals above
        tokens=backend.tokens,
        prompt_tokens=backend.prompt_tokens,
        reused_tokens=backend.reused_tokens,
        first_token_ms=(first - began) * 1000,
        tokens_per_s=(backend.tokens - at_first) / (ended - first) if ended > first else 0.0,
        prompt_tokens_per_s=computed / (first - began) if first > began else 0.0,
    )


def _most_held() -> int:
    """Return the most memory this process ever held, in bytes; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if status.is_file():
        # Linux. Not getrusage: its ru_maxrss also remembers what the parent held when this process was started.
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
    if sys.platform == "win32":
        return 0
    import resource

    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024


def clean(text: str) -> str:
    """Return `text` without control and direction characters and broken ones; line breaks and tabs stay."""
    return _CONTROL.sub("", text)


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
