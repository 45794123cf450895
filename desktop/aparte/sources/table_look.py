"""A look at a table before it is imported: its first rows, what its columns seem to hold, what would become of them.

It refuses to read more than a beginning: whoever waits for it is a person with a file in hand.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from aparte.records import record
from aparte.sources.base import Unreadable
from aparte.sources.csv_columns import normal
from aparte.sources.csv_dates import decide
from aparte.sources.csv_file import FORMAT
from aparte.sources.csv_table import is_own, understand
from aparte.sources.mapping import SAMPLE_ROWS, ColumnMap, Guess, guess, mapping_for
from aparte.sources.opening import bundle_sources, source_of
from aparte.sources.table_posts import item_of, order_of
from aparte.sources.unpacking import alone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aparte.sources.base import Item
    from aparte.sources.csv_dates import Order
    from aparte.sources.csv_table import Table

SHOWN_ROWS = 10
_OWN_BYTES = 512


@record
class Look:
    """What was seen of a table. header: the names as written; rows: its first rows, at most SAMPLE_ROWS.

    said: what a person said of this header before, else the guess as an answer. is_sure: nothing needs to be asked.
    """

    path: Path
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row: int
    guess: Guess
    said: ColumnMap
    is_sure: bool


@record
class Preview:
    """What becomes of the first rows when they are read as `said`.

    order: what comes first in 05/01; is_order_proved: the dates leave no doubt (or there is none).
    """

    said: ColumnMap
    items: tuple[Item, ...]
    order: Order
    is_order_proved: bool


def look(path: Path) -> Look | None:
    """Look at the file; None when it is no table whose columns could be in question (a tool's, ours, something else).

    Raises the Troubles of `mapping_for`.
    """
    try:
        if _is_network_export(path):
            return None
        with path.open("rb") as file:
            if source_of(file, path, None)[1] != FORMAT or is_own(file.read(_OWN_BYTES)):
                return None
            table = understand(file)
            rows = tuple(tuple(row) for row in islice(table.rows(file), SAMPLE_ROWS))
    except (OSError, Unreadable):
        return None  # said with its reason by the import itself
    return _look(path, table, rows) if len(table.header) > 1 and rows else None


def preview(seen: Look, said: ColumnMap) -> Preview:
    """Return what becomes of the first SHOWN_ROWS rows of a table when its columns hold what `said` says."""
    layout = said.layout()
    order = order_of(layout, seen.rows)
    places = layout.places.get("date", ())
    dates = [row[place] for row in seen.rows for place in places if place < len(row)]
    shown = enumerate(seen.rows[:SHOWN_ROWS], seen.first_row)
    items = tuple(item_of(str(number), row, layout, order) for number, row in shown)
    return Preview(said=said, items=items, order=order, is_order_proved=decide(dates).proved)


def _look(path: Path, table: Table, rows: Sequence[tuple[str, ...]]) -> Look:
    found = guess(table.header, rows)
    before = mapping_for(table.header)
    fresh = ColumnMap(header=tuple(map(normal, table.header)), places=dict(found.places))
    return Look(
        path=path,
        header=tuple(table.header),
        rows=tuple(rows),
        first_row=table.preamble + table.stacked + 1,
        guess=found,
        said=before or fresh,
        is_sure=before is not None or found.is_sure,
    )


def _is_network_export(path: Path) -> bool:
    with alone(path) as lone:
        return any(source.recognise(lone) is not None for source in bundle_sources())
