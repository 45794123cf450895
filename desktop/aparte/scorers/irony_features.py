"""The pragmatic features of irony, French and English: each is a stretch of words, a weight and a reason.

Decision: irony is looked for as a *relation*, an evaluation (praise, thanks, applause…) whose situation contradicts
it; emphasis, repetition and faces only add to a relation already found. Set aside: counting exclamation marks and
capitals on their own, which punishes exuberant sincere posts. Refuses to earn from #irony, #sarcasm, /s: irony_marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aparte.scorers.irony_scene import Scene, entries
from aparte.scorers.irony_weights import AMPLIFY, CALM, CALM_FLOOR, FAR, HINT, NEAR, PRIMARY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aparte.scorers.irony_scene import Found, Situation
    from aparte.text.lexicon import Hit
    from aparte.text.reading import Token

_STRETCHED = re.compile(r"([^\W\d_])\1\1")
_OPENING = frozenset("«“\"'‘")
_CLOSING = frozenset("»”\"'’")
_BESIDE = 2
"""Tokens within which emphasis belongs to a word."""
_TRIGGERS = frozenset(
    [
        "thanks",
        "congrats",
        "praise",
        "eager",
        "welcome",
        "cheer",
        "claim",
        "promise",
        "calm",
        "ask",
        "formula",
        "wry",
        "oh",
        "ellipsis",
    ]
)
"""Without one of these nothing can be ironic here, and the rest of the work is spared."""


class Clue(NamedTuple):
    """A stretch of tokens (last included) that pulls towards irony. reason: a code of messages without its prefix."""

    first: int
    last: int
    weight: float
    reason: str


class Evidence(NamedTuple):
    """What a text shows: clues with positive weights, and `calm` <= 0, what only a sincere text says.

    act, target: the speech act and the nuisance of the strongest relation, for the two readings; None without one.
    """

    clues: list[Clue]
    calm: float
    act: str | None
    target: str | None


def evidence(
    tokens: Sequence[Token],
    hits: Mapping[str, Sequence[Hit]],
    *,
    answers_complaint: bool = False,
    marks: Sequence[int] | None = None,
) -> Evidence:
    """Return the evidence of a text.

    hits: its lexicon entries. answers_complaint: the post it answers complains. marks: as `Reading.marks`, where known.
    """
    by_kind = entries(hits)
    calm = _calm(by_kind)
    if _TRIGGERS.isdisjoint(by_kind):
        return Evidence([], calm, None, None)
    scene = Scene(tokens, by_kind, marks)
    relations = list(_relations(scene))
    if answers_complaint:
        relations += _answers(scene)
    clues = [clue for clue, _act, _target in relations]
    clues += list(_amplifiers(scene, clues)) if clues else _hints(by_kind)
    _clue, act, target = max(relations, key=lambda item: item[0].weight, default=(None, None, None))
    return Evidence(_merged(clues), calm, act, target)


_Relation = tuple[Clue, str, str]


def _relations(scene: Scene) -> Iterator[_Relation]:
    if scene.unhappy:
        for kind in ("thanks", "congrats"):
            for found in scene.of(kind):
                yield from _framed(scene, found)
        for found in scene.of("praise", "cheer", "claim", "promise", "calm", "ask"):
            yield from _beside(scene, found)
        for found in scene.of("eager", "welcome"):
            yield from _forward(scene, found)
    yield from _standalone(scene)


def _framed(scene: Scene, found: Found) -> Iterator[_Relation]:
    named = scene.thanked(found)
    if named is not None:
        if not named.happy:
            yield _relation(found, PRIMARY[f"{found.kind}_for"] * named.weight, f"{found.kind}_for", named)
        return
    yield from _beside(scene, found)


def _beside(scene: Scene, found: Found) -> Iterator[_Relation]:
    pair = scene.nearest(found, past_reasons=found.kind != "thanks")
    if pair is None or pair[0].happy or _denied(scene, found):
        return
    situation, gap = pair
    if found.kind in {"thanks", "congrats"} and scene.of_someone(found, situation):
        return
    if found.kind == "thanks" and scene.of("sorry", "mend"):
        return  # a failure that is owned up to is not what the thanks are for
    near = 1.0 if gap <= NEAR else FAR
    name = f"{found.kind}_near"
    yield _relation(found, PRIMARY[name] * near * found.weight * situation.weight, name, situation)
    if found.kind in {"praise", "claim"} and _quoted(scene, found):
        yield _relation(found, PRIMARY["scare_quotes"], "scare_quotes", situation)


def _forward(scene: Scene, found: Found) -> Iterator[_Relation]:
    pair = scene.nearest(found)
    name = "eager_for" if found.kind == "eager" else "welcome_to"
    if pair and not pair[0].happy and pair[0].first > found.last:
        yield _relation(found, PRIMARY[name] * found.weight * pair[0].weight, name, pair[0])


def _standalone(scene: Scene) -> Iterator[_Relation]:
    for found in scene.of("formula"):
        yield _relation(found, PRIMARY["formula"] * found.weight, "formula", None)
    for found in scene.of("wry"):
        beside = scene.unhappy or bool(scene.of("praise", "thanks", "congrats"))
        weight = PRIMARY["wry"] * found.weight + (PRIMARY["wry_beside"] if beside else 0.0)
        yield _relation(found, weight, "wry", None)
    for found in scene.of("cross"):
        if scene.of("praise", "thanks", "congrats"):
            yield _relation(found, PRIMARY["cross_praise"], "cross_praise", None)


def _answers(scene: Scene) -> list[_Relation]:
    sincere = scene.of("sorry", "mend", "reason", "good", "wish")
    evaluations = sorted(scene.of("thanks", "congrats", "praise", "cheer"))
    return [] if sincere or not evaluations else [_relation(evaluations[0], PRIMARY["answer"], "answer", None)]


def _relation(found: Found, weight: float, reason: str, situation: Situation | None) -> _Relation:
    return Clue(found.first, found.last, weight, reason), found.kind, situation.kind if situation else "any"


def _denied(scene: Scene, found: Found) -> bool:
    """Tell whether the praise itself is refused: "pas génial", "not great"."""
    return not scene.refused.isdisjoint(range(found.first - _BESIDE, found.first))


def _quoted(scene: Scene, found: Found) -> bool:
    before, after = found.first - 1, found.last + 1
    inside = before >= 0 and after < len(scene.tokens)
    return inside and scene.tokens[before].raw[0] in _OPENING and scene.tokens[after].raw[0] in _CLOSING


def _amplifiers(scene: Scene, primary: Sequence[Clue]) -> Iterator[Clue]:
    for situation in scene.situations:
        if not situation.happy:
            yield from _beside_nuisance(scene, situation)
    for clue in primary:
        yield from _emphasis(scene, clue)


def _beside_nuisance(scene: Scene, situation: Situation) -> Iterator[Clue]:
    for kind, reach in (("again", NEAR), ("only", _BESIDE + 1), ("fond", NEAR)):
        found = scene.near(kind, situation.first, situation.last, reach)
        if found:
            yield Clue(found.first, found.last, AMPLIFY[kind] * min(found.weight, 1.2), kind)


def _emphasis(scene: Scene, clue: Clue) -> Iterator[Clue]:
    for kind in ("very", "oh", "ellipsis"):
        found = scene.near(kind, clue.first, clue.last, _BESIDE)
        if found:
            yield Clue(found.first, found.last, AMPLIFY[kind], kind)
    raw = scene.tokens[clue.first].raw
    if len(raw) > 2 and raw.isupper():
        yield Clue(clue.first, clue.last, AMPLIFY["capitals"], "capitals")
    if _STRETCHED.search(raw):
        yield Clue(clue.first, clue.last, AMPLIFY["stretched"], "stretched")
    if clue.reason == "praise_near" and _alone(scene, clue):
        yield Clue(clue.first, clue.last, AMPLIFY["flat"], "flat")


def _alone(scene: Scene, clue: Clue) -> bool:
    """Tell whether the word is a whole sentence, without warmth: "Super.", full stop."""
    before, after = clue.first - 1, clue.last + 1
    opens = before < 0 or scene.tokens[before].raw[0] in ".!?…"
    return opens and after < len(scene.tokens) and scene.tokens[after].raw[0] in ".…"


def _hints(by_kind: Mapping[str, Sequence[Found]]) -> list[Clue]:
    """Return what hardly pulls, looked at only where no relation was found."""
    return [Clue(found.first, found.last, HINT[kind], kind) for kind in HINT for found in (by_kind.get(kind) or ())[:1]]


def _merged(clues: Sequence[Clue]) -> list[Clue]:
    """Return one clue a stretch: emphasis counts once, the reason is the heaviest one's."""
    strongest: dict[tuple[int, int, str], Clue] = {}
    for clue in clues:
        key = (clue.first, clue.last, clue.reason)
        if key not in strongest or clue.weight > strongest[key].weight:
            strongest[key] = clue
    merged: dict[tuple[int, int], Clue] = {}
    for clue in sorted(strongest.values(), key=lambda item: -item.weight):
        known = merged.get(clue[:2])
        merged[clue[:2]] = known._replace(weight=known.weight + clue.weight) if known else clue
    return sorted(merged.values(), key=lambda item: (-item.weight, item.first))


def _calm(by_kind: Mapping[str, Sequence[Found]]) -> float:
    """Sum what only a sincere text says, each sort up to its limit and all of them up to CALM_FLOOR."""
    total = sum(max(each * len(by_kind[kind]), most) for kind, (each, most) in CALM.items() if kind in by_kind)
    return max(total, CALM_FLOOR)
