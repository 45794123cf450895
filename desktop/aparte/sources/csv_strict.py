"""Records whose quotes are as they should be, read by the csv module: it is fast, and knows one dialect at a time.

What it does not know is written as it does before it reads: separators of several letters, escapes of other kinds.
"""

from __future__ import annotations

import csv
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aparte.sources.csv_shape import Dialect

_STAND_IN = "\ufdd0"
"""Noncharacters of Unicode, never text: what the csv module gets for a separator it does not know, a backslash…"""
_BACKSLASH, _SEPARATOR = "\ufdd1", "\ufdd2"


class SoundQuotes:
    """Reads one record at a time in one dialect, and refuses those with a quote where none should be."""

    def __init__(self, dialect: Dialect) -> None:
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        self._dialect = dialect
        self._single = len(dialect.separator) == 1
        self._escapes = _escapes(dialect)
        self._options: dict[str, Any] = {
            "delimiter": dialect.separator if self._single else _STAND_IN,
            "quotechar": dialect.quote,
            "strict": True,
        }

    def record(self, lines: Iterable[str]) -> list[str] | None:
        """Return the record that `lines` begin with, taking no line more than it needs; None when it is not sound."""
        try:
            return self._restored(next(csv.reader(map(self._prepared, lines), **self._options)))
        except (csv.Error, StopIteration):
            return None

    def _prepared(self, line: str) -> str:
        if self._escapes:
            line = self._escapes.sub(self._known_escape, line)
        return line if self._single or not self._dialect.separator else line.replace(self._dialect.separator, _STAND_IN)

    def _known_escape(self, found: re.Match[str]) -> str:
        if found[1] == self._dialect.quote:
            return self._dialect.quote * 2
        return _SEPARATOR if found[1] == self._dialect.separator else _BACKSLASH

    def _restored(self, row: list[str]) -> list[str]:
        if not self._single:
            row = [cell.replace(_STAND_IN, self._dialect.separator) for cell in row]
        if self._escapes:
            row = [
                cell.replace(_BACKSLASH, self._dialect.escape).replace(_SEPARATOR, self._dialect.separator)
                for cell in row
            ]
        return row


def _escapes(dialect: Dialect) -> re.Pattern[str] | None:
    """Return what finds the escapes of the file. A backslash also stands before itself and before separators."""
    if not dialect.escape:
        return None
    others = [dialect.escape, dialect.separator] if dialect.escape == "\\" else []
    after = "|".join(re.escape(mark) for mark in (dialect.quote, *others) if mark)
    return re.compile(f"{re.escape(dialect.escape)}({after})")
