"""What "sounds like us" means: counts of the client's own posts, and how far a text lies outside them.

Seven traits anybody can check: length, sentence, emoji, hashtags, exclamation marks, whom it speaks to, register. It
refuses to judge by fewer than LEAST posts in the text's language, and knows nothing of subjects or beliefs.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from aparte.records import record
from aparte.scorers.register import address_of, formality_of
from aparte.text import graphemes
from aparte.text.language import detect
from aparte.text.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aparte.nouns import Language

LEAST = 20
"""Own posts in one language before anything is said: the tenth of them is then two posts."""
MOST = 200
"""The newest own posts that are counted: about 0.2 s, once a client and language."""
_BAND = (0.1, 0.9)
COUNTED: Final = ("length", "sentence", "emoji", "hashtags", "exclamations")
NAMED: Final = ("address", "register")
TRAITS: Final = len(COUNTED) + len(NAMED)


class _Traits(NamedTuple):
    counted: tuple[float, ...]
    named: tuple[str, ...]


@record
class Match:
    """match: 0 to 1, the mean of the seven traits. differs: the traits outside what the client does, the worst first.

    Each is a code ("emoji.more", "length.less", "address.vous").
    """

    match: float
    differs: tuple[str, ...] = ()

    @property
    def inside(self) -> int:
        """How many of the TRAITS are as the client's own."""
        return TRAITS - len(self.differs)

    @property
    def of(self) -> int:
        """How many traits there are."""
        return TRAITS


class VoiceBand:
    """How a client writes in one language: the middle eight tenths of each count, and how often each name."""

    def __init__(self, texts: Iterable[str], language: Language) -> None:
        """Count the newest of the client's own posts in `language`."""
        own = [text for text in texts if text.strip() and detect(text) == language][:MOST]
        self._language = language
        self.count = len(own)
        traits = [_traits(text, language) for text in own] if self.speaks else []
        table = np.array([one.counted for one in traits]) if traits else np.zeros((1, len(COUNTED)))
        self._low, self._high = np.quantile(table, _BAND, axis=0)
        self._named = [Counter(one.named[place] for one in traits) for place in range(len(NAMED))]

    @property
    def speaks(self) -> bool:
        """Whether there are enough posts to say anything."""
        return self.count >= LEAST

    def match(self, text: str) -> Match | None:
        """Return how near `text` is to what the client writes; None with too few posts or an empty text."""
        if not self.speaks or not text.strip():
            return None
        traits = _traits(text, self._language)
        kept: dict[str, float] = {}
        for place, (name, value) in enumerate(zip(COUNTED, traits.counted, strict=True)):
            outside = max(self._low[place] - value, value - self._high[place], 0.0)
            side = "more" if value > self._high[place] else "less"
            # One band's width outside is as far as it gets; a band of a single value counts as one wide.
            kept[f"{name}.{side}"] = 1 - min(1.0, float(outside / max(self._high[place] - self._low[place], 1.0)))
        for place, (name, said) in enumerate(zip(NAMED, traits.named, strict=True)):
            kept[f"{name}.{said}"] = _usual(self._named[place], said)
        differs = sorted((code for code, share in kept.items() if share < 1.0), key=lambda code: kept[code])
        return Match(match=sum(kept.values()) / len(kept), differs=tuple(differs))


def _usual(named: Mapping[str, int], value: str) -> float:
    """Return how usual a name is beside the most usual one; nearly as usual counts as much."""
    share = named.get(value, 0) / max(named.values(), default=1)
    return 1.0 if share >= 0.5 else 2 * share


def _traits(text: str, language: Language) -> _Traits:
    reading = Reading(text, language)
    address = address_of(reading).address
    words = len(reading.words)
    sentences = max(1, len(re.findall(r"[.!?…]+(?=\s|\Z)|\n+", text.strip())))
    counted = (
        float(len(text)),
        words / sentences,
        float(len(list(graphemes.emoji_spans(text)))),
        float(len(re.findall(r"[#＃]\w", text))),
        float(text.count("!")),
    )
    return _Traits(counted, (address, formality_of(reading, address).register))
