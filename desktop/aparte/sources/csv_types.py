"""What a cell looks like: a number, a date, an address, plain words, or nothing in particular."""

from __future__ import annotations

import re

_AMOUNT = r"(?:(?:\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d*)?|[.,]\d+)"
_NUMBER = rf"[+−-]?(?:[€$£] ?)?{_AMOUNT}(?:[eE][+-]?\d+)?[ \u00a0\u202f]?[%€$£]?|\({_AMOUNT}\)"
_MONTH = r"[A-Za-zéûÉÛ]{3,9}\.?"
_CLOCK = r"\d{1,2}[:h]\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:[AaPp]\.?[Mm]\.?)?"
_ZONE = r"\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?"
_DATE = (
    rf"\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}(?:[T ]+{_CLOCK}{_ZONE})?"
    rf"|\d{{1,2}}(?:er)?[- ]{_MONTH}[- ]\d{{2,4}}(?:,? {_CLOCK}{_ZONE})?|{_CLOCK}{_ZONE}"
)
_ADDRESS = r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|@\w+"
_WORDS = r"[^\W_][\w .'’/()&#@!?-]*"
_AS_NUMBER = re.compile(rf"\s*(?:{_NUMBER})\s*")
_AS_DATE = re.compile(rf"\s*(?:{_DATE})\s*")
_KNOWN = re.compile(rf"\s*(?:|{_NUMBER}|{_DATE}|{_ADDRESS}|{_WORDS})\s*")
_LONGEST_KNOWN = 300


def kind_of(cell: str) -> str:
    """Return what the cell is: "date" (or a time), "number", or "" for anything else."""
    if len(cell) >= _LONGEST_KNOWN:
        return ""
    if _AS_DATE.fullmatch(cell):
        return "date"
    return "number" if _AS_NUMBER.fullmatch(cell) else ""


def is_value(cell: str) -> bool:
    """Tell whether the cell is a number, a date or a time."""
    return bool(kind_of(cell))


def is_known(cell: str) -> bool:
    """Tell whether the cell looks like something a table holds: empty, a value, an address, plain words."""
    return len(cell) < _LONGEST_KNOWN and bool(_KNOWN.fullmatch(cell))
