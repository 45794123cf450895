"""The user's choices: a Settings record, and settings.toml in the data folder.

Read before the first paint, so checked by hand: msgspec would cost more than the whole file. Keys it doesn't know, such
as those of a newer Aparté, are kept and written back. It refuses a file it can't read rather than forget choices.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from aparte import paths
from aparte.errors import Trouble
from aparte.records import plain, record
from aparte.tomltext import toml

if TYPE_CHECKING:
    from pathlib import Path

FILE = "settings.toml"
SMALLEST_SCALE, LARGEST_SCALE = 90, 150
"""Percent. Source: design/DESIGN.md, section 3."""
SHORTEST_REST, LONGEST_REST = 1, 1440
"""Minutes without a request after which a model's memory is given back: a model may also stay for the day."""
REMEMBERED_FOR = timedelta(days=30)
"""How long an answer at the gate holds for its rule and its client. Source: design/DESIGN.md, section 4."""
_HEADING = "# The choices made in Aparté. You may correct them while it is closed.\n"


@record
class Override:
    """An answer given once at the gate: `code` may pass for `brand` (its id) until 30 days after `at`."""

    brand: str
    code: str
    reason: str
    at: str


@record
class Settings:
    """Every choice of the user, with its default.

    language: of the screen; "" follows the system. theme: "system" or a name in resources/themes. scale: percent.
    geometry, splitters: the window's own encoded states. last_space: a brand's id. person: who signs copies in the log;
    "" is the name of the session. model: the local model in use, "" for none. model_rest: minutes without a request
    after which its memory is given back. second_opinion: it is asked about irony by itself. unknown: keys of another
    version.
    """

    language: str = ""
    theme: str = "system"
    scale: int = 100
    reduced_motion: bool = False
    spelling: bool = True
    keep_from_clipboard_history: bool = False
    person: str = ""
    model: str = ""
    second_opinion: bool = False
    model_rest: int = 10
    geometry: str = ""
    splitters: Mapping[str, str] = field(default_factory=dict)
    last_space: str = ""
    last_draft: str = ""
    overrides: tuple[Override, ...] = ()
    unknown: Mapping[str, object] = field(default_factory=dict)


def load(home: Path) -> Settings:
    """Read settings.toml of the data folder `home`; without one, every choice has its default.

    Raises Trouble: "settings.bad" (not TOML), "settings.bad_value", "file.unreadable", "file.not_utf8".
    """
    path = home / FILE
    try:
        found = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise Trouble("file.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise Trouble("file.not_utf8", path=str(path), byte=error.start) from error
    except tomllib.TOMLDecodeError as error:
        raise Trouble("settings.bad", path=str(path), **_place(str(error))) from error
    known = {each.name for each in dataclasses.fields(Settings)} - {"unknown"}
    chosen = {key: _checked(key, value, path) for key, value in found.items() if key in known}
    kept = {key: value for key, value in found.items() if key not in known}
    return Settings(**chosen, unknown=kept)  # type: ignore[arg-type]  # each value was checked against its default


def save(home: Path, settings: Settings) -> None:
    """Write settings.toml whole: a crash leaves the old file or the new one.

    Raises Trouble("file.unwritable"): the old file then stands.
    """
    values = {key: value for key, value in plain(settings).items() if key != "unknown"}
    path = home / FILE
    try:
        paths.write_whole(path, (_HEADING + toml({**values, **settings.unknown})).encode("utf-8", "replace"))
    except OSError as error:
        raise Trouble("file.unwritable", path=str(path), reason=error.strerror or str(error)) from error


def remember(settings: Settings, brand: str, code: str, reason: str, now: datetime) -> Settings:
    """Return the settings where `code` may pass for `brand` for 30 days from `now`; what ran out is forgotten."""
    others = [each for each in _valid(settings, now) if (each.brand, each.code) != (brand, code)]
    at = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return replace(settings, overrides=(*others, Override(brand=brand, code=code, reason=reason, at=at)))


def remembered(settings: Settings, brand: str, now: datetime) -> dict[str, str]:
    """Return what may pass for `brand` without being asked again: code -> the reason given then."""
    return {each.code: each.reason for each in _valid(settings, now) if each.brand == brand}


def _valid(settings: Settings, now: datetime) -> list[Override]:
    return [each for each in settings.overrides if timedelta() <= now - _moment(each.at) < REMEMBERED_FOR]


def _moment(text: str) -> datetime:
    """Read a moment; one that was spoilt by hand ran out long ago."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _checked(key: str, value: object, path: Path) -> object:
    default = getattr(Settings(), key)
    if key == "overrides":
        return _overrides(value, path)
    if key == "splitters":
        fits = isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
    else:
        # A bool is an int for Python, not for whoever wrote `scale = true`.
        fits = type(value) is type(default)
    if key == "scale" and fits:
        fits = SMALLEST_SCALE <= int(str(value)) <= LARGEST_SCALE
    if key == "model_rest" and fits:
        fits = SHORTEST_REST <= int(str(value)) <= LONGEST_REST
    if not fits:
        raise Trouble("settings.bad_value", path=str(path), key=key, value=str(value)[:80])
    return value


def _overrides(value: object, path: Path) -> tuple[Override, ...]:
    return tuple(_override(item, path) for item in (value if isinstance(value, list) else [value]))


def _override(item: object, path: Path) -> Override:
    names = {each.name for each in dataclasses.fields(Override)}
    if isinstance(item, dict) and set(item) == names and all(isinstance(part, str) for part in item.values()):
        return Override(**item)
    raise Trouble("settings.bad_value", path=str(path), key="overrides", value=str(item)[:80])


def _place(message: str) -> dict[str, object]:
    """Take the line out of tomllib's "… (at line 3, column 5)"; at the end of the document it names none."""
    reason, _bracket, place = message.rpartition(" (at ")
    line = place.removeprefix("line ").split(",")[0].rstrip(")")
    return {"line": line if line.isdigit() else "?", "reason": reason or message}
