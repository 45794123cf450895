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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aparte.engine.facts import Kind

    Normal = Callable[[re.Match[str]], str | None]
    Shape = tuple[Kind, re.Pattern[str], Normal]

_NUMBER = r"(?:\d{1,3}(?:[ .,']\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)*)"
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_THOUSANDS = {"k": 1_000, "K": 1_000, "M": 1_000_000}
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
        self._numbers = {word: str(value) for word, value in self._of("numbers").items()}
        self.patterns: tuple[Shape, ...] = tuple(self._shapes())

    def knows(self, word: str) -> bool:
        """Tell whether a dictionary of the language has `word`, in lower case: it is then no name by itself."""
        return not self._table or _speller(self.language).knows(word)

    def _of(self, section: str) -> dict[str, Any]:
        found: dict[str, Any] = self._table.get(section, {})
        return found

    def _shapes(self) -> Iterable[Shape]:
        money, units = self._of("money"), self._of("units")
        coin = _any_of([*_SYMBOLS, *money])
        yield "date", re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)"), lambda m: f"{m[2]}-{m[3]}-{m[1]}"
        yield "date", re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?(?![\d/])"), self._slashed
        yield "price", _compiled(r"(?<!\w)(?P<n>\d+)(?P<c>[€$£])(?P<cents>\d\d)(?!\d)"), self._price
        yield "price", _compiled(rf"(?P<c>[€$£¥]) ?(?P<n>{_NUMBER})(?P<k>[kKM]?)(?!\w)"), self._price
        yield "price", _compiled(rf"(?<!\w)(?P<n>{_NUMBER}) ?(?P<k>[kKM]?)(?P<c>{coin})(?!\w)"), self._price
        yield "percent", _compiled(rf"(?<!\w)(?P<n>{_NUMBER}) ?(?:%|pour cent|per ?cent)(?!\w)"), self._count
        yield from self._hours()
        yield from self._dates()
        yield "number", _compiled(r"(?<!\w)(\d+)(?:ère|er|ème|eme|nde?|re|e|è|st|rd|th)s?(?!\w)"), lambda m: f"{m[1]}th"
        yield from self._listed("number", "ordinals", lambda value: f"{value}th")
        unit = _any_of(units)
        written = _any_of(self._numbers)
        if self._table:
            yield "number", _compiled(rf"(?<!\w)(?P<w>{written}) (?P<u>{unit})(?!\w)"), self._count
            yield "number", _compiled(rf"(?<!\w)(?P<n>{_NUMBER})(?P<k>[kKM]?)[ -]?(?P<u>{unit})(?!\w)"), self._count
            yield from self._listed("number", "numbers", str)
            yield from self._listed("number", "about", lambda value: f"about {value}")
        yield "number", _compiled(rf"(?P<n>{_NUMBER})(?P<k>(?:[kKM](?!\w))?)"), self._count

    def _hours(self) -> Iterable[Shape]:
        yield "time", _compiled(r"(?<!\d)(?P<h>\d{1,2})(?:[:.](?P<m>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?"), _clock
        yield "time", _compiled(r"(?<![\d:])(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?![\d:])"), _clock
        if self.language == "en":
            yield "time", _compiled(r"(?<!\w)(?P<h>\d{1,2})h(?P<m>[0-5]\d)?(?!\w)"), _clock
        else:
            yield "time", _compiled(r"(?<!\w)(?P<h>\d{1,2}) ?(?:heures?|h)(?: ?(?P<m>[0-5]\d))?(?!\w)"), _clock
        yield from self._listed("time", "hours", str)

    def _dates(self) -> Iterable[Shape]:
        months = self._of("months")
        if not months:
            return
        month = rf"(?P<month>{_any_of(months)})"
        suffix = "(?:er|st|nd|rd|th)?"
        yield "date", _compiled(rf"(?<!\d)(?P<day>\d{{1,2}}){suffix} (?:of )?{month}(?!\w)"), self._day
        yield "date", _compiled(rf"(?<!\w){month} (?P<day>\d{{1,2}}){suffix}(?![\w%€:])"), self._day
        yield "date", _compiled(rf"(?P<before>\w+ )?(?<!\w)(?P<fact>{_any_of(months)})(?!\w)"), self._month
        yield from self._listed("date", "days", str)

    def _listed(self, kind: Kind, section: str, form: Callable[[object], str]) -> Iterable[Shape]:
        table = self._of(section)
        if table:
            yield kind, _compiled(rf"(?<!\w)(?:{_any_of(table)})(?!\w)"), lambda m: form(table[m[0].lower()])

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

    def _price(self, match: re.Match[str]) -> str:
        parts = match.groupdict()
        raw = f"{parts['n']}{self._table.get('decimal', '.')}{parts['cents']}" if parts.get("cents") else parts["n"]
        coin = parts["c"]
        return f"{self._value(raw, parts.get('k'))} {_SYMBOLS.get(coin) or self._of('money')[coin.lower()]}"

    def _count(self, match: re.Match[str]) -> str:
        parts = match.groupdict()
        value = self._numbers[parts["w"].lower()] if parts.get("w") else self._value(parts["n"], parts.get("k"))
        unit = parts.get("u")
        return f"{value} {self._of('units')[unit.lower()]}" if unit else value

    def _value(self, raw: str, suffix: str | None = None) -> str:
        """Return a number as plain digits: "1 500,00" is 1500 in French, "1,500.00" in English."""
        digits = raw.replace(" ", "").replace("'", "")
        decimal, thousands = self._table.get("decimal", "."), self._table.get("thousands", ",")
        if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", digits):
            digits = digits.replace(thousands, "")
        try:
            value = Decimal(digits.replace(",", ".")) * _THOUSANDS.get(suffix or "", 1)
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


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
