"""How a text sits on one platform: its length as that platform counts, its parts, what to mend and where it folds.

The one entrance to everything a platform says. Hard limits are errors, but only when the platform itself or several
dated sources say so (confidence A or B); all else is advice, with its source and its date.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from aparte.nouns import Finding, Fit, Span
from aparte.platforms import culture
from aparte.platforms.fixes import apart
from aparte.platforms.fold import fold_at
from aparte.platforms.placed import Placed
from aparte.platforms.platform import platform
from aparte.platforms.rules import RULES
from aparte.platforms.split import split, whole_sentences
from aparte.text.count import fitting_prefix, length, stretches
from aparte.text.entities import entities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aparte.nouns import Occasion, Severity, Verdict
    from aparte.platforms.platform import Custom, Platform
    from aparte.text.reading import Reading

SCORER = "fit"
MOST_MARKS = 50
"""Of one rule in one text: the sixtieth double space teaches nobody anything."""


def fit(reading: Reading, full_text: str, platform_id: str, occasion: Occasion) -> Fit:
    """Say how `full_text` fits a platform on this occasion.

    reading: the shared reading of the text (its first 20,000 characters); lengths count the whole text.
    Raises Trouble("usage.platform") for an unknown platform.
    """
    place = platform(platform_id, occasion.overrides)
    placed = Placed(
        text=full_text,
        platform=place,
        found=entities(full_text, platform_id),
        length=_length(place, full_text),
        occasion=occasion,
    )
    customs = [custom for custom in place.customs if _counts(place, custom, occasion)]
    findings = apart(
        [
            *_too_long(placed),
            *(finding for custom in customs for finding in _broken(placed, custom)),
            *culture.findings(reading, full_text, platform_id, occasion, owner="fit"),
        ]
    )
    return Fit(
        platform=platform_id,
        verdict=_verdict(findings),
        length=placed.length,
        limit=place.limits.chars,
        unit=place.limits.unit,
        parts=_parts(placed),
        findings=tuple(sorted(findings, key=lambda finding: (finding.span.start, finding.span.end, finding.code))),
        entities=placed.found,
        fold_at=fold_at(full_text, place.fold),
        checked=1 + len(customs) + culture.looked_at(reading, platform_id, occasion, owner="fit"),
    )


def counted(text: str, platform_id: str, occasion: Occasion) -> tuple[int, int]:
    """Return how long `text` is and may be, as the platform counts: what a tab shows, without reading anything else."""
    place = platform(platform_id, occasion.overrides)
    return _length(place, text), place.limits.chars


def _length(place: Platform, text: str) -> int:
    return length(text, place.limits.counting, link_chars=place.limits.link_chars)


def _counts(place: Platform, custom: Custom, occasion: Occasion) -> bool:
    return custom.hard or f"{place.id}.{custom.code}" not in occasion.customs_off


def _too_long(placed: Placed) -> Iterator[Finding]:
    limits = placed.platform.limits
    if placed.length <= limits.chars:
        return
    text, place = placed.text, placed.platform
    limit_at = fitting_prefix(text, limits.counting, limits.chars, link_chars=limits.link_chars)
    kept = whole_sentences(text, lambda part: _length(place, part) <= limits.chars)
    yield Finding(
        code=f"{placed.platform.id}.length",
        message="fit.length_thread" if place.splits else "fit.length",
        severity=_refused(limits.confidence),
        scorer=SCORER,
        span=Span(start=kept or limit_at, end=len(text)),
        fix="" if kept else None,
        params={
            "limit_at": limit_at,
            "platform": placed.platform.name,
            "count": placed.length,
            "limit": limits.chars,
            "over": placed.length - limits.chars,
        },
        source=limits.source,
        as_of=limits.checked_on.isoformat(),
    )


def _broken(placed: Placed, custom: Custom) -> Iterator[Finding]:
    for mark in islice(RULES[custom.rule](placed, custom.params), MOST_MARKS):
        yield Finding(
            code=f"{placed.platform.id}.{custom.code}",
            message=f"fit.{custom.message or custom.rule}",
            severity=_refused(custom.confidence) if custom.hard else "advice",
            scorer=SCORER,
            span=Span(start=mark.start, end=mark.end),
            params={"platform": placed.platform.name, **mark.params},
            fix=mark.fix,
            source=custom.source,
            as_of=custom.as_of or custom.checked_on.isoformat(),
        )


def _refused(confidence: str) -> Severity:
    return "error" if confidence in ("A", "B") else "advice"


def _parts(placed: Placed) -> tuple[str, ...]:
    """Return the text when it fits, its thread when the platform has threads, else nothing."""
    place = placed.platform
    byte_limits = [custom.params["limit"] for custom in place.customs if custom.rule == "max_bytes"]

    def fits(text: str) -> bool:
        return _length(place, text) <= place.limits.chars and all(
            length(text, "bytes") <= limit for limit in byte_limits if isinstance(limit, int)
        )

    if placed.length <= place.limits.chars and fits(placed.text):
        return (placed.text,)
    if not place.splits:
        return ()
    measured = (
        None if byte_limits else stretches(placed.text, place.limits.counting, link_chars=place.limits.link_chars)
    )

    def quick(start: int, end: int, more: int) -> bool:
        return measured is not None and measured(start, end) + more <= place.limits.chars

    whole = [span for spans in placed.found.values() for span in spans]
    return split(
        placed.text,
        fits,
        whole,
        at_least=-(-placed.length // max(place.limits.chars, 1)),
        quick=quick if measured else None,
    )


def _verdict(findings: Sequence[Finding]) -> Verdict:
    severities = {finding.severity for finding in findings}
    if "error" in severities:
        return "blocked"
    return "adjust" if "warning" in severities else "ready"
