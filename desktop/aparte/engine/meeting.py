"""What a server's answer to "go on from here" is really about: these bytes, the whole file, another one, or nothing.

Source: RFC 9110, sections 13.1.5 (If-Range), 14.2 to 14.4 (Range, Content-Range), 15.5.17 (416). Whatever a header
says, bytes that are here already are compared with those that come again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from aparte.engine.downloads import Download
    from aparte.nethttp import Answer

OVERLAP_BYTES = 4096
"""Asked for again and compared where the server gives no mark of the version."""
LONGEST_WAIT_S = 120
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)", re.ASCII)
_WHOLE = re.compile(r"bytes \*/(\d{1,18})", re.ASCII)


class Changed(Exception):  # noqa: N818 - news, not an error
    """The server has another version than the one that was begun."""


@record
class Meeting:
    """Where the first byte of the answer belongs, how many of its bytes are here already, the size of the whole file.

    size: 0 when it is not said. at_end: nothing comes, the file ends where we are.
    """

    place: int
    compare: int
    size: int
    at_end: bool = False


def headers(known: Download, at: int) -> dict[str, str]:
    """Return the headers that ask for everything from byte `at`, of the version that is known."""
    if not at:
        return {}
    mark = _mark(known)
    return {"Range": f"bytes={_start(known, at)}-", **({"If-Range": mark} if mark else {})}


def meet(answer: Answer, known: Download, at: int) -> Meeting:
    """Read what the answer to `headers(known, at)` is about.

    Raises Changed, Trouble: download.lies, gone, forbidden, busy (wait_s: seconds the server asks for), status.
    """
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise Trouble("download.lies", host=answer.host, what="Content-Encoding")
    if answer.status == 206 and at:
        return _part(answer, known, at)
    if answer.status == 200:
        size = answer.length or 0
        if at and _is_other(answer, known, size):
            raise Changed
        return Meeting(place=0, compare=at, size=size)
    if answer.status == 416 and at:
        found = _WHOLE.fullmatch(answer.headers.get("content-range", ""))
        if not found or int(found[1]) != at or _is_other(answer, known, 0):
            raise Changed
        return Meeting(place=at, compare=0, size=at, at_end=True)
    raise _refusal(answer)


def _part(answer: Answer, known: Download, at: int) -> Meeting:
    found = _RANGE.fullmatch(answer.headers.get("content-range", ""))
    start = _start(known, at)
    if not found or int(found[1]) != start:
        raise Trouble("download.lies", host=answer.host, what="Content-Range")
    size = 0 if found[3] == "*" else int(found[3])
    if _is_other(answer, known, size):
        raise Changed
    return Meeting(place=start, compare=at - start, size=size)


def _start(known: Download, at: int) -> int:
    return at if _mark(known) else max(0, at - OVERLAP_BYTES)


def _mark(known: Download) -> str:
    # A weak mark does not promise the same bytes, and may not stand in If-Range.
    return known.modified if not known.etag or known.etag.startswith("W/") else known.etag


def _is_other(answer: Answer, known: Download, size: int) -> bool:
    """Tell whether the answer is about another version of the file than the one begun."""
    etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
    if known.etag and etag:
        return etag.removeprefix("W/") != known.etag.removeprefix("W/")
    if known.modified and modified and modified != known.modified:
        return True
    return bool(known.size_bytes and size and size != known.size_bytes)


def _refusal(answer: Answer) -> Trouble:
    status, host = answer.status, answer.host
    if status in {404, 410}:
        return Trouble("download.gone", host=host, status=status)
    if status in {401, 403, 407, 451}:
        return Trouble("download.forbidden", host=host, status=status)
    if status in {408, 425, 429} or status >= 500:
        said = answer.headers.get("retry-after", "")
        wait_s = min(int(said[:6]), LONGEST_WAIT_S) if said.isascii() and said.isdigit() else 0
        return Trouble("download.busy", host=host, status=status, wait_s=wait_s)
    return Trouble("download.status", host=host, status=status)
