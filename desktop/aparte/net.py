"""The only door to the network, and in this version it is walled up: no socket to another machine is ever opened.

What exists is the ledger that the window and `aparte doctor` show: it counts what Python's own audit hooks report, so a
library that would call out behind our back is counted too.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

from aparte.records import record

_LOOPBACK = ("127.", "::1", "localhost")


@record
class Ledger:
    """What left since `since` (ISO 8601, UTC). bytes_out stays 0 while no remote socket exists to carry any."""

    sealed: bool
    sockets_opened: int
    refused: int
    bytes_out: int
    since: str


class _Door:
    """Counts and refuses connections to other machines, through the interpreter's audit events."""

    def __init__(self) -> None:
        self.refused = 0
        self.since = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.watching = False

    def watch(self) -> None:
        if not self.watching:
            self.watching = True
            sys.addaudithook(self._heard)

    def _heard(self, event: str, args: tuple[object, ...]) -> None:
        if event == "socket.connect" and _is_remote(args[1]):
            self.refused += 1
            raise PermissionError(f"sealed: no connection to {args[1]!r}")
        if event in {"socket.sendto", "socket.sendmsg"} and len(args) > 1 and _is_remote(args[-1]):
            self.refused += 1
            raise PermissionError(f"sealed: nothing is sent to {args[-1]!r}")


def _is_remote(address: object) -> bool:
    host = address[0] if isinstance(address, tuple) and address else None
    return isinstance(host, str) and not host.startswith(_LOOPBACK)


_door = _Door()


def seal() -> None:
    """Refuse every connection to another machine for the rest of this process. There is no way back."""
    _door.watch()


def ledger() -> Ledger:
    """Return what left this machine through this process. Sealed is the only state this version has."""
    return Ledger(sealed=True, sockets_opened=0, refused=_door.refused, bytes_out=0, since=_door.since)


def sealed_by_environment() -> bool:
    """Tell whether APARTE_SEALED=1 asks for the seal whatever the settings say."""
    return os.environ.get("APARTE_SEALED") == "1"
