"""What a reader calls one character: grapheme clusters and whole emoji.

The rules are Unicode's (UAX 29, UTS 51) through the `regex` package, which costs 20 ms to import: it is asked only for
texts that hold something a plain count can get wrong. It refuses `len()` as an answer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINING = re.compile(
    "[^\x00-\u02ff\u1e00-\u1eff\u2000-\u200a\u2010-\u2027\u202f-\u205f\u20a0-\u20bf\u2100-\u2bff\u3000-\u3029"
    "\u3040-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uff9d"
    "\U0001f300-\U0001f3fa\U0001f400-\U0001faff]"
)
"""Anything outside these blocks may join its neighbour into one cluster; inside, only CR LF does."""

_DRESSED = re.compile("[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
"""What an emoji of several code points always holds: joiner, selector, keycap, flag letter, skin tone, tag."""

_EMOJI_BLOCKS = re.compile("[\u00a9\u00ae\u203c-\u3299\ufe0f\u20e3\U0001f000-\U0001faff]")


def count(text: str) -> int:
    """Return the number of grapheme clusters of `text`."""
    if text.isascii() or not _JOINING.search(text):
        return len(text) - text.count("\r\n")
    return sum(1 for _ in _cluster_pattern().finditer(text))


def clusters(text: str) -> list[str]:
    """Return the grapheme clusters of `text`; joined again they are the text."""
    if "\r" not in text and (text.isascii() or not _JOINING.search(text)):
        return list(text)
    found: list[str] = _cluster_pattern().findall(text)
    return found


def emoji_spans(text: str) -> Iterator[tuple[int, int]]:
    """Return start and end (code points) of each emoji shown as a picture: 👍, ❤️, 1️⃣, a flag, a whole family."""
    if text.isascii() or not _EMOJI_BLOCKS.search(text):
        return
    for match in _emoji_pattern().finditer(text):
        yield match.span()


def has_emoji_sequence(text: str) -> bool:
    """Tell, cheaply, whether an emoji of more than one code point may stand in `text`."""
    return not text.isascii() and _DRESSED.search(text) is not None


@lru_cache(maxsize=1)
def _cluster_pattern() -> Any:
    import regex

    # Flags first: in a long run of them \X counts back to the beginning each time.
    attached = r"[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+"
    return regex.compile(rf"\p{{Regional_Indicator}}{{2}}{attached}|\X")


@lru_cache(maxsize=1)
def _emoji_pattern() -> Any:
    import regex

    dressed = r"\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|\p{Extended_Pictographic}\uFE0F?"
    tags = r"[\U000E0020-\U000E007E]+\U000E007F"
    return regex.compile(
        r"\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3"
        rf"|(?:{dressed})(?:{tags})?(?:\u200D(?:{dressed}))+"
        rf"|\U0001F3F4{tags}"
        r"|\p{Emoji_Modifier_Base}\p{Emoji_Modifier}"
        r"|\p{Extended_Pictographic}\uFE0F"
        r"|\p{Emoji_Presentation}(?!\uFE0E)"
    )
