"""brand.toml: who a space works for, in a file its owner can read and correct.

tomllib reads and does not write; this writes the few shapes a `Brand` holds, and refuses the others.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from aparte import paths
from aparte.errors import Trouble
from aparte.nouns import Brand
from aparte.records import plain, read

if TYPE_CHECKING:
    from pathlib import Path

_HEADING = "# Who this space works for. Written by Aparté; you may correct it.\n"


def read_brand(path: Path) -> Brand:
    """Read a brand. Raises Trouble: no file, not TOML (naming the line), an unknown key or a wrong value."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Trouble("space.no_brand", path=path) from None
    except OSError as error:
        raise Trouble("file.unreadable", path=path, reason=error.strerror) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Trouble("space.bad_brand", path=path, reason=error) from None
    return read(Brand, data, origin=path)


def write_brand(path: Path, brand: Brand) -> None:
    """Write a brand so that a crash leaves the old file or the new one."""
    fields = {key: value for key, value in plain(brand).items() if value is not None}
    lines = [f"{key} = {_toml(value)}\n" for key, value in fields.items()]
    paths.write_whole(path, (_HEADING + "".join(lines)).encode("utf-8", "replace"))


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_text(str(key))} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (bool, int, float)):
        return json.dumps(value)
    raise TypeError(f"a brand can't hold a {type(value).__name__}")


def _text(value: str) -> str:
    """Write a TOML string: JSON's, but DEL must be escaped, and lone surrogates can't be written at all."""
    safe = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in value)
    return json.dumps(safe, ensure_ascii=False).replace("\x7f", "\\u007f")
