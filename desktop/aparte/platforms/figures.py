"""Sums, percentages, hours, and capitals that lost their accent: « 12 € », « 20 % », « 9 h 30 », « À bientôt ».

English writes them the other way: €12, 20%, 9:30. Same sources as `typography`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from aparte.platforms.checks import Found, checks
from aparte.platforms.spacing import NO_BREAK, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aparte.text.reading import Token

_CURRENCY = frozenset("€$£")
_HOUR = re.compile(r"(\d{1,2})([ \u00a0\u202f]?)[hH]([ \u00a0\u202f]?)(?:([0-5]\d)(?!\d))?(?![^\W\d_])")
_HOURS_A_DAY = 24


def slips(text: str, tokens: Sequence[Token], index: int, french: bool) -> Iterator[tuple[str, Found]]:  # noqa: FBT001
    """Give the slips around the number at `index`, as (check id, slip)."""
    number = tokens[index]
    yield from _hour(text, number, french)
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and after.raw[0] in _CURRENCY | {"%"} and _gap(text, number.end, after.start) is not None:
        yield from _unit_after(text, number, after, french)
    before = tokens[index - 1] if index else None
    if (
        french
        and before is not None
        and before.raw in _CURRENCY
        and before.end == number.start
        and not _is_glued(text, before)
    ):
        fix = f"{number.raw}{NO_BREAK}{before.raw}"
        yield _slip("typography-sums", text, (before.start, number.end), fix)


def _unit_after(text: str, number: Token, unit: Token, french: bool) -> Iterator[tuple[str, Found]]:  # noqa: FBT001
    gap = text[number.end : unit.start]
    if french:
        if gap in {"", " "}:
            fix = f"{number.raw}{NO_BREAK}{unit.raw}"
            yield _slip("typography-sums", text, (number.start, unit.end), fix)
    elif unit.raw[0] == "%":
        if gap:
            fix = f"{number.raw}{unit.raw}"
            yield _slip("typography-sums", text, (number.start, unit.end), fix)
    elif not (unit.end < len(text) and text[unit.end].isalnum()):
        fix = f"{unit.raw}{number.raw}"
        yield _slip("typography-sums", text, (number.start, unit.end), fix)


def _slip(check: str, text: str, place: tuple[int, int], fix: str) -> tuple[str, Found]:
    start, end = place
    # A sentence that shows the better form says nothing where the two look the same.
    same = text[start:end].replace(" ", NO_BREAK) == fix
    return check, Found(start, end, fix=fix, message=f"{check}.space" if same else None, params={"better": fix})


def _gap(text: str, start: int, end: int) -> str | None:
    between = text[start:end]
    return between if not between or (len(between) == 1 and is_blank(between)) else None


def _is_glued(text: str, token: Token) -> bool:
    return token.start > 0 and text[token.start - 1].isalnum()


def _hour(text: str, number: Token, french: bool) -> Iterator[tuple[str, Found]]:  # noqa: FBT001
    match = _HOUR.match(text, number.start)
    if (
        not match
        or not number.raw[0].isdigit()
        or int(match[1]) > _HOURS_A_DAY
        or text[match.end() : match.end() + 1] == "/"
    ):
        return
    if number.start and (text[number.start - 1] in "/#@_" or text[number.start - 1].isalnum()):
        return
    if french:
        fix = _french_hour(match[1], match[4])
        if match[2] in {"", " "} or (match[4] and match[3] in {"", " "}):
            end = match.end() if match[4] else match.end() - len(match[3])
            yield _slip("typography-hours", text, (number.start, end), fix)
    elif match[4]:
        fix = f"{match[1]}:{match[4]}"
        yield _slip("typography-hours", text, (number.start, match.end()), fix)


def _french_hour(hours: str, minutes: str | None) -> str:
    whole = f"{hours}{NO_BREAK}h"
    return f"{whole}{NO_BREAK}{minutes}" if minutes else whole


def bare_capital(text: str, tokens: Sequence[Token], index: int) -> Iterator[tuple[str, Found]]:
    """Give the slip of a capital without its accent: « Etat », « Ca va », « A bientôt »."""
    word = tokens[index]
    listed, after_a = _capitals()
    right = listed.get(word.raw)
    if right is None and word.raw == "A" and index + 1 < len(tokens):
        right = "À" if tokens[index + 1].low in after_a else None
    if right:
        yield "typography-capitals", Found(word.start, word.end, fix=right, params={"better": right})


@lru_cache(maxsize=1)
def _capitals() -> tuple[Mapping[str, str], frozenset[str]]:
    params = checks()["typography-capitals"].params
    return params["words"], frozenset(params["after_a"])
