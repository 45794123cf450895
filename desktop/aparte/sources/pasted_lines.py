"""The lines of a pasted text, each with its place, what it seems to be, and the time it says.

A line that holds two things ("ella.reads 3h", "Marie D. @marie_d · 3 h") is cut in two. Places are code points of the
text as it was pasted.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from aparte.archive.times import iso, read_moment
from aparte.nouns import Span
from aparte.records import record
from aparte.sources.page_lines import END_MARK, MARKS, REPLY_MARK, TIME_MARK
from aparte.sources.pasted_times import read_when
from aparte.sources.pasted_words import LONGEST, after_edited, fold, is_only_buttons, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAYBE_TIME = re.compile(r"\d|now|instant|maintenant|hier|yesterday|ago|il y a")
_NAME_AND_TIME = (
    re.compile(r"(?P<name>.{1,60}?)\s*(?P<handle>@\w{1,30})\s*·\s*"),
    re.compile(r"(?P<name>[^·•|]{1,60}?)(?:\s*[·•|]\s*|\s+[—–-]\s+)"),
    re.compile(r"(?P<name>[a-z0-9_.]{2,30})\s+"),
    re.compile(r"(?P<name>[^,·•|:]{2,60}?)\s*,\s*"),
)
_DEGREE = re.compile(r"(.{2,60}?)\s*[·•]\s*(?:1st|2nd|3rd\+?|1er|1re|2e|3e(?: et \+)?)")
"""LinkedIn's distance between two people, copied in one line with the name."""
_ENDS = re.compile(
    r"(?:[\s,·•|—–-]*(?:j'aime|like|répondre|reply|partager|share|voir la traduction|see translation))+\s*$"
)
_NOTHING = " \t\r\f\v\u00a0\u202f\u2009\u200a\u200b\u200e\u200f\ufeff"
"""White space, and letters that show nothing; joiners stay, emoji are made with them."""


@record
class Line:
    """A line, or a part of one. number: the line of the text, from 1; says: what it seems to be; at: the time it says.

    says: a Kind of `pasted_words`, or "time", "name" (cut off a line with a time), "rest" (words behind one).
    apart: an empty line stands before it. exact: its time came from the page's own data, not from the words.
    """

    number: int
    span: Span
    text: str
    says: str
    at: datetime | None = None
    apart: bool = False
    exact: bool = False


def lines_of(text: str, now: datetime) -> list[Line]:
    """Return the lines of `text` that hold something, cut where they hold several things."""
    found: list[Line] = []
    apart, start = False, 0
    for number, line in enumerate(text.split("\n"), 1):
        parts = list(_parts(number, line, start, now, apart=apart))
        found += parts
        apart = not parts
        start += len(line) + 1
    return found


def _parts(number: int, line: str, start: int, now: datetime, *, apart: bool) -> Iterator[Line]:
    if line.startswith(MARKS):
        yield _marked_line(number, line, start)
        return
    for first, last, says, at in (
        _cut(fold(line).text, now) if len(line) <= LONGEST else [(0, len(line), "words", None)]
    ):
        part = line[first:last].strip(_NOTHING)
        if part:
            begins = start + line.index(part, first)
            span = Span(start=begins, end=begins + len(part))
            yield Line(number=number, span=span, text=part, says=says, at=at, apart=apart)
            apart = False


def _marked_line(number: int, line: str, start: int) -> Line:
    """Return a line that the markup of a page wrote."""
    moment = read_moment(line[1:]) if line[0] == TIME_MARK else None
    return Line(
        number=number,
        span=Span(start=start + 1, end=start + len(line)),
        text=line[1:],
        says={TIME_MARK: "time", REPLY_MARK: "answering", END_MARK: "button"}[line[0]],
        at=datetime.fromisoformat(iso(moment.at) or "") if moment else None,
        exact=True,
    )


def _cut(folded: str, now: datetime) -> list[tuple[int, int, str, datetime | None]]:
    """Return the parts of a folded line: where they begin and end, what they say, the time."""
    begin = max(after_edited(folded), len(folded) - len(folded.lstrip("·•|( ")))
    when = read_when(folded, begin, now)
    if when is not None and is_only_buttons(folded, when.end):
        return [(0, len(folded), "time", when.at)]
    kind = kind_of(fold(folded))
    if kind != "words":
        return [(0, len(folded), kind, None)]
    if degree := _DEGREE.fullmatch(folded):
        return [(*degree.span(1), "words", None), (degree.end(1), len(folded), "badge", None)]
    for pattern in _NAME_AND_TIME if _MAYBE_TIME.search(folded) else ():
        named = pattern.match(folded)
        when = read_when(folded, named.end(), now) if named else None
        if named is None or when is None:
            continue
        if is_only_buttons(folded, when.end):
            return [*_names(named), (named.end(), len(folded), "time", when.at)]
        rest = re.compile(r"\s*[,;:·•|–—]\s*").match(folded, when.end)
        if rest is not None and (ends := _ENDS.search(folded, rest.end())):
            return [*_names(named), (named.end(), when.end, "time", when.at), (rest.end(), ends.start(), "rest", None)]
    return [(0, len(folded), "words", None)]


def _names(named: re.Match[str]) -> list[tuple[int, int, str, datetime | None]]:
    parts: list[tuple[int, int, str, datetime | None]] = [(*named.span("name"), "name", None)]
    if "handle" in named.re.groupindex:
        parts.append((*named.span("handle"), "handle", None))
    elif named["name"].startswith("@"):
        parts = [(*named.span("name"), "handle", None)]
    return parts
