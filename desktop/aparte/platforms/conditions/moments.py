"""The day and the mood: a light post on a day of mourning, a campaign on the eve of a ballot, a sale in a crisis.

A draft is read for four tempers: humour, selling, light, announcement. Which of them a day holds back is written with
the day (`resources/calendar.toml`); a sober post goes out on any day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from aparte.platforms import dates
from aparte.platforms.checks import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.platforms.conditions.scene import Scene

_CHEERS = 3
"""Exclamation marks from which a post shouts with joy; two are met in sober thanks."""


def sensitive_day(scene: Scene) -> Iterator[Found]:
    """Find a listed day whose kind holds back a temper of this draft. Spans the whole text: the day is what counts."""
    day = planned_day(scene)
    if day is None or not scene.text.strip():
        return
    met: frozenset[str] | None = None
    for listed in dates.sensitive(day, scene.occasion.regions):
        met = tempers(scene) if met is None else met
        temper = next((temper for temper in listed.held if temper in met), None)
        if temper:
            yield Found(
                0,
                len(scene.text),
                message=f"sensitive-date.{temper}",
                params={"day": day.isoformat(), "en": listed.en, "fr": listed.fr, "kind": listed.kind},
            )
            return


def campaign_day(scene: Scene) -> Iterator[Found]:
    """Find campaign words in a draft planned on the eve or the day of a French ballot (Code électoral, L49)."""
    if not scene.has(scene.value("any")):
        return
    day = planned_day(scene)
    own = scene.value("ballots", ())
    ballot = dates.ballot(day, own) if day else None
    if day and ballot:
        hit = scene.reading.found(*scene.value("any"))[0]
        params = {"words": scene.text[hit.start : hit.end], "day": day.isoformat(), "en": ballot.en, "fr": ballot.fr}
        yield Found(hit.start, hit.end, params=params)


def crisis(scene: Scene) -> Iterator[Found]:
    """Hold jokes, sales and planned posts while the client's crisis switch is on."""
    if not scene.occasion.crisis or not scene.text.strip():
        return
    met = tempers(scene)
    held: str | None = next((temper for temper in ("humour", "selling") if temper in met), None)
    if held is None and scene.occasion.planned:
        held = "planned"
    if held:
        yield Found(0, len(scene.text), message=f"crisis-mode.{held}")


def tempers(scene: Scene) -> frozenset[str]:
    """Return the tempers of the draft among humour, selling, light, announcement; none for a sober text."""
    reading = scene.reading
    memo: frozenset[str] | None = reading.memo.get("culture.tempers")
    if memo is None:
        memo = frozenset(_tempers(scene))
        reading.memo["culture.tempers"] = memo
    return memo | {"humour"} if scene.occasion.intent == "playful" else memo


def _tempers(scene: Scene) -> Iterator[str]:
    if scene.has(("culture.laughter", "culture.joke")):
        yield "humour"
    if scene.has(("culture.selling",)) or _has_discount(scene):
        yield "selling"
    marks = sum(token.raw.count("!") for token in scene.reading.tokens if token.kind == "punct")
    if scene.has(("culture.light",)) or marks >= _CHEERS:
        yield "light"
    if scene.has(("culture.announcement",)):
        yield "announcement"


def _has_discount(scene: Scene) -> bool:
    """Find "-20 %" and "20% off"; "+3 %" or "82 %" alone is a figure."""
    tokens = scene.reading.tokens
    return any(
        token.raw == "%"
        and index >= 2
        and tokens[index - 1].kind == "number"
        and (tokens[index - 2].raw in {"-", "–", "−"} or (index + 1 < len(tokens) and tokens[index + 1].low == "off"))
        for index, token in enumerate(tokens)
    )


def planned_day(scene: Scene) -> date | None:
    """Return the day the draft is planned for; None when it has none, or one that can't be read."""
    try:
        return date.fromisoformat((scene.occasion.planned or "")[:10])
    except ValueError:
        return None
