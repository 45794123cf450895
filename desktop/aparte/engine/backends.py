"""What computes: llama.cpp, or a scripted stand-in; and what this installation's engine can do.

The only place that imports llama_cpp, and only inside the engine's own process (and a child that asks what this build
can do): it may be missing, too new for the processor, or die.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from aparte.engine.scripted import Scripted
from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from aparte.engine.wire import Chat, Load

PROBE_S = 60.0
MOST_THREADS = 64
"""5,000 threads took 31 s for 8 tokens; no laptop has more cores than this."""
_LEAST_ANSWER = 16
"""Tokens that must stay free for an answer, whatever the prompt."""
_MARGIN = 4
"""Tokens: marks of beginning and end that the engine may add by itself."""
_PROBE = (("system", "a"), ("user", "b"))


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
    os.environ["GGML_NO_BACKTRACE"] = "1"
    with contextlib.suppress(ImportError, OSError, RuntimeError, BrokenPipeError):
        import llama_cpp

        told.send(bool(llama_cpp.llama_supports_gpu_offload()))


def make(name: str, script: Sequence[str]) -> Backend:
    """Return the backend `name`: "llama.cpp" or "scripted"."""
    return Scripted(script) if name == "scripted" else LlamaCpp()


class LlamaCpp:
    """llama.cpp through llama-cpp-python, one model, one context."""

    name = "llama.cpp"

    def __init__(self) -> None:
        """Import the engine. Raises ImportError or OSError when it is missing or not made for this processor."""
        import llama_cpp
        from llama_cpp import llama_chat_format

        self._llama_cpp: Any = llama_cpp
        self._formats: Any = llama_chat_format
        self._model: Any = None
        self._template: Any = None
        self._takes_system = True
        self._cancelled: Callable[[], bool] = lambda: False
        self._finish = ""
        self._silent: Any = llama_cpp.llama_log_callback(lambda _level, _text, _data: None)
        llama_cpp.llama_log_set(self._silent, None)
        self.gpu: bool = llama_cpp.llama_supports_gpu_offload()
        self.prompt_tokens = self.reused_tokens = self.tokens = 0

    def load(self, request: Load, progress: Callable[[float], bool]) -> int:
        """Load without mmap: a file rewritten while mapped kills the process, and repacked weights are held twice.

        The chat template is tried at once. Raises Trouble("engine.template") when it can't be used.
        """
        if self._model is not None:
            self._model.close()
            self._model = None
        self._model = self._opened(request, progress)
        # The reference must live as long as the context does: C keeps only an address.
        self._abort = self._llama_cpp.llama_cpp.ggml_abort_callback(lambda _data: self._cancelled())
        self._llama_cpp.llama_cpp.llama_set_abort_callback(self._model.ctx, self._abort, None)
        self._try_template()
        context: int = self._model.n_ctx()
        return context

    def chat(self, request: Chat, cancelled: Callable[[], bool]) -> Iterator[str]:
        """Stream the answer. A cancel inside the prompt just ends it. Raises Trouble("engine.too_long")."""
        self._cancelled = cancelled
        self._finish = ""
        self.tokens = self.prompt_tokens = self.reused_tokens = 0
        before = list(self._model.input_ids[: self._model.n_tokens])
        messages = self._fitted(request)
        self.prompt_tokens = self._tokens(messages)
        try:
            for chunk in self._model.create_chat_completion(
                messages=[{"role": role, "content": text} for role, text in messages],
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
                        self._count_reused(before)
                    # One piece may hold several tokens: an emoji takes three or four.
                    self.tokens = max(self.tokens + 1, self._model.n_tokens - self.prompt_tokens)
                    yield piece
                if cancelled():
                    return
        except RuntimeError:
            # An aborted decode and a full context say so by this exception; the context stays usable.
            if self.tokens and self._model.n_tokens >= self._model.n_ctx() - 1:
                self._finish = "length"
            elif not cancelled():
                raise
        finally:
            self._cancelled = lambda: False

    def ended_by_length(self) -> bool:
        """Tell whether the last answer was cut at max_tokens."""
        return self._finish == "length"

    def _opened(self, request: Load, progress: Callable[[float], bool]) -> Any:
        low = self._llama_cpp.llama_cpp
        defaults = low.llama_model_default_params
        told = low.llama_progress_callback(lambda fraction, _data: progress(fraction))

        def with_progress() -> Any:
            params = defaults()
            params.progress_callback = told
            return params

        low.llama_model_default_params = self._llama_cpp.llama_model_default_params = with_progress
        try:
            return self._llama_cpp.Llama(
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
        except _template_errors()[:1] as error:
            raise Trouble("engine.template", what=" ".join(str(error).split())[:200]) from None
        finally:
            low.llama_model_default_params = self._llama_cpp.llama_model_default_params = defaults

    def _try_template(self) -> None:
        """Render a small conversation: a broken template otherwise fails at the first real one."""
        source = self._model.metadata.get("tokenizer.chat_template")
        self._template, self._takes_system = None, True
        if source is None:
            return
        try:
            self._template = self._formats.Jinja2ChatFormatter(template=source, eos_token="", bos_token="")
            self._takes_system = self._takes(_PROBE)
            if not self._takes_system:
                self._rendered(_PROBE)
        except _template_errors() as error:
            raise Trouble("engine.template", what=" ".join(str(error).split())[:200]) from None

    def _mark(self, name: str) -> str:
        """Return the text of the model's own mark of beginning ("bos") or end ("eos")."""
        number = self._model.token_bos() if name == "bos" else self._model.token_eos()
        return self._model.detokenize([number], special=True).decode(errors="replace") if number >= 0 else ""

    def _takes(self, messages: Sequence[tuple[str, str]]) -> bool:
        """Tell whether the template has a place for the system's role; some refuse it, each in its own way."""
        try:
            self._rendered(messages)
        except _template_errors():
            return False
        return True

    def _rendered(self, messages: Sequence[tuple[str, str]]) -> str:
        given = [{"role": role, "content": text} for role, text in self._roles(messages)]
        if self._template is None:
            return "\n".join(message["content"] for message in given)
        rendered: str = self._template(messages=given).prompt
        return rendered

    def _roles(self, messages: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        if self._takes_system or not messages or messages[0][0] != "system":
            return list(messages)
        (_system, rules), (role, text), *rest = messages
        return [(role, f"{rules}\n\n{text}"), *rest]

    def _fitted(self, request: Chat) -> list[tuple[str, str]]:
        """Return the conversation, its first message shortened from its end until prompt and answer fit the context.

        The last message holds the draft: it is never cut.
        """
        room = self._model.n_ctx() - max(_LEAST_ANSWER, request.max_tokens) - _MARGIN
        (role, rules), *rest = request.messages
        over = self._tokens(request.messages) - room
        if over > 0 and rest:
            kept = bisect_right(range(len(rules)), room, key=lambda cut: self._tokens([(role, rules[:cut]), *rest]))
            rules = rules[: max(0, kept - 1)]
            over = self._tokens([(role, rules), *rest]) - room
        if over > 0:
            raise Trouble("engine.too_long", over=over, context=self._model.n_ctx())
        return self._roles([(role, rules), *rest])

    def _tokens(self, messages: Sequence[tuple[str, str]]) -> int:
        return len(
            self._model.tokenize(self._rendered(messages).encode(), add_bos=self._template is None, special=True)
        )

    def _count_reused(self, before: list[int]) -> None:
        now = self._model.input_ids[: min(self._model.n_tokens, self.prompt_tokens)]
        pairs = enumerate(zip(before, now, strict=False))
        self.reused_tokens = next((at for at, (old, new) in pairs if old != new), min(len(before), len(now)))


def _template_errors() -> tuple[type[Exception], ...]:
    """Return what a chat template, a small foreign program, may raise."""
    import jinja2

    return (jinja2.TemplateError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
