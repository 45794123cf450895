"""Which stretches of a text X makes into links, with or without "http". Mastodon borrows the rule, protocol required.

Written after the published behaviour of twitter-text 3 (extractUrlsWithIndices): the text is cut into runs of
characters a host may hold, and each run is read from its dots outwards: a long text without links costs one scan.
It refuses addresses of other protocols, IP addresses and names whose ending nobody knows.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from aparte.nouns import Span
from aparte.text.domains import x_ending_at

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_HOST = 4096
"""A longer address is refused by X whatever it holds; no host is read further."""
_LONGEST_LABEL = 63
_LONGEST_TCO_SLUG = 40

_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SPACE = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_INVALID = "\ufffe\ufeff\uffff"
_NOT_LABEL = rf"!#%&'()*+,\\/:;<=>?@\[\]^{{|}}~${_SPACE}{_INVALID}{_DIRECTION}"
LATIN = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0100-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272"
    "\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
"""Accented Latin letters and marks, as twitter-text lists them."""

_HOST = re.compile(rf"[^{_NOT_LABEL}]*")
_NO_HOST = re.compile(rf"[{_NOT_LABEL}]")
_LABEL_CHAR = rf"[^\-_.{_NOT_LABEL}]"
_START = re.compile(rf"(?<![0-9A-Za-z@＠$#＃{_INVALID}]){_LABEL_CHAR}")
_PROTOCOL = re.compile(rf"(?<![0-9A-Za-z@＠$#＃{_INVALID}])[hH][tT][tT][pP][sS]?://")
_INNER_DOT = re.compile(rf"[^{_NOT_LABEL}]\.{_LABEL_CHAR}")
_ASCII_HOST = re.compile(rf"(?:[-0-9A-Za-z{LATIN}]+\.)+")
_DOTS_OF_IDNA = re.compile("[.\u3002\uff0e\uff61]")

_PATH = rf"a-zA-Z0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&\u0400-\u04ff{LATIN}"
_PARENTHESES = rf"\((?:[{_PATH}]++|[{_PATH}]*+\([{_PATH}]++\)[{_PATH}]*+)\)"
_AFTER_HOST = re.compile(
    rf"(?P<port>:[0-9]+)?(?P<path>/(?:[{_PATH}]|{_PARENTHESES})*+)?",
)
_QUERY = re.compile(r"\?[a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*+")
_PATH_NEVER_ENDS_WITH = "!*';:,.$%[]–~@|&"
_QUERY_NEVER_ENDS_WITH = "!?*'@();:+$%[].,~|"
_TCO = re.compile(r"https?://t\.co/([a-z0-9]+)", re.IGNORECASE | re.ASCII)


class _Host(NamedTuple):
    """A host in a run; protocol: where its protocol begins, or None."""

    start: int
    end: int
    protocol: int | None


def links(text: str, *, protocol_required: bool = False) -> tuple[Span, ...]:
    """Return the links of `text`, in order, in code points."""
    if "." not in text or (protocol_required and "://" not in text):
        return ()
    return tuple(span for span in _links(text) if not protocol_required or _has_protocol(text, span.start))


def _has_protocol(text: str, start: int) -> bool:
    return text[start : start + 8].lower().startswith(("http://", "https://"))


@lru_cache(maxsize=8)
def _links(text: str) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end) for start, end in _found(text))


def _found(text: str) -> Iterator[tuple[int, int]]:
    done = 0
    for start, end in _runs(text):
        last = min(end, start + _LONGEST_HOST)
        while done < last:
            host = _host(text, max(start, done), last, done)
            if host is None:
                break
            done, has_path = _end_of_address(text, host.end)
            yield from _links_of(text, host, done, has_path=has_path)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of host characters that hold a dot between two of them."""
    end = 0
    dot = text.find(".", 1)
    while dot >= 0:
        start = dot - 1
        if start < end or not _INNER_DOT.match(text, start):
            dot = text.find(".", dot + 1)
            continue
        while start > end and not _NO_HOST.match(text, start - 1):
            start -= 1
        run = _HOST.match(text, start)
        assert run is not None
        end = run.end()
        yield start, end
        dot = text.find(".", end + 1)


def _host(text: str, start: int, end: int, done: int) -> _Host | None:
    """Return the first host of a run. `done`: what an earlier link took; a host needs one free character before it."""
    if text.find(".", start + 1, end) < 0:
        return None
    reach = list(_reachable(text, start, end))
    if not reach:
        return None
    protocol = _protocol_before(text, start, done)
    ends = [stop for first, stop, dot in reach if first <= start < dot] if protocol is not None else []
    if ends and text[start] not in "-_":
        return _Host(start, ends[-1], protocol)
    return _bare_host(text, reach, done)


