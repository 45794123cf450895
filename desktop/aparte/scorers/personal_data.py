"""Personal data in a text: telephone, e-mail, home address, bank account, card, French social security number.

A number is only called by its name when its own check digit agrees (IBAN, card, social security), or when its shape
leaves no doubt. It refuses to keep or log what it found: a finding holds a place, not a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from aparte.nouns import Finding, Span
from aparte.text.scope import scope_of, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.text.reading import Reading

_FEWEST_DIGITS = 9
"""A telephone number, the shortest of these numbers, has nine digits or more."""

_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@((?:[\w-]+\.)+[^\W\d_]{2,24})(?!\w)")
_PHONE = re.compile(
    r"(?<![\w.,/€$£-])(?:(?:\+33|0033)[ .-]?(?:\(0\)[ .-]?)?[1-9](?:[ .-]?\d{2}){4}"
    r"|0[1-9](?:[ .-]?\d{2}){4}"
    r"|(?:\+44[ -]?|0)7\d{3}[ -]?\d{3}[ -]?\d{3}|0(?:20|1\d{2,3})[ -]\d{3,4}[ -]\d{3,4}"
    r"|(?:\+1[ .-]?)?\(?[2-9]\d{2}\)?[ .-][2-9]\d{2}[ .-]\d{4}"
    r"|\+\d{1,3}(?:[ .-]?\d{2,4}){3,5})(?![\w€$£%]|[.,]\d)"
)
_SPECIAL_PHONE = re.compile(r"(?:\+33|0033|0)[ .-]?[89]")
"""08 and 09: shops, services and boxes; never a person's mobile."""
_MOBILE = re.compile(r"(?:(?:\+33|0033)[ .-]?(?:\(0\)[ .-]?)?|0)[67]|(?:\+44[ -]?|0)7")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?(?!\w)")
_CARD = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){12,18}(?![\w-])")
_SOCIAL = re.compile(
    r"(?<!\w)([12])[ .]?(\d{2})[ .]?(0[1-9]|1[0-2]|[2-9]\d)[ .]?(\d{2}|2[AB])[ .]?(\d{3})[ .]?(\d{3})[ .]?(\d{2})(?!\d)"
)
_ADDRESS = re.compile(
    r"(?<!\w)\d{1,4}(?:\s?(?:bis|ter))?,?\s+(?:rue|avenue|av\.|boulevard|bd|chemin|impasse|allée|place|quai|route|cours)\s"
    r"+[\w'’-]+(?:\s[\w'’-]+){0,4}"
    r"|(?<!\w)\d{1,5}\s+(?:[A-Z][\w'’-]+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Crescent|Terrace|Blvd)\b"
)
_SHOP_BOXES = word_set(
    "contact info infos hello bonjour support service sav commande commandes reservation reservations presse press "
    "accueil booking orders order sales rh jobs recrutement team equipe office bureau communication com "
    "secretariat mairie direction dpo privacy rgpd help noreply webmaster admin"
)

Kind = Literal["phone", "email", "iban", "card", "social_security", "address"]


def findings(reading: Reading) -> Iterator[Finding]:
    """Yield one finding for each piece of personal data in `reading`.

    A brand's own contact line ("Réservations : 02 …") is advice; anything else is a warning to answer, an error for
    bank, card and social security numbers.
    """
    text = reading.text
    if "@" in text:
        for match in _EMAIL.finditer(text):
            box = match.group(1).lower()
            yield _contact(reading, "email", match, own=box in _SHOP_BOXES or box.split(".")[0] in _SHOP_BOXES)
    if sum(len(token.raw) for token in reading.tokens if token.kind == "number") >= _FEWEST_DIGITS:
        yield from _numbers(reading)
    if "home" in reading.hits:
        for match in _ADDRESS.finditer(text):
            yield _home(reading, match)


