"""Which emotions the words of a text name or show, by rules: the inputs of the learned ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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

FEEDS: Mapping[str, Feeds] = {
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
NEGATED: Mapping[str, Feeds] = {
    "tone.joyful": (("disappointment", 0.6), ("annoyance", 0.3)),
    "emotion.joy": (("disappointment", 0.5),),
    "tone.grateful": (("annoyance", 0.4),),
    "emotion.surprise": (("surprise", -0.3),),
}


def evidence_of(reading: Reading) -> Evidence:
    """Return the units of each emotion in `reading`. Kept in `reading.memo`."""
    known = reading.memo.get("emotion")
    if isinstance(known, Evidence):
        return known
    evidence = reading.memo["emotion"] = Evidence(reading, FEEDS, NEGATED)
    return evidence
