"""Where a risk stands among posts known to be meant as written: the client's own, or the shipped reference.

Decision: a rank, since an uncalibrated number can't be shown; it bounds false alarms by construction (at most 1 own
post in 20 at level high). The reference is scored at first use by the scorer that runs, never kept in a table that a
changed weight would make stale.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from aparte import paths
from aparte.nouns import Occasion, Rank
from aparte.scorers import irony_table
from aparte.scorers.irony_risk import judge
from aparte.text.language import detect
from aparte.text.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Language, Level

OWN_MIN = 100
"""Fewer own posts than this can't tell 1 in 20 apart (CONTRACT.md)."""
HIGH_SHARE = 0.05
MEDIUM_SHARE = 0.20
SAME_RISK = 0.02
"""Risks closer than this sound alike: leaving any one word out of a sincere post moves its risk by less three times in
four (.026 French, .018 English, on the reference)."""

_ROUNDING = 1e-9


class Reference:
    """Risks of posts that are meant as written, sorted."""

    __slots__ = ("against", "risks")

    def __init__(self, risks: Sequence[float], against: Literal["own", "reference"]) -> None:
        """Keep `risks` (in any order, at least one)."""
        self.risks = sorted(risks)
        self.against = against

    def rank(self, risk: float) -> Rank:
        """Return the share of the posts that sound less ironic than `risk`."""
        below = bisect_left(self.risks, risk - SAME_RISK)
        return Rank(higher_than=below / len(self.risks), of=len(self.risks), against=self.against)


def against(language: Language, own_risks: Sequence[float] | None) -> Reference:
    """Return what to compare with: the own posts when there are OWN_MIN of them, else the reference of `language`."""
    if own_risks is not None and len(own_risks) >= OWN_MIN:
        return Reference(own_risks, "own")
    return reference(language)


def own_risks_of(texts: Sequence[str], names: Sequence[str] = ()) -> list[float] | None:
    """Return the risks of a client's own posts, those that can be judged; None when OWN_MIN are not reached.

    names: those of the client (`Occasion.names`).
    """
    readings = [Reading(text, detect(text), names) for text in texts]
    for language in ("fr", "en"):
        irony_table.listen((reading.heard for reading in readings if reading.language == language), language)
    judged = (judge(reading, Occasion()) for reading in readings)
    risks = [one.risk for one in judged if not one.why]
    return risks if len(risks) >= OWN_MIN else None


@lru_cache(maxsize=2)
def reference(language: Language) -> Reference:
    """Return the shipped sincere posts of "fr" or "en", scored at the first call."""
    texts = posts(language)
    irony_table.listen(texts, language)
    return Reference([judge(Reading(text, language), Occasion()).risk for text in texts], "reference")


def posts(language: Language) -> list[str]:
    """Return the texts of the shipped reference (resources/reference/<language>.jsonl)."""
    lines = paths.resources("reference", f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def level(rank: Rank) -> Level:
    """Return high when at most 1 post in 20 sounds as ironic, medium when at most 1 in 5, else low."""
    as_ironic = 1.0 - rank.higher_than
    if as_ironic <= HIGH_SHARE + _ROUNDING:
        return "high"
    return "medium" if as_ironic <= MEDIUM_SHARE + _ROUNDING else "low"
