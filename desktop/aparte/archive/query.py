"""What the user typed into the search box, read safely: words, "phrases", -exclusions and known name:value filters.

Nothing raises and nothing is obeyed that is not a filter of ours: AND, NEAR, `*`, `(` are words. It refuses to hand raw
text to SQLite: `match` quotes every phrase, and 26 of 44 typed queries raise without that.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from aparte.archive.times import end_instant, first_instant
from aparte.nouns import Span
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

LEAST_PREFIX = 3
"""Letters before an unfinished word is completed: shorter prefixes match half the archive."""
MOST_PHRASES = 64
"""Phrases read from one query: a pasted page is still answered, by its first words."""

_PIECE = re.compile(
    r"(?P<minus>-?)(?:[\"“”«](?P<phrase>[^\"“”«»]*)[\"“”»]|(?P<name>[a-z]+):(?P<value>[^\s\"“”«»]+)|(?P<word>[^\s\"“”«»]+))"
)
_TOKEN = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u0331])*")
"""What FTS5's unicode61 calls a token: letters and digits, with the accents that combine with them."""
_ELISION = re.compile(r"(?i)^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=[^\W\d_])")
_LANGUAGE = re.compile(r"^[a-z]{2,3}$")
_KINDS = ("own", "mention")
_NAMES_OF_X = ("twitter", "x.com", "x (twitter)")

_Narrowing = dict[str, Any] | None
"""Fields of Query to set; None: the value is malformed."""


@record
class Query:
    """A search, ready to run. Every part narrows it.

    phrases, excluded: texts whose words must (not) stand together; symbols: emoji that must stand in the text.
    since: inclusive, until: exclusive, microseconds. unfinished: the last phrase is still being typed.
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
    unfinished: bool = False
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()


def parse(text: str, *, unfinished: bool = False) -> Query:
    """Read what was typed. unfinished: it is still being typed, so a last word of 3 letters or more may go on."""
    query = Query(unfinished=unfinished and bool(text) and not text[-1].isspace())
    for piece in list(_PIECE.finditer(text))[:MOST_PHRASES]:
        minus, name, value = piece["minus"], piece["name"], piece["value"]
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


def match(query: Query) -> str | None:
    """Return the FTS5 expression of the phrases, each one quoted; None when no word was asked for."""
    quoted = [f'"{phrase}"' for phrase in query.phrases]
    if not quoted:
        return None
    if query.unfinished and len(query.phrases[-1]) >= LEAST_PREFIX and query.phrases[-1][-1].isalnum():
        quoted[-1] += " *"
    return " ".join(quoted)


def any_of(phrases: Iterable[str]) -> str:
    """Return the FTS5 expression that is true when one of `phrases` stands in the text."""
    return " OR ".join(f'"{phrase}"' for phrase in phrases)


def marks(query: Query, text: str) -> tuple[Span, ...]:
    """Return where the words of `query` stand in `text`: in order, not overlapping; accents and case don't count."""
    wanted = [[fold(token) for token in _TOKEN.findall(phrase)] for phrase in query.phrases]
    tokens = [(found.start(), found.end(), fold(found.group())) for found in _TOKEN.finditer(text)] if wanted else []
    places: list[tuple[int, int]] = []
    for number, phrase in enumerate(wanted):
        open_ended = query.unfinished and number == len(wanted) - 1 and len(query.phrases[-1]) >= LEAST_PREFIX
        places += _places(phrase, tokens, open_ended=open_ended)
    for symbol in query.symbols:
        places += [(found.start(), found.end()) for found in re.finditer(re.escape(symbol), text)]
    return _merged(places)


def words_of(text: str) -> list[str]:
    """Return the folded words of `text`, as the index holds them."""
    return [fold(word) for word in _TOKEN.findall(text)]


def folded(text: str) -> str:
    """Return `text` without case and accents, as the index compares it."""
    if text.isascii():
        return text.lower()
    return "".join(char for char in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(char))


fold = lru_cache(maxsize=16_384)(folded)
"""`folded`, for single words: they come back."""


def _clean(said: str) -> str:
    return " ".join(said.replace("\0", " ").replace('"', " ").split())


def _wanting(query: Query, said: str) -> Query:
    """Ask for `said`. A word without letters is an emoji to look for as it is, or punctuation to forget."""
    said = _ELISION.sub("", _clean(said))
    if _TOKEN.search(said):
        return replace(query, phrases=(*query.phrases, said))
    symbol = "".join(char for char in said if unicodedata.category(char) == "So")[:1]
    return replace(query, symbols=(*query.symbols, symbol)) if symbol else query


def _excluding(query: Query, said: str) -> Query:
    said = _ELISION.sub("", _clean(said))
    return replace(query, excluded=(*query.excluded, said)) if _TOKEN.search(said) else query


def _places(phrase: list[str], tokens: list[tuple[int, int, str]], *, open_ended: bool) -> list[tuple[int, int]]:
    size, found = len(phrase), []
    for first in range(len(tokens) - size + 1):
        run = [token for _, _, token in tokens[first : first + size]]
        if run == phrase or (open_ended and run[:-1] == phrase[:-1] and run[-1].startswith(phrase[-1])):
            found.append((tokens[first][0], tokens[first + size - 1][1]))
    return found


def _merged(places: list[tuple[int, int]]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for start, end in sorted(set(places)):
        if spans and start < spans[-1].end:
            spans[-1] = Span(start=spans[-1].start, end=max(end, spans[-1].end))
        else:
            spans.append(Span(start=start, end=end))
    assert all(one.end <= two.start for one, two in pairwise(spans))
    return tuple(spans)


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


FILTERS: dict[str, Callable[[str], _Narrowing]] = {
    "from": _from,
    "on": _on,
    "since": _since,
    "until": _until,
    "lang": _lang,
    "kind": _kind,
    "has": _has,
}
"""The filters of the search box; later ones (mood, irony) are one line each."""
