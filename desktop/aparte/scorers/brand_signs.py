"""How a post names a client and whether it speaks of the client's trade: what tells a storm from a firm called Storm.

A keyword finds the name in any case; what stands around it, and words of the trade that the client's card names
(`resources/sectors`), say who is meant. It refuses to judge: it counts, and `kinds` weighs the counts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from math import log1p
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from aparte import paths
from aparte.text.names import masked
from aparte.text.scope import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aparte.nouns import Brand

    Figures = NDArray[np.float64]

NAMING: Final = (
    *("unnamed", "handle", "hashtag", "longer name", "shouted", "several times"),
    *("capital", "capital first", "low", "low first", "determined capital", "determined low", "after a preposition"),
    *("before a word", "before '", "before ,", "before .", "before :", "before !", "before ?"),
)
TRADE: Final = ("own words", "no own word", "own share", "selling words", "no selling word", "neither", "others' words")
SHAPE: Final = (
    *("questions", "exclamations", "asks last", "numbers", "links", "words", "shouted words", "signs", "begins low"),
    *("ends", "commas", "quotes"),
)
NAMES: Final = (*NAMING, *TRADE, *SHAPE)

_SHORTEST = 2
"""Letters of a name: one alone stands everywhere."""
_STEM = 5
"""Letters of a word that count: « livraison », « livreur » and « livré » are one."""
_ENOUGH = 3
_EVERYONES = "commerce"
"""The sector that every client is of."""
_MOST_LETTERS = 2_000
"""Of a longer post only so much is looked at, so that counts stay what they are in posts."""
_DETERMINED: Final[Mapping[str, frozenset[str]]] = {
    "fr": word_set(
        "le la un une des du les l d ce cette ces mon ma mes son sa ses notre nos votre leur au aux de en a"
    ),
    "en": word_set("the a an my our his her their this that these some any your old wild like"),
}
_PREPOSED: Final[Mapping[str, frozenset[str]]] = {
    "fr": word_set("chez via par avec bonjour merci"),
    "en": word_set("at from with by via hi hello dear thanks to"),
}
_WORD = re.compile(r"[^\W\d_]+")
_LINK = re.compile(r"https?://|www\.|\.example\b|\b[\w-]+\.(?:com|net|org|fr|info|shop|xyz|top)\b")
_SIGNS_FROM = 0x2600
"""Pictures and emoji begin here."""
_SELECTOR = 0xFE0F


class Card(NamedTuple):
    """What is looked for of a client in a language. name: any keyword; known: stems of the names; own: of its trade."""

    language: str
    name: re.Pattern[str] | None
    names: frozenset[str]
    known: frozenset[str]
    own: frozenset[str]
    others: frozenset[str]


class Named(NamedTuple):
    """A post with the client's names masked as mentions, and its signs in the order of NAMES."""

    text: str
    signs: tuple[float, ...]


def card_of(brand: Brand, language: str) -> Card:
    """Return what to look for of `brand` in posts of "fr" or "en"."""
    return _card(brand.name, (*brand.keywords, *brand.handles), brand.about, language)


def named(text: str, card: Card) -> Named:
    """Return `text` masked, and its signs. Any characters."""
    text = text[:_MOST_LETTERS]
    spans = [match.span() for match in card.name.finditer(text)] if card.name else []
    counts = {**_naming(text, spans, card), **_trade(text, card), **_shape(text)}
    return Named(masked(text, spans), tuple(float(counts.get(name, 0.0)) for name in NAMES))


def sectors(language: str) -> Mapping[str, frozenset[str]]:
    """Return sector -> stems of its words, as `resources/sectors/<language>.txt` lists them."""
    return _sectors(language)


def stem(word: str) -> str:
    """Return the letters of a word that count, without case and accents."""
    return _folded(word)[:_STEM]


@lru_cache(maxsize=64)
def _card(name: str, keywords: tuple[str, ...], about: str, language: str) -> Card:
    names = sorted(
        {one.strip() for one in (name, *keywords) if len(one.strip(" @#")) >= _SHORTEST},
        key=lambda one: (-len(one), one),
    )
    known = _sectors(language)
    said = frozenset(stem(word) for word in _WORD.findall(about))
    trades = [words for sector, words in known.items() if sector != _EVERYONES and words & said]
    own = frozenset(word for word in said if len(word) >= _STEM).union(*trades)
    rest = frozenset().union(*(words for sector, words in known.items() if sector != _EVERYONES)) - own
    return Card(
        language,
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE) if names else None,
        frozenset(_folded(one) for one in names),
        frozenset(stem(word) for one in names for word in _WORD.findall(one)),
        own,
        rest,
    )


@lru_cache(maxsize=2)
def _sectors(language: str) -> Mapping[str, frozenset[str]]:
    lines = paths.resources("sectors", f"{language}.txt").read_text(encoding="utf-8").splitlines()
    told = [line.split(":", 1) for line in lines if line and not line.startswith("#")]
    return {sector.strip(): frozenset(stem(word) for word in words.split()) for sector, words in told}


def _naming(text: str, spans: Sequence[tuple[int, int]], card: Card) -> dict[str, float]:
    found: dict[str, float] = {"unnamed": not spans, "several times": len(spans) > 1}
    for start, end in spans:
        found |= _one_naming(text, start, end, card)
    return found


def _one_naming(text: str, start: int, end: int, card: Card) -> dict[str, float]:
    name, before = text[start:end], text[:start].rstrip()
    if name[0] in "@#":
        return {"handle" if name[0] == "@" else "hashtag": 1.0}
    case = "capital" if name[0].isupper() else "low"
    first = not before or before[-1] in ".!?:…"
    last = _folded(re.split(r"[\s'’]", before[-40:])[-1])
    after = text[end : end + 1]
    following = f"before {after}" if after and after in "',.:!?" else "before a word"
    return {
        f"{case} first" if first else case: 1.0,
        following: 1.0,
        f"determined {case}": last in _DETERMINED[card.language],
        "after a preposition": last in _PREPOSED[card.language],
        "longer name": " " in name and _folded(name) != min(card.names, key=len),
        "shouted": name.isupper() and len(name) > _ENOUGH,
    }


def _trade(text: str, card: Card) -> dict[str, float]:
    stems = [stem(word) for word in _WORD.findall(text)]
    said = [one for one in stems if one not in card.known]
    different = set(said)
    own = len(different & card.own)
    selling = len(different & _sectors(card.language)[_EVERYONES])
    return {
        "own words": min(own, _ENOUGH),
        "no own word": not own,
        "own share": own / max(1, len(said)),
        "selling words": min(selling, _ENOUGH),
        "no selling word": not selling,
        "neither": not own and not selling,
        "others' words": min(len(different & card.others), _ENOUGH),
    }


def _shape(text: str) -> dict[str, float]:
    words = _WORD.findall(text)
    count = max(1, len(words))
    end = text.rstrip()[-1:]
    return {
        "questions": min(text.count("?"), 2),
        "exclamations": min(text.count("!"), 3),
        "asks last": end == "?",
        "numbers": min(len(re.findall(r"\d+", text)), 4),
        "links": bool(_LINK.search(text)),
        "words": log1p(len(words)),
        "shouted words": sum(word.isupper() and len(word) > 2 for word in words) / count,
        "signs": min(sum(ord(one) >= _SIGNS_FROM and ord(one) != _SELECTOR for one in text), 4),
        "begins low": text[:1].islower(),
        "ends": bool(end) and end in ".!?…",
        "commas": min(text.count(","), 4),
        "quotes": any(mark in text for mark in '«"“'),
    }


def _folded(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one)).lower()
