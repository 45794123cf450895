"""How a language writes its facts: the word lists of resources/facts made into patterns.

It refuses to read a language it has no list for: digits, links and handles are then all that is locked.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aparte import paths
from aparte.engine.numerals import Numerals, any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aparte.engine.facts import Kind

    Normal = Callable[[re.Match[str]], str | None]
    Shape = tuple[Kind, re.Pattern[str], Normal]

TAKEN = "\x00"
"""What stands for characters that belong to a fact found before."""
LOOSE = "any "
"""Begins the normal form of what a shorter wording may leave out, and none may add."""
_NUMBER = r"(?:\d{1,3}(?:[ .,']\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)*)"
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_THOUSANDS = {"k": 1_000, "K": 1_000, "M": 1_000_000}
_PERCENT = "(?:pour ?cent|per ?cent)"
_HOUR = r"(?P<h>[01]?\d|2[0-4])"
_MONTH_HINT = {"may", "march"}
"""English months that are also words: they count with a capital and a word of time before, or beside a day."""


class FactWords:
    """The patterns of one language. patterns: kind, expression and normal form, the surest first.

    Where an expression looks around, its group "fact" is the fact itself.
    """

    def __init__(self, language: str) -> None:
        """Read resources/facts/<language>.toml; a language without one has digits only."""
        self.language = language
        path = paths.resources("facts", f"{language}.toml")
        self._table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        self.openers = frozenset(self._table.get("openers", "").split())
        self.given = frozenset(self._table.get("given", "").split())
        self._numerals = Numerals(self._of("numbers"), self._of("numbers_within"))
        self._scale = rf"(?P<k>(?: ?[kKM](?!\w)| (?:{any_of(self._of('scales'))})(?!\w))?)"
        self._rate = rf"(?: ?(?P<rate>{any_of(self._of('rates'))})(?!\w))?"
        self.patterns: tuple[Shape, ...] = tuple(self._shapes())

    def knows(self, word: str) -> bool:
        """Tell whether a dictionary of the language has `word`, in lower case: it is then no name by itself."""
        return not self._table or _speller(self.language).knows(word)

    def _of(self, section: str) -> dict[str, Any]:
        found: dict[str, Any] = self._table.get(section, {})
        return found

    def _shapes(self) -> Iterable[Shape]:
        yield "date", re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)"), lambda m: f"{m[2]}-{m[3]}-{m[1]}"
        yield "date", re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?(?![\d/])"), self._slashed
        yield from self._prices()
        sign = r"(?P<s>[+-])?"
        yield "percent", _compiled(rf"(?<![\w]){sign} ?(?P<n>{_NUMBER}) ?(?:%|{_PERCENT})(?!\w)"), self._percent
        yield "percent", _compiled(rf"(?<!\w)(?P<w>{self._numerals.pattern}) {_PERCENT}(?!\w)"), self._count
        yield from self._hours()
        yield from self._dates()
        yield "number", _compiled(r"(?<!\w)(\d+)(?:ère|er|ème|eme|nde?|re|e|è|st|rd|th)s?(?!\w)"), lambda m: f"{m[1]}th"
        yield from self._listed("number", "ordinals", lambda value: f"{value}th")
        yield from self._numbers()
        yield from self._listed("offer", "offers", str)

    def _prices(self) -> Iterable[Shape]:
        money, scale = self._of("money"), self._scale
        coin = any_of([*_SYMBOLS, *money])
        rate = self._rate
        yield "price", _compiled(r"(?<!\w)(?P<n>\d+)(?P<c>[€$£])(?P<cents>\d\d)(?!\d)" + rate), self._price
        yield "price", _compiled(rf"(?P<c>[€$£¥]) ?(?P<n>{_NUMBER}){scale}(?!\w)" + rate), self._price
        yield "price", _compiled(rf"(?<!\w)(?P<n>{_NUMBER}){scale} ?(?:d'|of )?(?P<c>{coin})(?!\w)" + rate), self._price
        if money:
            written = self._numerals.pattern
            yield (
                "price",
                _compiled(rf"(?<!\w)(?P<w>{written}) (?:d'|of )?(?P<c>{any_of(money)})(?!\w)" + rate),
                self._price,
            )

    def _numbers(self) -> Iterable[Shape]:
        scale, unit = self._scale, any_of(self._of("units"))
        if self._table:
            degree = any_of(one for one in self._of("units") if one.startswith(("°", "deg")))
            yield "number", _compiled(rf"(?<![\w-])-(?P<n>{_NUMBER}) ?(?P<u>{degree})(?!\w)"), self._below_zero
            unit = rf"(?P<u>{unit})(?!\w){self._rate}"
            often = any_of(self._of("often"))
            yield "number", _compiled(rf"(?<!\w)(?P<often>{often})(?!\w){self._rate}"), self._often
            yield "number", _compiled(rf"(?<!\w)(?P<w>{self._numerals.pattern}) {unit}"), self._count
            yield "number", _compiled(rf"(?<!\w)(?P<n>{_NUMBER}){scale}[ -]?{unit}"), self._count
            yield "number", _compiled(rf"(?<!\w)(?P<w>{self._numerals.pattern})(?!\w)"), self._count
            yield from self._listed("number", "about", lambda value: f"about {value}")
        yield "number", _compiled(rf"(?P<n>{_NUMBER}){scale}"), self._count

    def _hours(self) -> Iterable[Shape]:
        yield "time", _compiled(rf"(?<!\d){_HOUR}(?:[:.](?P<m>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?"), _clock
        yield "time", _compiled(rf"(?<![\d:]){_HOUR}:(?P<m>[0-5]\d)(?!\d|:\d)"), _clock
        if self.language == "en":
            yield "time", _compiled(rf"(?<!\w){_HOUR}h(?P<m>[0-5]\d)?(?!\w)"), _clock
        else:
            yield "time", _compiled(rf"(?<!\w){_HOUR} ?(?:heures?|h)(?: ?(?P<m>[0-5]\d))?(?!\w| par )"), _clock
        yield from self._listed("time", "hours", str)

    def _dates(self) -> Iterable[Shape]:
        months = self._of("months")
        if not months:
            return
        month = rf"(?P<month>{any_of(months)})"
        suffix = "(?:er|st|nd|rd|th)?"
        yield "date", _compiled(rf"(?<!\d)(?P<day>\d{{1,2}}){suffix} (?:of )?{month}(?!\w)"), self._day
        yield "date", _compiled(rf"(?<!\w){month} (?P<day>\d{{1,2}}){suffix}(?![\w%€]|:\d)"), self._day
        yield "date", _compiled(rf"(?P<before>\w+ )?(?<!\w)(?P<fact>{any_of(months)})(?!\w)"), self._month
        yield from self._listed("date", "days", str)
        # "Monday morning" is when; "a night bus" may become "a bus", as no bus by day.
        yield from self._listed("date", "parts", str, behind=rf"(?<={TAKEN} )")
        yield from self._listed("date", "parts", lambda part: f"{LOOSE}{part}")

    def _listed(
        self, kind: Kind, section: str, form: Callable[[object], str], behind: str = r"(?<!\w)"
    ) -> Iterable[Shape]:
        table = self._of(section)
        if table:

            def said(match: re.Match[str]) -> str | None:
                # An empty form stands for words that only look like a fact: "feel free", "good evening".
                return None if (value := table[match[0].lower()]) == "" else form(value)

            yield kind, _compiled(rf"{behind}(?:{any_of(table)})(?!\w)"), said

    def _slashed(self, match: re.Match[str]) -> str:
        first, second, year = match[1].zfill(2), match[2].zfill(2), match[3]
        day_month = f"{second}-{first}" if self.language == "fr" else f"{first}/{second}"
        return day_month + (f"-{year}" if year else "")

    def _day(self, match: re.Match[str]) -> str:
        return f"{self._of('months')[match['month'].lower()]:02}-{int(match['day']):02}"

    def _month(self, match: re.Match[str]) -> str | None:
        word, before = match["fact"], (match["before"] or "").strip().lower()
        if self.language == "en" and word.lower() in _MONTH_HINT:
            sure = before in {"in", "of", "by", "since", "until", "late", "early", "next", "last", "this", "from", "to"}
            if not (word[0].isupper() and sure):
                return None
        return f"{self._of('months')[word.lower()]:02}"

    def _price(self, match: re.Match[str]) -> str | None:
        parts, coin = match.groupdict(), match["c"]
        if parts.get("cents"):
            value: str | None = self._value(f"{parts['n']}{self._table.get('decimal', '.')}{parts['cents']}")
        else:
            value = self._figure(parts)
        if value is None:
            return None
        return f"{value} {_SYMBOLS.get(coin) or self._of('money')[coin.lower()]}{self._rated(parts.get('rate'))}"

    def _percent(self, match: re.Match[str]) -> str | None:
        # "-20 %" and "20 % off" are the same; "+20 %" is the contrary of the first.
        return f"{'+' if match['s'] == '+' else ''}{self._count(match)}"

    def _often(self, match: re.Match[str]) -> str | None:
        # "Once we open" is no number; "once a week" is.
        if match["rate"] is None and match["often"].lower() == "once":
            return None
        return f"{self._of('often')[match['often'].lower()]}{self._rated(match['rate'])}"

    def _rated(self, rate: str | None) -> str:
        return f" {self._of('rates')[rate.lower()]}" if rate else ""

    def _below_zero(self, match: re.Match[str]) -> str | None:
        return f"-{self._count(match)}"

    def _count(self, match: re.Match[str]) -> str | None:
        parts = match.groupdict()
        value, unit = self._figure(parts), parts.get("u")
        if not unit or value is None:
            return value
        return f"{value} {self._of('units')[unit.lower()]}{self._rated(parts.get('rate'))}"

    def _figure(self, parts: Mapping[str, str | None]) -> str | None:
        """Return the number of a match, in figures or in words; None for a word that may be no number."""
        written = parts.get("w")
        if written:
            value = self._numerals.value_of(written)
            return None if value is None else str(value)
        return self._value(parts["n"] or "", (parts.get("k") or "").strip())

    def _value(self, raw: str, suffix: str | None = None) -> str:
        """Return a number as plain digits: "1 500,00" is 1500 in French, "1,500.00" in English."""
        digits = raw.replace(" ", "").replace("'", "")
        decimal, thousands = self._table.get("decimal", "."), self._table.get("thousands", ",")
        if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", digits):
            digits = digits.replace(thousands, "")
        try:
            scale = _THOUSANDS.get(suffix or "") or self._of("scales").get((suffix or "").lower(), 1)
            value = Decimal(digits.replace(",", ".")) * scale
        except InvalidOperation:
            return digits
        plain = f"{value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain


@lru_cache(maxsize=3)
def of(language: str) -> FactWords:
    """Return the words of a language, read once."""
    return FactWords(language)


@lru_cache(maxsize=2)
def _speller(language: str) -> Any:
    from aparte.drafts.spelling import Speller

    return Speller(language)  # type: ignore[arg-type]  # only called for languages that have a list


def _clock(match: re.Match[str]) -> str:
    parts = match.groupdict()
    hour = int(parts["h"])
    if parts.get("half"):
        hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
    return f"{hour:02}:{parts['m'] or '00'}"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
