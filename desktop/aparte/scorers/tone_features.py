"""What the tone of a text is learned from besides its words: what it does, and how it opens.

A post thanks, owns up, mourns or warns mostly where no word names a feeling; our lists of acts (`resources/acts`) hold
such turns, and the first three words of a post say more than any others. Families of their own: what irony is learned
from stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from aparte.scorers.features import FAMILIES, LANGUAGE_SALTS, hashed_part

if TYPE_CHECKING:
    from aparte.scorers.classes import Found
    from aparte.scorers.features import Part
    from aparte.scorers.letters import Words
    from aparte.scorers.windows import Pass

ACT, OPENING = FAMILIES, FAMILIES + 1
"""Families after those of `features`: an entry of our lists of acts; the first one, two or three words together."""
ALL_FAMILIES: Final = FAMILIES + 2
OPENING_WORDS: Final = 3
_STEP = np.uint64(0x9FB21C651E98DF25)


def all_parts(heard: Pass, language: str) -> list[Part]:
    """Return the features that every table hears, and those of tone alone."""
    words = heard.stream.words
    return [*heard.parts, _acts(words, heard.acts), _openings(words, language)]


def _acts(words: Words, named: Found) -> Part:
    first, last = words.first[named.first], words.last[named.last]
    return hashed_part(ACT, named.named, words.text[named.first], first, last)


def _openings(words: Words, language: str) -> Part:
    """Return the first word of each text, its first two and its first three, as one feature each."""
    place = np.flatnonzero(np.diff(words.text, prepend=-1))
    reach = place[:, None] + np.arange(OPENING_WORDS)
    last = np.minimum(reach, len(words.text) - 1)
    inside = (words.text[last] == words.text[place][:, None]) & (last == reach)
    hashed = words.hashed[last]
    hashed[:, 0] ^= LANGUAGE_SALTS[language]
    for further in range(1, OPENING_WORDS):
        hashed[:, further] += hashed[:, further - 1] * _STEP
    last = last[inside]
    first = place[np.nonzero(inside)[0]]
    return hashed_part(OPENING, hashed[inside], words.text[last], words.first[first], words.last[last])
