"""The arithmetic of days that move: Easter, the Hebrew year, the Hijri year.

Sources: Meeus/Jones/Butcher for Easter; Dershowitz and Reingold, Calendrical Calculations, for the other two. The
Hijri year here is the tabular one: the moon that is really seen may shift it by a day, and the calendar says so.
"""

from __future__ import annotations

from datetime import date, timedelta

_HEBREW_EPOCH = -1_373_427
"""Proleptic Gregorian ordinal of the day before 1 Tishri of the year 1."""
_HIJRI_EPOCH = 227_015
"""Ordinal of 1 Muharram of the year 1, civil reckoning (16 July 622, Julian)."""
_MONDAY, _FRIDAY, _SUNDAY = 0, 4, 6
_NISAN_27_BEFORE_TISHRI = 151
"""Days from 27 Nisan to the next 1 Tishri: Nisan to Elul never change length."""


def easter(year: int) -> date:
    """Return Easter Sunday, Gregorian calendar."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    left = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * left) // 451
    month, day = divmod(h + left - 7 * m + 114, 31)
    return date(year, month, day + 1)


def yom_kippur(year: int) -> date:
    """Return Yom Kippur (10 Tishri) of a Gregorian year; it starts the evening before."""
    return _tishri_1(year) + timedelta(days=9)


def yom_hashoah(year: int) -> date:
    """Return Yom HaShoah: 27 Nisan, moved to Thursday from a Friday and to Monday from a Sunday (law of 1959, 1997)."""
    day = _tishri_1(year) - timedelta(days=_NISAN_27_BEFORE_TISHRI)
    if day.weekday() == _FRIDAY:
        return day - timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == _SUNDAY else day


def _tishri_1(year: int) -> date:
    """Return the Hebrew new year that falls in a Gregorian year."""
    return date.fromordinal(_HEBREW_EPOCH + _elapsed_days(year + 3761))


def _elapsed_days(hebrew_year: int) -> int:
    """Count the days from the epoch to 1 Tishri, postponements included."""
    months = (235 * hebrew_year - 234) // 19
    parts = 12_084 + 13_753 * months
    day = 29 * months + parts // 25_920
    if 3 * (day + 1) % 7 < 3:
        day += 1
    return day + _correction(hebrew_year, day)


def _correction(hebrew_year: int, day: int) -> int:
    before, after = _molad_day(hebrew_year - 1), _molad_day(hebrew_year + 1)
    if after - day == 356:
        return 2
    return 1 if day - before == 382 else 0


def _molad_day(hebrew_year: int) -> int:
    months = (235 * hebrew_year - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def hijri(year: int, month: int) -> tuple[date, ...]:
    """Return the first day of a Hijri month as often as it falls in a Gregorian year: once, or twice about every 33."""
    about = (year - 622) * 33 // 32
    firsts = (_hijri_first(hijri_year, month) for hijri_year in range(about - 1, about + 4))
    return tuple(day for day in firsts if day.year == year)


def _hijri_first(hijri_year: int, month: int) -> date:
    days = 29 * (month - 1) + month // 2 + (hijri_year - 1) * 354 + (3 + 11 * hijri_year) // 30
    return date.fromordinal(_HIJRI_EPOCH + days)
