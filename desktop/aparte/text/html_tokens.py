"""The tokens of HTML as it comes: texts, tags, nothing else. Comments, scripts and styles never leave this module.

Why not `html.parser`: in the versions of Python we support it takes quadratic time on unclosed comments and tags
(CVE-2025-6069: a megabyte of "<!--" holds it for minutes), raises on a character reference of 5,000 digits, and reads
malformed markup differently from one patch release to the next. Files here are hostile, so each character is looked at
a bounded number of times, no function calls itself, and nothing that a file holds is refused or raises.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TAG = re.compile(
    r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?)*+)>""",
)
"""A tag whose quoted values may hold ">". Possessive throughout: it is found, or refused, in one pass."""
_TAG_WITHOUT_QUOTES = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)([^<>]*+)>")
"""What is taken for a tag once a tag was found that never ends: each look stops at the next "<"."""
_ATTRIBUTE = re.compile(r"""([^\s/=>"']++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?""")
_NUMBER_TOO_LONG = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")
_SKIPPED_TO_THE_END = frozenset(("script", "style"))
_SKIPPED = frozenset(
    (
        *("script", "style", "title", "template", "noscript", "noembed", "noframes"),
        *("iframe", "object", "video", "audio", "canvas", "select", "datalist"),
    )
)
"""Elements nobody reads as text: code, fallbacks, lists of choices."""


class Words(NamedTuple):
    """A stretch of text between two tags, entities decoded, white space as it stands."""

    text: str


class Tag(NamedTuple):
    """A tag. name: lower case; closing: "</p>"; raw: its attributes as written."""

    name: str
    closing: bool
    raw: str

    def attributes(self) -> Mapping[str, str]:
        """Return the attributes, names in lower case, values decoded; the first of two with one name counts."""
        found: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(self.raw):
            found.setdefault(name.lower(), unescape(double or single or bare))
        return found


def tokens(markup: str) -> Iterator[Words | Tag]:
    """Give the texts and tags of `markup` in order. Never raises; takes time in proportion to the length."""
    place, text_from = 0, 0
    tag = _TAG
    endless: set[str] = set()
    while (place := markup.find("<", place)) >= 0:
        end = _after_comment(markup, place, endless)
        match = None if end else tag.match(markup, place)
        if not end and match is None:
            if tag is _TAG and markup[place + 1 : place + 2].isalpha():
                tag = _TAG_WITHOUT_QUOTES
            else:
                place += 1
            continue
        if place > text_from:
            yield Words(unescape(markup[text_from:place]))
        if match is not None:
            found = Tag(match[2].lower(), bool(match[1]), match[3])
            yield found
            end = match.end() if found.closing else _after_skipped(markup, match.end(), found.name, endless)
        place = text_from = end
    if text_from < len(markup):
        yield Words(unescape(markup[text_from:]))


def unescape(text: str) -> str:
    """Decode the character references of HTML; a number too long to be a character is U+FFFD."""
    return html.unescape(_NUMBER_TOO_LONG.sub("\ufffd", text)) if "&" in text else text


def _after_comment(markup: str, place: int, endless: set[str]) -> int:
    """Return where the comment, declaration or instruction at `place` ends; 0 when there is none, or it never ends."""
    if markup.startswith("<!--", place):
        return _after(markup, "-->", place + 4, endless) or _after(markup, ">", place + 4, endless)
    if markup.startswith("<![CDATA[", place):
        return _after(markup, "]]>", place + 9, endless)
    if markup.startswith(("<!", "<?"), place):
        return _after(markup, ">", place + 2, endless)
    return 0


def _after_skipped(markup: str, place: int, name: str, endless: set[str]) -> int:
    """Return where the reading goes on after the opening tag `name`: behind its content when nobody reads that."""
    if name not in _SKIPPED or name in endless:
        return place
    end = re.compile(rf"</{name}\b", re.IGNORECASE).search(markup, place)
    if end is not None:
        return end.start()
    endless.add(name)
    return len(markup) if name in _SKIPPED_TO_THE_END else place


def _after(markup: str, wanted: str, place: int, endless: set[str]) -> int:
    """Return the place behind the next `wanted`, 0 without one; what was once not found is not looked for again."""
    if wanted in endless:
        return 0
    found = markup.find(wanted, place)
    if found < 0:
        endless.add(wanted)
        return 0
    return found + len(wanted)
