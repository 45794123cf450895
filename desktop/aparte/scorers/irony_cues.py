"""The words an irony risk hangs on: clues of the hand-set evidence, and stretches that share what the table gave.

That is shared among the words as `irony_where` places it. Each stretch is shown once, with all it gives and one reason;
what no stretch carries goes to `rest`.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, Final

from aparte.nouns import Cue
from aparte.scorers import classes, irony_table, irony_where
from aparte.scorers.irony_weights import MAX_CUES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aparte.scorers.irony_risk import Judgement
    from aparte.scorers.irony_where import Spot

MOST_LEARNED: Final = 3
"""Stretches up to which the table's are added to named clues: the pane shows three rows, and where four named reasons
stand, marks without a name would say that everything is suspect."""
_REACH = 2
"""Neighbours on each side that a stretch may take in, and that no other stretch may start in."""
_REASONS = {
    "stance.formula": "formula",
    "stance.minimiser": "minimiser",
    "stance.maximiser": "maximiser",
    "stance.honours": "honours",
    "stance.ceremony": "ceremony",
    "stance.obvious": "obvious",
    "stance.eager": "eager",
    "stance.thanks": "thanks",
    "stance.praise": "praise",
    "stance.sorry": "sorry",
}
"""List -> reason, the most telling first; a word of none of them is "learned"."""

_Stretch = tuple[int, int, float, str]
"""start, end, weight in log-odds, reason."""


def cues(judged: Judgement, text: str, *, learned: bool) -> tuple[Cue, ...]:
    """Return at most MAX_CUES stretches of `text` that pull towards irony, strongest first.

    learned: also those of the table, which costs a third of a millisecond.
    """
    found = _clues(judged)
    if learned and len(found) < MOST_LEARNED and not judged.why:
        found = _joined(found, _stretches(judged, MOST_LEARNED - len(found)))
    places = judged.positions
    made = []
    for start, end, weight, reason in sorted(found, key=lambda item: (-item[2], item[0]))[:MAX_CUES]:
        first, last = (start, end) if places is None else (places[start], places[end - 1] + 1)
        code = f"irony.reason.{reason}"
        made.append(Cue(start=first, end=last, text=text[first:last], weight=weight, reason=code))
    return tuple(made)


def place(judged: Iterable[Judgement], language: str) -> None:
    """Place the irony of many judged texts in one pass, for `cues`."""
    loudest = (irony_table.loudest(one.reading.heard, language) for one in judged if len(_clues(one)) < MOST_LEARNED)
    irony_where.place([one.window for one in loudest], language)


def _clues(judged: Judgement) -> list[_Stretch]:
    tokens, gain = judged.reading.tokens, judged.gain
    return [
        (tokens[clue.first].start, tokens[clue.last].end, clue.weight * gain, clue.reason)
        for clue in judged.evidence.clues
        if clue.weight * gain > 0
    ]


def _stretches(judged: Judgement, most: int) -> list[_Stretch]:
    """Return the likeliest places of the loudest window, each with its share of what pulls towards irony there."""
    text, language = judged.reading.heard, judged.reading.language
    loudest = irony_table.loudest(text, language)
    if not loudest.pull:
        return []
    spots = irony_where.spots(loudest.window, language)
    likely = [1 / (1 + exp(-spot.log_odds)) for spot in spots]
    whole = sum(likely) or 1.0
    free = [not spot.bare for spot in spots]
    found: list[_Stretch] = []
    while len(found) < most and any(free):
        best = max((at for at in range(len(spots)) if free[at]), key=likely.__getitem__)
        first, last = _around(best, spots, likely)
        weight = loudest.pull * sum(likely[first : last + 1]) / whole
        start, end = loudest.start + spots[first].start, loudest.start + spots[last].end
        found.append((start, end, weight, _reason(text[start:end].lower(), language)))
        for at in range(max(0, first - _REACH), min(len(spots), last + _REACH + 1)):
            free[at] = False
    return found


def _around(best: int, spots: Sequence[Spot], likely: Sequence[float]) -> tuple[int, int]:
    """Return the first and last word of the stretch around `best`: its neighbours that are as likely as not."""
    first = last = best
    while first > max(0, best - _REACH) and likely[first - 1] >= 0.5:
        first -= 1
    while last < min(len(spots) - 1, best + _REACH) and likely[last + 1] >= 0.5:
        last += 1
    while spots[first].bare and first < best:
        first += 1
    while spots[last].bare and last > best:
        last -= 1
    return first, last


def _reason(said: str, language: str) -> str:
    lists = classes.stances(language)
    named = set(lists.categories_of(said)).union(*(lists.categories_of(word) for word in said.split()))
    return next((reason for name, reason in _REASONS.items() if name in named), "learned")


def _joined(clues: Sequence[_Stretch], learned: Sequence[_Stretch]) -> list[_Stretch]:
    """Give the weight of stretches that stand in a clue to that clue; keep the others as they are."""
    weights = [clue[2] for clue in clues]
    apart = []
    for stretch in learned:
        host = next((at for at, clue in enumerate(clues) if clue[0] < stretch[1] and stretch[0] < clue[1]), None)
        if host is None:
            apart.append(stretch)
        else:
            weights[host] += stretch[2]
    return [(*clue[:2], weight, clue[3]) for clue, weight in zip(clues, weights, strict=True)] + apart
