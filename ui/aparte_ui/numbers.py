"""Every number, size, time and age on screen, written as the language of the screen writes it.

"2 200" and "9 h 12" in French, "2,200" and "9:12" in English: the forms are messages like any other, so a new language
is still one .po file. Spaces inside a number never break. Nothing here computes; it only writes.
"""

from __future__ import annotations

from datetime import date, datetime

from aparte import i18n
from aparte.i18n import N_, _, ngettext, pgettext

MINUS = i18n.MINUS
MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86400
_KILO = 1000
_UNITS = (N_("{n} KB"), N_("{n} MB"), N_("{n} GB"), N_("{n} TB"))
_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def number(value: int) -> str:
    """Write a whole number: "2,200"."""
    return i18n.number(value)


def decimal(value: float, places: int = 1) -> str:
    """Write a number with decimals: "3.2"."""
    whole, _dot, rest = f"{abs(value):.{places}f}".partition(".")
    written = number(int(whole)) + (pgettext("decimal separator", ".") + rest if rest else "")
    return f"{MINUS}{written}" if value < 0 and float(f"{value:.{places}f}") else written


def percent(share: float) -> str:
    """Write a share from 0 to 1 as a percentage: "71%"."""
    return _("{n}%").format(n=number(round(share * 100)))


def between(low: int, high: int) -> str:
    """Write an interval: "7 to 9"."""
    return _("{low} to {high}").format(low=number(low), high=number(high))


def size(count_bytes: int) -> str:
    """Write a number of bytes: "0 bytes", "412 KB", "3.1 GB" (a thousand at a time, as file managers do)."""
    if count_bytes < _KILO:
        return ngettext("{n} byte", "{n} bytes", count_bytes).format(n=number(count_bytes))
    value, unit = count_bytes / _KILO, 0
    while value >= _KILO - 0.5 and unit < len(_UNITS) - 1:
        value, unit = value / _KILO, unit + 1
    short = value < 9.95 or unit >= 2
    return _(_UNITS[unit]).format(n=decimal(value, 1) if short else number(round(value)))


def clock(moment: datetime) -> str:
    """Write the time of day: "9:12". A moment with a zone is shown in the computer's own."""
    local = moment.astimezone() if moment.tzinfo else moment
    return _("{hour}:{minute}").format(hour=local.hour, minute=f"{local.minute:02}")


def day(when: date, today: date | None = None) -> str:
    """Write a date: "14 Jul 2025"; the year is left out when it is `today`'s."""
    return i18n.day(when, with_year=today is None or when.year != today.year)


def weekday(when: date) -> str:
    """Write the name of a day: "Monday"."""
    return _(_WEEKDAYS[when.weekday()])


def duration(seconds: float) -> str:
    """Write how long something took or is old: "3.2 s", "24 min", "2 h", "2 d"."""
    if seconds < MINUTE_S:
        return _("{n} s").format(n=decimal(seconds) if 0 < seconds < 10 and seconds != int(seconds) else int(seconds))
    if seconds < HOUR_S:
        return _("{n} min").format(n=int(seconds // MINUTE_S))
    if seconds < DAY_S:
        return _("{n} h").format(n=int(seconds // HOUR_S))
    return _("{n} d").format(n=number(int(seconds // DAY_S)))


def age(seconds: float) -> str:
    """Write how long ago: "just now", "4 min ago"."""
    if seconds < 1:
        return _("just now")
    return _("{duration} ago").format(duration=duration(int(seconds)))


def quoted(text: str) -> str:
    """Write a person's words between the quotes of the language."""
    return _("“{text}”").format(text=text)
