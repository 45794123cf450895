"""What is known of a table before its rows are read: how its cells are written, and what most of its rows are like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from aparte.sources.csv_types import kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_AGREEING = 0.6
"""Share of the cells of typed columns that must be of their column's kind for a repaired row to be believed."""


class Dialect(NamedTuple):
    """How to read the cells. separator: "" when the file has a single column; escape: "" when quotes are doubled.

    layout: "wrapped" when each line as a whole stands in quotes (a spreadsheet took the table for one column);
    "aligned" when several spaces separate the cells, which are then separated by tabs.
    """

    separator: str = ","
    quote: str = '"'
    escape: str = ""
    layout: Literal["", "wrapped", "aligned"] = ""


class Shape(NamedTuple):
    """What most rows are like. width: cells, 0 when rows differ too much; kinds: "number", "date" or "" by column.

    end: how lines end, "" when they end in several ways.
    """

    width: int = 0
    kinds: tuple[str, ...] = ()
    end: str = ""

    def fits(self, row: Sequence[str]) -> bool:
        """Tell whether the cells of `row` are of the kinds of their columns, as far as columns have one."""
        typed = [kind_of(cell) == kind for kind, cell in zip(self.kinds, row, strict=False) if kind and cell.strip()]
        return sum(typed) >= _AGREEING * len(typed)
