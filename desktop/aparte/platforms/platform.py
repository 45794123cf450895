"""What each platform allows and likes, read from resources/platforms/*.toml, one file at a time and only when needed.

Values are data with a source and a date, so that a stale one can be seen and replaced; a client may override any of
them ("mastodon.limits.chars" = 5000). It refuses to know a rule by its platform: what a rule does is in `rules`.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from aparte import paths
from aparte.errors import Trouble
from aparte.records import read, record
from aparte.text.count import LINK_CHARS

Confidence = Literal["A", "B", "C"]
"""A: the platform's own document or code. B: several dated third parties agree. C: one study, or habit."""
Value = int | str | list[int]


@record
class Limits:
    """How long a text may be: at most `chars`, counted as `counting` (see text.count); a link weighs `link_chars`."""

    chars: int
    counting: str
    unit: str
    source: str
    checked_on: date
    confidence: Confidence
    link_chars: int = LINK_CHARS


@record
class Fold:
    """What is seen before "more": at most `lines` and `chars`; to: the longest figure found, when sources disagree."""

    chars: int
    source: str
    checked_on: date
    confidence: Confidence
    to: int | None = None
    lines: int | None = None
    as_of: str | None = None


@record
class Custom:
    """A rule beside the length: `rule` names its kind in `rules`, `code` what it is called ("instagram.hashtags").

    hard: the platform refuses or cuts the post (an error); else a norm (advice), which a client may switch off.
    as_of: the date of the study or announcement, when it is older than `checked_on`. weight: how much it matters, 0–1.
    """

    rule: str
    code: str
    source: str
    checked_on: date
    confidence: Confidence
    hard: bool = False
    params: Mapping[str, Value] = field(default_factory=dict)
    message: str | None = None
    as_of: str | None = None
    weight: float = 0.5


@record
class Platform:
    """One place to publish. splits: a text too long becomes a thread. register: the address expected ("vous", "tu")."""

    id: str
    name: str
    limits: Limits
    splits: bool = False
    register: str = ""
    fold: Fold | None = None
    customs: tuple[Custom, ...] = ()


def platforms() -> Mapping[str, Platform]:
    """Return every platform of the folder, by id, in the order of their names."""
    return MappingProxyType({name: _load(name) for name in ids()})


def platform(id: str, overrides: Mapping[str, object] = MappingProxyType({})) -> Platform:  # noqa: A002 - the noun's word
    """Return the platform `id` with the client's own values.

    overrides: "<id>.limits.chars", "<id>.fold.chars", "<id>.<code>.<param>" -> value; those of other platforms, unknown
    or of another type are ignored (`unknown_overrides` names them). Raises Trouble("usage.platform").
    """
    if id not in ids():
        raise Trouble("usage.platform", platform=id, known=", ".join(ids()))
    mine = {key: value for key, value in overrides.items() if key.startswith(f"{id}.")}
    return _overridden(_load(id), mine)[0] if mine else _load(id)


def unknown_overrides(overrides: Mapping[str, object]) -> list[str]:
    """Return the keys of `overrides` that change nothing: misspelt, of an unknown platform, or of the wrong type."""
    unknown = [key for key in overrides if key.split(".")[0] not in ids()]
    for name in ids():
        mine = {key: value for key, value in overrides.items() if key.startswith(f"{name}.")}
        unknown += _overridden(_load(name), mine)[1]
    return unknown


@lru_cache(maxsize=1)
def ids() -> tuple[str, ...]:
    """Return the id of each platform file, in alphabetical order, without reading any."""
    return tuple(sorted(path.stem for path in paths.resources("platforms").glob("*.toml")))


@lru_cache(maxsize=32)
def _load(name: str) -> Platform:
    path = paths.resources("platforms", f"{name}.toml")
    return read(Platform, tomllib.loads(path.read_text(encoding="utf-8")), origin=path)


def _overridden(base: Platform, values: Mapping[str, object]) -> tuple[Platform, list[str]]:
    """Return `base` with `values` in place, and the keys that had no place."""
    changed, unknown = base, []
    for key, value in values.items():
        _, part, *names = key.split(".")
        after = _replaced(changed, part, names[0], value) if len(names) == 1 else None
        if after is None:
            unknown.append(key)
        else:
            changed = after
    return changed, unknown


def _replaced(base: Platform, part: str, name: str, value: object) -> Platform | None:
    if part in ("limits", "fold"):
        held = getattr(base, part)
        if held is None or not _same_kind(getattr(held, name, None), value):
            return None
        return dataclasses.replace(base, **{part: dataclasses.replace(held, **{name: value})})
    if not any(custom.code == part and _same_kind(custom.params.get(name), value) for custom in base.customs):
        return None
    customs = tuple(_with_param(custom, name, value) if custom.code == part else custom for custom in base.customs)
    return dataclasses.replace(base, customs=customs)


def _with_param(custom: Custom, name: str, value: object) -> Custom:
    return dataclasses.replace(custom, params={**custom.params, name: value})  # type: ignore[dict-item]  # kind checked


def _same_kind(held: object, value: object) -> bool:
    return held is not None and type(held) is type(value)
