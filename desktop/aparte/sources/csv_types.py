"""What a cell looks like: a number, a date, an address, plain words, or nothing in particular."""

from __future__ import annotations

import re

_NUMBER = r"[+-]?[\d.,\s'  ]*\d\s?[%€$£]?|[€$£]\s?[\d.,]+"
_DATE = (
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]+[\d:.,hH]+\s?(?:[AaPp][Mm]|Z|UTC|[+-]\d\d:?\d\d)?)?"
    r"|\d{1,2}-[A-Za-z]{3}-\d{2,4}(?: [\d:]+(?:[AaPp][Mm])?)?|\d{1,2}[:h]\d\d(?::\d\d)?"
)
_ADDRESS = r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|@\w+"
_WORDS = r"[^\W_][\w .'’/()&#@!?-]*"
_VALUE = re.compile(rf"\s*(?:{_NUMBER}|{_DATE})\s*")
_KNOWN = re.compile(rf"\s*(?:|{_NUMBER}|{_DATE}|{_ADDRESS}|{_WORDS})\s*")
_LONGEST_KNOWN = 300


def is_value(cell: str) -> bool:
    """Tell whether the cell is a number, a date or a time."""
    return len(cell) < _LONGEST_KNOWN and bool(_VALUE.fullmatch(cell))


def is_known(cell: str) -> bool:
    """Tell whether the cell looks like something a table holds: empty, a value, an address, plain words."""
    return len(cell) < _LONGEST_KNOWN and bool(_KNOWN.fullmatch(cell))
