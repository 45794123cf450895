"""How near a table that was read is to the table that a person reads: cells, order and rows counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

Table = Sequence[Sequence[str]]


def cells_right(truth: Table, found: Table) -> float:
    """Return the share of cells right, 0 to 1, of the larger of the two tables.

    Rows are aligned in their order so that the most cells agree; in aligned rows a cell is right at its own place only.
    """
    largest = max(sum(map(len, truth)), sum(map(len, found)))
    if not largest:
        return 1.0 if len(truth) == len(found) else 0.0
    return _agreeing(truth, found) / largest


def f1(truth: Iterable[Hashable], found: Iterable[Hashable]) -> float:
    """Return the harmonic mean of precision and recall of `found`, both taken as bags."""
    wanted, given = Counter(truth), Counter(found)
    if not wanted and not given:
        return 1.0
    return 2 * (wanted & given).total() / (wanted.total() + given.total())


def three_f1(truth: Table, found: Table) -> tuple[float, float, float]:
    """Return F1 of the header's cells, of the whole rows and of all the cells."""
    rows, others = [tuple(row) for row in truth], [tuple(row) for row in found]
    return (
        f1(*(table[0] if table else () for table in (rows, others))),
        f1(rows, others),
        f1(*([cell for row in table for cell in row] for table in (rows, others))),
    )


def _agreeing(truth: Table, found: Table) -> int:
    best = [0] * (len(found) + 1)
    for wanted in truth:
        before, best = best, [0]
        for place, given in enumerate(found):
            same = sum(left == right for left, right in zip(wanted, given, strict=False))
            best.append(max(before[place] + same, before[place + 1], best[place]))
    return best[-1]
