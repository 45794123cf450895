"""An OpenAI-compatible server on loopback that does what such servers and lines do at their best and at their worst."""

from __future__ import annotations

import contextlib
import json
import socketserver
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

USAGE = {"prompt_tokens": 40, "completion_tokens": 6, "prompt_tokens_details": {"cached_tokens": 30}}


@dataclass
class ChatServer:
    """What is answered, and how badly.

    answer: gives the pieces of an answer to what was asked, whose parts it gets as one text. words: the pieces of
    answers, one list a conversation, in turn. models: what it lists, None for a 404. status: instead of an answer;
    error: its body. body: raw bytes in place of the stream. kind: of the answer. location: where a redirect leads.
    cut: pieces of text after which the line is cut, -1 never. stall: after how many it falls silent, -1 never;
    well: how many conversations go well before that. tear: bytes written at a time, 0 all at once. last: what ends
    the stream. endless: it never stops.
    """

    answer: Callable[[str], list[str]] | None = None
    words: list[list[str]] = field(default_factory=lambda: [["Merci", " à", " vous", " 🙂", "."]])
    models: list[str] | None = field(default_factory=lambda: ["tiny"])
    status: int = 200
    error: bytes = b'{"error": {"message": "out of\\nluck"}}'
    body: bytes | None = None
    kind: str = "text/event-stream"
    location: str = ""
    cut: int = -1
    stall: int = -1
    well: int = 0
    tear: int = 0
    last: str = "data: [DONE]\n\n"
    finish: str | None = "stop"
    usage: dict[str, Any] | None = field(default_factory=lambda: dict(USAGE))
    thoughts: list[str] = field(default_factory=list)
    newline: str = "\n"
    endless: bool = False
    key: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)
    hung_up: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    @property
    def address(self) -> str:
        """Return where it is to be found."""
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def chatting(server: ChatServer, host: str = "127.0.0.1") -> Iterator[ChatServer]:
    """Serve on a free port of loopback, or of `host`, while the block lasts."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            try:
                _answer(server, self)
            except OSError:
                server.hung_up.set()

    class Threaded(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Threaded((host, 0), Handler) as listening:
        server.port = listening.server_address[1]
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.release.set()
            listening.shutdown()
            thread.join()


def _answer(server: ChatServer, line: socketserver.StreamRequestHandler) -> None:
    first = line.rfile.readline().decode().split()
    head = {}
    while text := line.rfile.readline().decode().strip():
        name, _colon, value = text.partition(":")
        head[name.lower()] = value.strip()
    server.paths.append(first[1])
    server.heads.append(head)
    body = line.rfile.read(int(head.get("content-length", "0")))
    if body:
        server.asked.append(json.loads(body))
    if server.key and head.get("authorization") != f"Bearer {server.key}":
        _say(line, 401, "application/json", b'{"error": "no"}')
    elif server.status != 200:
        _say(line, server.status, "application/json", server.error, server.location)
    elif first[1].endswith("/models"):
        _list(server, line)
    elif server.body is not None:
        _say(line, 200, server.kind, server.body)
    else:
        _stream(server, line)


def _list(server: ChatServer, line: socketserver.StreamRequestHandler) -> None:
    if server.models is None:
        _say(line, 404, "text/plain", b"no")
    else:
        rows = [{"id": name, "object": "model"} for name in server.models]
        _say(line, 200, "application/json", json.dumps({"object": "list", "data": rows}).encode())


def _say(
    line: socketserver.StreamRequestHandler, status: int, kind: str, body: bytes, location: str = ""
) -> None:  # fmt: skip
    moved = f"Location: {location}\r\n" if location else ""
    head = f"HTTP/1.1 {status} x\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{moved}\r\n"
    line.wfile.write(head.encode() + body)


def _stream(server: ChatServer, line: socketserver.StreamRequestHandler) -> None:
    if server.answer is not None:
        words = server.answer("\n".join(message["content"] for message in server.asked[-1]["messages"]))
    else:
        words = server.words[(len(server.asked) - 1) % len(server.words)]
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {server.kind}; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
    line.wfile.write(head.encode())
    _event(server, line, {"choices": [{"index": 0, "delta": {"role": "assistant", "content": None}}]})
    for thought in server.thoughts:
        _event(server, line, {"choices": [{"index": 0, "delta": {"reasoning_content": thought}}]})
    number = 0
    while number < len(words) or server.endless:
        if number == server.stall and len(server.asked) > server.well:
            server.release.wait()
        if number == server.cut:
            return
        piece = words[number % len(words)]
        _event(server, line, {"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
        number += 1
    if server.finish:
        _event(server, line, {"choices": [{"index": 0, "delta": {}, "finish_reason": server.finish}]})
    if server.usage is not None:
        _event(server, line, {"choices": [], "usage": server.usage})
    _chunks(server, line, server.last.replace("\n", server.newline).encode())
    line.wfile.write(b"0\r\n\r\n")


def _event(server: ChatServer, line: socketserver.StreamRequestHandler, data: dict[str, Any]) -> None:
    text = f": still here\n\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
    _chunks(server, line, text.replace("\n", server.newline).encode())


def _chunks(server: ChatServer, line: socketserver.StreamRequestHandler, data: bytes) -> None:
    step = server.tear or max(len(data), 1)
    for at in range(0, len(data), step):
        part = data[at : at + step]
        line.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        line.wfile.flush()
