"""The headers whose columns a person explained, in the data folder: one line each, for every client.

It refuses to live in a client's space: what a tool calls its columns is nobody's secret, and one answer serves all.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from aparte import paths
from aparte.errors import Trouble
from aparte.records import plain, read
from aparte.sources.mapping import ColumnMap
from aparte.tomltext import toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "tables.toml"
_HEADING = "# What the columns of your tables hold, one header a line. Delete a line and you are asked again.\n"


def remembered(home: Path) -> dict[str, ColumnMap]:
    """Return what was said of each header, by its signature.

    Raises Trouble: "data.bad" (not TOML, or not a mapping), "data.unknown_key", "file.unreadable", "file.not_utf8".
    """
    path = home / FILE
    try:
        found = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Trouble("file.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise Trouble("file.not_utf8", path=str(path), byte=error.start) from error
    except tomllib.TOMLDecodeError as error:
        raise Trouble("data.bad", where=str(path), what=str(error)) from error
    maps = (read(ColumnMap, _table(value, path), origin=path) for value in found.values())
    return {one.key: one for one in maps}


def remember(home: Path, chosen: ColumnMap) -> None:
    """Keep what was said of a header, in place of an earlier answer.

    Raises Trouble as `remembered`, and "file.unwritable".
    """
    _write(home, {**remembered(home), chosen.key: chosen})


def forget(home: Path, key: str) -> None:
    """Forget what was said of the header with this signature. Raises Trouble as `remember`."""
    kept = remembered(home)
    if kept.pop(key, None) is not None:
        _write(home, kept)


def _write(home: Path, maps: Mapping[str, ColumnMap]) -> None:
    values = {
        key: {name: value for name, value in plain(one).items() if value is not None} for key, one in maps.items()
    }
    path = home / FILE
    try:
        paths.private_dir(home)
        paths.write_whole(path, (_HEADING + toml(values)).encode("utf-8", "replace"))
    except OSError as error:
        raise Trouble("file.unwritable", path=str(path), reason=error.strerror or str(error)) from error


def _table(value: object, path: Path) -> dict[str, object]:
    if not isinstance(value, dict):
        raise Trouble("data.bad", where=str(path), what=str(value)[:80])
    return value
