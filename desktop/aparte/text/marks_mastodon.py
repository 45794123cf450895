"""Links, mentions and hashtags as a Mastodon server finds them (mastodon/mastodon, Extractor, Account and Tag).

Where two of them overlap, the one that begins first wins. Other protocols (gemini, xmpp, magnet…) are left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from aparte.nouns import Span
from aparte.text.links_x import LATIN, links

LONGEST_HOST = 253
"""A longer host is no host: the mention is not one, and counts in full."""

_AFTER_MENTION = re.compile(rf"[@＠{LATIN}]|://")
_SEPARATORS = "_\u00b7\u30fb\u200c"


def marks(text: str) -> dict[str, tuple[Span, ...]]:
    """Return urls, mentions and hashtags of `text`, marks included."""
    found = [("urls", span) for span in links(text, protocol_required=True)]
    found += [("mentions", span) for span in _mentions(text)]
    found += [("hashtags", span) for span in _hashtags(text)]
    kept: dict[str, list[Span]] = {"urls": [], "hashtags": [], "mentions": [], "cashtags": []}
    end = 0
    for kind, span in sorted(found, key=lambda item: item[1].start):
        if span.start >= end:
            kept[kind].append(span)
            end = span.end
    return {kind: tuple(spans) for kind, spans in kept.items()}


def _mentions(text: str) -> list[Span]:
    if "@" not in text:
        return []
    return [
        Span(start=match.start(), end=match.end())
        for match in _mention_pattern().finditer(text)
        if not _AFTER_MENTION.match(text, match.end()) and len(match["host"] or "") <= LONGEST_HOST
    ]


def _hashtags(text: str) -> list[Span]:
    if "#" not in text and "＃" not in text:
        return []
    found = []
    for match in _hashtag_pattern().finditer(text):
        end = match.end()
        if text.startswith("://", end):
            protocol = re.search(r"(?<=.)https?\Z", match[1])
            end -= len(protocol[0]) if protocol else 0
        found.append(Span(start=match.start(), end=end))
    return found


@lru_cache(maxsize=1)
def _mention_pattern() -> Any:
    import regex

    word = r"\p{L}\p{M}\p{Nd}\p{Pc}"
    return regex.compile(
        rf"(?<![=/{word}])@[a-zA-Z0-9_]+(?:[.-]+[a-zA-Z0-9_]+)*(?:@(?P<host>[{word}]+(?:[.-]+[{word}]+)*))?"
    )


@lru_cache(maxsize=1)
def _hashtag_pattern() -> Any:
    import regex

    word = r"\p{L}\p{M}\p{Nd}\p{Pc}"
    joined = rf"[{word}][{word}{_SEPARATORS}]*[\p{{Alphabetic}}{_SEPARATORS}][{word}{_SEPARATORS}]*[{word}]"
    return regex.compile(rf"(?:^|(?<=\s))[#＃]({joined}|[{word}]*\p{{Alphabetic}}[{word}]*)")
