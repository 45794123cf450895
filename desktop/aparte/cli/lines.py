"""JSON Lines, read strictly: one object a line, the first line that can't be used ends the run, by its number.

Shared by every command with --jsonl. Lines end at a line feed only; a lone surrogate is read as U+FFFD, so that offsets
stay; what an earlier line gave is already written when a later one is refused.
"""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, NoReturn

from aparte.errors import Trouble
from aparte.i18n import _
from aparte.text.surrogates import without_lone_surrogates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import msgspec

Identifier = str | int | Decimal
"""What names a text in the input. Numbers keep their digits: a network's ids are longer than a float can hold."""
STANDARD_INPUT = "-"
_BOM = b"\xef\xbb\xbf"
_SHOWN = 40
_LONGEST_INT = 18
"""Digits that surely fit 64 bits; longer ones are kept as they are written."""


class Line(NamedTuple):
    """One object of the input. id: as it came, or the number of the line; data: every key, ours or not."""

    where: str
    number: int
    id: Identifier
    text: str
    data: Mapping[str, object]

    def choice(self, key: str, allowed: Collection[str], default: str) -> str:
        """Return data[key], one of `allowed`, or `default` when it is missing. Raises Trouble naming the line."""
        value = self.data.get(key)
        if value is None:
            return default
        if not isinstance(value, str) or value not in allowed:
            raise self.refuse(key, value, _("Choose among: {names}.").format(names=", ".join(allowed)))
        return value

    def string(self, key: str) -> str | None:
        """Return data[key] when it is there, without lone surrogates. Raises Trouble naming the line."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, str):
            raise self.refuse(key, value, _("Write a string."))
        return value if value is None else without_lone_surrogates(value)

    def names(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return data[key], one name or a list of names, or `default`. Raises Trouble naming the line."""
        value = self.data.get(key)
        if value is None:
            return default
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise self.refuse(key, value, _("Write one name, or a list of names."))
        return tuple(names)

    def refuse(self, key: str, value: object, hint: str) -> Trouble:
        """Return the Trouble that names this line, the key and what can't be used."""
        shown = json.dumps(value, ensure_ascii=True, default=str)
        shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
        return Trouble("json.bad_value", where=self.where, line=self.number, key=key, value=shown, hint=hint)


def read_lines(path: str) -> Iterator[Line]:
    """Yield the lines of a file, or of standard input for "-", as they come.

    Raises Trouble: the file can't be read, a line is not a JSON object, `text` is not a string, `id` neither string nor
    number.
    """
    with _opened(path) as stream:
        number = 0
        while raw := _next_line(stream, path):
            number += 1
            yield _line(path, number, raw.removeprefix(_BOM) if number == 1 else raw)


def json_line(document: object) -> str:
    """Return one JSON document as a line: no NaN, no Infinity, decimals with the digits they came with."""
    return _encoder().encode(document).decode() + "\n"


def write_line(document: object) -> None:
    """Write one JSON document on a line of its own, at once."""
    sys.stdout.write(json_line(document))
    sys.stdout.flush()


@lru_cache(maxsize=1)
def _encoder() -> msgspec.json.Encoder:
    import msgspec

    return msgspec.json.Encoder(decimal_format="number")


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 - opened here for its errors, closed by the "with" below
    except FileNotFoundError:
        raise Trouble("file.missing", path=path) from None
    except (OSError, ValueError) as error:
        raise Trouble("file.unreadable", path=path, reason=getattr(error, "strerror", None) or error) from None
    with stream:
        yield stream


def _next_line(stream: BinaryIO, path: str) -> bytes:
    try:
        return stream.readline()
    except OSError as error:
        raise Trouble("file.unreadable", path=path, reason=error.strerror or error) from None


def _line(where: str, number: int, raw: bytes) -> Line:
    data = _object(where, number, raw)
    text = data.get("text")
    if not isinstance(text, str):
        raise Trouble("json.no_text", where=where, line=number)
    identifier = data.get("id")
    line = Line(where, number, number, without_lone_surrogates(text), data)
    if identifier is None:
        return line
    if isinstance(identifier, bool) or not isinstance(identifier, (str, int, Decimal)):
        raise line.refuse("id", identifier, _("Write a string or a number."))
    return line._replace(id=without_lone_surrogates(identifier) if isinstance(identifier, str) else identifier)


def _object(where: str, number: int, raw: bytes) -> dict[str, object]:
    try:
        # "surrogatepass": a lone surrogate is one character wherever it stands, escaped or not.
        data = json.loads(
            raw.decode("utf-8", "surrogatepass"), parse_constant=_no_constant, parse_float=_exact, parse_int=_whole
        )
    except UnicodeDecodeError as error:
        raise Trouble("json.bad_line", where=where, line=number, reason=_not_utf8(error)) from None
    except json.JSONDecodeError as error:
        reason = _("column {column}: {what}").format(column=error.colno, what=error.msg)
        raise Trouble("json.bad_line", where=where, line=number, reason=reason) from None
    except RecursionError:
        raise Trouble("json.bad_line", where=where, line=number, reason=_("it is nested too deeply")) from None
    except ValueError as error:
        raise Trouble("json.bad_line", where=where, line=number, reason=error) from None
    if not isinstance(data, dict):
        raise Trouble("json.bad_line", where=where, line=number, reason=_("it is a value of another kind"))
    return data


def _not_utf8(error: UnicodeDecodeError) -> str:
    return _("byte {byte} is not UTF-8").format(byte=error.start)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(_("{name} is not JSON").format(name=name))


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= _LONGEST_INT else _exact(digits)


def _exact(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except ArithmeticError:
        raise ValueError(_("{name} is too large a number").format(name=digits[:_SHOWN])) from None
