"""One request whose answer comes in pieces, for the door in `net`: heard while it is said, given up at any moment.

Unlike a download it is never asked twice, never follows a redirect, and hears between two bytes that the user stopped
it or that its time is over: a server that drips one letter a minute holds nobody. Only `net` uses it, after its
permission.
"""

from __future__ import annotations

import io
import ssl
from collections.abc import Callable
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPException, IncompleteRead
from time import monotonic
from typing import TYPE_CHECKING

from aparte import __version__
from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator, Mapping
    from http.client import HTTPResponse
    from urllib.parse import SplitResult

    from _typeshed import WriteableBuffer as Buffer


Asked = Callable[["SplitResult", int, int, int], None]
"""Hears of a request: its address, its status, the bytes that were sent and those that came."""
POLL_S = 0.02
"""How often a wait looks up whether it was stopped: a cancel is heard within it."""
CONNECT_S = 5.0
"""A machine in the house or this one answers at once or not at all; the name of a far one takes its time."""
SEND_S = 10.0
_CHUNK = 1 << 14


@record
class Call:
    """What is asked. address: http(s), checked. body: JSON, or None for a GET. answer_s: until the first byte.

    local_only: give up, before a byte is sent, when the name leads to a machine outside the local network.
    """

    address: SplitResult
    path: str
    body: bytes | None
    headers: Mapping[str, str]
    answer_s: float
    local_only: bool


class Stream:
    """An answer under way: its status, its kind, and its bytes as they come.

    Each method raises Trouble: server.refused_connection, server.unreachable, server.silent, server.not_http,
    server.cut, server.certificate, server.not_local, engine.cancelled.
    """

    def __init__(
        self, connect: Callable[..., socket.socket], call: Call, cancelled: Callable[[], bool], asked: Asked
    ) -> None:
        """Send the request and wait for the head of the answer, at most `call.answer_s`.

        connect: opens a line to a host and a port, if it may be called. asked: writes the ledger's line, in the end.
        """
        self.where = call.address.netloc
        self.cancelled = cancelled
        self._connect, self._call, self._tell = connect, call, asked
        self._sent = self.status = 0
        with ExitStack() as failed, _Told(self, call.answer_s, connecting=True):
            failed.callback(self._note, 0)
            self._line = self._connected()
            failed.pop_all()
        self._paced = _Paced(self._line, cancelled)
        self._response: HTTPResponse | None = None
        with ExitStack() as given_up:
            given_up.callback(self.close)
            self.wait(call.answer_s)
            with _Told(self, call.answer_s):
                self._response = self._asked()
            given_up.pop_all()
        self.status = self._response.status
        self.kind = (self._response.getheader("content-type") or "").partition(";")[0].strip().casefold()
        self.moved_to = self._response.getheader("location") or ""

    def wait(self, seconds: float) -> None:
        """Give the next bytes this long from now, however they drip."""
        self._seconds = seconds
        self._paced.deadline = monotonic() + seconds

    def pieces(self) -> Iterator[bytes]:
        """Give the body as it comes; one that ends before its announced length is cut."""
        response = self._response
        assert response is not None
        while True:
            with _Told(self, self._seconds):
                piece = response.read1(_CHUNK)
            if not piece:
                break
            yield piece
        if response.length:
            raise Trouble("server.cut", where=self.where)

    def close(self) -> None:
        """Hang up, and have the request written into the ledger."""
        if self._response is not None:
            self._response.close()
        self._line.close()
        self._note(self._paced.received)

    def _note(self, received: int) -> None:
        self._tell(self._call.address._replace(path=self._call.path), self.status, self._sent, received)

    def _connected(self) -> socket.socket:
        call = self._call
        secure = call.address.scheme == "https"
        host = call.address.hostname or ""
        port = call.address.port or (443 if secure else 80)
        line = self._connect(host, port, CONNECT_S, self.cancelled)
        with ExitStack() as given_up:
            given_up.callback(line.close)
            if call.local_only and not _is_local(line):
                raise Trouble("server.not_local", where=self.where)
            if secure:
                line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
            given_up.pop_all()
        return line

    def _asked(self) -> HTTPResponse:
        call = self._call
        # http.client would open a line by itself, past the permit: it is given this one, and never another.
        connection = HTTPConnection(call.address.hostname or "", call.address.port)
        connection.auto_open = 0
        facade = _Facade(self._line, self._paced)
        connection.sock = facade  # all of a socket that http.client uses
        said = {"User-Agent": f"aparte/{__version__}", "Accept-Encoding": "identity", "Connection": "close"}
        connection.request("GET" if call.body is None else "POST", call.path, call.body, {**said, **call.headers})
        self._sent = facade.sent
        return connection.getresponse()


class _Paced(io.RawIOBase):
    """Reads a line until its deadline, looking up between two waits whether it was stopped."""

    def __init__(self, line: socket.socket, cancelled: Callable[[], bool]) -> None:
        self._line, self._cancelled = line, cancelled
        self.deadline = monotonic()
        self.received = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        while True:
            if self._cancelled():
                raise Trouble("engine.cancelled")
            left = self.deadline - monotonic()
            if left <= 0:
                raise TimeoutError
            self._line.settimeout(min(left, POLL_S))
            try:
                count = self._line.recv_into(buffer)
            except TimeoutError:
                continue
            self.received += count
            return count


class _Facade:
    """What http.client needs of a socket."""

    def __init__(self, line: socket.socket, paced: _Paced) -> None:
        self._line, self._paced = line, paced
        self.sent = 0

    def sendall(self, data: bytes) -> None:
        self._line.settimeout(SEND_S)
        self._line.sendall(data)
        self.sent += len(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self._paced, _CHUNK)

    def close(self) -> None:
        """Leave the line to the stream, which still reads it."""


class _Told:
    """Turns what a line can do into one Trouble each."""

    def __init__(self, stream: Stream, seconds: float, *, connecting: bool = False) -> None:
        self._where, self._seconds, self._connecting = stream.where, seconds, connecting
        self._cancelled = stream.cancelled

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        told = self._trouble(error)
        if told is not None:
            raise told from None

    def _trouble(self, error: BaseException | None) -> Trouble | None:
        where = self._where
        if isinstance(error, OSError) and self._cancelled():
            return Trouble("engine.cancelled")
        if isinstance(error, TimeoutError):
            seconds = CONNECT_S if self._connecting else self._seconds
            return Trouble("server.silent", where=where, seconds=round(seconds))
        if isinstance(error, ConnectionRefusedError):
            return Trouble("server.refused_connection", where=where)
        if isinstance(error, ssl.SSLCertVerificationError):
            return Trouble("server.certificate", where=where, reason=error.verify_message)
        if isinstance(error, (IncompleteRead, ConnectionError)) and not self._connecting:
            return Trouble("server.cut", where=where)
        if isinstance(error, (HTTPException, ValueError)):
            return Trouble("server.not_http", where=where)
        if isinstance(error, OSError):
            reason = error.strerror or str(error) or type(error).__name__
            return Trouble("server.unreachable", where=where, reason=reason)
        return None


def _is_local(line: socket.socket) -> bool:
    """Tell whether the machine at the other end is this one or one of the local network."""
    import ipaddress

    found = ipaddress.ip_address(str(line.getpeername()[0]).partition("%")[0])
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_private or (mapped or found).is_link_local
