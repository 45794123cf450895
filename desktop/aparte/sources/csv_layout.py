"""What is table and what stands around it: titles and notes above and below, comments, stacked headers.

Ragged rows are rows; a line is left out only when it can't be one. A short last line that may be a row is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from aparte.sources.csv_columns import recognised
from aparte.sources.csv_shape import Shape
from aparte.sources.csv_types import is_value, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LONGEST_PREAMBLE = 100
"""Rows a header is looked for in."""
LONGEST_NOTES = 40
"""Rows that may be notes at the end, held back until the end of the file tells."""
_MOSTLY = 0.8
"""Share of a column's cells that are numbers or dates for it to be a column of values."""
_USUAL = 0.4
"""Share of the rows that must be as wide as each other for the others to be measured by them."""
_NOTE = re.compile(
    r"\s*(?:(?:notes?|sources?|nota|nb|n\.b\.|remarques?|total|totaux|généré|genere|exporté|export|generated|exported|copyright|légende|"
    r"legend|fin|end|page|disclaimer|avertissement|\(\w{1,2}\)|\[\w{1,2}\])(?![\w])|[*†‡©#]|--|==|__)",
    re.IGNORECASE,
)
_NOTHING = frozenset(("", "-", "–", "na", "n/a", "n.a.", "nan", "null", "none", "nil", "?", "inconnu", "unknown", "nd"))


def shape_of(rows: Sequence[list[str]]) -> Shape:
    """Return how wide most rows are and what their columns hold; width 0 when there is no usual width."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if len(filled) < 2:
        return Shape()
    width, count = max(Counter(map(len, filled)).items(), key=lambda item: (item[1], item[0]))
    if count < _USUAL * len(filled) or width < 2:
        return Shape()
    columns = zip(*(row for row in filled[1:] if len(row) == width), strict=True)
    return Shape(width, tuple(map(_kind, columns)) or ("",) * width)


def beginning(rows: Sequence[list[str]]) -> int:
    """Return where the table begins among rows that are not empty; what stands before is preamble."""
    for place, row in enumerate(rows[:LONGEST_PREAMBLE]):
        if recognised(row) >= 2 and _filled(row) >= 2 and all(_filled(above) < _filled(row) for above in rows[:place]):
            while place and _are_groups(rows[place - 1], row):
                place -= 1  # noqa: PLW2901 - the names found may stand under the names of their groups
            return place
    widths = Counter(len(row) for row in rows if _filled(row) > 1)
    if not widths:
        return 0
    usual = max(widths.items(), key=lambda item: (item[1], item[0]))[0]
    for place, row in enumerate(rows[:LONGEST_PREAMBLE]):
        if _begins(rows, place, row, usual):
            return place
    return 0


def _begins(rows: Sequence[list[str]], place: int, row: Sequence[str], usual: int) -> bool:
    filled = _filled(row)
    if row[0].lstrip().startswith("#") and (len(row) != usual or _is_sentence(row)):
        return False
    if len(row) == usual:
        if not filled and not place:
            # Names that are all missing, if data follow at once; else the empty top of a sheet.
            return len(rows) > 1 and len(rows[1]) == usual and any(map(is_value, rows[1]))
        return filled > 1 + (usual > 3 and not any(cell.strip() for cell in row[2:])) or usual < 3
    if filled >= max(2, usual // 2 + 1):
        return not (_is_sentence(row) and place + 1 < len(rows) and len(rows[place + 1]) == usual)
    # Another table, narrower than the one below, begins here; two columns may still be the facts above a table.
    block = 1
    while place + block < len(rows) and len(rows[place + block]) == len(row):
        block += 1
    return filled > 1 and block >= (3 if len(row) > 2 else 6)


def _are_groups(row: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether a row names groups of the columns that `below` names: with gaps, the first cell being one."""
    empty = sum(not cell.strip() for cell in row)
    return len(row) == len(below) and 1 < empty < len(row) and not row[0].strip() and all(map(_is_name, below))


def _is_sentence(row: Sequence[str]) -> bool:
    """Tell whether the separator only cut a sentence: a space follows it everywhere."""
    return len(row) > 1 and all(cell.startswith(" ") for cell in row[1:])


def header_rows(rows: Sequence[list[str]]) -> int:
    """Return how many rows make the header: more than one when words still stand above columns of values."""
    if not rows:
        return 0
    count = 1
    while count < min(3, len(rows) - 1) and _continues(rows, count):
        count += 1
    return count


