"""A web server on loopback that does what servers and lines do at their worst: cut, lie, change, fall silent."""

from __future__ import annotations

import contextlib
import hashlib
import socketserver
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Iterator


@dataclass
class Hostile:
    """What is served, and how badly.

    cut_every: bytes of body after which the line is cut, 0 never. cuts: how many times at most. stall_at: position in
    the file at which it falls silent, once. change_to: what the file becomes after `change_after` requests. announce:
    added to every length it announces. statuses: answered first, one a request, instead of the file. redirect: where it
    sends on. flip: position of one wrong byte. honours_range, marks ("etag", "modified", "weak" or ""), chunked,
    mark_lies: it keeps its mark when the file changes, and ignores If-Range.
    """

    content: bytes
    cut_every: int = 0
    cuts: int = 1_000_000
    stall_at: int = -1
    change_to: bytes = b""
    change_after: int = 1
    announce: int = 0
    statuses: list[int] = field(default_factory=list)
    retry_after: str = ""
    redirect: str = ""
    flip: int = -1
    honours_range: bool = True
    shifts_range: int = 0
    marks: str = "etag"
    chunked: bool = False
    mark_lies: bool = False
    requests: list[dict[str, str]] = field(default_factory=list)
    served: int = 0
    release: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    @property
    def address(self) -> str:
        """Return where it is to be found."""
        return f"http://127.0.0.1:{self.port}/models/tiny.gguf"

    def mark(self) -> str:
        """Return the mark of the file as it now is."""
        return '"' + hashlib.sha256(self.original if self.mark_lies else self.content).hexdigest()[:16] + '"'

    def __post_init__(self) -> None:
        self.original = self.content


@contextlib.contextmanager
def serving(hostile: Hostile, tls: ssl.SSLContext | None = None) -> Iterator[Hostile]:
    """Serve on a free port of loopback while the block lasts, encrypted with `tls`."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                _answer(hostile, self)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

        def get_request(self) -> tuple[socket.socket, object]:
            line, peer = super().get_request()
            return (tls.wrap_socket(line, server_side=True) if tls else line), peer

    with Server(("127.0.0.1", 0), Handler) as server:
        hostile.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield hostile
        finally:
            hostile.release.set()
            server.shutdown()
            thread.join()


def _answer(hostile: Hostile, handler: socketserver.StreamRequestHandler) -> None:
    lines = [handler.rfile.readline().decode("ascii").strip()]
    while line := handler.rfile.readline().decode("ascii").strip():
        lines.append(line)
    asked = dict(line.lower().split(": ", 1) for line in lines[1:])
    asked["path"] = lines[0].split()[1]
    hostile.requests.append(asked)
    if hostile.change_to and len(hostile.requests) > hostile.change_after:
        hostile.content = hostile.change_to
    head, body = _said(hostile, asked)
    handler.wfile.write(head.encode("ascii"))
    _send(hostile, handler, *body)


def _said(hostile: Hostile, asked: dict[str, str]) -> tuple[str, tuple[bytes, int]]:
    content = bytearray(hostile.content)
    if hostile.flip >= 0:
        content[hostile.flip] ^= 1
    if hostile.redirect:
        return f"HTTP/1.1 302 Found\r\nLocation: {hostile.redirect}\r\nContent-Length: 0\r\n\r\n", (b"", 0)
    if hostile.statuses:
        more = f"Retry-After: {hostile.retry_after}\r\n" if hostile.retry_after else ""
        return f"HTTP/1.1 {hostile.statuses.pop(0)} No\r\n{more}Content-Length: 2\r\n\r\n", (b"no", 0)
    start = _start(hostile, asked)
    if start >= len(content) and start:
        return f"HTTP/1.1 416 No\r\nContent-Range: bytes */{len(content)}\r\nContent-Length: 0\r\n\r\n", (b"", 0)
    end = len(content) + hostile.announce
    said = ["HTTP/1.1 206 Partial Content" if start else "HTTP/1.1 200 OK"]
    if start:
        said.append(f"Content-Range: bytes {start + hostile.shifts_range}-{end - 1}/{end}")
    said.append("Transfer-Encoding: chunked" if hostile.chunked else f"Content-Length: {end - start}")
    kinds = {"etag": f"ETag: {hostile.mark()}", "weak": f"ETag: W/{hostile.mark()}", "modified": "Last-Modified: now"}
    said += [kinds[hostile.marks]] if hostile.marks else []
    return "\r\n".join([*said, "", ""]), (bytes(content[start:]), start)


def _start(hostile: Hostile, asked: dict[str, str]) -> int:
    wanted = asked.get("range", "")
    if not wanted or not hostile.honours_range:
        return 0
    condition = asked.get("if-range", "")
    if condition and not hostile.mark_lies and condition not in {hostile.mark(), "now"}:
        return 0
    return int(wanted.removeprefix("bytes=").rstrip("-"))


def _send(hostile: Hostile, handler: socketserver.StreamRequestHandler, body: bytes, start: int) -> None:
    most = len(body)
    if hostile.cut_every and hostile.cuts > 0 and hostile.cut_every < most:
        hostile.cuts -= 1
        most = hostile.cut_every
    stall = hostile.stall_at - start if hostile.stall_at >= start else -1
    if 0 <= stall < most:
        hostile.stall_at = -1
        handler.wfile.write(body[:stall])
        hostile.release.wait(10)
        return
    hostile.served += most
    if hostile.chunked:
        handler.wfile.write(f"{most:x}\r\n".encode() + body[:most] + b"\r\n")
        if most == len(body):
            handler.wfile.write(b"0\r\n\r\n")
        return
    handler.wfile.write(body[:most])
