"""How a text sounds: thirteen tones, six rulers, register, address, whether it sells and whether it presses.

Tones, register, selling and pressing are learned from our own posts (models/scorers/tone.md), the signs of the rules
among their inputs; address is by rules, and so are the words shown as reasons. The scores add up to one. They were
fitted to left-out posts of our own and to nobody else's: they order tones and are not called calibrated. It refuses to
read irony: that is `scorers.sarcasm`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aparte.nouns import Occasion, Span, Tone
from aparte.scorers import tone_table
from aparte.scorers.base import why_abstain
from aparte.scorers.mark_counts import counts_of
from aparte.scorers.register import MOST_SPANS, Addressed, address_of
from aparte.scorers.tone_rules import TONES, evidence_of
from aparte.scorers.tone_table import SAYS_SO_FROM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aparte.scorers.evidence import Evidence
    from aparte.scorers.tone_table import Heard
    from aparte.text.reading import Reading

AXES: Final = ("warm", "playful", "formal", "direct", "confident", "pressing")

__all__ = ["AXES", "SCORER", "TONES", "ToneScorer"]


class ToneScorer:
    """Fills `Assessment.tone`."""

    name = "tone"
    version = "table-1"

    def score(self, reading: Reading, occasion: Occasion) -> Tone:
        """Return the tone of `reading`; abstains where every scorer does (`why_abstain`)."""
        why = why_abstain(reading, occasion)
        if why:
            return _abstained(why)
        evidence, addressed, heard = evidence_of(reading), address_of(reading), tone_table.heard(reading)
        return Tone(
            dominant=max(heard.scores, key=heard.scores.__getitem__),
            scores=heard.scores,
            register=max(heard.registers, key=heard.registers.__getitem__),
            address=addressed.address,
            promotional=heard.promotional >= SAYS_SO_FROM,
            urgent=heard.urgent >= SAYS_SO_FROM,
            axes=_rulers(reading, heard, evidence, addressed),
            reasons=_reasons(reading, evidence, addressed),
        )


SCORER = ToneScorer()


def _abstained(why: str) -> Tone:
    return Tone(
        dominant="neutral",
        scores={tone: 1.0 if tone == "neutral" else 0.0 for tone in TONES},
        register="neutral",
        address="none",
        promotional=False,
        urgent=False,
        axes=dict.fromkeys(AXES, 0.0),
        abstained=True,
        why=why,
    )


def _rulers(reading: Reading, heard: Heard, evidence: Evidence, addressed: Addressed) -> dict[str, float]:
    """The six rulers, 0 to 1. Each is a resting value moved by tones and rules; none is a probability."""
    scores, registers = heard.scores, heard.registers
    kind = _any_of(0.9 * scores["joyful"], 0.8 * scores["grateful"], 0.9 * scores["empathetic"])
    speaks_to = 0.15 if addressed.address != "none" else 0.0
    brief = 0.15 if len(reading.words) / max(1, counts_of(reading).ends) <= 10 else 0.0
    doubt = 0.15 * min(2.0, evidence.of("hedging"))
    orders = 0.2 if addressed.imperatives else 0.0
    return {
        "warm": _within(0.1 + kind + 0.3 * scores["apologetic"] + speaks_to / 2 - 0.6 * scores["annoyed"]),
        "playful": _any_of(0.95 * scores["playful"], 0.2 * scores["joyful"]),
        "formal": _within(0.5 + (registers["formal"] - registers["casual"]) / 2),
        "direct": _within(0.3 + orders + speaks_to + brief + 0.25 * scores["annoyed"] - doubt),
        "confident": _within(
            0.4
            + 0.5 * scores["confident"]
            + 0.1 * scores["joyful"]
            - 0.35 * scores["worried"]
            - 0.25 * scores["apologetic"]
            - doubt
        ),
        "pressing": _any_of(0.95 * _within(heard.urgent), 0.25 * _within(heard.promotional), orders / 2),
    }


def _any_of(*probabilities: float) -> float:
    none = 1.0
    for probability in probabilities:
        none *= 1.0 - probability
    return 1.0 - none


def _within(value: float) -> float:
    return min(1.0, max(0.0, value))


_AXIS_WORDS: Mapping[str, tuple[str, ...]] = {
    "warm": ("tone.joyful", "tone.grateful", "tone.empathetic", "tone.apologetic"),
    "playful": ("tone.playful",),
    "confident": ("tone.confident",),
    "pressing": ("urgent", "promo"),
}


def _reasons(reading: Reading, evidence: Evidence, addressed: Addressed) -> dict[str, tuple[Span, ...]]:
    """The words that speak for each ruler's name, in the order of the text: what speaks against it is no reason."""
    reasons = {}
    for axis, categories in _AXIS_WORDS.items():
        ranges = {(hit.start, hit.end) for name in categories for hit in evidence.hits.get(name, ())}
        if ranges:
            reasons[axis] = _spans(ranges)
    register = {(h.start, h.end) for h in reading.found("register.formal")}
    if register:
        reasons["formal"] = _spans(register)
    if addressed.words:
        reasons["direct"] = addressed.words
    return reasons


def _spans(ranges: set[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end) for start, end in sorted(ranges)[:MOST_SPANS])
