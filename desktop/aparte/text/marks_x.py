"""Hashtags, mentions and cashtags as X links them (twitter-text 3, extractHashtags, extractMentions, extractCashtags).

A mention inside a link is still reported, a list (@user/list) is not: that is what X's own extraction answers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aparte.nouns import Span
from aparte.text.links_x import LATIN

if TYPE_CHECKING:
    from collections.abc import Sequence

_HASHTAG_SPECIALS = "_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\u00b7"
_SPACE = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"

_MENTION = re.compile(r"[@＠][0-9A-Za-z_]{1,20}(?P<list>/[A-Za-z][0-9A-Za-z_-]{0,24})?")
_NEVER_BEFORE_MENTION = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_!#$%&*@＠")
_RETWEET = re.compile(r"(?:^|[^0-9A-Za-z_+~.-])[rR][tT]\Z")
_AFTER_MENTION = re.compile(rf"[@＠{LATIN}]|://")
_AFTER_HASHTAG = re.compile(r"[#＃]|://")
_CASHTAG = re.compile(
    rf"(?:^|(?<=[{_SPACE}{_DIRECTION}]))\$[A-Za-z]{{1,6}}(?:[._][A-Za-z]{{1,2}})?"
    rf"(?=\Z|[\s!'#%&()*+,\\\-./:;<=>?@\[\]^_{{|}}~$])"
)


def hashtags(text: str, links: Sequence[Span]) -> tuple[Span, ...]:
    """Return the hashtags of `text` that stand outside `links`, mark included."""
    if "#" not in text and "＃" not in text:
        return ()
    found = (Span(start=match.start(), end=match.end()) for match in _hashtag_pattern().finditer(text))
    return tuple(
        span
        for span in found
        if not _AFTER_HASHTAG.match(text, span.end) and not any(link.start <= span.start < link.end for link in links)
    )


def mentions(text: str) -> tuple[Span, ...]:
    """Return the accounts named in `text`, mark included."""
    if "@" not in text and "＠" not in text:
        return ()
    return tuple(
        Span(start=match.start(), end=match.end())
        for match in _MENTION.finditer(text)
        if not match["list"] and _may_begin(text, match.start()) and not _AFTER_MENTION.match(text, match.end())
    )


def cashtags(text: str) -> tuple[Span, ...]:
    """Return the ticker symbols of `text`, mark included."""
    if "$" not in text:
        return ()
    return tuple(Span(start=match.start(), end=match.end()) for match in _CASHTAG.finditer(text))


def _may_begin(text: str, start: int) -> bool:
    if start == 0 or text[start - 1] not in _NEVER_BEFORE_MENTION:
        return True
    return _RETWEET.search(text, max(start - 3, 0), start) is not None


@lru_cache(maxsize=1)
def _hashtag_pattern() -> Any:
    import regex

    inside = rf"\p{{L}}\p{{M}}\p{{Nd}}{_HASHTAG_SPECIALS}"
    return regex.compile(
        rf"(?:(?<![&{inside}])|(?<=[\uFE0E\uFE0F]))[#＃](?![\uFE0F\u20E3])[{inside}]*[\p{{L}}\p{{M}}][{inside}]*"
    )
