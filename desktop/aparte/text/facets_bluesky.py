"""Links, mentions, hashtags and cashtags as Bluesky's own composer finds them (atproto, packages/api rich-text).

Written after its published behaviour: white space is JavaScript's, a bare name is a link when it ends in lower case as
a domain of today does, and "HTTP://" in capitals is not a protocol. What the server refuses is `platforms.rules`' work.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from aparte.nouns import Span
from aparte.text import graphemes
from aparte.text.domains import delegated

LONGEST_HASHTAG = 64
"""Grapheme clusters, without the mark (lexicon app.bsky.richtext.facet)."""

_S = "\t\n\x0b\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_MENTION = re.compile(rf"(?:^|(?<=[{_S}(]))@([a-zA-Z0-9.-]+)(?:\b)", re.ASCII)
_LINK = re.compile(
    rf"(?:^|(?<=[{_S}(]))(?:[hH][tT][tT][pP][sS]?://[^{_S}]+|(?P<domain>[a-zA-Z][a-zA-Z0-9]*(?:\.[a-zA-Z0-9]+)+)[^{_S}]*)"
)
_CASHTAG = re.compile(rf"(?:^|(?<=[{_S}(]))\$[A-Za-z][A-Za-z0-9]{{0,4}}(?=[{_S}.,;:!?)\"'’]|\Z)")


def mentions(text: str) -> tuple[Span, ...]:
    """Return the handles named in `text`, mark included."""
    if "@" not in text:
        return ()
    return tuple(
        Span(start=match.start(), end=match.end())
        for match in _MENTION.finditer(text)
        if _is_domain(match[1]) or match[1].endswith(".test")
    )


def links(text: str) -> tuple[Span, ...]:
    """Return the links of `text`, as typed."""
    if "." not in text and "://" not in text:
        return ()
    return tuple(
        Span(start=match.start(), end=_link_end(match))
        for match in _LINK.finditer(text)
        if match[0].startswith("http") or (match["domain"] and _is_domain(match["domain"]))
    )


def hashtags(text: str) -> tuple[Span, ...]:
    """Return the hashtags of `text`, mark included, closing punctuation left out."""
    if "#" not in text and "＃" not in text:
        return ()
    tag_pattern, punctuation = _hashtag_patterns()
    found = []
    for match in tag_pattern.finditer(text):
        tag = punctuation.sub("", match[1])
        if tag and (len(tag) <= LONGEST_HASHTAG or graphemes.count(tag) <= LONGEST_HASHTAG):
            found.append(Span(start=match.start(), end=match.start(1) + len(tag)))
    return tuple(found)


def cashtags(text: str) -> tuple[Span, ...]:
    """Return the ticker symbols of `text`, mark included."""
    if "$" not in text:
        return ()
    return tuple(Span(start=match.start(), end=match.end()) for match in _CASHTAG.finditer(text))


def _is_domain(name: str) -> bool:
    return name.rpartition(".")[2] in delegated() and "." in name


def _link_end(match: re.Match[str]) -> int:
    link, end = match[0], match.end()
    if link[-1] in ".,;!?":
        link, end = link[:-1], end - 1
    return end - 1 if link.endswith(")") and "(" not in link else end


@lru_cache(maxsize=1)
def _hashtag_patterns() -> tuple[Any, Any]:
    import regex

    invisible = "\u00ad\u2060\u200a\u200b\u200c\u200d\u20e2"
    inside = f"[^{_S}{invisible}]"
    telling = rf"[^0-9{_S}\p{{P}}{invisible}]"
    # Possessive: what precedes the last telling character can't be given back without losing it.
    return (
        regex.compile(rf"(?:^|(?<=[{_S}]))[#＃](?!\uFE0F)({inside}*{telling}{inside}*)"),
        regex.compile(r"\p{P}+\Z"),
    )
