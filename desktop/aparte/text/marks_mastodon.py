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
_JOINTS = "\u00b7\u30fb\u200c"
_SEPARATORS = f"_{_JOINTS}"


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
    run_pattern, letter = _hashtag_patterns()
    found = []
    for match in run_pattern.finditer(text):
        name = _hashtag_name(match[1], letter)
        if text.startswith("://", match.start(1) + len(name)):
            name = re.sub(r"(?<=.)https?\Z", "", name)
        if name:
            found.append(Span(start=match.start(), end=match.start(1) + len(name)))
    return found


def _hashtag_name(run: str, letter: Any) -> str:
    """Return the part of a run of letters, digits and separators that names a hashtag, or nothing.

    Joined words need a letter or a separator between two others; a single word needs a letter.
    """
    joined = run.rstrip(_JOINTS)
    if len(joined) > 2 and (
        letter.search(joined, 1, len(joined) - 1) or any(joint in joined[1:-1] for joint in _SEPARATORS)
    ):
        return joined
    word = re.split(f"[{_JOINTS}]", run, maxsplit=1)[0]
    return word if letter.search(word) else ""


@lru_cache(maxsize=1)
def _mention_pattern() -> Any:
    import regex

    word = r"\p{L}\p{M}\p{Nd}\p{Pc}"
    return regex.compile(
        rf"(?<![=/{word}])@[a-zA-Z0-9_]+(?:[.-]+[a-zA-Z0-9_]+)*(?:@(?P<host>[{word}]+(?:[.-]+[{word}]+)*))?"
    )


@lru_cache(maxsize=1)
def _hashtag_patterns() -> tuple[Any, Any]:
    import regex

    word = r"\p{L}\p{M}\p{Nd}\p{Pc}"
    return regex.compile(rf"(?:^|(?<=\s))[#＃]([{word}][{word}{_JOINTS}]*+)"), regex.compile(r"\p{Alphabetic}")
