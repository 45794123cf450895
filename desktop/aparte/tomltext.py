"""Plain values as TOML text: the standard library reads TOML and does not write it.

One line a key, tables inline: what `tomllib` reads, this writes back with the same meaning. It refuses None and
anything else that TOML has no form for.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date, datetime, time


def toml(values: Mapping[str, object]) -> str:
    """Return `values` as a TOML document, to be encoded as UTF-8. Raises TypeError for a value TOML can't hold."""
    return "".join(f"{_text(key)} = {_value(value)}\n" for key, value in values.items())


def _value(value: object) -> str:
    match value:
        case str():
            return _text(value)
        case bool() | int():
            return json.dumps(value)
        case float():
            return repr(value) if math.isfinite(value) else str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case Mapping():
            return "{ " + ", ".join(f"{_text(str(key))} = {_value(item)}" for key, item in value.items()) + " }"
        case list() | tuple():
            return "[" + ", ".join(map(_value, value)) + "]"
    raise TypeError(f"TOML can't hold a {type(value).__name__}")


def _text(value: str) -> str:
    """Write a string as JSON does; TOML wants DEL escaped too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
