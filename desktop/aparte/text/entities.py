"""What a platform turns into links of its own: addresses, hashtags, mentions, cashtags. One door for all platforms.

Spans include their mark ("#tag") and count code points of the text as given.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from aparte.text import facets_bluesky, links_x, marks_mastodon, marks_plain, marks_x

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aparte.nouns import Span

KINDS = ("urls", "hashtags", "mentions", "cashtags")


@lru_cache(maxsize=16)
def entities(text: str, platform_id: str) -> Mapping[str, tuple[Span, ...]]:
    """Return the entities of `text` on a platform, by kind: urls, hashtags, mentions, cashtags.

    A platform without a published rule gets a plain, cautious one. The last few texts are remembered.
    """
    return MappingProxyType(_RULES.get(platform_id, _plain)(text))


def _x(text: str) -> dict[str, tuple[Span, ...]]:
    urls = links_x.links(text)
    return {
        "urls": urls,
        "hashtags": marks_x.hashtags(text, urls),
        "mentions": marks_x.mentions(text),
        "cashtags": marks_x.cashtags(text),
    }


def _bluesky(text: str) -> dict[str, tuple[Span, ...]]:
    return {
        "urls": facets_bluesky.links(text),
        "hashtags": facets_bluesky.hashtags(text),
        "mentions": facets_bluesky.mentions(text),
        "cashtags": facets_bluesky.cashtags(text),
    }


def _plain(text: str) -> dict[str, tuple[Span, ...]]:
    urls = marks_plain.links(text)
    return {
        "urls": urls,
        "hashtags": marks_plain.hashtags(text, urls),
        "mentions": marks_plain.mentions(text, urls),
        "cashtags": (),
    }


_RULES = {"x": _x, "bluesky": _bluesky, "mastodon": marks_mastodon.marks}
