"""The files of the collection: each pollution alone on every table, and a fixed choice of pairs."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from tests.polluted.bases import DEVELOPMENT, HELD_OUT, Table
from tests.polluted.pollutions import POLLUTIONS
from tests.polluted.sheet import Sheet

PARTS = {"development": DEVELOPMENT, "held_out": HELD_OUT}
PAIRS = 240
"""Pairs of each part, chosen once for all by the seed."""
_ORDER = ("whole", "header", "tables", "after", "separator", "quote", "ends", "letters", "row", "before")
_ALONE = ("whole_empty", "whole_single_column", "header_only")
"""These leave too little for another pollution to mean something."""


class Polluted(NamedTuple):
    """A file of the collection, and the table a person reads in it."""

    name: str
    pollutions: tuple[str, ...]
    data: bytes
    truth: Table


def collection(part: str) -> Iterator[Polluted]:
    """Give the files made of the tables of `part`: "development" or "held_out"."""
    bases = PARTS[part]
    for name in POLLUTIONS:
        for base in bases:
            yield _polluted(base.__name__, base(), (name,))
    chance = random.Random(f"{part} pairs")
    pairs = [pair for pair in combinations(POLLUTIONS, 2) if _go_together(pair)]
    for pair in chance.sample(pairs, PAIRS):
        base = chance.choice(bases)
        yield _polluted(base.__name__, base(), pair)


def _go_together(pair: Sequence[str]) -> bool:
    return POLLUTIONS[pair[0]][0] != POLLUTIONS[pair[1]][0] and not any(name in _ALONE for name in pair)


def _polluted(base: str, table: Table, names: tuple[str, ...]) -> Polluted:
    label = f"{base} {' + '.join(names)}"
    sheet, chance = Sheet.of(table), random.Random(label)
    for name in sorted(names, key=lambda name: _ORDER.index(POLLUTIONS[name][0])):
        POLLUTIONS[name][1](sheet, chance)
    return Polluted(label, names, sheet.written(), sheet.truth())
