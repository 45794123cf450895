"""Moments: ISO 8601 outside, microseconds since 1970 in UTC inside, so that two writings of one moment sort as one.

It refuses anything that is not ISO 8601: the many dates of the world's CSV files are read by `sources.csv_dates`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC) - _EPOCH, datetime.max.replace(tzinfo=UTC) - _EPOCH
_BARE_DATE = 10
"""Characters of 2026-11-23."""


class Moment(NamedTuple):
    """A point in time. at: microseconds since 1970, UTC. zoned: the text named its zone (else UTC was assumed)."""

    at: int
    zoned: bool


def read_moment(text: str) -> Moment | None:
    """Read an ISO 8601 date or date and time; a bare date is its first instant. None when it is something else."""
    try:
        moment = datetime.fromisoformat(text)
        return from_datetime(moment)
    except (ValueError, OverflowError):
        return None


def from_datetime(moment: datetime) -> Moment:
    """Return the Moment of a datetime, UTC when it has no zone. Raises OverflowError outside years 1 to 9999."""
    zoned = moment.tzinfo is not None
    since = (moment if zoned else moment.replace(tzinfo=UTC)) - _EPOCH
    if zoned and not _FIRST <= since <= _LAST:
        raise OverflowError("an offset pushes this out of the calendar")
    return Moment(_microseconds(since), zoned)


def written_moment(text: str | None) -> int | None:
    """Return the microseconds of what `iso` wrote; None for None or for anything that is no date."""
    if text is None:
        return None
    try:
        return _microseconds(datetime.fromisoformat(text) - _EPOCH)
    except (ValueError, TypeError):  # not written by `iso`: no zone, or no date
        moment = read_moment(text)
        return moment.at if moment else None


def iso(at: int | None) -> str | None:
    """Write microseconds since 1970 as ISO 8601 in UTC ("2026-01-05T08:00:00Z"); None stays None."""
    if at is None:
        return None
    return (_EPOCH + timedelta(microseconds=at)).isoformat().replace("+00:00", "Z")


def now() -> int:
    """Return the present moment in microseconds since 1970."""
    return (datetime.now(UTC) - _EPOCH) // _MICROSECOND


def first_instant(text: str) -> int | None:
    """Return where "since `text`" begins (inclusive), or None when `text` is not ISO 8601."""
    moment = read_moment(text)
    return moment.at if moment else None


def end_instant(text: str) -> int | None:
    """Return where "until `text`" ends (exclusive): the day after a bare date, else the moment itself."""
    if len(text) == _BARE_DATE:
        try:
            day = datetime.combine(date.fromisoformat(text), time(tzinfo=UTC))
            return from_datetime(day).at + timedelta(days=1) // _MICROSECOND
        except (ValueError, OverflowError):
            return None
    return first_instant(text)


def _microseconds(since: timedelta) -> int:
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
