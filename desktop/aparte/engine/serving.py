"""Whether a wording serves its goal, and how far it is from it: one small function a goal.

It refuses to trade: a wording that serves well and breaks a rule is refused by `checks` before anyone asks here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aparte.engine.facts import facts
from aparte.engine.goals import AXES, BY_NAME
from aparte.platforms.fit import counted
from aparte.platforms.platform import platform
from aparte.scorers.rank import SAME_RISK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.engine.proposals import Brief
    from aparte.nouns import Assessment

ROUNDING = 1e-9
ALT_CHARS = 1_000
"""Characters of an alternative text where the platform file names no limit: the least any of them allows."""
_STEPS: Final = {"shorter": 5.0, "clearer": 1.0, "thread": 1.0, "adapt": 1.0, "hook": 0.1, "alt-text": 20.0}
_AXIS_STEP = 0.05
"""Distances nearer than a step are one: blandness and voice then decide which wording comes first."""
_GAP = re.compile(r"\n[^\S\n]*\n+")
_SENTENCE = re.compile(r".*?[.!?…]+[»”\")\]]*(?=\s|\Z)|.+", re.DOTALL)
_LOOKED_AT = re.compile(
    r"\A\W*(?:(?:une?|the|an?|la|l['’])\s*)?(?:image|photo|photographie|picture|photograph)\b", re.IGNORECASE
)


def distance(brief: Brief, assessment: Assessment) -> float:
    """Return how far a text is from the goal: less is better."""
    goal, text = brief.goal, assessment.text
    if goal == "shorter":
        return assessment.fit[brief.platform].length
    if goal in AXES:
        axis, sign = AXES[goal]
        return -sign * assessment.tone.axes.get(axis, 0.0)
    if goal == "clearer":
        return words_per_sentence(text)
    if goal == "thread":
        return len(thread_parts(text))
    if goal == "adapt":
        return len(assessment.fit[brief.platform].findings)
    if goal == "hook":
        opening = first_sentence(text)
        return len(opening) / 1_000 - len(facts(opening, assessment.language))
    if goal == "alt-text":
        return len(text)
    return risk(assessment)


def nearness(brief: Brief, assessment: Assessment) -> int:
    """Return the distance in steps, to rank by: what is nearer than a step is as near."""
    if brief.goal not in AXES and brief.goal not in _STEPS and assessment.sarcasm.level == "low":
        # What sounds as sincere as four posts in five is as good as it gets.
        return 0
    step = _AXIS_STEP if brief.goal in AXES else _STEPS.get(brief.goal, SAME_RISK)
    return round(distance(brief, assessment) / step)


def serves(brief: Brief, before: Assessment, after: Assessment) -> bool:
    """Tell whether a wording does what was asked."""
    goal = brief.goal
    if BY_NAME[goal].kind in {"answer", "translation"}:
        return True
    if goal == "less-risky" and (before.sarcasm.level == "low" or before.sarcasm.abstained):
        # There was no risk to lower: not raising it is enough.
        return True
    if goal in AXES and (before.tone.abstained or after.tone.abstained):
        return True
    if goal == "thread":
        return len(thread_parts(after.text)) > 1
    if goal == "alt-text":
        return "\n" not in after.text.strip() and not _LOOKED_AT.match(after.text)
    now, then = distance(brief, after), distance(brief, before)
    if goal in {"clearer", "adapt"}:
        return now <= then
    # A risk that is lower by less than any word's accident is not lower to anybody's ear.
    return now < then - (SAME_RISK if goal == "less-risky" else ROUNDING)


def over(brief: Brief, after: Assessment) -> tuple[int, int] | None:
    """Return the length and the limit that a wording is over, None when it is within it.

    Of a thread each part is counted; an alternative text has a limit of its own.
    """
    goal = BY_NAME[brief.goal]
    fit = after.fit[brief.platform]
    if goal.kind == "description":
        lengths, limit = [len(after.text)], alt_limit(brief.platform)
    elif goal.kind == "thread":
        lengths = [counted(part, brief.platform, brief.occasion)[0] for part in thread_parts(after.text)]
        limit = fit.limit
    else:
        lengths, limit = [fit.length], fit.limit
    longest = max(lengths, default=0)
    return (longest, limit) if longest > limit else None


def risk(assessment: Assessment) -> float:
    """Return what is to be lowered: the risk of irony or, for a joke on purpose, of its being missed."""
    missed = assessment.sarcasm.missed
    return assessment.sarcasm.risk if missed is None else missed


def words_per_sentence(text: str) -> float:
    """Return the mean length of the sentences of `text`, in words."""
    words = len(re.findall(r"\w+(?:['’-]\w+)*", text))
    return words / len(re.split(r"(?<=[.!?…])\s+|\n+", text.strip()))


def first_sentence(text: str) -> str:
    """Return the first sentence of `text`."""
    found = _SENTENCE.match(text.strip())
    return found[0] if found else ""


def thread_parts(text: str) -> Sequence[str]:
    """Return the messages of a thread: what empty lines set apart."""
    return [part.strip() for part in _GAP.split(text) if part.strip()]


def alt_limit(platform_id: str) -> int:
    """Return how long an alternative text may be on a platform."""
    limits = [custom.params.get("limit") for custom in platform(platform_id).customs if custom.rule == "alt_length"]
    return next((limit for limit in limits if isinstance(limit, int)), ALT_CHARS)
