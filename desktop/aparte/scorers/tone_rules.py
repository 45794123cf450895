"""What the tone of a text is by rules: words of our lists, marks, questions, prices, each a sign that can be shown.

The learned tone takes these units as inputs, and the reasons shown are the words they come from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aparte.scorers.evidence import Evidence, Feeds
from aparte.scorers.mark_counts import counts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aparte.text.reading import Reading

TONES: Final = (
    "joyful",
    "grateful",
    "apologetic",
    "promotional",
    "curious",
    "empathetic",
    "confident",
    "neutral",
    "playful",
    "annoyed",
    "sad",
    "worried",
    "urgent",
)
FEEDS: Mapping[str, Feeds] = {
    **{f"tone.{tone}": ((tone, 1.0),) for tone in TONES},
    "promo": (("promotional", 1.0),),
    "urgent": (("urgent", 1.0),),
    "tone.hedging": (("hedging", 1.0),),
    "emotion.joy": (("joyful", 0.6),),
    "emotion.anger": (("annoyed", 0.8),),
    "emotion.annoyance": (("annoyed", 0.7),),
    "emotion.disgust": (("annoyed", 0.6),),
    "emotion.disappointment": (("annoyed", 0.5), ("sad", 0.4)),
    "emotion.sadness": (("sad", 0.7),),
    "emotion.fear": (("worried", 0.7),),
}
NEGATED: Mapping[str, Feeds] = {
    "tone.joyful": (("joyful", -0.5), ("annoyed", 0.7)),
    "emotion.joy": (("annoyed", 0.5),),
    "tone.grateful": (("annoyed", 0.4),),
    "tone.confident": (("confident", -0.5), ("worried", 0.4)),
    "tone.worried": (("empathetic", 0.5), ("confident", 0.3)),
    "tone.playful": (("annoyed", 0.4),),
    "tone.empathetic": (("annoyed", 0.3),),
}


def evidence_of(reading: Reading) -> Evidence:
    """Return the units of each tone in `reading`, and of hedging. Kept in `reading.memo`."""
    known = reading.memo.get("tone")
    if isinstance(known, Evidence):
        return known
    evidence = reading.memo["tone"] = Evidence(reading, FEEDS, NEGATED)
    _add_marks(reading, evidence)
    return evidence


def _add_marks(reading: Reading, evidence: Evidence) -> None:
    """Add what no list holds: exclamation marks lift the feeling that leads, questions ask, prices sell."""
    marks, tokens = counts_of(reading), reading.tokens
    for index in marks.sums:
        if tokens[index].raw[0] != "%":
            if _beside_number(reading, index):
                evidence.add("promotional", 0.5)
        elif index > 1 and tokens[index - 2].raw == "-":
            evidence.add("promotional", 0.9)
    if marks.questions:
        annoyed = evidence.of("annoyed") >= 0.8
        evidence.add("curious", 0.3 if annoyed else 0.85)
    if marks.exclamations:
        lift = 0.1 * min(marks.exclamations, 3)
        for feeling in ("joyful", "annoyed", "urgent"):
            if evidence.of(feeling) > 0.2:
                evidence.add(feeling, lift)


def _beside_number(reading: Reading, index: int) -> bool:
    tokens = reading.tokens
    return (index > 0 and tokens[index - 1].kind == "number") or (
        index + 1 < len(tokens) and tokens[index + 1].kind == "number"
    )
