"""How a text sounds: thirteen tones, six rulers, register, address, whether it sells and whether it presses.

Version one adds up explained signs (words of our lists, marks, emoji, questions, prices) and never learned anything:
its probabilities order tones, they are not calibrated. It refuses to read irony: that is `scorers.sarcasm`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aparte.nouns import Occasion, Span, Tone
from aparte.scorers.base import why_abstain
from aparte.scorers.evidence import GAIN, Evidence, Feeds, logistic
from aparte.scorers.register import MOST_SPANS, Addressed, Formality, address_of, formality_of

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
AXES: Final = ("warm", "playful", "formal", "direct", "confident", "pressing")

SAYS_SO_FROM = 0.5
"""From this probability a post sells, or presses (`promotional`, `urgent`)."""
NEUTRAL_REST = 1.2
"""Log-odds of neutral when nothing speaks; the strongest other tone takes GAIN per unit of it. Neutral and a lone tone
cross at .73 units: set on the development half of tests/measures/tone_cases.jsonl."""

_FEEDS: Mapping[str, Feeds] = {
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
_NEGATED: Mapping[str, Feeds] = {
    "tone.joyful": (("joyful", -0.5), ("annoyed", 0.7)),
    "emotion.joy": (("annoyed", 0.5),),
    "tone.grateful": (("annoyed", 0.4),),
    "tone.confident": (("confident", -0.5), ("worried", 0.4)),
    "tone.worried": (("empathetic", 0.5), ("confident", 0.3)),
    "tone.playful": (("annoyed", 0.4),),
    "tone.empathetic": (("annoyed", 0.3),),
}
_CURRENCIES = frozenset("€$£")


class ToneScorer:
    """Fills `Assessment.tone`."""

    name = "tone"
    version = "rules-1"

    def score(self, reading: Reading, occasion: Occasion) -> Tone:
        """Return the tone of `reading`; abstains where every scorer does (`why_abstain`)."""
        why = why_abstain(reading, occasion)
        if why:
            return _abstained(why)
        evidence = Evidence(reading, _FEEDS, _NEGATED)
        addressed = address_of(reading)
        _add_marks(reading, evidence)
        scores = _probabilities(evidence)
        formality = formality_of(reading, addressed.address)
        return Tone(
            dominant=max(scores, key=scores.__getitem__),
            scores=scores,
            register=formality.register,
            address=addressed.address,
            promotional=scores["promotional"] >= SAYS_SO_FROM,
            urgent=scores["urgent"] >= SAYS_SO_FROM,
            axes=_rulers(reading, scores, evidence, formality, addressed),
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


def _add_marks(reading: Reading, evidence: Evidence) -> None:
    """Add what no list holds: exclamation marks lift the feeling that leads, questions ask, prices sell."""
    questions = exclamations = 0
    tokens = reading.tokens
    for index in reading.marks:
        _start, _end, raw, _low, kind = tokens[index]
        if kind != "punct":
            continue
        mark = raw[0]
        if mark == "!":
            exclamations += 1
        elif mark == "?":
            questions += 1
        elif mark in _CURRENCIES and _beside_number(reading, index):
            evidence.add("promotional", 0.5)
        elif mark == "%" and index > 1 and tokens[index - 2].raw == "-":
            evidence.add("promotional", 0.9)
    if questions:
        annoyed = evidence.of("annoyed") >= 0.8
        evidence.add("curious", 0.3 if annoyed else 0.85)
    if exclamations:
        lift = 0.1 * min(exclamations, 3)
        for feeling in ("joyful", "annoyed", "urgent"):
            if evidence.of(feeling) > 0.2:
                evidence.add(feeling, lift)


def _beside_number(reading: Reading, index: int) -> bool:
    tokens = reading.tokens
    return (index > 0 and tokens[index - 1].kind == "number") or (
        index + 1 < len(tokens) and tokens[index + 1].kind == "number"
    )


def _probabilities(evidence: Evidence) -> dict[str, float]:
    strongest = max((evidence.of(tone) for tone in TONES), default=0.0)
    neutral = logistic(NEUTRAL_REST - GAIN * max(0.0, strongest))
    return {tone: neutral if tone == "neutral" else evidence.probability(tone) for tone in TONES}


def _rulers(
    reading: Reading,
    scores: Mapping[str, float],
    evidence: Evidence,
    formality: Formality,
    addressed: Addressed,
) -> dict[str, float]:
    """The six rulers, 0 to 1. Each is a resting value moved by tones and rules; none is a probability."""
    kind = _any_of(0.9 * scores["joyful"], 0.8 * scores["grateful"], 0.9 * scores["empathetic"])
    speaks_to = 0.15 if addressed.address != "none" else 0.0
    marks = (reading.tokens[place] for place in reading.marks)
    sentences = max(1, sum(mark.raw[0] in ".!?" for mark in marks if mark.kind == "punct"))
    brief = 0.15 if len(reading.words) / sentences <= 10 else 0.0
    doubt = 0.15 * min(2.0, evidence.of("hedging"))
    orders = 0.2 if addressed.imperatives else 0.0
    return {
        "warm": _within(0.1 + kind + 0.3 * scores["apologetic"] + speaks_to / 2 - 0.6 * scores["annoyed"]),
        "playful": _any_of(0.95 * scores["playful"], 0.2 * scores["joyful"]),
        "formal": logistic(1.4 * (formality.formal - formality.casual)),
        "direct": _within(0.3 + orders + speaks_to + brief + 0.25 * scores["annoyed"] - doubt),
        "confident": _within(
            0.4
            + 0.5 * scores["confident"]
            + 0.1 * scores["joyful"]
            - 0.35 * scores["worried"]
            - 0.25 * scores["apologetic"]
            - doubt
        ),
        "pressing": _any_of(0.95 * scores["urgent"], 0.25 * scores["promotional"], orders / 2),
    }


def _any_of(*probabilities: float) -> float:
    none = 1.0
    for probability in probabilities:
        none *= 1.0 - probability
    return 1.0 - none


def _within(value: float) -> float:
    return min(1.0, max(0.0, value))


_AXIS_WORDS: Mapping[str, tuple[str, ...]] = {
    "warm": ("tone.joyful", "tone.grateful", "tone.empathetic", "tone.apologetic", "tone.annoyed"),
    "playful": ("tone.playful",),
    "confident": ("tone.confident", "tone.hedging", "tone.worried"),
    "pressing": ("urgent", "promo"),
}


def _reasons(reading: Reading, evidence: Evidence, addressed: Addressed) -> dict[str, tuple[Span, ...]]:
    """The words that moved each ruler, in the order of the text."""
    reasons = {}
    for axis, categories in _AXIS_WORDS.items():
        ranges = {(hit.start, hit.end) for name in categories for hit in evidence.hits.get(name, ())}
        if ranges:
            reasons[axis] = _spans(ranges)
    register = {(h.start, h.end) for h in reading.found("register.casual", "register.formal")}
    if register:
        reasons["formal"] = _spans(register)
    if addressed.words:
        reasons["direct"] = addressed.words
    return reasons


def _spans(ranges: set[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end) for start, end in sorted(ranges)[:MOST_SPANS])
