"""A second opinion on irony: what the local model hears, beside what Aparté's own reader says.

The model is asked in two wordings and two orders of the answers, because small models like a letter or a position; the
answers are read from the logits, nothing is written. It refuses to be the only source of a number: without parameters
fitted for this model it only says which way it leans, and when the two readers disagree strongly that is what is said,
not their average.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from aparte.engine.fusion import kept
from aparte.engine.questions import questions, versions
from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.engine.client import Engine
    from aparte.engine.fusion import Fusion
    from aparte.nouns import Assessment, Occasion, Sarcasm

SCRIPTED = "scripted"
LEAST_MASS = 0.05
"""Of all that could follow the question: a model that gives both letters less than this was about to say something
else (a thought, a preamble), and its preference between them means nothing."""
_SURE = 0.001
"""Shares beyond this and its complement are taken as it: one question alone must not outweigh the three others."""

Leaning = Literal["ironic", "sincere", "unsure", "silent"]


@record
class Heard:
    """What a model said.

    log_odds: of irony, one for each question (two wordings by two orders). mass: the least of the four.
    """

    log_odds: tuple[float, ...]
    mass: float

    @property
    def mean(self) -> float:
        """Return the mean log-odds of irony: what a liking for a letter adds in one order it takes in the other."""
        return sum(self.log_odds) / len(self.log_odds)

    @property
    def leaning(self) -> Leaning:
        """Return the side that every question is on; "unsure" when they are not all on one; "silent" for no answer."""
        if self.mass < LEAST_MASS:
            return "silent"
        if all(one > 0 for one in self.log_odds):
            return "ironic"
        return "sincere" if all(one < 0 for one in self.log_odds) else "unsure"


@record
class Opinion:
    """The second opinion on one text.

    agrees: whether the model is on the side of Aparté's own reader, None when one of them has none. clash: they
    disagree strongly. risk: both readings as one probability, 0..1; None without parameters for this model, where they
    say that it hears nothing, in a clash, and where there is nothing to fuse.
    """

    model: str
    leaning: Leaning
    agrees: bool | None = None
    clash: bool = False
    risk: float | None = None


def hear(engine: Engine, text: str, language: str, occasion: Occasion, since: int | None = None) -> Heard:
    """Ask the loaded model. since: `engine.cancels` when this was decided, None for now.

    Raises Trouble as Engine.score does: engine.cancelled once anything was cancelled since.
    """
    since = engine.cancels if since is None else since
    log_odds, masses = [], []
    for asked in questions(text, language, occasion.reply_to_text or ""):
        (shares,) = engine.score(asked.prefix, [asked.item], asked.answers, since=since)
        ironic = min(max(shares.of[0], _SURE), 1 - _SURE)
        log_odds.append(math.log(ironic / (1 - ironic)))
        masses.append(shares.mass)
    return Heard(log_odds=tuple(log_odds), mass=min(masses))


def weighed(heard: Heard, own: Sarcasm, model: str, fusion: Fusion | None) -> Opinion:
    """Return what to say of both readers of one text."""
    leaning = heard.leaning
    if leaning == "silent" or own.abstained:
        return Opinion(model=model, leaning=leaning)
    agrees = None if leaning == "unsure" else (leaning == "ironic") == (own.level != "low")
    # Between the levels the own reader doubts too: only a clear yes against a clear no is a clash.
    clash = agrees is False and own.level != "medium"
    # A model that was worth nothing on labelled texts adds nothing to the number, so there is no second number.
    counts = fusion is not None and fusion.model > 0 and not clash
    risk = fusion.risk(own.risk, heard.mean) if fusion is not None and counts else None
    return Opinion(model=model, leaning=leaning, agrees=agrees, clash=clash, risk=risk)


def second_opinion(
    engine: Engine, home: Path, assessment: Assessment, occasion: Occasion, since: int | None = None
) -> Opinion:
    """Return what the model in use says of a text that was just read; it is loaded first where it is not.

    Raises Trouble: model.none without a model, opinion.server for one that a server runs, and what Engine.load and
    Engine.score raise.
    """
    from aparte.engine.catalogue import chosen, model_path

    model = None if engine.scripted else chosen(home)
    if model is not None and model.address:
        # The answer is read from the logits, which no server of this protocol shows.
        raise Trouble("opinion.server", name=model.name)
    if model is not None:
        engine.load(model, str(model_path(home, model)))
    elif not engine.scripted:
        raise Trouble("model.none")
    heard = hear(engine, assessment.text, assessment.language, occasion, since)
    fusion = kept(home, model, versions()) if model else None
    return weighed(heard, assessment.sarcasm, model.name if model else SCRIPTED, fusion)
