"""A server that the user already runs (llama-server, Ollama, LM Studio, …), asked as OpenAI's chat completions are.

The same protocol as the engine's own process: pieces of text, then `Done`; the same time limits, stopped from any
thread. What it says is not trusted: every shape is checked, an answer that was cut is no answer, and one without end is
ended. Source of the messages: OpenAI's API reference, "chat completions" and "models", as llama-server documents them.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Any

from aparte.engine.sse import MOST_BYTES, events
from aparte.engine.wire import FLUSH_S, Done, Text
from aparte.engine.worker import clean
from aparte.errors import Trouble
from aparte.netstream import Call
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aparte.engine.address import Address
    from aparte.engine.client import Limits
    from aparte.net import Permit
    from aparte.netstream import Stream

LIST_S = 10.0
"""A list of models is read from memory: who takes longer is not there."""
MOST_MODELS = 500
_SLACK = 4
"""Pieces allowed for each token that was asked for: a server may send letters one by one."""
_LOADING, _BUSY = 503, 429


@record
class Asked:
    """A conversation to be answered: pairs of role and text."""

    messages: tuple[tuple[str, str], ...]
    max_tokens: int
    temperature: float
    seed: int


class Server:
    """One server at one address, through a permit of the door. key: sent as a bearer token, "" for none."""

    def __init__(self, permit: Permit, address: Address, key: str, limits: Limits) -> None:
        """Ask nothing yet."""
        self._permit, self._address, self._key, self._limits = permit, address, key, limits

    def models(self, cancelled: Callable[[], bool] = lambda: False) -> tuple[str, ...]:
        """Return the names of the models it offers. Raises Trouble as `chat`."""
        with self._asked("/v1/models", None, LIST_S, cancelled) as stream:
            found = self._whole(stream)
        rows = found.get("data")
        names = [row.get("id") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        known = [clean(name)[:200] for name in names if isinstance(name, str) and name.strip()]
        if not known:
            raise Trouble("server.no_models", where=self._address.where)
        return tuple(dict.fromkeys(known[:MOST_MODELS]))

    def chat(self, model: str, asked: Asked, first_s: float, cancelled: Callable[[], bool]) -> Iterator[Text | Done]:
        """Yield the answer as it comes, then Done.

        first_s: the longest wait for the first word. Raises Trouble: server.refused_connection, server.unreachable,
        server.silent, server.not_http, server.not_chat, server.cut, server.huge, server.key, server.not_found,
        server.loading, server.busy, server.failed, server.refused, server.redirects, server.certificate, net.…
        """
        body = {
            "model": model,
            "messages": [{"role": role, "content": text} for role, text in asked.messages],
            "max_tokens": asked.max_tokens,
            "temperature": asked.temperature,
            "seed": asked.seed,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        heard = _Answer(self._address.where, asked.max_tokens)
        try:
            with self._asked("/v1/chat/completions", json.dumps(body).encode(), first_s, cancelled) as stream:
                for piece in self._pieces(stream, heard):
                    yield Text(id=0, text=piece)
        except Trouble as trouble:
            if trouble.code != "engine.cancelled":
                raise
            heard.reason = "cancelled"
        yield heard.done()

    def _pieces(self, stream: Stream, heard: _Answer) -> Iterator[str]:
        if stream.kind.endswith("json"):
            # It took no notice of "stream": the whole answer at once is an answer too.
            yield heard.take(self._whole(stream), key="message")
            return
        if stream.kind != "text/event-stream":
            raise Trouble("server.not_chat", where=stream.where)
        waiting, sent = "", 0.0
        for data in events(stream.pieces(), stream.where):
            if data.strip() == "[DONE]":
                heard.ended = True
                break
            waiting += heard.take(_object(data, stream.where), key="delta")
            if heard.spoke:
                stream.wait(self._limits.between_tokens_s)
                heard.spoke = False
            now = perf_counter()
            if waiting and now - sent > FLUSH_S:
                yield waiting
                waiting, sent = "", now
            if heard.is_endless:
                heard.reason, heard.ended = "length", True
                break
        if waiting:
            yield waiting
        if not heard.ended:
            raise Trouble("server.cut", where=stream.where)

    @contextmanager
    def _asked(self, path: str, body: bytes | None, wait_s: float, cancelled: Callable[[], bool]) -> Iterator[Stream]:
        headers = {"Accept": "text/event-stream, application/json" if body else "application/json"}
        if body:
            headers["Content-Type"] = "application/json"
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        call = Call(
            address=self._address.parts,
            path=self._address.base + path,
            body=body,
            headers=headers,
            answer_s=wait_s,
            local_only=self._address.reach == "lan" and self._address.parts.scheme == "http",
        )
        stream = self._permit.talk(call, cancelled)
        try:
            if stream.status != 200:
                raise self._refusal(stream)
            yield stream
        finally:
            stream.close()

    def _refusal(self, stream: Stream) -> Trouble:
        """Return what an answer that is no "200 OK" means."""
        where, status = stream.where, stream.status
        if 300 <= status < 400:
            # Never followed: the draft and the key go where the user said, and nowhere else.
            return Trouble("server.redirects", where=where, target=_one_line(stream.moved_to))
        plain = {401: "key", 403: "key", 404: "not_found", 405: "not_found", _BUSY: "busy", _LOADING: "loading"}
        if status in plain:
            return Trouble(f"server.{plain[status]}", where=where, status=status)
        code = "server.failed" if status >= 500 else "server.refused"
        return Trouble(code, where=where, status=status, what=self._reason(stream))

    def _reason(self, stream: Stream) -> str:
        try:
            said = self._whole(stream)
        except Trouble:
            return "?"
        return _error_of(said) or "?"

    def _whole(self, stream: Stream) -> dict[str, Any]:
        body = b""
        for piece in stream.pieces():
            body += piece
            if len(body) > MOST_BYTES:
                raise Trouble("server.huge", where=stream.where)
        return _object(body.decode("utf-8", "replace"), stream.where)


class _Answer:
    """What was heard of one answer. spoke: a word or a thought came since it was last set."""

    def __init__(self, where: str, max_tokens: int) -> None:
        self._where, self._most = where, _SLACK * max_tokens + 64
        self._began = perf_counter()
        self._first = self._last = 0.0
        self._count = self._chars = 0
        self._usage: dict[str, Any] = {}
        self._timings: dict[str, Any] = {}
        self.spoke = self.ended = False
        self.reason = "stop"

    @property
    def is_endless(self) -> bool:
        """Whether it said far more than it was asked for."""
        return self._count > self._most or self._chars > 8 * self._most

    def take(self, chunk: dict[str, Any], *, key: str) -> str:
        """Take one object of the answer; return its words. key: "delta" of a stream, "message" of a whole answer."""
        if "error" in chunk and not chunk.get("choices"):
            raise Trouble("server.failed", where=self._where, status=200, what=_error_of(chunk) or "?")
        self._usage = _table(chunk.get("usage")) or self._usage
        self._timings = _table(chunk.get("timings")) or self._timings
        choices = chunk.get("choices")
        if not isinstance(choices, list):
            raise Trouble("server.not_chat", where=self._where)
        if not choices:
            return ""
        choice = _table(choices[0])
        said = _table(choice.get(key))
        words = said.get("content")
        thought = said.get("reasoning_content") or said.get("reasoning")
        self._heard(words or thought)
        finish = choice.get("finish_reason")
        if finish or key == "message":
            self.ended = True
            self.reason = "length" if finish == "length" else "stop"
        return clean(words) if isinstance(words, str) else ""

    def done(self) -> Done:
        """Return how it ended. Counts are the server's own where it gives them, else pieces are counted as tokens."""
        prompt = _count(self._usage.get("prompt_tokens"))
        details = _table(self._usage.get("prompt_tokens_details"))
        reused = min(prompt, _count(details.get("cached_tokens")) or _count(self._timings.get("cache_n")))
        tokens = _count(self._usage.get("completion_tokens")) or self._count
        spent, waited = self._last - self._first, self._first - self._began
        return Done(
            id=0,
            reason=self.reason,  # type: ignore[arg-type]  # one of the three literals set above
            tokens=tokens,
            prompt_tokens=prompt,
            reused_tokens=reused,
            first_token_ms=waited * 1000 if self._first else 0.0,
            tokens_per_s=(tokens - 1) / spent if spent > 0 and tokens > 1 else 0.0,
            prompt_tokens_per_s=(prompt - reused) / waited if self._first and waited > 0 else 0.0,
        )

    def _heard(self, words: object) -> None:
        if not isinstance(words, str) or not words:
            return
        self.spoke = True
        self._last = perf_counter()
        self._first = self._first or self._last
        self._count += 1
        self._chars += len(words)


def _object(text: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Trouble("server.not_chat", where=where)
    return found


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1 << 31 else 0


def _error_of(said: dict[str, Any]) -> str:
    error = said.get("error", said)
    message = _table(error).get("message", error)
    return _one_line(message) if isinstance(message, str) else ""


def _one_line(text: str) -> str:
    return clean(" ".join(text.split()))[:200]
