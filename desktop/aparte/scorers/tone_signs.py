"""What a reading shows of its tone besides its words: the units of the rules, whom it speaks to, its marks and lengths.

The same numbers are what the learned tone was taught with and what it asks for: `models/train/tone` calls this. Each is
clipped, so that a long text, which has more of everything, stays within what short posts have.
"""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING, Final

import numpy as np

from aparte.scorers import emotion_rules, tone_rules
from aparte.scorers.mark_counts import counts_of
from aparte.scorers.register import address_of, formality_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aparte.text.reading import Reading

_KINDS: Final = {"emoji": 3.0, "number": 4.0, "url": 1.0, "hashtag": 3.0, "mention": 1.0}
"""Kinds of tokens that are counted, each up to so many."""
_MOST_UNITS = 3.0
_MOST_WORDS = 60
_ENDS = ".!?…"
_UNITS: Final = (*tone_rules.TONES, "hedging")

NAMES: Final = (
    *_UNITS,
    *(f"emotion {name}" for name in emotion_rules.EMOTIONS),
    "casual",
    "formal",
    *("tu", "vous", "you", "imperatives"),
    *("exclamations", "questions"),
    *_KINDS,
    *("begins low", "capitals", "titles", "ends", "asks last", "words", "sentence", "lines"),
)

_MOST: Final = np.array(
    [
        *[_MOST_UNITS] * NAMES.index("tu"),
        *(1.0, 1.0, 1.0, 3.0),
        *(3.0, 3.0),
        *_KINDS.values(),
        *[9.0] * 8,
    ]
)


def signs(readings: Sequence[Reading]) -> NDArray[np.float64]:
    """Return the signs of readings that have words, (readings, NAMES)."""
    found = np.array([_signs(reading) for reading in readings], np.float64).reshape(len(readings), len(NAMES))
    np.minimum(found, _MOST, out=found)
    np.maximum(found, -_MOST_UNITS, out=found)
    return found


def _signs(reading: Reading) -> list[float]:
    tone, emotion = tone_rules.evidence_of(reading).units.get, emotion_rules.evidence_of(reading).units.get
    addressed = address_of(reading)
    formality = formality_of(reading, addressed.address)
    to = addressed.address
    return [
        *[tone(name, 0.0) for name in _UNITS],
        *[emotion(name, 0.0) for name in emotion_rules.EMOTIONS],
        *formality,
        *(to == "tu", to == "vous", to == "you", addressed.imperatives),
        *_marks(reading),
    ]


def _marks(reading: Reading) -> tuple[float, ...]:
    marks = counts_of(reading)
    words = [word[2] for word in reading.words[:_MOST_WORDS]]
    count = max(1, len(words))
    last = reading.text.rstrip()[-1:]
    return (
        marks.exclamations,
        marks.questions,
        *[marks.kinds[kind] for kind in _KINDS],
        bool(words) and words[0][0].islower(),
        sum(map(str.isupper, words)) / count,
        sum(map(str.istitle, words)) / count,
        last in _ENDS,
        last == "?",
        log1p(count),
        log1p(min(len(reading.words) / max(1, marks.ends), _MOST_WORDS)),
        "\n" in reading.text,
    )
