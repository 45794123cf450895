"""When a copied comment says it was written: "3h", "il y a 2 jours", "hier à 18:42", "Jan 20, 2026".

A moment is worked out from the time of pasting, so it is as exact as what was copied and no more: "3 h" is somewhere
within that hour. Months count 30 days and years 365, as the networks count them. It refuses a line that says more than
a time.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

_SECONDS = {
    1: "s sec secs second seconds seconde secondes",
    60: "m min mins min. minute minutes",
    3_600: "h hr hrs h. hour hours heure heures",
    86_400: "d day days j j. jour jours",
    7 * 86_400: "w wk wks week weeks sem sem. semaine semaines",
    30 * 86_400: "mo mos mo. month months mois",
    365 * 86_400: "y yr yrs year years an ans",
}
_UNITS = {name: seconds for seconds, names in _SECONDS.items() for name in names.split()}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janv janvier",
            "feb february févr fév février fevrier",
            "mar march mars",
            "apr april avr avril",
            "may mai",
            "jun june juin",
            "jul july juil juillet",
            "aug august août aout",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec december déc décembre decembre",
        ),
        1,
    )
    for name in names.split()
}
_DAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday lundi",
            "tuesday mardi",
            "wednesday mercredi",
            "thursday jeudi",
            "friday vendredi",
            "saturday samedi",
            "sunday dimanche",
        )
    )
    for name in names.split()
}


def _any(words: dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _clock(which: str) -> str:
    return rf"(?P<hour{which}>\d{{1,2}})\s?[:h]\s?(?P<minute{which}>\d{{2}})\s?(?P<half{which}>am|pm|a\.m\.|p\.m\.)?"


def _at_clock(which: str) -> str:
    return rf"(?:,?\s+(?:at\s|à\s)?\s*{_clock(which)})?"


# "3 hrépondre": the words around a time are often copied without a space, so no boundary is asked for behind a unit.
_UNIT = _any(_UNITS).replace("|hr|", "|hr(?!é)|")
_DATE = (
    rf"(?:{_clock('_b')}\s?·\s?)?(?:"
    rf"(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{_any(_MONTHS)})\.?(?:,?\s+(?P<year>\d{{4}}))?"
    rf"|(?P<month_en>{_any(_MONTHS)})\.?\s+(?P<day_en>\d{{1,2}})(?:,?\s+(?P<year_en>\d{{4}}))?){_at_clock('')}"
)
_AGO = (
    r"(?P<past>il y a\s+(?:environ\s+)?)?(?P<count>\d{1,3}|(?:une?|an?)(?=\s))\s?"
    rf"(?P<unit>{_UNIT})(?P<ago>\s+ago)?"
)
# The calendar first: "20 j" begins "20 janvier".
_TIME = re.compile(
    "|".join(
        (
            _DATE,
            _AGO,
            r"(?P<now>just now|now|à l'instant|maintenant|il y a quelques secondes|a few seconds ago)",
            rf"(?P<yesterday>yesterday|hier){_at_clock('_y')}",
            rf"(?P<weekday>{_any(_DAYS)}),?\s+(?:at|à)\s+{_clock('_w')}",
            r"(?:(?P<year_n>20\d\d)-)?(?P<month_n>\d{1,2})-(?P<day_n>\d{1,2})",
        )
    )
)


OLDEST_YEAR = 2000
"""No comment of these networks is older: "999 years ago" is somebody's joke."""


class When(NamedTuple):
    """A time found at the beginning of a line. end: where it stops; at: the moment, in the zone of `now`."""

    end: int
    at: datetime


def read_when(folded: str, start: int, now: datetime) -> When | None:
    """Return the time that stands at `start` of a line in lower case with plain apostrophes and spaces, or None."""
    found = _TIME.match(folded, start)
    if found is None:
        return None
    try:
        at = _moment(found, now)
    except (ValueError, OverflowError):
        return None
    return None if at is None or at.year < OLDEST_YEAR or at > now + timedelta(days=1) else When(found.end(), at)


def _moment(found: re.Match[str], now: datetime) -> datetime | None:
    part = found.groupdict()
    if part["unit"]:
        if not part["count"].isdigit():
            return now - timedelta(seconds=_UNITS[part["unit"]]) if part["past"] or part["ago"] else None
        return now - timedelta(seconds=int(part["count"]) * _UNITS[part["unit"]])
    if part["now"]:
        return now
    if part["yesterday"]:
        return _at(part, "_y", now - timedelta(days=1))
    if part["weekday"]:
        back = (now.weekday() - _DAYS[part["weekday"]]) % 7
        return _at(part, "_w", now - timedelta(days=back or 7))
    return _dated(part, now)


def _dated(part: dict[str, str | None], now: datetime) -> datetime | None:
    """Read a day of the calendar; without a year it is the last one that is past."""
    day, year = part["day"] or part["day_en"] or part["day_n"], part["year"] or part["year_en"] or part["year_n"]
    named = part["month"] or part["month_en"]
    month = _MONTHS[named] if named else int(part["month_n"] or 0)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0, day=1)
    at = midnight.replace(year=int(year) if year else now.year, month=month, day=int(day or 0))
    if year is None and at > now:
        at = at.replace(year=at.year - 1)
    return _at(part, "_b" if part["hour_b"] else "", at)


def _at(part: dict[str, str | None], which: str, day: datetime) -> datetime:
    hour, minute, half = (part[f"{name}{which}"] for name in ("hour", "minute", "half"))
    if hour is None:
        return day.replace(hour=0, minute=0, second=0, microsecond=0)
    hours = int(hour) % 12 + (12 if half.startswith("p") else 0) if half else int(hour)
    return day.replace(hour=hours, minute=int(minute or 0), second=0, microsecond=0)
