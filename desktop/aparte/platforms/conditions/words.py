"""A check made of word lists alone: this, beside that, unless something shows that it is meant otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aparte.platforms.checks import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aparte.platforms.conditions.scene import Scene
    from aparte.text.lexicon import Hit

REACH = 12
"""Tokens between two words that still speak of each other: about one sentence of a post."""


def words(scene: Scene) -> Iterator[Found]:
    """Find the hits of the check's clauses; the first one only, unless the check wants `every` one.

    params.clauses: tables of
      any: the lists that fire · also: one of these anywhere · beside: one of these within `reach` tokens
      after: the kind of the token right before it · times: so many such hits at least
      unless: none of these anywhere · unless_near: none within `reach` tokens · unless_over: none over the hit itself
      playful: fires as well when the author's intent is playful, `beside` or not · message: its own sentence.
    """
    for clause in scene.check.params["clauses"]:
        if scene.reading.hits.keys().isdisjoint(clause["any"]):
            continue
        hits = [hit for hit in scene.reading.found(*clause["any"]) if _holds(scene, clause, hit)]
        if len(hits) < clause.get("times", 1):
            continue
        for hit in hits:
            shown = scene.text[hit.start : hit.end]
            yield Found(hit.start, hit.end, message=clause.get("message"), params={"words": shown})
            if not scene.check.params.get("every"):
                return


def _holds(scene: Scene, clause: Mapping[str, Any], hit: Hit) -> bool:
    reach = clause.get("reach", REACH)
    before = scene.reading.tokens[hit.first - 1].kind if hit.first else ""
    if before != clause.get("after", before):
        return False
    if "also" in clause and not scene.has(clause["also"]):
        return False
    if "beside" in clause and not scene.near(hit, clause["beside"], reach):
        playful = clause.get("playful") and scene.occasion.intent == "playful"
        if not playful:
            return False
    if scene.has(clause.get("unless", ())):
        return False
    return not (
        scene.near(hit, clause.get("unless_near", ()), reach) or scene.near(hit, clause.get("unless_over", ()), 0)
    )
