"""Server-sent events: what a server streams, cut into the data of one event after another.

Source of the format: WHATWG HTML, "Server-sent events". Only "data" is read. It refuses a line without end, and gives
nothing of an event that was cut.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_END = re.compile(rb"\r\n|\n|\r")
MOST_BYTES = 1 << 20
"""Of one event: a token takes some hundred; a whole answer that comes at once some thousand."""


def events(pieces: Iterable[bytes], where: str) -> Iterator[str]:
    """Yield the data of each event, however the bytes were cut. Raises Trouble("server.huge"), naming `where`."""
    data: list[str] = []
    for line in _lines(pieces, where):
        if not line:
            if data:
                yield "\n".join(data)
            data = []
        elif line.startswith(b"data:"):
            data.append(line[5:].removeprefix(b" ").decode("utf-8", "replace"))
            if sum(map(len, data)) > MOST_BYTES:
                raise Trouble("server.huge", where=where)
    # Some servers forget the empty line after the last event; its own line was whole.
    if data:
        yield "\n".join(data)


def _lines(pieces: Iterable[bytes], where: str) -> Iterator[bytes]:
    """Yield whole lines, whichever of the three ends they have; what follows the last end is dropped."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        # A "\r" at the very end may be half of "\r\n": it waits for the next byte.
        if _END.search(piece) or (len(waiting) > 1 and waiting[-2].endswith(b"\r")):
            text = b"".join(waiting)
            held = b"\r" if text.endswith(b"\r") else b""
            *whole, rest = _END.split(text.removesuffix(held))
            yield from whole
            waiting, size = [rest + held], len(rest)
        if size > MOST_BYTES:
            raise Trouble("server.huge", where=where)
    if waiting and waiting[-1].endswith(b"\r"):
        yield b"".join(waiting)[:-1]
