"""The chain of the copy log: each line carries its number, the hash of the line before it, and its own.

Pure: bytes in, bytes or findings out. A hash covers the exact bytes of its line, so a changed space is found like a
changed word. The hash is plain SHA-256, on purpose: anyone may check a log without a secret, and someone who rewrites
the log *and* the head kept in drafts.db is not found here (the head printed on what was sent to a client finds them).
Only the fingerprint of the copied text is keyed (HMAC), because a short text could be guessed from a plain one.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from aparte.drafts.log_head import GENESIS, LogHead
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SEAL = re.compile(rb'(?P<body>\{.*),"hash":"(?P<hash>[0-9a-f]{64})"\}', re.DOTALL)


@record
class Link:
    """One line that keeps its own promise: its bytes give its hash."""

    number: int
    prev: str
    hash: str
    content: Mapping[str, object]


@record
class LogProblem:
    """One thing that is wrong with a log. line: 1 for the first line of the file. code and params: for `messages`."""

    code: str
    line: int
    params: Mapping[str, object]


@record
class Examined:
    """What the chain says of a file: its sound lines, what is wrong, and what a crash left behind.

    unfinished: bytes of a line whose writing was cut by a crash (a prefix of the announced line).
    late: the last line is whole and announced, and a crash came before it was confirmed.
    """

    links: tuple[Link, ...]
    problems: tuple[LogProblem, ...]
    unfinished: bytes = b""
    late: bool = False


def seal(content: Mapping[str, object], after: LogHead) -> tuple[bytes, LogHead]:
    """Return the line that holds `content` after `after`, its newline included, and the head once it is written."""
    number = after.lines + 1
    body = _dump({"n": number, **content, "prev": after.head})[:-1]
    digest = _digest(body)
    return body + f',"hash":"{digest}"}}\n'.encode(), LogHead(lines=number, head=digest)


def examine(raw: bytes, head: LogHead) -> Examined:
    """Compare a whole file with the head kept apart from it: any line changed, added, removed, moved or cut off."""
    *lines, rest = raw.split(b"\n")
    problems: list[LogProblem] = []
    links = tuple(_links(lines, problems))
    unfinished = is_unfinished(rest, head)
    if rest and not unfinished:
        problems.append(_problem("log.added", len(lines) + 1))
    late = _is_late(lines, links, head)
    confirmed = len(lines) - late
    if confirmed < head.lines:
        problems.append(_problem("log.cut", len(lines) + 1, missing=head.lines - confirmed, expected=head.lines))
    elif confirmed > head.lines:
        problems.append(_problem("log.added", head.lines + 1))
    elif head.lines and not problems and links[head.lines - 1].hash != head.head:
        problems.append(_problem("log.other_head", head.lines))
    return Examined(
        links=links, problems=tuple(problems), unfinished=rest if unfinished else b"", late=late and not problems
    )


def is_unfinished(rest: bytes, head: LogHead) -> bool:
    """Only the announced line can have been cut by a crash; a power cut may leave zeros where its end should be."""
    return bool(rest) and head.announced is not None and head.announced.startswith(rest.rstrip(b"\0"))


def head_of(line: bytes) -> LogHead:
    """Return the head once `line`, sealed by `seal`, is the last one."""
    link = _link(line.rstrip(b"\n"))
    assert link is not None, "only a line that was sealed here is announced"
    return LogHead(lines=link.number, head=link.hash)


def _links(lines: Sequence[bytes], problems: list[LogProblem]) -> Iterator[Link]:
    """Give the sound links in the order of the file; what breaks the chain goes to `problems`."""
    expected, prev = 1, GENESIS
    for at, line in enumerate(lines, start=1):
        link = _link(line)
        if link is None:
            problems.append(_problem("log.changed", at))
            # The line can't be believed: the next one is compared with its own word for what came before.
            expected, prev = expected + 1, ""
            continue
        if link.number != expected:
            code = "log.missing" if link.number > expected else "log.out_of_place"
            problems.append(_problem(code, at, number=link.number, expected=expected))
        elif prev and link.prev != prev:
            problems.append(_problem("log.broken_link", at))
        expected, prev = link.number + 1, link.hash
        yield link


def _link(line: bytes) -> Link | None:
    sealed = _SEAL.fullmatch(line)
    if sealed is None or _digest(sealed["body"]) != sealed["hash"].decode():
        return None
    try:
        content = json.loads(line)
        return Link(number=int(content["n"]), prev=str(content["prev"]), hash=content["hash"], content=content)
    except (ValueError, KeyError, TypeError):
        return None


def _is_late(lines: Sequence[bytes], links: Sequence[Link], head: LogHead) -> bool:
    """Whether the last line is the announced one, written whole, before the crash that kept it from being confirmed."""
    if head.announced is None or not lines or not links:
        return False
    return lines[-1] + b"\n" == head.announced and links[-1].number == head.lines + 1


def _problem(code: str, line: int, **params: object) -> LogProblem:
    return LogProblem(code=code, line=line, params={"line": line, **params})


def _dump(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