def _protocol_before(text: str, host: int, done: int) -> int | None:
    """Return where the "http://" or "https://" that leads to `host` begins, after a free character."""
    if not text.startswith("://", max(host - 3, 0)):
        return None
    for begin in (host - 8, host - 7):
        if (begin > done or begin == 0) and (match := _PROTOCOL.match(text, begin)) and match.end() == host:
            return begin
    return None


def _bare_host(text: str, reach: list[tuple[int, int, int]], done: int) -> _Host | None:
    starts = [place for first, _, dot in reach if (place := _first_start(text, first, dot, done)) is not None]
    if not starts:
        return None
    begin = min(starts)
    return _Host(begin, max(stop for first, stop, dot in reach if first <= begin < dot), None)


def _first_start(text: str, first: int, dot: int, done: int) -> int | None:
    """Return where a host may begin in [first, dot): at the start of the text, or after a free, fitting character.

    At the very start X lets an accented first letter be that character: of "été.fr" it links "té.fr".
    """
    if first == 0 == done and _START.match(text, 0, dot):
        return 1 if _START.match(text, 1, dot) else 0
    found = _START.search(text, max(first, done + 1), dot)
    return found.start() if found else None


def _reachable(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield (leftmost start, end, dot before the ending) for each known ending of the run, left to right.

    Every label must begin and end with a letter, a digit or the like; the one before the ending holds no underscore.
    """
    chain: int | None = None
    label = start
    while (dot := text.find(".", label, end)) >= 0:
        whole = text[label:dot]
        begins = bool(whole) and whole[0] not in "-_"
        if not whole or whole[-1] in "-_":
            chain = None
        else:
            chain = chain if begins and chain is not None else label
            underscore = whole.rfind("_")
            first = label + underscore + 1 if underscore >= 0 else chain
            stop = x_ending_at(text, dot + 1, min(end + 1, len(text)))
            if stop is not None and stop <= end:
                yield first, stop, dot
        label = dot + 1


def _end_of_address(text: str, end: int) -> tuple[int, bool]:
    """Return where the address whose host stops at `end` stops, and whether it has a path."""
    after = _AFTER_HOST.match(text, end)
    assert after is not None
    stop = after.end()
    if after["path"]:
        stop = after.start("path") + len(after["path"].rstrip(_PATH_NEVER_ENDS_WITH))
    query = _QUERY.match(text, stop)
    query_length = len(query[0].rstrip(_QUERY_NEVER_ENDS_WITH)) if query else 0
    return stop + query_length, bool(after["path"])


def _links_of(text: str, host: _Host, end: int, *, has_path: bool) -> Iterator[tuple[int, int]]:
    if not _acceptable(text[host.start : host.end], end - host.start):
        return
    if host.protocol is None:
        if host.start == 0 or text[host.start - 1] not in "-_./":
            yield from _ascii_links(text, host, end if has_path else None)
        return
    short = _TCO.match(text, host.protocol)
    if short is None:
        yield host.protocol, end
    elif len(short[1]) <= _LONGEST_TCO_SLUG:
        query = _QUERY.match(text, short.end())
        yield host.protocol, short.end() + (len(query[0].rstrip(_QUERY_NEVER_ENDS_WITH)) if query else 0)


def _ascii_links(text: str, host: _Host, path_end: int | None) -> Iterator[tuple[int, int]]:
    """Without a protocol, X keeps the Latin names of the host; the last one takes the path."""
    found = []
    place = host.start
    while labels := _ASCII_HOST.search(text, place, host.end):
        dots = [labels.start() + index for index, char in enumerate(labels[0]) if char == "."]
        stops = (x_ending_at(text, dot + 1, host.end) for dot in reversed(dots))
        stop = next((stop for stop in stops if stop is not None), None)
        if stop is not None:
            found.append((labels.start(), stop))
        place = stop or labels.end()
    if found and path_end is not None:
        found[-1] = (found[-1][0], path_end)
    yield from found


def _acceptable(host: str, length: int) -> bool:
    """Tell whether each label fits the 63 bytes of a DNS label once encoded, and the address 4,096 characters."""
    return length + len("https://") <= _LONGEST_HOST and all(
        0 < _encoded_length(label) <= _LONGEST_LABEL for label in host.split(".")
    )


def _encoded_length(label: str) -> int:
    if label.isascii():
        return len(label)
    parts = _DOTS_OF_IDNA.split(label)
    return len(parts) - 1 + sum(len(part) if part.isascii() else 4 + len(part.encode("punycode")) for part in parts)
