"""HTTP for the door in `net`: sends one request, gives the body as it comes, turns failures into Troubles.

Only `net` uses it, after its permission. Every failure of the line becomes one of a few codes; what an answer says is
never believed further than its bytes go.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from socket import SHUT_RDWR, socket
from typing import TYPE_CHECKING

from aparte import __version__
from aparte.errors import Trouble
from aparte.i18n import _, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from urllib.parse import SplitResult

Opener = Callable[[str, int, float], socket]
"""Host, port, seconds of patience -> a connected socket. Raises OSError, Trouble."""
Closed = Callable[["SplitResult", int, int, int], None]
"""Hears what was asked, the status, bytes out, bytes in."""
_CHUNK = 1 << 16
_MOST_DIGITS = 18
"""No file has more: a longer number is a joke, or an attempt to keep this program busy reading it."""


class _Line(HTTPConnection):
    """A connection whose socket comes from the door, encrypted for https, and which counts what it sends."""

    def __init__(self, door: Opener, parts: SplitResult, stall_s: float) -> None:
        self._secure = parts.scheme == "https"
        super().__init__(parts.hostname or "", parts.port or (443 if self._secure else 80))
        self._door, self._stall_s = door, stall_s
        self.sent = 0
        self.plug: socket | None = None

    def connect(self) -> None:
        line = self._door(self.host, self.port, self._stall_s)
        self.sock = ssl.create_default_context().wrap_socket(line, server_hostname=self.host) if self._secure else line
        # http.client lets go of it with the head of the answer; it is still what the body comes through.
        self.plug = self.sock

    def send(self, data: object) -> None:
        self.sent += len(data) if isinstance(data, bytes) else 0
        super().send(data)  # type: ignore[arg-type]  # what http.client itself hands over


class Answer:
    """One answer: its status, its headers (names in small letters) and its bytes as they come, nothing decoded."""

    def __init__(self, line: _Line, response: HTTPResponse, parts: SplitResult, closed: Closed) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.host = parts.hostname or ""
        self._line, self._response, self._parts, self._on_closed = line, response, parts, closed
        self._received = len(str(response.headers))
        self._closed = False

    @property
    def length(self) -> int | None:
        """Return the announced length of the body in bytes, None when it is not said or makes no sense."""
        said = self.headers.get("content-length", "")
        plain = said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS
        return int(said) if plain and "transfer-encoding" not in self.headers else None

    def chunks(self) -> Iterator[bytes]:
        """Give the body as it comes, never more than announced. Raises Trouble: net.cut, net.stalled."""
        left = self.length
        while left is None or left > 0:
            with _told(self.host, "net.cut"):
                chunk = self._response.read1(_CHUNK if left is None else min(_CHUNK, left))
            if not chunk:
                break
            self._received += len(chunk)
            yield chunk
            left = None if left is None else left - len(chunk)
        if left:
            raise Trouble("net.cut", host=self.host, reason=_("{n} bytes missing").format(n=number(left)))

    def interrupt(self) -> None:
        """Shut the line: whoever reads it hears net.cut at once. May be called from another thread."""
        if self._line.plug is not None and not self._closed:
            with suppress(OSError):
                # On the socket itself, below TLS: the encrypted one would first wait for its peer.
                socket.shutdown(self._line.plug, SHUT_RDWR)

    def close(self) -> None:
        """Hang up, and say what it cost."""
        if not self._closed:
            self._closed = True
            self._response.close()
            self._line.close()
            self._on_closed(self._parts, self.status, self._line.sent, self._received)

    def __enter__(self) -> Answer:
        return self

    def __exit__(self, *_nothing: object) -> None:
        self.close()


def asked(door: Opener, parts: SplitResult, headers: Mapping[str, str], stall_s: float, closed: Closed) -> Answer:
    """Send one GET over a socket from `door`; `closed` hears, at the end, the status and the bytes out and in.

    Raises Trouble: net.unreachable, net.cut, net.stalled, net.certificate, net.refused.
    """
    line = _Line(door, parts, stall_s)
    host = parts.hostname or ""
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    # Nothing of the user's: no cookie, no account, no language; the name of the program, as servers ask for one.
    said = {"User-Agent": f"aparte/{__version__}", "Accept-Encoding": "identity", "Connection": "close", **headers}
    try:
        with _told(host, "net.unreachable"):
            line.connect()
        with _told(host, "net.cut"):
            line.request("GET", target, headers=said)
            return Answer(line, line.getresponse(), parts, closed)
    except BaseException:
        line.close()
        raise


@contextmanager
def _told(host: str, otherwise: str) -> Iterator[None]:
    """Turn what a line can do into a Trouble; `otherwise`: the code of a plain failure."""
    try:
        yield
    except TimeoutError:
        raise Trouble("net.stalled", host=host) from None
    except ssl.SSLCertVerificationError as error:
        raise Trouble("net.certificate", host=host, reason=error.verify_message) from None
    except PermissionError as error:
        raise Trouble("net.refused", host=host, reason=error.strerror or error) from None
    except IncompleteRead:
        raise Trouble("net.cut", host=host, reason=_("bytes missing")) from None
    except (HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise Trouble(otherwise, host=host, reason=reason) from None
