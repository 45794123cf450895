"""JSON Lines: one post a line, in the shape `aparte export` writes and CONTRACT.md fixes.

Strict, line by line: a value of the wrong type is refused with its key, never guessed; unknown keys are ignored.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NoReturn

from aparte.sources.base import (
    HEAD_BYTES,
    LONGEST_LINE,
    Found,
    Refused,
    Unreadable,
)
from aparte.sources.csv_encoding import is_binary
from aparte.sources.rows import BadValue, post_from

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from aparte.sources.base import Head

FORMAT = "jsonl"

_BOM = b"\xef\xbb\xbf"
_LINES_TRIED = 20
_SUFFIXES = (".jsonl", ".ndjson")


class JsonLines:
    """The source of JSON Lines files."""

    order = 10
    formats = (FORMAT,)

    def recognise(self, head: Head) -> str | None:
        """Recognise a file one of whose first lines is a JSON object; a file that says it is JSON Lines is believed."""
        named = head.path.suffix.lower() in _SUFFIXES and not is_binary(head.data)
        return FORMAT if named or _has_object(head.data, whole=head.whole) else None

    def read(self, file: BinaryIO, form: str, as_kind: str | None) -> Iterator[Found | Refused]:
        """Read the lines of the file; blank ones are passed over in silence.

        Raises Unreadable("no_object") when the file begins with lines none of which is a JSON object.
        """
        data = file.read(HEAD_BYTES)
        file.seek(0)
        if data.strip() and not _has_object(data, whole=len(data) < HEAD_BYTES):
            raise Unreadable("no_object")
        return _items(file, as_kind)


SOURCE = JsonLines()


def _items(file: BinaryIO, as_kind: str | None) -> Iterator[Found | Refused]:
    for number, line in _lines(file):
        if line is None:
            yield Refused(str(number), "line_too_long", {"most": LONGEST_LINE})
        elif line.strip():
            yield _item(str(number), line, as_kind)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Give the numbered lines, ended by a line feed only; None for a line that is too long to be held."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield number, line.removeprefix(_BOM) if number == 1 else line
            continue
        yield number, None
        while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
            pass


def _has_object(data: bytes, *, whole: bool) -> bool:
    """Tell whether one of the first lines is a JSON object; a line longer than what was read is judged by its start."""
    lines = data.removeprefix(_BOM).split(b"\n")
    if not whole:
        cut = lines.pop()
        if not lines:
            return cut.startswith(b'{"')
    return any(map(_is_object, [line for line in lines if line.strip()][:_LINES_TRIED]))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _item(where: str, line: bytes, as_kind: str | None) -> Found | Refused:
    try:
        row = json.loads(line.decode("utf-8", "surrogatepass"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        return Refused(where, "not_utf8", {"byte": error.start})
    except (ValueError, RecursionError) as error:
        return Refused(where, "bad_json", {"place": getattr(error, "pos", 0) + 1})
    if not isinstance(row, dict):
        return Refused(where, "bad_json", {"place": 1})
    try:
        return post_from(where, row, as_kind)
    except BadValue as bad:
        return Refused(where, bad.code, bad.params)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
