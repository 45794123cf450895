"""What touches people or the law in a message: rules, a learned table and the culture checks that belong here.

It describes the message, never a person, and works in every language where a rule can be sure (an IBAN is an IBAN). The
rules speak first; what they have no word for, a learned table may hear. Each finding has a place and a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.nouns import Finding, Occasion, Sensitivity, Span
from aparte.platforms import culture
from aparte.scorers import harm_table
from aparte.scorers.rules import own_findings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.text.reading import Reading


class SensitivityScorer:
    """Fills `Assessment.sensitivity`."""

    name = "sensitivity"
    version = "learned-1"

    def score(self, reading: Reading, occasion: Occasion) -> Sensitivity:
        """Return what in `reading` touches people or the law; `flag` when a finding is a warning or an error."""
        ruled = own_findings(reading)
        found = [*ruled, *harm_table.findings(reading, ruled)]
        found.extend(culture.findings(reading, reading.text, None, occasion, owner="sensitivity"))
        ordered = _without_echoes(found)
        return Sensitivity(flag=any(finding.severity != "advice" for finding in ordered), findings=ordered)


SCORER = SensitivityScorer()


def listen(readings: Sequence[Reading]) -> None:
    """Hear many readings in one pass, so that `score` finds them heard."""
    harm_table.listen((reading, own_findings(reading)) for reading in readings)


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
