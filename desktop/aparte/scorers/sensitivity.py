"""What touches people or the law in a message: our own rules and the culture checks that belong here, in one list.

It describes the message, never a person, and works in every language where a rule can be sure (an IBAN is an IBAN). The
rules are explained ones: each finding has a place and a sentence.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from aparte.nouns import Finding, Occasion, Sensitivity, Span
from aparte.platforms import culture
from aparte.scorers import fairness, hostility, personal_data
from aparte.scorers.disguise import may_hide_a_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.text.reading import Reading


MOST_FINDINGS = 40
"""Of each family of rules: nobody reads more, and a text of a thousand insults is answered as fast as another."""


class SensitivityScorer:
    """Fills `Assessment.sensitivity`."""

    name = "sensitivity"
    version = "rules-1"

    def score(self, reading: Reading, occasion: Occasion) -> Sensitivity:
        """Return what in `reading` touches people or the law; `flag` when a finding is a warning or an error."""
        found = own_findings(reading)
        found.extend(culture.findings(reading, reading.text, None, occasion, owner="sensitivity"))
        ordered = _without_echoes(found)
        return Sensitivity(flag=any(finding.severity != "advice" for finding in ordered), findings=ordered)


SCORER = SensitivityScorer()


def own_findings(reading: Reading) -> list[Finding]:
    """Return the findings of our own rules alone: hostility, fairness, personal data."""
    found = [*islice(personal_data.findings(reading), MOST_FINDINGS)]
    if not reading.hits.keys().isdisjoint(_WATCHED) or may_hide_a_word(reading.text):
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


def _without_echoes(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """One finding per place and category, in the order of the text: the surest, and the longer of two that overlap."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda item: (-(item.confidence or 1.0), item.span.start - item.span.end)):
        if not any(
            _overlap(finding.span, other.span)
            and finding.category == other.category
            and finding.code.split(".")[0] == other.code.split(".")[0]
            for other in kept
        ):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda item: (item.span.start, item.span.end, item.code)))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
