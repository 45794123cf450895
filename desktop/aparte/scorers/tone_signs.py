"""What a reading shows of its tone besides its words: the units of the rules, whom it speaks to, its marks and lengths.

The same numbers are what the learned tone was taught with and what it asks for: `models/train/tone` calls this. Each is
clipped, so that a long text, which has more of everything, stays within what short posts have.
"""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING, Final

import numpy as np

from aparte.scorers import emotion_rules, tone_rules
from aparte.scorers.register import address_of, formality_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aparte.text.reading import Reading

_KINDS: Final = {"emoji": 3, "number": 4, "url": 1, "hashtag": 3, "mention": 1}
"""Kinds of tokens that are counted, each up to so many."""
_MOST_UNITS = 3.0
_ENDS = ".!?…"

NAMES: Final = (
    *tone_rules.TONES,
    "hedging",
    *(f"emotion {name}" for name in emotion_rules.EMOTIONS),
    "casual",
    "formal",
    *("tu", "vous", "you", "imperatives"),
    *("exclamations", "questions"),
    *_KINDS,
    *("begins low", "capitals", "upper case", "ends", "asks last", "words", "sentence", "lines"),
)


def signs(reading: Reading) -> NDArray[np.float64]:
    """Return the signs of a reading that has words, in the order of NAMES."""
    tone, emotion = tone_rules.evidence_of(reading), emotion_rules.evidence_of(reading)
    addressed = address_of(reading)
    formality = formality_of(reading, addressed.address)
    units = [tone.of(name) for name in (*tone_rules.TONES, "hedging")]
    units += [emotion.of(name) for name in emotion_rules.EMOTIONS]
    units += (formality.casual, formality.formal)
    units = [max(-_MOST_UNITS, min(_MOST_UNITS, one)) for one in units]
    units += [addressed.address == name for name in ("tu", "vous", "you")]
    return np.array([*units, min(addressed.imperatives, 3), *_marks(reading)], np.float64)


def _marks(reading: Reading) -> Sequence[float]:
    counts = dict.fromkeys(_KINDS, 0)
    exclamations = questions = ends = 0
    for place in reading.marks:
        _start, _end, raw, _low, kind = reading.tokens[place]
        if kind == "punct":
            mark = raw[0]
            exclamations += mark == "!"
            questions += mark == "?"
            ends += mark in ".!?"
        elif kind in counts:
            counts[kind] += 1
    words = reading.words
    count = max(1, len(words))
    shouted = sum(len(word.raw) > 2 and word.raw.isupper() for word in words)
    begun = sum(word.raw[0].isupper() for word in words)
    last = reading.text.rstrip()[-1:]
    return (
        min(exclamations, 3),
        min(questions, 3),
        *(min(counts[kind], most) for kind, most in _KINDS.items()),
        bool(words) and words[0].raw[0].islower(),
        shouted / count,
        begun / count,
        last in _ENDS,
        last == "?",
        log1p(min(len(words), 60)),
        log1p(min(len(words) / max(1, ends), 60)),
        "\n" in reading.text,
    )
