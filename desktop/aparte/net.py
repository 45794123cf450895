"""The only door to the network: closed by default, opened by the user for one thing, every request in the ledger.

The door stands in the interpreter's own audit hooks, so a library that would call out behind our back is refused and
counted too. A `Permit` lets exactly the hosts through that the user agreed to, and closes behind itself. With
APARTE_SEALED=1 no other machine is ever let in; loopback is not another machine.

Decision: `http.client` of the standard library, not httpx. A download needs the bytes as they come (no decoding), the
announced length beside the received one, every hop of a redirect in our own hands, and a socket that can be shut from
another thread; it needs neither pools nor HTTP/2. It costs no dependency and is imported with the first request only.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aparte import netlog
from aparte.addresses import checked, host_of, is_loopback
from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from socket import socket
    from urllib.parse import SplitResult

    from aparte.nethttp import Answer
    from aparte.netstream import Call, Stream

CONNECT_S = 15.0
MOST_HOPS = 5
WORTH_ANOTHER_TRY = frozenset({"net.unreachable", "net.cut", "net.stalled"})
"""What a tunnel, a tired router or a busy server does: asking again may help."""


@record
class Ledger:
    """What left since `since` (ISO 8601, UTC), through this process; what stayed on this machine is not counted.

    sealed: no other machine is let in now. hosts: those that are.
    """

    sealed: bool
    sockets_opened: int
    refused: int
    bytes_out: int
    since: str
    bytes_in: int = 0
    hosts: tuple[str, ...] = ()


class _Door:
    """Counts and refuses connections to other machines, through the interpreter's audit events."""

    def __init__(self) -> None:
        self.refused = self.sockets = self.bytes_out = self.bytes_in = 0
        self.since = netlog.now()
        self.watching = False
        self.lock = threading.Lock()
        self.hosts: list[str] = []
        self.addresses: list[tuple[str, int]] = []

    def watch(self) -> None:
        if not self.watching:
            self.watching = True
            sys.addaudithook(self._heard)

    def count(self, *, bytes_out: int = 0, bytes_in: int = 0, sockets: int = 0) -> None:
        with self.lock:
            self.bytes_out += bytes_out
            self.bytes_in += bytes_in
            self.sockets += sockets

    def _heard(self, event: str, args: tuple[object, ...]) -> None:
        if event == "socket.connect" and _is_remote(args[1]) and not self._let_through(args[1]):
            self.refused += 1
            raise PermissionError(f"sealed: no connection to {args[1]!r}")
        if event in {"socket.sendto", "socket.sendmsg"} and len(args) > 1 and _is_remote(args[-1]):
            self.refused += 1
            raise PermissionError(f"sealed: nothing is sent to {args[-1]!r}")
        # Asking for a name's address tells another machine that we know the name.
        if event in {"socket.getaddrinfo", "socket.gethostbyname"} and self._is_strange(args[0]):
            self.refused += 1
            raise PermissionError(f"sealed: {args[0]!r} is not looked up")

    def _let_through(self, address: object) -> bool:
        return isinstance(address, tuple) and address[:2] in self.addresses

    def _is_strange(self, host: object) -> bool:
        named = host.decode("ascii", "replace") if isinstance(host, bytes) else host
        return isinstance(named, str) and not is_loopback(named) and named not in self.hosts


def _is_remote(address: object) -> bool:
    host = address[0] if isinstance(address, tuple) and address else None
    return isinstance(host, str) and not is_loopback(host)


_door = _Door()


def seal() -> None:
    """Refuse every connection to another machine but those of a `Permit`, for the rest of this process."""
    _door.watch()


def ledger() -> Ledger:
    """Return what left this machine through this process, and which machines may be reached now."""
    hosts = tuple(dict.fromkeys(host for host in _door.hosts if not is_loopback(host)))
    return Ledger(
        sealed=not hosts,
        sockets_opened=_door.sockets,
        refused=_door.refused,
        bytes_out=_door.bytes_out,
        bytes_in=_door.bytes_in,
        since=_door.since,
        hosts=hosts,
    )


def sealed_by_environment() -> bool:
    """Tell whether APARTE_SEALED=1 asks for the seal whatever the settings say."""
    return os.environ.get("APARTE_SEALED") == "1"


@contextmanager
def opened(home: Path, hosts: Sequence[str], purpose: str) -> Iterator[Permit]:
    """Let these hosts through while the block lasts: the user agreed to each of them, for `purpose`.

    Raises Trouble("net.sealed") when APARTE_SEALED=1 and one of them is another machine.
    """
    remote = [host for host in hosts if not is_loopback(host)]
    if remote and sealed_by_environment():
        netlog.note(home, netlog.Entry(at=netlog.now(), what="refused", host=remote[0], purpose=purpose))
        raise Trouble("net.sealed", host=remote[0])
    _door.watch()
    permit = Permit(home, tuple(hosts), purpose)
    with _door.lock:
        _door.hosts.extend(hosts)
    permit.note("opened")
    try:
        yield permit
    finally:
        with _door.lock:
            for host in hosts:
                _door.hosts.remove(host)
            for known in permit.addresses:
                _door.addresses.remove(known)
        permit.note("closed")


