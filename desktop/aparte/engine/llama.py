"""llama.cpp through llama-cpp-python: one model, one context. The only module that imports it.

Loaded only in the engine's own process, and in a child that asks what this build can do: it may be missing, too new for
the processor, or die. The library's high-level stream is not used: it turns the whole answer into text again at each
token, and does not know how to keep a state.
"""

from __future__ import annotations

import codecs
import ctypes
import math
from typing import TYPE_CHECKING, Any

from aparte.engine import sound
from aparte.engine.prefix import Reader
from aparte.engine.template import ERRORS, LEAST_ANSWER, MARGIN, Template, broken
from aparte.engine.wire import Shares
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aparte.engine.template import Messages
    from aparte.engine.wire import Chat, Load, Score, Warm

_LONGEST_PIECE = 256
"""Bytes of one token's text; the longest of today's vocabularies take 128."""


def can_use_gpu() -> bool:
    """Tell whether this build can use a GPU. Raises ImportError or OSError when the engine does not start."""
    import llama_cpp

    return bool(llama_cpp.llama_supports_gpu_offload())


class LlamaCpp:
    """The backend that computes. See `backends.Backend`."""

    name = "llama.cpp"

    def __init__(self) -> None:
        """Import the engine. Raises ImportError or OSError when it is missing or not made for this processor."""
        import llama_cpp
        from llama_cpp import llama_chat_format

        self._llama_cpp: Any = llama_cpp
        self._formats: Any = llama_chat_format
        self._model: Any = None
        self._template: Template
        self._reader: Reader
        self._cancelled: Callable[[], bool] = lambda: False
        self._finish = ""
        self._piece_buffer = ctypes.create_string_buffer(_LONGEST_PIECE)
        self._silent: Any = llama_cpp.llama_log_callback(lambda _level, _text, _data: None)
        llama_cpp.llama_log_set(self._silent, None)
        self.gpu: bool = llama_cpp.llama_supports_gpu_offload()
        self.prompt_tokens = self.reused_tokens = self.tokens = 0

    def load(self, request: Load, progress: Callable[[float], bool]) -> int:
        """Load without mmap: a file rewritten while mapped kills the process, and repacked weights are held twice.

        The weights and the chat template are tried at once. Raises Trouble: model.bad_weights, engine.template.
        """
        if self._model is not None:
            self._model.close()
            self._model = None
        self._model = self._opened(request, progress)
        # The reference must live as long as the context does: C keeps only an address.
        self._abort = self._llama_cpp.llama_cpp.ggml_abort_callback(lambda _data: self._cancelled())
        self._llama_cpp.llama_cpp.llama_set_abort_callback(self._model.ctx, self._abort, None)
        sound.check(self._llama_cpp, self._model)
        self._reader = Reader(LlamaContext(self._llama_cpp, self._model))
        self._template = self._own_template()
        context: int = self._model.n_ctx()
        return context

    def chat(self, request: Chat, cancelled: Callable[[], bool]) -> Iterator[str]:
        """Stream the answer. A cancel inside the prompt just ends it. Raises Trouble("engine.too_long")."""
        self._begin(cancelled)
        try:
            prompt, constant = self._prompt(request.messages, request.max_tokens)
            self.reused_tokens = self._reader.read(prompt, constant)
            most = min(request.max_tokens, self._model.n_ctx() - len(prompt))
            self._model.set_seed(request.seed)
            yield from self._spoken(prompt[self._model.n_tokens :], most, request.temperature)
        except RuntimeError:
            # An aborted decode says so by this exception; the context stays usable.
            self._reader.stopped()
            if not cancelled():
                raise
        finally:
            self._cancelled = lambda: False

    def warm(self, request: Warm, cancelled: Callable[[], bool]) -> None:
        """Read what stays the same of a conversation, and keep its state. A cancel just ends it."""
        self._begin(cancelled)
        try:
            prompt, constant = self._prompt(request.messages, 0)
            self.prompt_tokens = constant
            self.reused_tokens = self._reader.warm(prompt, constant)
        except RuntimeError:
            if not cancelled():
                raise
        finally:
            self._cancelled = lambda: False

    def score(self, request: Score, cancelled: Callable[[], bool]) -> tuple[Shares, ...]:
        """Return for each item how likely each answer is, from the logits of the next token alone.

        One decode an item, whatever the number of answers. Raises Trouble: engine.cancelled, engine.too_long, and
        engine.refused where two answers begin with the same token.
        """
        self._begin(cancelled)
        try:
            return tuple(self._shares((*request.prefix, ("user", item)), request.answers) for item in request.items)
        except RuntimeError:
            self._reader.stopped()
            if not cancelled():
                raise
            raise Trouble("engine.cancelled") from None
        finally:
            self._cancelled = lambda: False

    def ended_by_length(self) -> bool:
        """Tell whether the last answer was cut at max_tokens."""
        return self._finish == "length"

    def _begin(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled, self._finish = cancelled, ""
        self.tokens = self.prompt_tokens = self.reused_tokens = 0

    def _prompt(self, messages: Messages, max_tokens: int) -> tuple[list[int], int]:
        """Return the tokens of a conversation that leaves room for its answer, and how many of them are constant."""
        context: int = self._model.n_ctx()
        fitted = self._template.fitted(messages, context - max(LEAST_ANSWER, max_tokens) - MARGIN, context)
        prompt = self._template.tokens(fitted)
        self.prompt_tokens = len(prompt)
        return prompt, self._template.constant(fitted, prompt)

    def _spoken(self, rest: list[int], most: int, temperature: float) -> Iterator[str]:
        """Yield the answer to what is held and `rest`, at most `most` tokens, in whole characters."""
        characters = codecs.getincrementaldecoder("utf-8")("replace")
        vocabulary = self._model._model.vocab
        is_end = self._llama_cpp.llama_vocab_is_eog
        for token in self._model.generate(rest, reset=False, temp=temperature):
            if is_end(vocabulary, token):
                self._finish = "stop"
                break
            self.tokens += 1
            if piece := characters.decode(self._piece(vocabulary, token)):
                yield piece
            if self._cancelled():
                return
            if self.tokens >= most:
                self._finish = "length"
                break
        if piece := characters.decode(b"", final=True):
            yield piece

    def _piece(self, vocabulary: Any, token: int) -> bytes:
        buffer = self._piece_buffer
        count = self._llama_cpp.llama_token_to_piece(vocabulary, token, buffer, _LONGEST_PIECE, 0, False)
        return buffer.raw[: max(0, count)]

    def _shares(self, messages: Messages, answers: tuple[str, ...]) -> Shares:
        prompt, constant = self._prompt(messages, 1)
        first = [self._template.answer(messages, prompt, answer) for answer in answers]
        if len(set(first)) < len(first):
            raise Trouble("engine.refused", what=f"two of the answers {', '.join(answers)} begin alike")
        self.reused_tokens = self._reader.read(prompt, constant)
        self._model.eval(prompt[self._model.n_tokens :])
        logits = self._llama_cpp.llama_get_logits_ith(self._model.ctx, -1)
        import numpy as np

        row = np.ctypeslib.as_array(logits, shape=(self._model.n_vocab(),)).astype(np.float64)
        every = np.exp(row - row.max())
        named = every[first]
        mass = float(named.sum())
        if not (math.isfinite(mass) and mass > 0):
            raise Trouble("engine.refused", what="its answers are not numbers")
        return Shares(of=tuple(float(one) for one in named / mass), mass=mass / float(every.sum()))

    def _opened(self, request: Load, progress: Callable[[float], bool]) -> Any:
        low = self._llama_cpp.llama_cpp
        defaults = low.llama_model_default_params
        told = low.llama_progress_callback(lambda fraction, _data: progress(fraction))

        def with_progress() -> Any:
            params = defaults()
            params.progress_callback = told
            params.use_extra_bufts = not request.plain
            return params

        low.llama_model_default_params = self._llama_cpp.llama_model_default_params = with_progress
        try:
            return self._in_memory(request)
        except ERRORS[:1] as error:
            raise broken(error) from None
        finally:
            low.llama_model_default_params = self._llama_cpp.llama_model_default_params = defaults

    def _in_memory(self, request: Load) -> Any:
        """Return the model loaded, on the graphics card if this build uses one and it has room, else without it."""
        cards = [request.gpu_layers, 0] if self.gpu and request.gpu_layers else [request.gpu_layers]
        for layers in cards:
            try:
                return self._llama_cpp.Llama(
                    model_path=request.path,
                    n_ctx=request.context,
                    n_threads=request.threads,
                    n_threads_batch=request.threads,
                    n_batch=request.batch,
                    n_ubatch=request.batch,
                    n_gpu_layers=layers,
                    use_mmap=False,
                    verbose=False,
                )
            except ValueError:
                # What llama.cpp says of a card without room and of a bad file is the same: the last try decides.
                if layers == cards[-1]:
                    raise
        raise AssertionError("the last try returns or raises")

    def _own_template(self) -> Template:
        source = self._model.metadata.get("tokenizer.chat_template")

        def tokenize(text: str, beginning: bool) -> list[int]:  # noqa: FBT001 - called with both, always
            tokens: list[int] = self._model.tokenize(text.encode(), add_bos=beginning, special=True)
            return tokens

        if source is None:
            return Template(None, tokenize)
        try:
            formatter = self._formats.Jinja2ChatFormatter(
                template=source, eos_token=self._mark("eos"), bos_token=self._mark("bos")
            )
        except ERRORS as error:
            raise broken(error) from None
        return Template(formatter, tokenize)

    def _mark(self, name: str) -> str:
        """Return the text of the model's own mark of beginning ("bos") or end ("eos")."""
        number = self._model.token_bos() if name == "bos" else self._model.token_eos()
        return self._model.detokenize([number], special=True).decode(errors="replace") if number >= 0 else ""


class LlamaContext:
    """The context of a loaded model, as `prefix` needs it."""

    def __init__(self, llama_cpp: Any, model: Any) -> None:
        """Wrap `model`, a llama_cpp.Llama."""
        self._low, self._model = llama_cpp, model
        handle = model._model.model
        self._memory = llama_cpp.llama_get_memory(model.ctx)
        self._window = llama_cpp.llama_model_n_swa(handle)
        self.can_cut = not (llama_cpp.llama_model_is_recurrent(handle) or llama_cpp.llama_model_is_hybrid(handle))

    def held(self) -> list[int]:
        """See `prefix.Context`."""
        tokens: list[int] = self._model.input_ids[: self._model.n_tokens].tolist()
        return tokens

    def cut(self, length: int) -> bool:
        """See `prefix.Context`. A restored sliding window lacks what was before it: its first position says so."""
        if length < self._model.n_tokens:
            removed = self._low.llama_memory_seq_rm(self._memory, 0, length, -1)
            first = self._low.llama_memory_seq_pos_min(self._memory, 0)
            if not removed or first > max(0, length - max(1, self._window)):
                return False
        self._model.n_tokens = length
        return True

    def clear(self) -> None:
        """See `prefix.Context`."""
        # A recurrent state must be zeroed; a cache of keys and values is only forgotten.
        self._low.llama_memory_clear(self._memory, not self.can_cut)
        self._model.n_tokens = 0

    def copy(self) -> bytes | None:
        """See `prefix.Context`. The library's own save_state also copies an array of scores that nobody needs."""
        size = self._low.llama_state_seq_get_size(self._model.ctx, 0)
        buffer = (ctypes.c_uint8 * size)()
        copied = self._low.llama_state_seq_get_data(self._model.ctx, buffer, size, 0)
        return bytes(memoryview(buffer)[:copied]) if copied else None

    def restore(self, state: bytes, tokens: list[int]) -> bool:
        """See `prefix.Context`."""
        buffer = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        if not self._low.llama_state_seq_set_data(self._model.ctx, buffer, len(state), 0):
            self.clear()
            return False
        self._model.input_ids[: len(tokens)] = tokens
        self._model.n_tokens = len(tokens)
        return True

    def read(self, tokens: list[int]) -> None:
        """See `prefix.Context`."""
        self._model.eval(tokens)
