"""Rules about shutting people out and taking them in: discrimination, ableist turns of phrase, scams.

An offer, a door or a lure must stand in the text together with the words that make it unfair: "under 30" alone is a
number. It refuses to give legal advice; its findings name a risk and its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.nouns import Finding, Span
from aparte.scorers.hostility import in_idiom
from aparte.scorers.targets import aim_of
from aparte.text.scope import scope_of, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.nouns import Severity
    from aparte.text.lexicon import Hit
    from aparte.text.reading import Reading

_THING_REACH = 8
"""Tokens between a thing and the diagnosis it is given: « la météo de cette semaine est bipolaire »."""
_UNITS = word_set("minutes hours secondes seconds € $ £ % days jours miles km kg calories")


def findings(reading: Reading) -> Iterator[Finding]:
    """Yield the findings of discrimination, ableism and scams in `reading`."""
    names = reading.hits.keys()
    if not names.isdisjoint(("exclude", "exclude.age", "exclude.alone")):
        yield from _discrimination(reading)
    if not names.isdisjoint(("ableism.insult", "ableism.metaphor")):
        yield from _ableism(reading)
    if not names.isdisjoint(("scam.lure", "scam.coin", "scam.income", "scam.phish", "scam.alone")):
        yield from _scams(reading)


def _finding(code: str, severity: Severity, category: str, hit: Hit, confidence: float) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        scorer="sensitivity",
        span=Span(start=hit.start, end=hit.end),
        confirm=severity != "advice",
        category=category,
        confidence=confidence,
    )


def _quoted_or_answered(reading: Reading, hit: Hit) -> bool:
    scope = scope_of(reading)
    return (
        "speech.against" in reading.hits
        or in_idiom(reading, hit)
        or scope.quoted(hit.first, hit.last)
        or scope.reported(hit.first)
    )


def _discrimination(reading: Reading) -> Iterator[Finding]:
    hiring = "hiring" in reading.hits
    for hit in reading.found("exclude", "exclude.age", "exclude.alone"):
        if _quoted_or_answered(reading, hit) or not (hiring or hit.category == "exclude.alone"):
            continue
        if hit.category == "exclude.age" and ("exclude.legal" in reading.hits or _counts_things(reading, hit)):
            continue
        mild = hit.weight < 0.6
        yield _finding(
            "discrimination.excluded", "advice" if mild else "warning", "discrimination", hit, 0.5 if mild else 0.8
        )


def _counts_things(reading: Reading, hit: Hit) -> bool:
    return hit.last + 1 < len(reading.tokens) and reading.tokens[hit.last + 1].low in _UNITS


def _ableism(reading: Reading) -> Iterator[Finding]:
    for hit in reading.hits.get("ableism.insult", ()):
        if aim_of(reading, hit) in ("reader", "other") and not _quoted_or_answered(reading, hit):
            yield _finding("ableism.insult", "warning", "ableism", hit, 0.75)
    things = reading.hits.get("ableism.thing", ())
    for hit in reading.hits.get("ableism.metaphor", ()):
        near = any(0 < abs(hit.first - thing.first) <= _THING_REACH for thing in things)
        if (near or " " in hit.entry) and not _quoted_or_answered(reading, hit):
            yield _finding("ableism.metaphor", "advice", "ableism", hit, 0.6)


def _scams(reading: Reading) -> Iterator[Finding]:
    hit = _lure(reading)
    if hit is not None and not _quoted_or_answered(reading, hit) and not _warns(reading):
        yield _finding("scam.lure", "warning", "scam", hit, 0.8)


def _lure(reading: Reading) -> Hit | None:
    """The words that lure, when what completes the trick stands in the text too."""
    hits = reading.hits
    for lure, companions in _TRICKS:
        if lure in hits and all(not hits.keys().isdisjoint(companion) for companion in companions):
            return hits[lure][0]
    return None


_TRICKS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("scam.alone", ()),
    ("scam.multiply", (("scam.coin",),)),
    ("scam.lure", (("scam.hook", "scam.coin", "scam.income", "scam.click"),)),
    ("scam.income", (("scam.earn",), ("scam.hook", "scam.click", "scam.coin"))),
    ("scam.phish", (("scam.click",),)),
)


def _warns(reading: Reading) -> bool:
    """« Attention, arnaque : … »: the text warns of the trick it describes."""
    return "scam.warning" in reading.hits
