"""The language of the screen: gettext, switched live. The analysis has its own languages (resources/languages).

Texts pass through `_()` when they are shown, never at import time; `N_()` only marks one for the translators.
"""

from __future__ import annotations

import gettext
import locale
import os
from datetime import date

from aparte import paths

DOMAIN = "aparte"
SOURCE_LANGUAGE = "en"
MINUS = "\N{MINUS SIGN}"

_translations: gettext.NullTranslations = gettext.NullTranslations()
_language = SOURCE_LANGUAGE


def set_language(code: str) -> None:
    """Show everything from now on in `code` ("fr", "en"); an unknown language falls back to English."""
    global _translations, _language  # noqa: PLW0603 - one screen, one language: gettext's own model
    _translations = gettext.translation(DOMAIN, str(paths.resources("locale")), languages=[code], fallback=True)
    known = code == SOURCE_LANGUAGE or type(_translations) is not gettext.NullTranslations
    _language = code if known else SOURCE_LANGUAGE


def language() -> str:
    """Return the code of the language now on screen."""
    return _language


def languages() -> list[str]:
    """Return the codes the screen can speak: English, and each folder of resources/locale."""
    folder = paths.resources("locale")
    try:
        found = {path.parent.parent.name for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    except OSError:
        # A disk that can't list them still lets the work go on, in English.
        found = set()
    return sorted(found | {SOURCE_LANGUAGE})


def preferred() -> str:
    """Return the language to start with: APARTE_LANG, else the system's if we speak it, else English."""
    asked = os.environ.get("APARTE_LANG")
    if not asked:
        asked = (locale.getlocale()[0] or os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2].lower()
    return asked if asked in languages() else SOURCE_LANGUAGE


def _(message: str) -> str:
    """Say `message` in the language of the screen."""
    return _translations.gettext(message)


def pgettext(context: str, message: str) -> str:
    """Say `message` as it is meant in `context` (a word that needs two translations)."""
    return _translations.pgettext(context, message)


def ngettext(one: str, many: str, n: int) -> str:
    """Say `one` or `many`, as the language counts `n`."""
    return _translations.ngettext(one, many, n)


def N_(message: str) -> str:
    """Mark `message` for translation and return it as it is."""
    return message


MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
"""The short names of the months, marked for the translators."""


def number(value: int) -> str:
    """Write a whole number as the language of the screen does: "2,200"."""
    grouped = f"{abs(value):,}".replace(",", pgettext("thousands separator", ","))
    return f"{MINUS}{grouped}" if value < 0 else grouped


def day(when: date, *, with_year: bool = True) -> str:
    """Write a date as the language of the screen does: "14 Jul 2025", or "14 Jul"."""
    # French says "1er", and "2", "3": the first of a month is a word of its own for the translators.
    number = pgettext("first of the month", "1") if when.day == 1 else str(when.day)
    month = _(MONTHS[when.month - 1])
    if not with_year:
        return _("{day} {month}").format(day=number, month=month)
    return _("{day} {month} {year}").format(day=number, month=month, year=when.year)


def day_of(written: str) -> str:
    """Write a date kept as "2025-07-14" or "2025-07" in the language of the screen; anything else stays as it is."""
    try:
        if len(written) == len("2025-07"):
            month = date.fromisoformat(f"{written}-01")
            return _("{month} {year}").format(month=_(MONTHS[month.month - 1]), year=month.year)
        return day(date.fromisoformat(written))
    except ValueError:
        return written
