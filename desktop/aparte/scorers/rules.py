"""The explained rules of sensitivity in one list: hostility, fairness, personal data.

They are asked only where a word they start from stands in the text: most texts have none.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from aparte.scorers import fairness, hostility, personal_data
from aparte.scorers.disguise import may_hide_a_word, unmasked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Finding
    from aparte.text.reading import Reading

MOST_FINDINGS = 40
"""Of each family of rules: nobody reads more, and a text of a thousand insults is answered as fast as another."""


def own_findings(reading: Reading) -> Sequence[Finding]:
    """Return the findings of our own rules alone: hostility, fairness, personal data. Kept in `reading.memo`."""
    known: Sequence[Finding] | None = reading.memo.get("own findings")
    if known is None:
        known = reading.memo["own findings"] = _found(reading)
    return known


def _found(reading: Reading) -> list[Finding]:
    found = [*islice(personal_data.findings(reading), MOST_FINDINGS)]
    watched = not reading.hits.keys().isdisjoint(_WATCHED)
    # A mention looks like a word in disguise: whether it is one is asked before the rules are.
    if watched or (may_hide_a_word(reading.text) and unmasked(reading)):
        found.extend(islice(hostility.findings(reading), MOST_FINDINGS))
        found.extend(islice(fairness.findings(reading), MOST_FINDINGS))
    return found


_WATCHED = frozenset(
    (
        "insult.strong",
        "insult.mild",
        "insult.phrase",
        "hate.slur",
        "hate.phrase",
        "group",
        "threat.verb",
        "threat.phrase",
        "harass.call",
        "selfharm.own",
        "selfharm.incite",
        "exclude",
        "exclude.age",
        "exclude.alone",
        "ableism.insult",
        "ableism.metaphor",
        "scam.lure",
        "scam.coin",
        "scam.income",
        "scam.phish",
        "scam.alone",
    )
)
