"""What the tone of a text is learned from besides its words: what it does, and how it opens.

A post thanks, owns up, mourns or warns mostly where no word names a feeling; our lists of acts (`resources/acts`) hold
such turns, and the first three words of a post say more than any others. Families of their own: what irony is learned
from stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from aparte.scorers import classes
from aparte.scorers.features import FAMILIES, LANGUAGE_SALTS, hashed_part

if TYPE_CHECKING:
    from aparte.scorers.features import Part
    from aparte.scorers.letters import Words

ACT, OPENING = FAMILIES, FAMILIES + 1
"""Families after those of `features`: an entry of our lists of acts; the first one, two or three words together."""
ALL_FAMILIES: Final = FAMILIES + 2
OPENING_WORDS: Final = 3
_STEP = np.uint64(0x9FB21C651E98DF25)


def acts(words: Words, language: str) -> Part:
    """Return the entries of our lists of acts that stand in `words`; a list means the same in both languages."""
    named = classes.found(words, language, "acts")
    first, last = words.first[named.first], words.last[named.last]
    return hashed_part(ACT, named.named, words.text[named.first], first, last)


def openings(words: Words, language: str) -> list[Part]:
    """Return the first word of each text, its first two and its first three, as one feature each."""
    place = np.flatnonzero(np.diff(words.text, prepend=-1))
    begin, text = place, words.text[place]
    hashed, made = words.hashed[place] ^ LANGUAGE_SALTS[language], []
    for further in range(OPENING_WORDS):
        if further:
            inside = place + further < len(words.text)
            begin, place, text, hashed = (column[inside] for column in (begin, place, text, hashed))
            same = words.text[place + further] == text
            begin, place, text, hashed = (column[same] for column in (begin, place, text, hashed))
            hashed = hashed * _STEP + words.hashed[place + further]
        made.append(hashed_part(OPENING, hashed, text, words.first[begin], words.last[place + further]))
    return made
