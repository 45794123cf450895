"""From a reading to its irony risk: what the learned table hears and what the hand-set evidence shows, in one sum.

log-odds = intercept + gain * table + gain * evidence, fitted on texts that neither had seen (models/scorers, the card);
what the client's corrections taught (`Occasion.irony_prior`) is added to the intercept, the weights never change.
The same for a draft, a reference post and a counterfactual. Not calibrated: an order, not a share of readers.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from aparte.scorers import irony_marks, irony_table
from aparte.scorers.base import why_abstain
from aparte.scorers.irony_features import Evidence, evidence
from aparte.scorers.irony_scene import Scene, entries
from aparte.scorers.irony_weights import CEILING, PRIOR
from aparte.text.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Occasion


class Judgement(NamedTuple):
    """What was seen and what it adds up to.

    bias: the log-odds of an ordinary post. gain: log-odds of one unit of a clue. reading:
    the text without its irony marks; positions: its characters in the original (None: nothing was taken out). why: the
    reason to abstain, or None; the log-odds are then the prior's.
    """

    log_odds: float
    bias: float
    gain: float
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
        reading = Reading(text, reading.language, reading.names)
    why = why_abstain(reading, occasion)
    if why:
        return Judgement(PRIOR, PRIOR, 0.0, _NOTHING, reading, positions, why)
    found = _found(reading, occasion)
    stack = irony_table.stack(reading.language)
    heard = stack.table * irony_table.heard(reading.heard, reading.language)
    bias = stack.intercept + occasion.irony_prior
    total = bias + heard + stack.evidence * _units(found)
    return Judgement(total, bias, stack.evidence, found, reading, positions, None)


def summed(reading: Reading, occasion: Occasion) -> float:
    """Return what the hand-set evidence of a text adds up to, in its own units."""
    return _units(_found(reading, occasion))


def probability(log_odds: float) -> float:
    """Return the probability of `log_odds`."""
    return 1.0 / (1.0 + math.exp(-log_odds))


def _found(reading: Reading, occasion: Occasion) -> Evidence:
    complains = _complains(occasion.reply_to_text, reading)
    return evidence(reading.tokens, reading.hits, answers_complaint=complains, marks=reading.marks)


def _units(found: Evidence) -> float:
    return found.calm + min(sum(clue.weight for clue in found.clues), CEILING)


def _complains(parent: str | None, answer: Reading) -> bool:
    """Tell whether the post that is answered complains, read in the language of the answer."""
    if not parent:
        return False
    read = Reading(parent, answer.language)
    return "irony.cross" in read.hits or Scene(read.tokens, entries(read.hits)).unhappy
