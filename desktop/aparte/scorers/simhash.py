"""A fingerprint of 64 bits for a post: near copies have near ones, whatever their case, accents, links and mentions.

Charikar's (STOC 2002): each word votes on each bit. Decision: words, not stretches of letters, because a copy that was
retyped keeps its words; the first MOST_WORDS speak. It refuses to be a proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from aparte.scorers.letters import LINK, WHO

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aparte.scorers.letters import Hashes, Words

MOST_WORDS: Final = 255
"""Votes are counted in bytes, eight bits of a hash at a time."""
_MIXER = np.uint64(0xFF51AFD7ED558CCD)


def simhashes(words: Words, count: int) -> Hashes:
    """Return the fingerprints of `count` texts; 0 where there is no word."""
    words = words.of(~words.sign | ((words.hashed > ord("\u00ff")) & (words.hashed != LINK) & (words.hashed != WHO)))
    each = np.bincount(words.text, minlength=count)
    if each.max(initial=0) > MOST_WORDS:
        before = np.cumsum(each) - each
        words = words.of(np.arange(len(words.text)) - before[words.text] < MOST_WORDS)
        each = np.minimum(each, MOST_WORDS)
    spoken = np.flatnonzero(each)
    votes = np.zeros((count, 8), np.uint64)
    if len(spoken):
        votes[spoken] = np.add.reduceat(_bits(words.hashed), (np.cumsum(each) - each)[spoken], axis=0)
    most = votes.view(np.uint8).astype(np.uint16) * 2 > each[:, None]
    return np.packbits(most, axis=1, bitorder="little").view(np.uint64).ravel()


def _bits(hashed: Hashes) -> NDArray[np.uint64]:
    """Return the 64 bits of each hash, a byte a bit, seen as eight numbers that can be added."""
    mixed = hashed ^ (hashed >> np.uint64(32))
    mixed *= _MIXER
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIXER
    mixed ^= mixed >> np.uint64(32)
    return np.unpackbits(mixed.view(np.uint8).reshape(-1, 8), axis=1, bitorder="little").view(np.uint64)
