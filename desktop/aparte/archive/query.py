"""What the user typed into the search box, read safely: words, "phrases", -exclusions and known name:value filters.

Nothing raises and nothing is obeyed that is not a filter of ours: AND, NEAR, `*`, `(` are words. It refuses to hand raw
text to SQLite: `plan` quotes every word, and 26 of 44 typed queries raise without that.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from aparte.archive.times import end_instant, first_instant
from aparte.archive.words import SIGNS, TOKEN
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_PHRASES = 64
"""Phrases read from one query: a pasted page is still answered, by its first words."""

_PIECE = re.compile(
    r"(?P<minus>-?)(?:[\"“”«](?P<phrase>[^\"“”«»]*)[\"“”»]"
    r"|(?P<name>[a-z]+):(?:\"(?P<quoted>[^\"]+)\"|(?P<value>[^\s\"“”«»]+))|(?P<word>[^\s\"“”«»]+))"
)
_SYMBOL = re.compile(
    "[\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff](?:[\u200d\ufe0f]*[\u2640-\u2bff\U0001f000-\U0001faff])*"
)
"""An emoji, or several in a row, without the mark that only colours the last one."""
_ELISION = re.compile(r"(?i)^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=[^\W\d_])")
_LANGUAGE = re.compile(r"^[a-z]{2,3}$")
_KINDS = ("own", "mention")
_MOODS: dict[str, Literal["n", "z", "p"]] = {
    **dict.fromkeys(("negative", "négative", "négatif", "negatif", "bad"), "n"),
    **dict.fromkeys(("neutral", "neutre"), "z"),
    **dict.fromkeys(("positive", "positif", "good"), "p"),
}
_AMOUNT = re.compile(r"^(>=|<=|>|<|=|)(\d{1,3})%?$")
"""irony:>70, irony:<=20, irony:=0; a bare number is the least."""
_ALL = 100
_NAMES_OF_X = ("twitter", "x.com", "x (twitter)")

_Narrowing = dict[str, Any] | None
"""Fields of Query to set; None: the value is malformed."""


@record
class Query:
    """A search, ready to run. Every part narrows it.

    phrases, excluded: texts whose words must (not) stand together; symbols: emoji that must stand in the text.
    since: inclusive, until: exclusive, microseconds. mood: negative, neither, positive. irony: the least and the most,
    hundredths, both inclusive. A word may begin with # or @: then it must stand so. unfinished: the last phrase is
    still being typed.
    notes: (code, params) of what was not understood, for the reader.
    """

    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    author: str | None = None
    platform: str | None = None
    since: int | None = None
    until: int | None = None
    lang: str | None = None
    kind: str | None = None
    has_link: bool = False
    mood: Literal["n", "z", "p"] | None = None
    irony: tuple[int, int] | None = None
    unfinished: bool = False
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()


def parse(text: str, *, unfinished: bool = False) -> Query:
    """Read what was typed. unfinished: it is still being typed, so a last word of 3 letters or more may go on."""
    query = Query(unfinished=unfinished and bool(text) and not text[-1].isspace())
    for piece in list(_PIECE.finditer(text))[:MOST_PHRASES]:
        minus, name, value = piece["minus"], piece["name"], piece["quoted"] or piece["value"]
        if name and not minus and name in FILTERS:
            query = filtered(query, name, value)
            continue
        said = piece["phrase"] if piece["phrase"] is not None else piece["word"] or f"{name}:{value}"
        query = _excluding(query, said) if minus else _wanting(query, said)
    return query


def filtered(query: Query, name: str, value: str) -> Query:
    """Narrow `query` by one filter ("from", "marie"); a malformed one is searched as words and named in the notes."""
    found = FILTERS[name](value)
    if found is None:
        notes = (*query.notes, ("search.bad_filter", {"filter": f"{name}:{value}"}))
        return replace(_wanting(query, f"{name} {value}"), notes=notes)
    return replace(query, **found)


def _wanting(query: Query, said: str) -> Query:
    """Ask for `said`. A word without letters is an emoji to look for as it is, or punctuation to forget."""
    said = _unsaid(said)
    if TOKEN.search(said):
        return replace(query, phrases=(*query.phrases, said))
    symbol = _SYMBOL.search(said)
    return replace(query, symbols=(*query.symbols, symbol[0])) if symbol else query


def _excluding(query: Query, said: str) -> Query:
    said = _unsaid(said)
    symbol = _SYMBOL.search(said)
    if TOKEN.search(said) or symbol is None:
        return replace(query, excluded=(*query.excluded, said)) if TOKEN.search(said) else query
    return replace(query, excluded=(*query.excluded, symbol[0]))


def _unsaid(said: str) -> str:
    """Return `said` without what stands around it: an elided article, punctuation before a # or an @."""
    said = " ".join(said.replace("\0", " ").replace('"', " ").split())
    said = _ELISION.sub("", said)
    first = TOKEN.search(said)
    if first is None:
        return said
    start = first.start()
    return said[start - 1 :] if start and said[start - 1] in SIGNS else said[start:]


def _from(value: str) -> _Narrowing:
    author = value.removeprefix("@")
    return {"author": author} if author else None


def platform_id(name: str) -> str:
    """Return how the archive writes the name of a platform: lower case, and Twitter is x."""
    low = " ".join(name.lower().split())
    return "x" if low in _NAMES_OF_X else low


def _on(value: str) -> _Narrowing:
    return {"platform": platform_id(value)}


def _since(value: str) -> _Narrowing:
    at = first_instant(value)
    return None if at is None else {"since": at}


def _until(value: str) -> _Narrowing:
    at = end_instant(value)
    return None if at is None else {"until": at}


def _lang(value: str) -> _Narrowing:
    return {"lang": value.lower()} if _LANGUAGE.match(value.lower()) else None


def _kind(value: str) -> _Narrowing:
    return {"kind": value.lower()} if value.lower() in _KINDS else None


def _has(value: str) -> _Narrowing:
    return {"has_link": True} if value.lower() == "link" else None


def _mood(value: str) -> _Narrowing:
    side = _MOODS.get(value.lower())
    return {"mood": side} if side else None


def _irony(value: str) -> _Narrowing:
    found = _AMOUNT.match(value)
    if not found or (amount := int(found[2])) > _ALL:
        return None
    least, most = {">": (amount + 1, _ALL), "<": (0, amount - 1), "<=": (0, amount), "=": (amount, amount)}.get(
        found[1], (amount, _ALL)
    )
    return {"irony": (least, most)}


FILTERS: dict[str, Callable[[str], _Narrowing]] = {
    "from": _from,
    "on": _on,
    "since": _since,
    "until": _until,
    "lang": _lang,
    "kind": _kind,
    "has": _has,
    "mood": _mood,
    "irony": _irony,
}
"""The filters of the search box; a later one is one line."""
