"""How far form alone gives the ironic text of a pair away: two small models that can't read, cross-validated.

One sees the shape (length, punctuation, capitals, emoji), one the first word. Each learns on the difference between the
two texts of a pair, which is harder on a corpus than learning on single texts, and answers which of two unseen ones is
ironic: .5 is chance. A corpus whose form gives its answers away teaches its form. A group is never learned from and
asked about at once. numpy only; squares of the lengths are there because very short ironic texts have longer twins.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final, NamedTuple

import emoji
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

SHAPE_BAR: Final = 0.58
FIRST_WORD_BAR: Final = 0.60
"""What the two models may reach at most: set before the corpus was written."""
FOLDS, REPEATS = 10, 3
"""Three partitions into ten: over one alone the answer moves by .01 with the luck of the draw."""
_PENALTY = 1.0
_STEPS = 5
_SEEN_IN = 2
"""A first word is known from two pairs on: one alone says nothing of another pair."""
_MARKS = ("!", "?", ",", ".", ":", ";", "'’", '"«“', "(", "#", "…", "—–-", "\n")
_ENDS = (".", "!", "?", "…")
_FIRST = re.compile(r"\W*(\w*)")


class Pair(NamedTuple):
    """An ironic text and a twin of its group."""

    group: str
    ironic: str
    twin: str


def shape_share(pairs: Sequence[Pair]) -> float:
    """Return the share of pairs in which a model of the shape finds the ironic text, a tie for one half."""
    return _share([pair.group for pair in pairs], _differences(pairs))


def first_word_share(pairs: Sequence[Pair]) -> float:
    """Return the share of pairs in which a model of the first word finds the ironic text, a tie for one half."""
    words = [(first_word(pair.ironic), first_word(pair.twin)) for pair in pairs]
    apart = [index for index, (one, other) in enumerate(words) if one != other]
    column = {word: at for at, word in enumerate(sorted({word for index in apart for word in words[index]}))}
    inputs = np.zeros((len(apart), len(column)))
    for row, index in enumerate(apart):
        one, other = words[index]
        inputs[row, column[one]], inputs[row, column[other]] = 1, -1
    known = np.abs(inputs).sum(axis=0) >= _SEEN_IN
    told = _share([pairs[index].group for index in apart], inputs[:, known])
    return 0.5 + (told - 0.5) * len(apart) / len(pairs)


def first_word(text: str) -> str:
    """Return the first word of `text` in lower case, "" when it begins with none."""
    match = _FIRST.match(text)
    return match[1].lower() if match else ""


def shape(text: str) -> list[float]:
    """Return the shape of `text`: lengths and their squares, marks, its end, capitals, emoji."""
    words, letters = text.split(), [character for character in text if character.isalpha()]
    faces = emoji.emoji_list(text)
    lengths = (len(text) / 100, len(words) / 20)
    return [
        *lengths,
        *(length * length for length in lengths),
        len(text) / max(1, len(words)),
        *(float(sum(text.count(mark) for mark in marks)) for marks in _MARKS),
        float(text.count("...")),
        *(float(text.endswith(end)) for end in _ENDS),
        float(bool(faces) and faces[-1]["match_end"] == len(text)),
        sum(letter.isupper() for letter in letters) / max(1, len(letters)),
        float(text[:1].isupper()),
        float(sum(len(word) > 2 and word.isupper() for word in words)),
        float(len(faces)),
        float(bool(faces)),
    ]


def _differences(pairs: Sequence[Pair]) -> Numbers:
    found = np.array([np.subtract(shape(pair.ironic), shape(pair.twin)) for pair in pairs])
    spread = found.std(axis=0)
    spread[spread == 0] = 1
    scaled: Numbers = found / spread
    return scaled


def _share(groups: Sequence[str], differences: Numbers) -> float:
    right = []
    for repeat in range(REPEATS):
        fold = _folds(groups, repeat)
        for left_out in range(FOLDS):
            here = fold == left_out
            scores = differences[here] @ _weights(differences[~here])
            right.append(np.where(scores == 0, 0.5, scores > 0))
    return float(np.concatenate(right).mean())


def _folds(groups: Iterable[str], repeat: int) -> NDArray[np.intp]:
    marks = (hashlib.blake2b(f"{repeat} {group}".encode(), digest_size=6).digest() for group in groups)
    return np.array([int.from_bytes(mark, "big") % FOLDS for mark in marks], np.intp)


def _weights(differences: Numbers) -> Numbers:
    """Return the weights of a logistic regression that puts each ironic text over its twin: a few Newton steps."""
    weights = np.zeros(differences.shape[1])
    penalty = np.eye(len(weights)) * _PENALTY
    for _step in range(_STEPS):
        sure = 1 / (1 + np.exp(-differences @ weights))
        slope = differences.T @ (1 - sure) - _PENALTY * weights
        bend = (differences * (sure * (1 - sure))[:, None]).T @ differences + penalty
        weights += np.linalg.solve(bend, slope)
    return weights
