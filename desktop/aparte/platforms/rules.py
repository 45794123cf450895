"""One small function for each kind of rule a platform file may name. The file gives the numbers and their sources.

A rule looks at a placed text and marks where it is broken, from the start of the text; it decides neither severity nor
words. It refuses to know which platform it works for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aparte.platforms import hashtags
from aparte.platforms.placed import Mark, Placed, number, words
from aparte.text.count import length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aparte.nouns import Span
    from aparte.platforms.placed import Rule
    from aparte.platforms.platform import Value

_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
_GLUED_LINK = re.compile(r"http(?<=\whttp)s?://(?=\w)")


def max_bytes(placed: Placed, params: Mapping[str, Value]) -> Iterator[Mark]:
    """At most `limit` bytes of UTF-8."""
    limit, size = number(params, "limit"), length(placed.text, "bytes")
    if size > limit:
        fitting = placed.text.encode()[:limit].decode(errors="ignore")
        yield Mark(start=len(fitting), end=len(placed.text), params={"count": size, "limit": limit})


def not_empty(placed: Placed, _params: Mapping[str, Value]) -> Iterator[Mark]:
    """Some text, or an image."""
    if not placed.text and not placed.occasion.media:
        yield Mark(start=0, end=0)


def forbidden_characters(placed: Placed, params: Mapping[str, Value]) -> Iterator[Mark]:
    """None of `characters`; the fix takes them out."""
    for match in re.finditer(f"[{re.escape(words(params, 'characters'))}]+", placed.text):
        shown = match[0] if match[0].isprintable() else f"U+{ord(match[0][0]):04X}"
        yield Mark(start=match.start(), end=match.end(), fix="", params={"found": shown})


def max_links(placed: Placed, params: Mapping[str, Value]) -> Iterator[Mark]:
    """At most `limit` links."""
    yield from _too_many(placed.found["urls"], number(params, "limit"))


def max_mentions(placed: Placed, params: Mapping[str, Value]) -> Iterator[Mark]:
    """At most `limit` accounts named."""
    yield from _too_many(placed.found["mentions"], number(params, "limit"))


def max_media(placed: Placed, params: Mapping[str, Value]) -> Iterator[Mark]:
    """At most `limit` images."""
    count, limit = len(placed.occasion.media), number(params, "limit")
    if count > limit:
        yield Mark(start=0, end=len(placed.text), params={"count": count, "limit": limit})


def alt_length(placed: Placed, params: Mapping[str, Value]) -> Iterator[Mark]:
    """At most `limit` characters in each alternative text."""
    limit = number(params, "limit")
    for place, media in enumerate(placed.occasion.media, 1):
        alt = media.alt.get(placed.platform.id, media.alt.get("", ""))
        if len(alt) > limit:
            yield Mark(start=0, end=len(placed.text), params={"image": place, "count": len(alt), "limit": limit})


def caption_length(placed: Placed, params: Mapping[str, Value]) -> Iterator[Mark]:
    """At most `limit` characters when an image goes with the text."""
    limit = number(params, "limit")
    if placed.occasion.media and placed.length > limit:
        yield Mark(start=limit, end=len(placed.text), params={"count": placed.length, "limit": limit})


def glued_link(placed: Placed, _params: Mapping[str, Value]) -> Iterator[Mark]:
    """No link glued to the word before it: nothing becomes clickable; the fix is a space."""
    for match in _GLUED_LINK.finditer(placed.text):
        if not placed.overlaps_link(match.start(), match.end()):
            yield Mark(start=match.start(), end=match.end(), fix=f" {match[0]}")


def unclickable_link(placed: Placed, _params: Mapping[str, Value]) -> Iterator[Mark]:
    """Links in the text can't be clicked there."""
    for span in placed.found["urls"]:
        yield Mark(start=span.start, end=span.end)


def link_reach(placed: Placed, _params: Mapping[str, Value]) -> Iterator[Mark]:
    """A post with a link is said to be shown less."""
    for span in placed.found["urls"][:1]:
        yield Mark(start=span.start, end=span.end)


def late_link(placed: Placed, _params: Mapping[str, Value]) -> Iterator[Mark]:
    """The first link stands before the fold, where it is seen."""
    fold = placed.platform.fold
    for span in placed.found["urls"][:1]:
        if fold is not None and span.end > fold.chars:
            yield Mark(start=span.start, end=span.end, params={"seen": fold.chars})


def usual_length(placed: Placed, params: Mapping[str, Value]) -> Iterator[Mark]:
    """Longer than the studies' highest figure, and folded: both ends are shown, nobody's optimum is invented."""
    low, high = number(params, "low"), number(params, "high")
    folded = placed.platform.fold is None or placed.length > placed.platform.fold.chars
    if placed.length > high and folded:
        yield Mark(start=0, end=len(placed.text), params={"low": low, "high": high, "count": placed.length})


def repeated_spaces(placed: Placed, _params: Mapping[str, Value]) -> Iterator[Mark]:
    """One space between two words."""
    for match in _SPACES.finditer(placed.text) if "  " in placed.text else ():
        yield Mark(start=match.start(), end=match.end(), fix=" ")


def _too_many(spans: Sequence[Span], limit: int) -> Iterator[Mark]:
    if len(spans) > limit:
        surplus = spans[limit:]
        yield Mark(start=surplus[0].start, end=surplus[-1].end, params={"count": len(spans), "limit": limit})


_KINDS: tuple[Rule, ...] = (
    *(max_bytes, not_empty, forbidden_characters, max_links, max_mentions, max_media, alt_length, caption_length),
    *(glued_link, unclickable_link, link_reach, late_link, usual_length, repeated_spaces),
    *(hashtags.max_hashtags, hashtags.min_hashtags, hashtags.glued_hashtags, hashtags.cut_hashtag),
    *(hashtags.lost_hashtag, hashtags.topic_tag),
)
RULES: Mapping[str, Rule] = {rule.__name__: rule for rule in _KINDS}
"""Rules by the name a platform file calls them."""