class Permit:
    """What `opened` gives: a way to ask the hosts that were agreed to, and no other."""

    def __init__(self, home: Path, hosts: tuple[str, ...], purpose: str) -> None:
        self.hosts, self.purpose = hosts, purpose
        self.addresses: list[tuple[str, int]] = []
        self._home = home
        self._now: Answer | None = None
        self._is_interrupted = False

    def get(self, address: str, headers: Mapping[str, str], stall_s: float) -> Answer:
        """Ask for `address`, following redirects among the agreed hosts only. stall_s: the longest silence.

        Raises Trouble: net.other_host (a redirect elsewhere), net.downgrade (to plain http), net.redirects, net.sealed,
        net.unreachable, net.stalled, net.cut, net.certificate, net.bad_address.
        """
        for _hop in range(MOST_HOPS):
            answer = self._ask(checked(address), headers, stall_s)
            target = answer.headers.get("location", "")
            if answer.status not in {301, 302, 303, 307, 308} or not target:
                return answer
            answer.close()
            address = self._next(address, target)
        raise Trouble("net.redirects", host=host_of(address), count=MOST_HOPS)

    def talk(self, call: Call, cancelled: Callable[[], bool]) -> Stream:
        """Send one request whose answer comes in pieces; no redirect is followed, nothing is asked twice.

        Raises Trouble as `netstream.Stream`, and net.other_host.
        """
        from aparte.netstream import Stream

        host = call.address.hostname or ""
        if host not in self.hosts:
            raise Trouble("net.other_host", host=host, asked=host)
        return Stream(self.socket_to, call, cancelled, self._asked)

    def interrupt(self) -> None:
        """Wake another thread that reads an answer: it hears net.cut at once."""
        self._is_interrupted = True
        if self._now is not None:
            self._now.interrupt()

    def note(self, what: str) -> None:
        """Write a line of the ledger for each host."""
        for host in self.hosts:
            entry = netlog.Entry(
                at=netlog.now(), what=what, host=host, purpose=self.purpose, loopback=is_loopback(host)
            )
            netlog.note(self._home, entry)

    def _next(self, address: str, target: str) -> str:
        from urllib.parse import urljoin

        moved = urljoin(address, target)
        host = host_of(moved)
        if host not in self.hosts:
            raise Trouble("net.other_host", host=host, asked=host_of(address))
        if address.startswith("https:") and not moved.startswith("https:"):
            raise Trouble("net.downgrade", host=host)
        return moved

    def _ask(self, parts: SplitResult, headers: Mapping[str, str], stall_s: float) -> Answer:
        from aparte.nethttp import asked

        host = parts.hostname or ""
        if host not in self.hosts:
            raise Trouble("net.other_host", host=host, asked=host)
        try:
            self._now = asked(self.socket_to, parts, headers, stall_s, self._asked)
        except Trouble:
            # Asked for all the same: it stands in the ledger, without an answer.
            self._asked(parts, 0, 0, 0)
            raise
        return self._now

    def _asked(self, parts: SplitResult, status: int, bytes_out: int, bytes_in: int) -> None:
        """Write the line of one request and count it."""
        host = parts.hostname or ""
        loopback = is_loopback(host)
        if not loopback:
            _door.count(bytes_out=bytes_out, bytes_in=bytes_in)
        entry = netlog.Entry(
            at=netlog.now(),
            what="request",
            host=host,
            purpose=self.purpose,
            path=parts.path[:300],
            status=status,
            bytes_out=bytes_out,
            bytes_in=bytes_in,
            loopback=loopback,
        )
        netlog.note(self._home, entry)

    def socket_to(self, host: str, port: int, stall_s: float, given_up: Callable[[], bool] = lambda: False) -> socket:
        """Open a socket to an agreed host. Raises OSError as the system does, Trouble("net.local") for a trap."""
        import socket

        last: OSError = OSError("no address")
        for family, kind, protocol, _name, found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            place = (str(found[0]), int(found[1]))
            if is_loopback(place[0]) != is_loopback(host):
                # A name on the network that leads back to this machine, or "localhost" that leads away from it.
                raise Trouble("net.local", host=host)
            with _door.lock:
                _door.addresses.append(place)
                self.addresses.append(place)
            line = socket.socket(family, kind, protocol)
            try:
                self._connect(line, found, min(CONNECT_S, stall_s), given_up)
                line.settimeout(stall_s)
            except OSError as error:
                line.close()
                last = error
                continue
            _door.count(sockets=0 if is_loopback(host) else 1)
            return line
        raise last

    def _connect(self, line: socket, place: object, patience_s: float, given_up: Callable[[], bool]) -> None:
        """Connect, looking up every tenth of a second whether it is still wanted. Raises OSError."""
        import errno
        import select
        import socket

        line.setblocking(False)
        until = time.monotonic() + patience_s
        failed = line.connect_ex(place)  # type: ignore[arg-type]  # what getaddrinfo gave
        if failed in {errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", 0)} - {0}:
            while not select.select([], [line], [line], 0.1)[1]:
                if self._is_interrupted or given_up():
                    raise ConnectionAbortedError(0, "interrupted")
                if time.monotonic() > until:
                    raise TimeoutError
            failed = line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if failed:
            raise OSError(failed, os.strerror(failed))
