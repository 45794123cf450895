"""Which of nine emotions a reader meets in a text, by the words that name or show them.

Version one adds up explained signs; it is not calibrated. It describes the text and refuses to say what its author
feels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.nouns import Emotion, Occasion
from aparte.scorers.base import why_abstain
from aparte.scorers.emotion_rules import EMOTIONS, evidence_of

if TYPE_CHECKING:
    from aparte.text.reading import Reading

__all__ = ["DOMINANT_FROM", "EMOTIONS", "SCORER", "EmotionScorer"]

DOMINANT_FROM = 0.15
"""Under this probability no emotion leads and `dominant` is "none". Macro-F1 on one GoEmotions training row in five is
.44 here and .39 at .25; .10 reaches .45 but names an emotion for an eighth of a sign (tests/measures/emotion.py)."""


class EmotionScorer:
    """Fills `Assessment.emotion`."""

    name = "emotion"
    version = "rules-1"

    def score(self, reading: Reading, occasion: Occasion) -> Emotion:
        """Return the emotions met in `reading`; all zero and "none" where the scorers abstain."""
        if why_abstain(reading, occasion):
            return Emotion(dominant="none", scores=dict.fromkeys(EMOTIONS, 0.0))
        evidence = evidence_of(reading)
        scores = {emotion: evidence.probability(emotion) for emotion in EMOTIONS}
        leader = max(scores, key=scores.__getitem__)
        return Emotion(dominant=leader if scores[leader] >= DOMINANT_FROM else "none", scores=scores)


SCORER = EmotionScorer()