def _numbers(reading: Reading) -> Iterator[Finding]:
    text = reading.text
    taken: list[tuple[int, int]] = []
    for kind, pattern, valid in _NUMBERED:
        for match in pattern.finditer(text):
            known = valid(match.group()) and not _overlaps(taken, match.span())
            if known or kind != "card":
                taken.append(match.span())  # a mistyped IBAN is not a telephone number either
            if known:
                yield _secret(kind, match)
    for match in _PHONE.finditer(text):
        if not _overlaps(taken, match.span()):
            yield _contact(reading, "phone", match, own=bool(_SPECIAL_PHONE.match(match.group())))


def iban_is_valid(shown: str) -> bool:
    """Return whether `shown` is an IBAN whose check digits agree (ISO 13616, remainder 1 modulo 97)."""
    bare = re.sub(r"[ -]", "", shown)
    if not 15 <= len(bare) <= 34:
        return False
    return int("".join(str(int(char, 36)) for char in bare[4:] + bare[:4])) % 97 == 1


def card_is_valid(shown: str) -> bool:
    """Return whether `shown` has 13 to 19 digits of a known range and a right last one (ISO/IEC 7812, Luhn)."""
    digits = [int(char) for char in shown if char.isdigit()]
    if not 13 <= len(digits) <= 19 or digits[0] not in (2, 3, 4, 5, 6):
        return False
    doubled = [digit if place % 2 == 0 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def social_security_is_valid(shown: str) -> bool:
    """Return whether `shown` is a French social security number whose key agrees (97 minus the rest of 13 digits)."""
    bare = re.sub(r"[ .]", "", shown).replace("2A", "19").replace("2B", "18")
    return len(bare) == 15 and 97 - int(bare[:13]) % 97 == int(bare[13:])


_NUMBERED = (
    ("iban", _IBAN, iban_is_valid),
    ("social_security", _SOCIAL, social_security_is_valid),
    ("card", _CARD, card_is_valid),
)


def _overlaps(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _secret(kind: str, match: re.Match[str]) -> Finding:
    return Finding(
        code=f"personal_data.{kind}",
        severity="error",
        scorer="sensitivity",
        span=Span(start=match.start(), end=match.end()),
        confirm=True,
        category="personal_data",
        confidence=0.97,
    )


def _contact(reading: Reading, kind: Kind, match: re.Match[str], *, own: bool) -> Finding:
    """A telephone or an e-mail: advice on a line that reads like a shop's, a warning anywhere else."""
    shop = own or _reads_like_a_shop_line(reading, match.start(), mobile=bool(_MOBILE.match(match.group())))
    return Finding(
        code=f"personal_data.own_{kind}" if shop else f"personal_data.{kind}",
        severity="advice" if shop else "warning",
        scorer="sensitivity",
        span=Span(start=match.start(), end=match.end()),
        confirm=not shop,
        category="personal_data",
        confidence=0.6 if shop else 0.85,
    )


def _reads_like_a_shop_line(reading: Reading, at: int, *, mobile: bool) -> bool:
    """A word of business stands on the same line and no home, no third person; two such words for a mobile."""
    start = reading.text.rfind("\n", 0, at) + 1
    end = reading.text.find("\n", at)
    end = len(reading.text) if end < 0 else end
    words = {hit.entry for hit in reading.hits.get("shop", ()) if start <= hit.start < end}
    if any(token.low in _SOMEBODYS for token in reading.words if start <= token.start < end):
        return False
    return len(words) >= (2 if mobile else 1)


_SOMEBODYS = frozenset(
    ("son", "sa", "ses", "mon", "ma", "perso", "her", "his", "my", "their", "personal", "lui", "him")
)


def _home(reading: Reading, match: re.Match[str]) -> Finding:
    index = next(i for i, token in enumerate(reading.tokens) if token.end > match.start())
    shop = "shop" in reading.hits and not scope_of(reading).reported(index)
    somebody = any(token.low in _SOMEBODYS for token in reading.words)
    own = shop and not somebody
    return Finding(
        code="personal_data.own_address" if own else "personal_data.address",
        severity="advice" if own else "warning",
        scorer="sensitivity",
        span=Span(start=match.start(), end=match.end()),
        confirm=not own,
        category="personal_data",
        confidence=0.5 if own else 0.75,
    )
