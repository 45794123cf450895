"""From a reading to its irony risk: one additive formula, the same for a draft, a reference post and a counterfactual.

log-odds = BIAS + calm + what the clues add, at most CEILING. Not calibrated: an order, not a share of readers.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from aparte.scorers import irony_marks
from aparte.scorers.base import why_abstain
from aparte.scorers.irony_features import Evidence, evidence
from aparte.scorers.irony_scene import Scene, entries
from aparte.scorers.irony_weights import BIAS, CEILING
from aparte.text.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Occasion


class Judgement(NamedTuple):
    """What was seen and what it adds up to.

    reading: the text without its irony marks; positions: its characters in the original (None: nothing was taken out).
    why: the reason to abstain, or None; the log-odds are then the prior's.
    """

    log_odds: float
    evidence: Evidence
    reading: Reading
    positions: Sequence[int] | None
    why: str | None

    @property
    def risk(self) -> float:
        """The probability of these log-odds."""
        return probability(self.log_odds)


_NOTHING = Evidence([], 0.0, None, None)


def judge(reading: Reading, occasion: Occasion) -> Judgement:
    """Judge a text; abstain when it is empty, too short, in another language, or answers a post we don't have."""
    positions = None
    if irony_marks.declared(reading.text):
        text, positions = irony_marks.without_marks(reading.text)
        reading = Reading(text, reading.language)
    why = why_abstain(reading, occasion)
    if why:
        return Judgement(BIAS, _NOTHING, reading, positions, why)
    found = evidence(reading.tokens, reading.hits, answers_complaint=_complains(occasion.reply_to_text, reading))
    added = sum(clue.weight for clue in found.clues)
    return Judgement(BIAS + found.calm + min(added, CEILING), found, reading, positions, None)


def probability(log_odds: float) -> float:
    """Return the probability of `log_odds`."""
    return 1.0 / (1.0 + math.exp(-log_odds))


def _complains(parent: str | None, answer: Reading) -> bool:
    """Tell whether the post that is answered complains, read in the language of the answer."""
    if not parent:
        return False
    read = Reading(parent, answer.language)
    return "irony.cross" in read.hits or Scene(read.tokens, entries(read.hits)).unhappy