def joined_header(rows: Sequence[list[str]]) -> list[str]:
    """Return one header of stacked rows, cell by cell; a single row is left as it is."""
    if len(rows) < 2:
        return rows[0] if rows else []
    return [" ".join(_different(cell.strip() for cell in cells)) for cells in _columns(rows)]


def body(rows: Iterable[list[str]], shape: Shape, header: Sequence[str]) -> Iterator[list[str]]:
    """Leave out what is no row of the table: empty lines, comments, notes at the end, titles of the tables below."""
    held: list[list[str]] = []
    after_gap = apart = False
    started = False
    for row in rows:
        if is_blank(row, shape):
            after_gap = True
            continue
        if len(row) != shape.width and _is_comment(row, shape, header):
            continue
        if started and len(held) < LONGEST_NOTES and _is_note(row, shape, after_gap=after_gap or apart):
            apart = apart or after_gap
            held.append(row)
            continue
        if held and not (apart and _is_other_table(row, shape, header)):
            yield from held
        held.clear()
        after_gap = apart = False
        started = True
        yield row


def is_blank(row: Sequence[str], shape: Shape) -> bool:
    """Tell whether a row is an empty line; a pair of quotes in a single column is a cell, though an empty one."""
    return not row or (len(row) == 1 and not row[0].strip() and (shape.width > 1 or row[0] != ""))


def _is_note(row: Sequence[str], shape: Shape, *, after_gap: bool) -> bool:
    """Tell whether a row may be a note under the table: one cell of words, set apart or beginning like a note."""
    width = shape.width
    if width < 2 or not row[0].strip() or (len(row) == width and width < 3):
        return False
    if _filled(row) > 1:
        # A sentence that the separator cut.
        return len(row) <= width / 2 and bool(_NOTE.match(row[0])) and (after_gap or ":" in row[0])
    if shape.kinds[0] and kind_of(row[0]) == shape.kinds[0]:
        return False
    said = bool(_NOTE.match(row[0]))
    if len(row) == width:
        return said and len(row[0].split()) > 1 and (after_gap or ":" in row[0])
    return after_gap or said or (width > 2 and bool(shape.kinds[0]) and len(row[0].split()) > 2)


def _is_comment(row: Sequence[str], shape: Shape, header: Sequence[str]) -> bool:
    return (
        shape.width > 1
        and row[0].lstrip().startswith("#")
        and len(row) < shape.width
        and not (header and header[0].startswith("#"))
    )


def _is_other_table(row: Sequence[str], shape: Shape, header: Sequence[str]) -> bool:
    return len(row) != shape.width or list(row) == list(header) or not any(map(is_value, row))


def _continues(rows: Sequence[list[str]], count: int) -> bool:
    """Tell whether row `count` still belongs to the header: it names columns that hold values from there on."""
    above = rows[count]
    if len(above) != len(rows[0]):
        return False
    if count == 1 and _are_groups(rows[0], above):
        return True
    values = [place for place, cells in enumerate(_columns(rows[count + 1 :])) if _mostly_values(cells)]
    if above == rows[0]:
        return count == 1 and bool(values) and all(map(_is_name, above))
    names = [above[place] for place in values if place < len(above) and above[place].strip()]
    return len(values) > 1 and len(names) > 1 and all(map(_is_name, names))


def _mostly_values(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) >= 3 and sum(map(is_value, filled)) >= _MOSTLY * len(filled)


def _kind(cells: Sequence[str]) -> str:
    filled = [kind for cell in cells if cell.strip() for kind in (kind_of(cell),)]
    if not filled:
        return ""
    kind, count = Counter(filled).most_common(1)[0]
    return kind if count >= _MOSTLY * len(filled) else ""


def _is_name(cell: str) -> bool:
    return cell.strip().lower() not in _NOTHING and not is_value(cell)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _different(cells: Iterable[str]) -> list[str]:
    """Return the cells that are not empty, a repeated one once."""
    found = [cell for cell in cells if cell]
    return found[:1] + [cell for before, cell in pairwise(found) if cell != before]


def _columns(rows: Sequence[list[str]]) -> list[list[str]]:
    """Return the columns of rows that may be ragged; a missing cell is left out."""
    width = max((len(row) for row in rows), default=0)
    return [[row[place] for row in rows if place < len(row)] for place in range(width)]
