"""Links, hashtags and mentions where the platform publishes no rule: what its readers see linked, cautiously.

A bare name counts as a link only in lower case and with a known ending, so that "fin.Il" stays a typing mistake.
"""

from __future__ import annotations

import re

from aparte.nouns import Span
from aparte.text.links_x import links as x_links

_HASHTAG = re.compile(r"(?<![\w&/#＃])[#＃](?=\d*[^\W\d])[\w·]*\w")
_MENTION = re.compile(r"(?<![\w@/.+-])@\w(?:[\w.]*\w)?")


def links(text: str) -> tuple[Span, ...]:
    """Return the links of `text`."""
    return tuple(span for span in x_links(text) if _is_meant(text[span.start : span.end]))


def hashtags(text: str, outside: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the hashtags of `text` that stand outside the links, mark included."""
    return _spans(_HASHTAG, text, outside) if "#" in text or "＃" in text else ()


def mentions(text: str, outside: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the accounts named in `text`, outside the links, mark included."""
    return _spans(_MENTION, text, outside) if "@" in text else ()


def _is_meant(link: str) -> bool:
    host = link.partition("/")[0]
    return "://" in link or (host.islower() and host.isascii())


def _spans(pattern: re.Pattern[str], text: str, outside: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(
        Span(start=match.start(), end=match.end())
        for match in pattern.finditer(text)
        if not any(span.start <= match.start() < span.end for span in outside)
    )
