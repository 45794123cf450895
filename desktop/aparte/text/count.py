"""How long a text is, as each platform counts. `len()` is the answer of none of them.

Sources: X, twitter/twitter-text `config/v3.json`; Bluesky, lexicon app.bsky.feed.post; Mastodon,
StatusLengthValidator; Threads, developers.facebook.com/docs/threads/posts. French traps of X: the narrow no-break space
(U+202F), … € • → ™ ‰ weigh 2; the no-break space (U+00A0), « » – — ’ “ œ weigh 1.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING
from unicodedata import is_normalized, normalize

from aparte.nouns import Span
from aparte.text import graphemes
from aparte.text.entities import entities
from aparte.text.links_x import links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LINK_CHARS = 23
"""What a link weighs on X and on Mastodon, whatever its length."""
X_INVALID = re.compile("[\ufffe\ufeff\uffff]")
"""Code points that make X refuse a post."""

_HEAVY = re.compile("[^\x00-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_EMOJI_WEIGHT = 2


def length(text: str, counting: str, *, link_chars: int = LINK_CHARS) -> int:
    """Return the length of `text`.

    counting: "weighted" (X), "graphemes" (Bluesky), "mastodon", "threads", "utf16", "bytes" (UTF-8) or "characters"
    (code points). link_chars: what a link counts for, where it counts for a fixed number. Raises KeyError otherwise.
    """
    return _COUNTINGS[counting](text, link_chars)


def fitting_prefix(text: str, counting: str, limit: int, *, link_chars: int = LINK_CHARS) -> int:
    """Return how many code points of `text`, from its start, stay within `limit`; found by strides, then by halving."""
    low, stride = 0, max(limit, 1)
    while low + stride < len(text) and length(text[: low + stride], counting, link_chars=link_chars) <= limit:
        low += stride
    high = min(len(text), low + stride)
    while low < high:
        middle = (low + high + 1) // 2
        if length(text[:middle], counting, link_chars=link_chars) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def stretches(text: str, counting: str, *, link_chars: int = LINK_CHARS) -> Callable[[int, int], int] | None:
    """Return what tells the length of text[start:end], cut at white space, without reading it again.

    None where only `length` can tell: another counting than X's, decomposed letters, or a link that holds an emoji.
    """
    if counting != "weighted" or not is_normalized("NFC", text):
        return None
    urls = links(text)
    emoji = list(graphemes.emoji_spans(text)) if graphemes.has_emoji_sequence(text) else []
    whole = sorted([(url.start, url.end, link_chars) for url in urls] + [(*span, _EMOJI_WEIGHT) for span in emoji])
    if any(before[1] > after[0] for before, after in pairwise(whole)):
        return None
    # What each place weighs beyond one a character: an emoji or a link counts as a whole, where it begins.
    more = {start: weight - (end - start) for start, end, weight in whole}
    inside = {at for start, end, _weight in whole for at in range(start, end)}
    more.update({at: 1 for match in _HEAVY.finditer(text) if (at := match.start()) not in inside})
    places = sorted(more)
    sums = [0, *accumulate(more[place] for place in places)]
    return lambda start, end: end - start + sums[bisect_left(places, end)] - sums[bisect_left(places, start)]


def _weighted(text: str, link_chars: int) -> int:
    """Weigh `text` as X does: Latin and common marks 1, the rest and a whole emoji 2, any link 23."""
    if not text.isascii() and not is_normalized("NFC", text):
        text = normalize("NFC", text)
    urls = links(text)
    if not urls:
        return _weight(text)
    return link_chars * len(urls) + sum(_weight(piece) for piece in _between(text, urls))


def _weight(piece: str) -> int:
    if piece.isascii():
        return len(piece)
    if not graphemes.has_emoji_sequence(piece):
        return len(piece) + len(_HEAVY.findall(piece))
    spans = [Span(start=start, end=end) for start, end in graphemes.emoji_spans(piece)]
    rest = list(_between(piece, spans))
    return _EMOJI_WEIGHT * len(spans) + sum(len(part) + len(_HEAVY.findall(part)) for part in rest)


def _graphemes(text: str, _link_chars: int) -> int:
    return graphemes.count(text)


def _mastodon(text: str, link_chars: int) -> int:
    """Count grapheme clusters, each link as `link_chars`, each remote mention as its local part."""
    found = entities(text, "mastodon")
    remote = [span for span in found["mentions"] if "@" in text[span.start + 1 : span.end]]
    if not found["urls"] and not remote:
        return graphemes.count(text)
    shorter = [(span, "x" * link_chars) for span in found["urls"]]
    shorter += [(span, text[span.start : text.index("@", span.start + 1)]) for span in remote]
    shorter.sort(key=lambda item: item[0].start)
    pieces = list(_between(text, [span for span, _ in shorter]))
    stand_ins = [stand_in for _, stand_in in shorter] + [""]
    return graphemes.count("".join(part for pair in zip(pieces, stand_ins, strict=True) for part in pair))


def _threads(text: str, _link_chars: int) -> int:
    """Count code points, and each emoji as its UTF-8 bytes."""
    extra = (len(text[start:end].encode()) - (end - start) for start, end in graphemes.emoji_spans(text))
    return len(text) + sum(extra)


def _utf16(text: str, _link_chars: int) -> int:
    return len(text) if text.isascii() else len(text) + len(_ASTRAL.findall(text))


def _bytes(text: str, _link_chars: int) -> int:
    return len(text.encode("utf-8", "replace"))


def _characters(text: str, _link_chars: int) -> int:
    return len(text)


def _between(text: str, spans: Sequence[Span]) -> Iterator[str]:
    """Yield what stands before, between and after `spans` (sorted, apart): one piece more than there are spans."""
    done = 0
    for span in spans:
        yield text[done : span.start]
        done = span.end
    yield text[done:]


_COUNTINGS: dict[str, Callable[[str, int], int]] = {
    "weighted": _weighted,
    "graphemes": _graphemes,
    "mastodon": _mastodon,
    "threads": _threads,
    "utf16": _utf16,
    "bytes": _bytes,
    "characters": _characters,
}
COUNTINGS = tuple(_COUNTINGS)
"""The ways of counting a platform file may name."""
