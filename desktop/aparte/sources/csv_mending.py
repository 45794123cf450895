"""The most likely cells of a line whose quotes, separators or escapes are not those of its file.

Every way of cutting the line is priced: a quote that stands where none should, an escape the file does not use, a width
that is not the usual one. The cheapest wins (dynamic programming over the places where a cell may begin). It refuses to
think about lines too long for that, and reads them as the csv module does.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING

from aparte.sources.csv_types import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aparte.sources.csv_shape import Dialect, Shape

ESCAPES = "\\/^~\x1b"
"""What has been seen before a quote inside a cell, in place of a second quote."""
OTHER_SEPARATORS = (", ", "; ", "||", "::", ",", ";", "\t", "|", ":", "^", "~", " ")
OTHER_QUOTES = ("'", '"', "`")
_IN_WORDS = (" ", ":", ", ")
_MOST_SEPARATORS = 300
_MOST_QUOTES = 120
_MOST_CLOSINGS = 12
_MOST_STATES = 8
_WIDTH_PRICE, _WIDEST_PRICE = 1.0, 3.0
_STRAY_PRICE, _ODD_STRAY_PRICE, _STRAY_FIRST_PRICE = 0.7, 0.2, 0.8
_LONE_PRICE, _MORE_LONE_PRICE, _BOUNDARY_PRICE = 1.0, 0.5, 0.75
_ESCAPE_PRICE, _PADDING_PRICE, _TAIL_PRICE, _PREFIX_PRICE, _HELD_PRICE = 0.4, 0.3, 1.0, 0.7, 0.05

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)| +(?=[\r\n]|$)")
_WHOLE = re.compile(r'"((?:[^"\r\n]|"")*)"([\r\n]*)')

Way = tuple[int, float, str]
"""Where the next cell begins, what it costs, the value of this cell."""


def mended(text: str, separator: str, quote: str, width: int) -> tuple[float, list[str]]:
    """Return the price and the cells of the best reading of `text`, a record without its line end.

    width: cells of the other rows, 0 when unknown. A price of 0: nothing is wrong with the quotes.
    """
    cuts = _places(text, separator)
    if len(cuts) > _MOST_SEPARATORS or text.count(quote) > _MOST_QUOTES:
        return at_face_value(text, separator, quote)
    end = len(text) + max(1, len(separator))
    reached: dict[int, dict[int, tuple[float, int, str]]] = {0: {0: (0.0, 0, "")}}
    for start in [0, *(cut + len(separator) for cut in cuts)]:
        states = reached.get(start)
        if not states:
            continue
        ways = list(_ways(text, start, separator, quote, cuts))
        best = sorted(states.items(), key=lambda state: state[1][0])[:_MOST_STATES]
        for count, (cost, _, _) in best:
            for place, price, value in ways:
                after = reached.setdefault(place, {})
                known = after.get(count + 1)
                if known is None or cost + price < known[0]:
                    after[count + 1] = (cost + price, start, value)
    return _cheapest(reached, end, width)


def _cheapest(reached: dict[int, dict[int, tuple[float, int, str]]], end: int, width: int) -> tuple[float, list[str]]:
    last = reached.get(end)
    if not last:
        return inf, []  # its quotes open and close in such places that a line end stands outside of them

    def total(count: int) -> float:
        return last[count][0] + (min(_WIDEST_PRICE, _WIDTH_PRICE * abs(count - width)) if width else 0.0)

    count = min(last, key=total)
    price, place, cells = last[count][0], end, []
    while count:
        _, before, value = reached[place][count]
        cells.append(value)
        place, count = before, count - 1
    return price, cells[::-1]


def _ways(text: str, start: int, separator: str, quote: str, cuts: Sequence[int]) -> Iterator[Way]:
    """Give the ways to read one cell at `start`."""
    index = bisect_left(cuts, start)
    stop = cuts[index] if index < len(cuts) else len(text)
    step = max(1, len(separator))
    plain = text[start:stop]
    if "\n" not in plain and "\r" not in plain:
        strays = plain.count(quote)
        price = (
            _STRAY_PRICE * strays
            + _ODD_STRAY_PRICE * (strays % 2)
            + (_STRAY_FIRST_PRICE if plain.lstrip(" ").startswith(quote) else 0.0)
        )
        yield stop + step, price, plain
    opened = start
    while text.startswith(" ", opened) and opened - start < 3 and separator != " ":
        opened += 1
    if text.startswith(quote, opened):
        yield from _closings(text, opened, separator, quote, _PADDING_PRICE * (opened > start))
    elif quote in plain:
        yield from _prefixed(text, start, separator, quote)


def _closings(text: str, opened: int, separator: str, quote: str, price: float) -> Iterator[Way]:
    """Give the ways to close the quote at `opened`: at each quote that a separator or the end follows."""
    step, found, tail = max(1, len(separator)), 0, False
    place = text.find(quote, opened + 1)
    while place >= 0 and found < _MOST_CLOSINGS:
        after = place + 1
        while text.startswith(" ", after) and after - place < 4 and not separator.startswith(" "):
            after += 1
        if after == len(text) or (separator and text.startswith(separator, after)):
            inner = text[opened + 1 : place]
            cost, value = _inside(inner, separator, quote)
            yield after + step, price + cost + _PADDING_PRICE * (after > place + 1), value
            # Past a sound end, only the next few are worth a look.
            found += 1 if cost else _MOST_CLOSINGS - 3 if found < _MOST_CLOSINGS - 3 else 1
        elif not tail and separator and text[after].isalnum() and after == place + 1:
            tail = True
            stop = text.find(separator, after)
            stop = len(text) if stop < 0 else stop
            rest = text[after:stop]
            if quote not in rest and "\n" not in rest and "\r" not in rest:
                cost, value = _inside(text[opened + 1 : place], separator, quote)
                yield stop + step, price + cost + _TAIL_PRICE, value + rest
        place = text.find(quote, place + 1)


def _prefixed(text: str, start: int, separator: str, quote: str) -> Iterator[Way]:
    """Give the readings of a cell whose quoted part comes after something: a separator is missing between the two."""
    opened = text.find(quote, start)
    before = text[start:opened]
    if not before[-1:].isalnum():
        return
    for place, price, value in _closings(text, opened, separator, quote, _PREFIX_PRICE):
        if separator in value or "\n" in value or "\r" in value:
            yield place, price, before + value


def _inside(inner: str, separator: str, quote: str) -> tuple[float, str]:
    """Return the price and the value of what stands between two quotes."""
    held = _HELD_PRICE * (inner.count(separator) if separator else 0)
    if quote not in inner:
        return (held if inner.endswith("\\") else 0.0) + (_ESCAPE_PRICE * 1.5 if inner.endswith("\\") else 0.0), inner
    doubled = quote * 2
    lone = inner.replace(doubled, "").count(quote)
    if not lone:
        return 0.0, inner.replace(doubled, quote)
    escaped = _escaped(quote).findall(inner)
    if escaped and len(escaped) == inner.count(quote) and len(set(escaped)) == 1:
        return held + _ESCAPE_PRICE, inner.replace(escaped[0] + quote, quote)
    boundaries = inner.count(quote + separator) + inner.count(separator + quote) if separator else 0
    price = _LONE_PRICE + _MORE_LONE_PRICE * (lone - 1) + _BOUNDARY_PRICE * boundaries
    return held + price, inner.replace(doubled, quote)


@lru_cache(maxsize=8)
def _escaped(quote: str) -> re.Pattern[str]:
    return re.compile(f"([{re.escape(ESCAPES)}]){re.escape(quote)}")


@lru_cache(maxsize=8)
def _uncut(separator: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\\){re.escape(separator)}")


def _places(text: str, separator: str) -> list[int]:
    if not separator:
        return []
    return [found.start() for found in re.finditer(re.escape(separator), text)]


def at_face_value(text: str, separator: str, quote: str) -> tuple[float, list[str]]:
    """Return what the csv module makes of a line whatever its quotes are; no cells when it has line ends inside."""
    if "\n" in text or "\r" in text:
        return inf, []
    if len(separator) != 1:
        return 1.0, text.split(separator) if separator else [text]
    return 1.0, next(csv.reader([text], delimiter=separator, quotechar=quote), [text])


def other_reading(text: str, dialect: Dialect, shape: Shape, cells: Sequence[str]) -> list[str] | None:
    """Return the cells of a row written with another separator or other quotes than its file, or None.

    Believed only when it makes the row as wide as the others and its cells are what their columns hold.
    """
    width = shape.width
    if len(text) > _MOST_SEPARATORS * width or width < 2:
        return None
    inner = unwrapped(text)
    if inner != text:
        price, row = mended(inner, dialect.separator, dialect.quote, width)
        if len(row) == width and price < 1:
            return row
    if len(cells) < width:
        for separator in OTHER_SEPARATORS:
            if separator in _IN_WORDS and not any(shape.kinds) and dialect.quote not in text:
                continue  # a sentence with as many words as the table has columns is no row
            if separator != dialect.separator and text.count(separator) >= width - 1:
                price, row = mended(text, separator, dialect.quote or '"', width)
                if (
                    len(row) == width
                    and price < 1
                    and (shape.fits(row) or (separator not in _IN_WORDS and _are_names(row, cells)))
                ):
                    return row
        return None
    if f"\\{dialect.separator}" in text:
        row = [
            cell.replace(f"\\{dialect.separator}", dialect.separator) for cell in _uncut(dialect.separator).split(text)
        ]
        if len(row) == width:
            return row
    for quote in OTHER_QUOTES:
        if quote != dialect.quote and text.count(quote) >= 2:
            price, row = mended(text, dialect.separator, quote, width)
            if len(row) == width and price < 1 and shape.fits(row):
                return row
    return None


def _are_names(row: Sequence[str], cells: Sequence[str]) -> bool:
    """Tell whether a row may be a header that only another separator cuts, and no sentence."""
    return len(cells) == 1 and not any(map(kind_of, row)) and not all(cell.startswith(" ") for cell in row[1:])


def laid_out(line: str, layout: str) -> str:
    """Return a line of a file of this layout ("wrapped", "aligned") as it would stand in an ordinary table."""
    return (
        unwrapped(line)
        if layout == "wrapped"
        else _GAP.sub(lambda found: "\t" if found.end() < len(line.rstrip()) else "", line)
    )


def unwrapped(line: str) -> str:
    """Return a line that stands in quotes as a whole without them; any other as it is."""
    found = _WHOLE.fullmatch(line)
    return found[1].replace('""', '"') + found[2] if found else line


def without_spaces(text: str, cells: list[str], separator: str) -> list[str]:
    """Return the cells of a row without quotes, less the space that follows every one of its separators."""
    spaced = len(cells) > 2 and separator != " " and text.count(f"{separator} ") == len(cells) - 1
    if spaced and not any(cell.strip() and cell.endswith(" ") for cell in cells) and text[0] != " ":
        return [cells[0], *(cell[1:] for cell in cells[1:])]
    return cells


def without_quotes(cells: list[str]) -> list[str]:
    """Return the cells less the single quotes that only this row puts around them."""
    wrapped = [len(cell) > 1 and cell[0] == cell[-1] == "'" for cell in cells]
    doubled = any(inside and "''" in cell[1:-1] for inside, cell in zip(wrapped, cells, strict=True))
    alone = all(inside or "'" not in cell for inside, cell in zip(wrapped, cells, strict=True))
    if not alone or not (doubled or sum(wrapped) > 1):
        return cells
    return [cell[1:-1].replace("''", "'") if inside else cell for inside, cell in zip(wrapped, cells, strict=True)]
