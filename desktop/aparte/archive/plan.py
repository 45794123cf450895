"""How a query is answered: what the index is asked, what SQL compares on the row, what is read in the text itself.

The index holds words and traits without their places, so a phrase, a # or an @ is asked as words and then checked on
the text. It refuses to hand over anything that could be read as an operator: every word goes in quotes, and only words
that the index writes as we do.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.migrations import JOINT, JOINTS, TRAIT
from aparte.archive.words import LEAST_PREFIX, SIGNS, TOKEN, fold, folded, indexed, pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aparte.archive.query import Query

EVERYONE = f'("{TRAIT}kown" OR "{TRAIT}kmention")'
"""True of every post: an exclusion needs something to take away from."""
_LIGATURES = (("oe", "œ"), ("ae", "æ"))
_NOBODY = f'"{TRAIT}i"'
_JOINED = str.maketrans(dict.fromkeys(JOINTS, JOINT))


class Check(NamedTuple):
    """What is read in the text of a post. wanted, unwanted: patterns on the folded text; author: folded, exact."""

    wanted: tuple[re.Pattern[str], ...] = ()
    unwanted: tuple[re.Pattern[str], ...] = ()
    author: str | None = None

    def passes(self, text: str, title: str | None, author: str | None) -> bool:
        """Tell whether a post with these passes."""
        if self.author is not None and fold((author or "").lstrip("@")) != self.author:
            return False
        if not self.wanted and not self.unwanted:
            return True
        said = [folded(text), folded(title)] if title else [folded(text)]
        return all(any(map(one.search, said)) for one in self.wanted) and not any(
            any(map(one.search, said)) for one in self.unwanted
        )


class Plan(NamedTuple):
    """expression: for the index, None when it can't help. conditions: SQL on the row `p`, and the values they bind.

    check: None when the index and SQL say all. since, until: microseconds, as in Query. open_ended: the expression
    holds the beginning of a word, which SQLite answers for the whole archive whatever part of it is asked for.
    """

    expression: str | None
    conditions: tuple[str, ...] = ()
    values: tuple[object, ...] = ()
    check: Check | None = None
    since: int | None = None
    until: int | None = None
    open_ended: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether every post answers."""
        return self == Plan(None)


def plan(query: Query) -> Plan:
    """Return how to answer `query`."""
    terms = [term for phrase in query.phrases for term in _terms(phrase)]
    open_ended = _is_open_ended(query)
    if open_ended:
        terms[-1] = _term(indexed(TOKEN.findall(query.phrases[-1])[-1]) or "", ending=" *")
    traits, conditions = _traits(query)
    without = [_terms(said)[0] for said in query.excluded if not _is_read(said)]
    check = _check(query)
    return Plan(
        expression=_expression([*terms, *traits], without),
        conditions=tuple(conditions),
        values=tuple(conditions.values()),
        check=check if check != Check() else None,
        since=query.since,
        until=query.until,
        open_ended=open_ended or any(term.endswith("*") for term in traits),
    )


def any_of(words: Iterable[str]) -> Plan:
    """Return how to find the posts that hold one of `words`."""
    terms = [term for word in words for term in _terms(word)]
    return Plan(" OR ".join(terms) or None)


def _expression(terms: list[str], without: list[str]) -> str | None:
    wanted = " AND ".join(dict.fromkeys(terms))
    if not without:
        return wanted or None
    return f"({wanted or EVERYONE}) NOT ({' OR '.join(without)})"


def _is_open_ended(query: Query) -> bool:
    if not query.unfinished or not query.phrases:
        return False
    last = query.phrases[-1]
    return len(last) >= LEAST_PREFIX and last[-1].isalnum() and indexed(TOKEN.findall(last)[-1]) is not None


def _terms(phrase: str) -> list[str]:
    """Return what the index is asked for a phrase: its words, in quotes; those that only the text can tell are left."""
    return [_term(plain) for word in TOKEN.findall(phrase) if (plain := indexed(word)) is not None]


def _term(plain: str, ending: str = "") -> str:
    writings = [plain]
    for letters, ligature in _LIGATURES:
        writings += [one.replace(letters, ligature) for one in writings if letters in one]
    quoted = [f'"{one}"{ending}' for one in writings]
    return quoted[0] if len(quoted) == 1 else f"({' OR '.join(quoted)})"


def _traits(query: Query) -> tuple[list[str], dict[str, object]]:
    """Return the terms of the filters, and what must be compared on the row as well: SQL -> value."""
    terms: list[str] = []
    compared: dict[str, object] = {}
    if query.platform is not None:
        terms.append(_name("p", query.platform))
        if terms[0].endswith("*"):
            compared["p.platform = ?"] = query.platform
    if query.author is not None:
        terms.append(_name("a", query.author))
    plain = (("l", query.lang), ("k", query.kind), ("m", query.mood))
    terms += [f'"{TRAIT}{letter}{value}"' for letter, value in plain if value is not None]
    if query.has_link:
        terms.append(f'"{TRAIT}h"')
    if query.irony is not None:
        least, most = query.irony
        tens = [f'"{TRAIT}i{ten}"' for ten in range(min(least // 10, 9), min(most // 10, 9) + 1)]
        terms.append(f"({' OR '.join(tens) or _NOBODY})")
        compared |= {"p.irony >= ?": least, "p.irony <= ?": most}
    return terms, compared


def _name(letter: str, name: str) -> str:
    """Return the term of a trait with a free name: the beginning of one when the index may cut it elsewhere than we."""
    joined = name.translate(_JOINED)
    known = list(takewhile(lambda char: char == JOINT or indexed(char), joined))
    plain = "".join(char if char == JOINT else indexed(char) or "" for char in known)
    return f'"{TRAIT}{letter}{plain}"' if len(known) == len(joined) else f'"{TRAIT}{letter}{plain}" *'


def _is_read(said: str) -> bool:
    """Tell whether the text must be read: the index knows no places, no signs, and not every letter."""
    words = TOKEN.findall(said)
    return len(words) != 1 or said[0] in SIGNS or indexed(words[0]) is None


def _check(query: Query) -> Check:
    last = len(query.phrases) - 1 if query.unfinished else -1
    wanted = [pattern(said, open_ended=at == last) for at, said in enumerate(query.phrases) if _is_read(said)]
    wanted += [pattern(symbol) for symbol in query.symbols]
    return Check(
        tuple(wanted),
        tuple(pattern(said) for said in query.excluded if _is_read(said)),
        None if query.author is None else fold(query.author),
    )
