"""Which of nine emotions a reader meets in a text, by the words that name or show them.

Version one adds up explained signs; it is not calibrated. It describes the text and refuses to say what its author
feels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aparte.nouns import Emotion, Occasion
from aparte.scorers.base import why_abstain
from aparte.scorers.evidence import Evidence, Feeds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aparte.text.reading import Reading

EMOTIONS: Final = (
    "joy",
    "gratitude",
    "surprise",
    "annoyance",
    "anger",
    "disappointment",
    "sadness",
    "fear",
    "disgust",
)

DOMINANT_FROM = 0.15
"""Under this probability no emotion leads and `dominant` is "none". Macro-F1 on one GoEmotions training row in five is
.44 here and .39 at .25; .10 reaches .45 but names an emotion for an eighth of a sign (tests/measures/emotion.py)."""

_FEEDS: Mapping[str, Feeds] = {
    **{f"emotion.{emotion}": ((emotion, 1.0),) for emotion in EMOTIONS},
    "emotion.anger": (("anger", 1.0), ("annoyance", 0.3)),
    "tone.joyful": (("joy", 0.9),),
    "tone.playful": (("joy", 0.3),),
    "tone.grateful": (("gratitude", 1.0),),
    "tone.annoyed": (("annoyance", 0.9), ("anger", 0.3)),
    "tone.sad": (("sadness", 0.9),),
    "tone.worried": (("fear", 0.9),),
    "tone.empathetic": (("sadness", 0.2),),
}
_NEGATED: Mapping[str, Feeds] = {
    "tone.joyful": (("disappointment", 0.6), ("annoyance", 0.3)),
    "emotion.joy": (("disappointment", 0.5),),
    "tone.grateful": (("annoyance", 0.4),),
    "emotion.surprise": (("surprise", -0.3),),
}


class EmotionScorer:
    """Fills `Assessment.emotion`."""

    name = "emotion"
    version = "rules-1"

    def score(self, reading: Reading, occasion: Occasion) -> Emotion:
        """Return the emotions met in `reading`; all zero and "none" where the scorers abstain."""
        if why_abstain(reading, occasion):
            return Emotion(dominant="none", scores=dict.fromkeys(EMOTIONS, 0.0))
        evidence = Evidence(reading, _FEEDS, _NEGATED)
        scores = {emotion: evidence.probability(emotion) for emotion in EMOTIONS}
        leader = max(scores, key=scores.__getitem__)
        return Emotion(dominant=leader if scores[leader] >= DOMINANT_FROM else "none", scores=scores)


SCORER = EmotionScorer()
