"""Records: what our data is made of, and the one strict way of reading them from outside.

A record is a frozen dataclass. It is checked where data enters (`read`), trusted afterwards. This module refuses to
guess: an unknown key or a wrong type is named, with the file it stands in.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_R = TypeVar("_R")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[_R]) -> type[_R]:
    """Make `cls` a frozen, slotted, keyword-only dataclass."""
    return dataclasses.dataclass(frozen=True, slots=True, kw_only=True)(cls)


def read(kind: type[_R], data: Mapping[str, object], *, origin: str | Path) -> _R:
    """Build a `kind` from plain data (TOML or JSON already parsed).

    `origin` is named in the message: the file the data came from.
    Raises Trouble("data.bad", …) for a missing or unknown key, or a value of the wrong type.
    """
    # msgspec costs 15 ms to import and no window needs it before its first paint.
    import msgspec

    known = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]  # kind is always a @record
    for key in data:
        if key not in known:
            raise Trouble("data.unknown_key", where=str(origin), key=key)
    try:
        return msgspec.convert(data, kind, strict=True)
    except msgspec.ValidationError as error:
        raise Trouble("data.bad", where=str(origin), what=str(error)) from None


def plain(value: object) -> Any:
    """Turn records, tuples and mappings into what JSON holds: dicts, lists, numbers, strings, None."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value
