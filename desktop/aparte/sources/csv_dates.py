"""The dates of the world's CSV files: ISO, day or month first, month names in French and English, 1970 seconds.

Whether 05/01 is January or May is decided once for the whole file: one 13/01 proves it for every row. When nothing
proves it, the order that keeps the file's dates closest together is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Literal, NamedTuple

from aparte.archive.times import Moment, from_datetime, read_moment
from aparte.archive.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

Order = Literal["day", "month"]

_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?[ -]+([a-z]{3,9})\.?,?[ -]+(\d{4})(?!\d)")
_NAME_FIRST = re.compile(r"\b([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,?(?: +\d{1,2}:.*)? +(\d{4})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?:[:h](\d{2})(?:[:](\d{2})(?:[.,](\d{1,6})\d*)?)?)? ?([ap])\.?m\b|"
                    r"(?<!\d)(\d{1,2})[:h](\d{2})(?:[:](\d{2})(?:[.,](\d{1,6})\d*)?)?(?!\d)")  # fmt: skip
_OFFSET = re.compile(r"\d\s?(?:([+-])(\d{2}):?(\d{2})|(z|utc|gmt))(?![\w:])")
_EPOCH = re.compile(r"^(\d{10})(?:\.\d+)?$|^(\d{13})$")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan janv january janvier",
            "feb fev fevr february fevrier",
            "mar mars march",
            "apr avr april avril",
            "may mai",
            "jun juin june",
            "jul juil july juillet",
            "aug aout august",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec december decembre",
        ),
        1,
    )
    for name in names.split()
}
_TRIED = 2_000
"""Ambiguous dates compared when no date of the file proves the order."""


class Decision(NamedTuple):
    """Which comes first in 05/01/2026, for the whole file; proved: at least one date allows nothing else."""

    order: Order
    proved: bool


def decide(values: Iterable[str]) -> Decision:
    """Decide the order for all the dates of a column."""
    votes: Counter[Order] = Counter()
    unsure: list[str] = []
    for value in values:
        found = _NUMBERS.search(value)
        if not found:
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second:
            votes["day"] += 1
        elif second > 12 >= first:
            votes["month"] += 1
        elif first != second and len(unsure) < _TRIED:
            unsure.append(value)
    if votes:
        return Decision(votes.most_common(1)[0][0], proved=True)
    if not unsure:
        return Decision("day", proved=True)
    return Decision("month" if _spread(unsure, "month") < _spread(unsure, "day") else "day", proved=False)


def read_date(text: str, order: Order) -> Moment | None:
    """Read a date, with its time when it has one; None when it is something else.

    A date that `order` makes impossible (13th month) is read the other way round.
    """
    text = text.strip()
    moment = read_moment(text)
    if moment is not None and not text.isdigit():
        return moment
    epoch = _EPOCH.match(text)
    if epoch:
        return Moment(int(epoch[1]) * 1_000_000 if epoch[1] else int(epoch[2]) * 1_000, zoned=True)
    said = folded(text)
    day = _day(said, order)
    if day is None:
        return None
    year, month, number, rest = day
    try:
        return from_datetime(datetime(year, month, number, *_clock(rest), tzinfo=_zone(rest)))
    except (ValueError, OverflowError):
        return None


def _spread(values: list[str], order: Order) -> int:
    moments = [moment.at for value in values if (moment := read_date(value, order))]
    return max(moments) - min(moments) if moments else 0


def _day(said: str, order: Order) -> tuple[int, int, int, str] | None:
    """Return year, month, day, and the text without them."""
    if found := _YEAR_FIRST.search(said):
        return int(found[1]), int(found[2]), int(found[3]), _without(said, found)
    if found := _NUMBERS.search(said):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        day, month = (first, second) if order == "day" else (second, first)
        if month > 12:
            day, month = month, day
        return (year + 2000 if year < 100 else year), month, day, _without(said, found)
    if found := re.search(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)", said):
        return int(found[1]), int(found[2]), int(found[3]), _without(said, found)
    if (found := _NAMED.search(said)) and found[2] in _MONTHS:
        return int(found[3]), _MONTHS[found[2]], int(found[1]), _without(said, found)
    for found in _NAME_FIRST.finditer(said.replace(",", "")):
        if found[1] in _MONTHS:
            return int(found[3]), _MONTHS[found[1]], int(found[2]), said
    return None


def _without(said: str, found: re.Match[str]) -> str:
    return f"{said[: found.start()]} {said[found.end() :]}"


def _clock(rest: str) -> tuple[int, int, int, int]:
    found = _CLOCK.search(rest)
    if not found:
        return 0, 0, 0, 0
    hour, minute, second, fraction = found.group(1, 2, 3, 4) if found[5] else found.group(6, 7, 8, 9)
    hours = int(hour)
    if found[5]:
        hours = hours % 12 + (12 if found[5] == "p" else 0)
    return hours, int(minute or 0), int(second or 0), int((fraction or "0").ljust(6, "0"))


def _zone(rest: str) -> timezone | None:
    found = _OFFSET.search(rest)
    if not found:
        return None
    if found[4]:
        return UTC
    minutes = int(found[2]) * 60 + int(found[3])
    return timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes))
