"""A culture check as data: what it is called, whom it concerns, how loud it is, and on whose word.

One file `resources/culture/<id>.toml` a check. This module reads them and turns what a condition found into a
`Finding`. It refuses a check without source or date, and never decides whether one fires: that is `conditions`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from aparte import paths
from aparte.nouns import Finding, Span
from aparte.records import read, record

if TYPE_CHECKING:
    from aparte.nouns import Severity

Owner = Literal["fit", "sensitivity"]
Loudness = Literal["info", "warn", "stop-and-confirm"]

_SEVERITY: Mapping[Loudness, tuple[Severity, bool]] = {
    "info": ("advice", False),
    "warn": ("warning", False),
    "stop-and-confirm": ("warning", True),
}


@record
class Check:
    """One culture check.

    id: the finding's code. owner: who reports it. condition: a name of `conditions.CONDITIONS`; params: what it needs.
    level: how loud, unless `levels` names the platform. languages, platforms, regions, locales: whom it concerns; empty
    means everyone (a draft without locale is of every locale). category: a `Category`.
    source, as_of: on whose word, and the day that word was true.
    """

    id: str
    owner: Owner
    level: Loudness
    condition: str
    source: str
    as_of: date
    confidence: Literal["A", "B", "C"]
    category: str | None = None
    languages: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    levels: Mapping[str, Loudness] = field(default_factory=dict)
    params: Mapping[str, Any] = field(default_factory=dict)


class Found(NamedTuple):
    """What a condition saw. start, end: code points, end excluded. message: another sentence than the check's own."""

    start: int
    end: int
    fix: str | None = None
    message: str | None = None
    params: Mapping[str, object] = {}
    level: Loudness | None = None


@lru_cache(maxsize=1)
def checks() -> Mapping[str, Check]:
    """Return every check by id, in alphabetical order: each file of resources/culture.

    Raises Trouble("data.bad" or "data.unknown_key") naming the file that is not a check.
    """
    files = sorted(paths.resources("culture").glob("*.toml"))
    return {path.stem: read(Check, tomllib.loads(path.read_text(encoding="utf-8")), origin=path) for path in files}


def finding(check: Check, found: Found, platform: str | None) -> Finding:
    """Return the finding of `check` for `found`, as loud as the check is on `platform`."""
    level = found.level or check.levels.get(platform or "", check.level)
    severity, confirm = _SEVERITY[level]
    as_of = check.as_of.isoformat()
    return Finding(
        code=check.id,
        severity=severity,
        scorer=check.owner,
        span=Span(start=found.start, end=found.end),
        message=found.message,
        params={**found.params, "source": check.source, "as_of": as_of},
        confirm=confirm,
        fix=found.fix,
        category=check.category,
        source=check.source,
        as_of=as_of,
    )
