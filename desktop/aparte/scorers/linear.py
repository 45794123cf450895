"""Learned weights over hashed features: numpy only, int8 tables, exact contributions.

log-odds of a head = bias + sum over features of (share of its family / sqrt(features of that family in the text)) *
weight of its bucket. Decision: linear, so that each character knows what it gave; set aside: small networks, which won
nothing on our development pairs (model card) and can't show their words. It refuses to learn: `models/train` does.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from aparte import paths
from aparte.scorers.features import BITS, FAMILIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aparte.scorers.features import Features, Part, Weighable

    Figures = NDArray[np.float64]


class Heads:
    """Several answers over the same features. names: one a head; more: what else its file holds, by name."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        """Read `names`, `bucket`, `weight` (int8, one row a bucket, one column a head), `scale`, `bias`, `shares`."""
        self.names = tuple(str(name) for name in arrays["names"])
        self.bias: Figures = arrays["bias"].astype(np.float64)
        self.shares: Figures = arrays["shares"].astype(np.float64)
        self.more = arrays
        self.scale: Figures = arrays["scale"].astype(np.float64)
        weights = arrays["weight"].astype(np.float64) * self.scale
        self._weights: Figures = np.vstack([np.zeros((1, len(self.names))), weights])
        self._row = np.zeros(1 << BITS, np.int32)
        self._row[arrays["bucket"].astype(np.intp)] = np.arange(1, len(weights) + 1)

    @cached_property
    def dense(self) -> NDArray[np.int8]:
        """The whole numbers of the table, shape (heads, buckets): a quarter of a megabyte a head stays at hand."""
        weight = np.zeros((len(self.names), 1 << BITS), np.int8)
        weight[:, self.more["bucket"].astype(np.intp)] = self.more["weight"].T
        return weight

    def log_odds(self, found: Features, count: int) -> Figures:
        """Return the log-odds of each of `count` texts and each head: shape (count, heads)."""
        rows, values = self._row[found.bucket], self._values(found, count)
        known = np.flatnonzero(rows)
        rows, values, text = rows[known], values[known], found.text[known]
        answers = np.empty((count, len(self.names)))
        for head in range(len(self.names)):
            given = values * self._weights[rows, head]
            answers[:, head] = self.bias[head] + np.bincount(text, weights=given, minlength=count)
        return answers

    def contributions(self, found: Features | Weighable, head: int = 0) -> Figures:
        """Return what each feature gives to a head's log-odds; of one text, they add up to it without its bias."""
        count = int(found.text.max(initial=-1)) + 1
        given: Figures = self._values(found, count) * self._weights[self._row[found.bucket], head]
        return given

    def _values(self, found: Features | Weighable, count: int) -> Figures:
        group = found.text * FAMILIES + found.family
        sizes = np.bincount(group, minlength=count * FAMILIES)
        values: Figures = self.shares[found.family] / np.sqrt(sizes[group])
        return values


def totals(tables: Sequence[Heads], parts: Sequence[Part], count: int) -> list[Figures]:
    """Return the log-odds of each table's heads for `count` texts, shape (count, heads), from their features by parts.

    As `Heads.log_odds`, for many texts: weights are added as whole numbers, so that no text depends on its neighbours.
    """
    sizes = np.zeros((FAMILIES, count))
    sums = [np.zeros((FAMILIES, count, len(table.names))) for table in tables]
    for family, bucket, text, _first, _last in parts:
        sizes[family] += np.bincount(text, minlength=count)
        for table, total in zip(tables, sums, strict=True):
            for head, weight in enumerate(table.dense):
                total[family, :, head] += np.bincount(text, weights=weight[bucket], minlength=count)
    each = 1 / np.sqrt(np.maximum(sizes, 1))[:, :, None]
    answers = []
    for table, total in zip(tables, sums, strict=True):
        units = sum(table.shares[family] * each[family] * total[family] for family in range(FAMILIES))
        answers.append(table.bias + table.scale * units)
    return answers


@lru_cache(maxsize=16)
def heads(name: str) -> Heads:
    """Return the shipped heads `models/scorers/<name>.npz`, read once."""
    with np.load(paths.models("scorers", f"{name}.npz"), allow_pickle=False) as arrays:
        return Heads({key: arrays[key] for key in arrays.files})
