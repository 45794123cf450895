"""The words an irony risk hangs on: clues of the hand-set evidence, and words that weigh in the learned table.

Each stretch is shown once, with all it gives and one reason. What no stretch carries goes to `rest`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from aparte.nouns import Cue
from aparte.scorers import classes, irony_table
from aparte.scorers.irony_weights import MAX_CUES
from aparte.text.language import rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.scorers.irony_risk import Judgement
    from aparte.scorers.irony_table import Weighty

LEAST: Final = 0.08
"""Log-odds under which a word of the table is not worth a mark: half of the words of our sincere posts stay below."""
_LONGEST = 4
"""Neighbouring words joined into one stretch; a whole sentence underlined shows nothing."""
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


def cues(judged: Judgement, text: str, *, learned: bool) -> tuple[Cue, ...]:
    """Return at most MAX_CUES stretches of `text` that pull towards irony, strongest first.

    learned: also those of the table, which costs as much as hearing a window again.
    """
    found = _clues(judged)
    if learned:
        found = _joined(found, _stretches(judged))
    places = judged.positions
    made = []
    for start, end, weight, reason in sorted(found, key=lambda item: (-item[2], item[0]))[:MAX_CUES]:
        first, last = (start, end) if places is None else (places[start], places[end - 1] + 1)
        code = f"irony.reason.{reason}"
        made.append(Cue(start=first, end=last, text=text[first:last], weight=weight, reason=code))
    return tuple(made)


_Stretch = tuple[int, int, float, str]
"""start, end, weight in log-odds, reason."""


def _clues(judged: Judgement) -> list[_Stretch]:
    tokens, gain = judged.reading.tokens, judged.gain
    return [
        (tokens[clue.first].start, tokens[clue.last].end, clue.weight * gain, clue.reason)
        for clue in judged.evidence.clues
        if clue.weight * gain > 0
    ]


def _stretches(judged: Judgement) -> list[_Stretch]:
    """Return the weighty words, neighbours joined."""
    text, language = judged.reading.text, judged.reading.language
    runs: list[list[Weighty]] = []
    grammar = _grammar(language)
    for word in irony_table.weighty(text, language):
        if word.weight < LEAST or text[word.start : word.end].lower() in grammar:
            continue
        if runs and len(runs[-1]) < _LONGEST and not text[runs[-1][-1].end : word.start].strip("'’ -"):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [(run[0].start, run[-1].end, sum(word.weight for word in run), _reason(text, language, run)) for run in runs]


@lru_cache(maxsize=2)
def _grammar(language: str) -> frozenset[str]:
    """Return the words that say which language it is and nothing else: "the", "pour". They may weigh, unmarked."""
    return frozenset(rules(language)["detection"]["words"].split())


def _reason(text: str, language: str, run: Sequence[Weighty]) -> str:
    lists = classes.stances(language)
    whole = text[run[0].start : run[-1].end].lower()
    named = set(lists.categories_of(whole))
    for word in run:
        named |= set(lists.categories_of(text[word.start : word.end].lower()))
    return next((reason for name, reason in _REASONS.items() if name in named), "learned")


def _joined(clues: Sequence[_Stretch], learned: Sequence[_Stretch]) -> list[_Stretch]:
    """Give the weight of words that stand in a clue to that clue; keep the others as they are."""
    weights = {clue: clue[2] for clue in clues}
    apart = []
    for stretch in learned:
        host = next((clue for clue in clues if clue[0] < stretch[1] and stretch[0] < clue[1]), None)
        if host is None:
            apart.append(stretch)
        else:
            weights[host] += stretch[2]
    return [(start, end, weights[start, end, weight, reason], reason) for start, end, weight, reason in clues] + apart
