"""Days to be careful with: mourning, conflict, rights, feasts, ballots. A day is a reminder, never a block.

The days stand in `resources/calendar.toml`: fixed, movable by a rule, or dated one by one. This module computes them
for a year; it refuses to judge a text (that is `conditions.moments`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from aparte import paths
from aparte.platforms import calendars
from aparte.records import read, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Temper = Literal["humour", "selling", "light", "announcement"]

_SAME_REGION = {"GB": "UK"}


@record
class Kind:
    """A kind of day. held: the tempers of a draft that ask for a confirmation on it, the gravest first."""

    held: tuple[Temper, ...]
    advice: str


@record
class Entry:
    """One line of the calendar, placed by one of three: day ("11-13"), rule (a name of `RULES`), on (dates one by one).

    approximate: the rule may miss by a day, or the authority has not decided yet: to confirm every year.
    """

    en: str
    fr: str
    kind: str
    regions: tuple[str, ...]
    day: str | None = None
    rule: str | None = None
    on: tuple[date, ...] = ()
    approximate: bool = False


@record
class Calendar:
    """The whole file. Every entry's kind is one of `kinds`."""

    source: str
    as_of: date
    kinds: Mapping[str, Kind]
    entries: tuple[Entry, ...]
    ballots: tuple[Entry, ...]


@record
class SensitiveDate:
    """A listed day, dated. en, fr: its name in each language. held: the tempers that ask for a confirmation."""

    day: date
    en: str
    fr: str
    kind: str
    regions: tuple[str, ...]
    held: tuple[Temper, ...]
    approximate: bool = False


def sensitive(day: date, regions: Iterable[str]) -> tuple[SensitiveDate, ...]:
    """Return what is listed for `day` in any of `regions` ("FR", "INT"…), the kinds that hold back most first."""
    wanted = {_SAME_REGION.get(region, region) for region in regions}
    listed = [one for one in _year(day.year).get(day, ()) if wanted & set(one.regions)]
    return tuple(sorted(listed, key=lambda one: -len(one.held)))


def ballot(day: date, own: Sequence[object] = ()) -> SensitiveDate | None:
    """Return the French ballot whose eve or day is `day`, or None. own: further ballot days ("2027-06-13")."""
    for when in (day, day + timedelta(days=1)):
        for entry in calendar().ballots:
            if when in entry.on:
                return _dated(entry, when, ())
        if when.isoformat() in {str(one) for one in own}:
            return SensitiveDate(day=when, en="ballot", fr="scrutin", kind="ballot", regions=("FR",), held=())
    return None


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """Return the calendar as it is shipped. Raises Trouble("data.bad") when the file can't be read."""
    path = paths.resources("calendar.toml")
    return read(Calendar, tomllib.loads(path.read_text(encoding="utf-8")), origin=path)


@lru_cache(maxsize=8)
def _year(year: int) -> Mapping[date, tuple[SensitiveDate, ...]]:
    listed: dict[date, tuple[SensitiveDate, ...]] = {}
    kinds = calendar().kinds
    for entry in calendar().entries:
        for day in _days(entry, year):
            listed[day] = (*listed.get(day, ()), _dated(entry, day, kinds[entry.kind].held))
    return listed


def _dated(entry: Entry, day: date, held: tuple[Temper, ...]) -> SensitiveDate:
    return SensitiveDate(
        day=day,
        en=entry.en,
        fr=entry.fr,
        kind=entry.kind,
        regions=entry.regions,
        held=held,
        approximate=entry.approximate,
    )


def _days(entry: Entry, year: int) -> Sequence[date]:
    if entry.day:
        month, day = map(int, entry.day.split("-"))
        return (date(year, month, day),)
    if entry.rule:
        return RULES[entry.rule](year)
    return [day for day in entry.on if day.year == year]


def _around(days: Sequence[date]) -> list[date]:
    """Give each day with its neighbours: the moon decides, at most a day away from the tables."""
    return [day + timedelta(days=shift) for day in days for shift in (-1, 0, 1)]


RULES: Mapping[str, Callable[[int], Sequence[date]]] = {
    "easter": lambda year: (calendars.easter(year),),
    "good-friday": lambda year: (calendars.easter(year) - timedelta(days=2),),
    "ramadan": lambda year: _around(calendars.hijri(year, 9)),
    "eid-al-fitr": lambda year: _around(calendars.hijri(year, 10)),
    "yom-kippur": lambda year: (calendars.yom_kippur(year),),
    "yom-hashoah": lambda year: (calendars.yom_hashoah(year),),
}
"""The rules a movable day may name, each giving the days of a year."""
