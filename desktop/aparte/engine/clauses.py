"""A text as sentences and clauses that can be taken out without breaking what stays.

A clause ends at a comma, a colon, a semicolon, a dash or an emoji, never inside a link, a number or a name. It refuses
to cut inside a clause: what grammar would be left nobody can promise.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from aparte.engine.facts import facts
from aparte.text import graphemes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_END = re.compile(r"[.!?…]+[»”\")\]]*(?=\s|\Z)|\n+")
_MARK = re.compile(r"(?:[\u00a0\u202f ]?[;:]|,|[\u00a0\u202f ][–—-])(?=\s)")
_OPENS = re.compile(r"\s+(\S)")
_SHORT = re.compile(r"(?<!\w)\w{1,2}\.\Z")
"""An initial or "M.": the full stop ends no sentence."""
_TOO_FEW = 3
"""Words that must stay in a sentence: fewer are a fragment."""


class Clause(NamedTuple):
    """A stretch of the text. sentence: its number; mark: the sign that closes it, "" for none."""

    start: int
    end: int
    sentence: int
    mark: str


def clauses(text: str, language: str) -> list[Clause]:
    """Return the clauses of `text`, without the white space between them."""
    locked = [(fact.start, fact.end) for fact in facts(text, language)]
    found: list[Clause] = []
    for number, (start, end) in enumerate(_sentences(text, locked)):
        place = start
        for cut, mark in _cuts(text, start, end, locked):
            found += _clause(text, place, cut, number, mark)
            place = cut
        found += _clause(text, place, end, number, "")
    return found


def without(text: str, all_clauses: Sequence[Clause], gone: Iterable[int]) -> str | None:
    """Return `text` without the clauses of these numbers, mended; None when a sentence would be a fragment."""
    left_out = _with_their_emoji(text, all_clauses, frozenset(gone))
    pieces: list[str] = []
    for _number, group in groupby(enumerate(all_clauses), key=lambda numbered: numbered[1].sentence):
        own = list(group)
        kept = [clause for at, clause in own if at not in left_out]
        if not kept:
            continue
        first, last = own[0][1], own[-1][1]
        if len(kept) == len(own):
            pieces.append(_gap(text, first.start, pieces) + text[first.start : last.end])
            continue
        mended = _mended(text, kept, last)
        if len(re.findall(r"\w+", mended)) < _TOO_FEW:
            return None
        pieces.append(_gap(text, first.start, pieces) + mended)
    return "".join(pieces).strip() or None


def _with_their_emoji(text: str, all_clauses: Sequence[Clause], gone: frozenset[int]) -> frozenset[int]:
    """Return the clauses to leave out and the emoji right behind them, which meant nothing else."""
    more = set(gone)
    for at, clause in enumerate(all_clauses[1:], 1):
        same = all_clauses[at - 1].sentence == clause.sentence
        if same and at - 1 in more and not re.search(r"\w", text[clause.start : clause.end]):
            more.add(at)
    return frozenset(more)


def _mended(text: str, kept: Sequence[Clause], last: Clause) -> str:
    joined = "".join(
        text[clause.start : clause.end] + ("" if at == len(kept) - 1 else _space_after(text, clause.end))
        for at, clause in enumerate(kept)
    )
    if kept[-1] is not last:
        joined = joined.removesuffix(kept[-1].mark).rstrip()
        closing = _END.search(text[last.start : last.end])
        joined += closing[0] if closing and closing[0].strip() else "."
    return joined[:1].upper() + joined[1:]


def _space_after(text: str, end: int) -> str:
    found = re.compile(r"\s*").match(text, end)
    return (found[0] if found else "") or " "


def _gap(text: str, start: int, pieces: Sequence[str]) -> str:
    """Return the white space before a sentence as it was; none before the first."""
    if not pieces:
        return ""
    place = start
    while text[place - 1].isspace():
        place -= 1
    return text[place:start] or " "


def _sentences(text: str, locked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start = 0
    ends = [
        match.end() for match in _END.finditer(text) if not _SHORT.search(text[: match.end()], max(0, match.end() - 4))
    ]
    ends += [end for _start, end in graphemes.emoji_spans(text) if _opens_after(text, end)]
    for end in sorted({*ends, len(text)}):
        if any(first < end < last for first, last in locked):
            continue
        begin = start + len(text[start:end]) - len(text[start:end].lstrip())
        stop = begin + len(text[begin:end].rstrip())
        if stop > begin:
            yield begin, stop
        start = end


def _opens_after(text: str, end: int) -> bool:
    rest = _OPENS.match(text, end)
    return rest is not None and (rest[1].isupper() or rest[1] in "#@«“")


def _cuts(text: str, start: int, end: int, locked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Yield where a clause ends, behind its closing sign; an emoji is a clause of its own."""
    cuts = [(match.end(), match[0]) for match in _MARK.finditer(text, start, end)]
    for first, last in graphemes.emoji_spans(text[start:end]):
        cuts += [(start + first, ""), (start + last, "")]
    for place, mark in sorted(cuts):
        if start < place < end and not any(first < place < last for first, last in locked):
            yield place, mark


def _clause(text: str, start: int, end: int, sentence: int, mark: str) -> list[Clause]:
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    stop = begin + len(text[begin:end].rstrip())
    return [Clause(begin, stop, sentence, mark)] if stop > begin else []
