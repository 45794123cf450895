"""What the columns of a table hold when their names don't say it all: a guess, and what a person made of it.

A name we know is believed when the cells don't contradict it ("Comments" over figures is no text); what only the cells
suggest is a proposal, never used without a person's word. That word is remembered for every table with the same header.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Literal

from aparte.records import record
from aparte.sources.csv_columns import normal, places_of
from aparte.sources.csv_dates import read_date
from aparte.sources.csv_types import is_value
from aparte.sources.table_posts import Layout, network_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

FIELDS = ("text", "title", "date", "time", "author", "platform", "url", "id", "reply_to", "lang")
"""What a column may be said to hold, in the order they are offered."""
SAMPLE_ROWS = 200
"""Rows looked at to guess."""
SURE, LIKELY = 1.0, 0.5

_MOSTLY, _SOME = 0.8, 0.2
"""Shares of a column's filled cells: enough to tell what it holds, and too few for what its name says."""
_LEAST_WORDS = 3.0
"""Words a cell has on average in a column taken for the text by its cells alone."""
_VAGUE = frozenset(
    ("post", "publication", "tweet", "comment", "commentaire", "mention", "avis", "review", "description", "body")
)
"""Names that head figures or links as often as texts: they count only when the cells are words."""


@record
class Guess:
    """What the columns seem to hold. places: field -> column; certainty: field -> SURE (named) or LIKELY (cells)."""

    places: Mapping[str, int]
    certainty: Mapping[str, float]

    @property
    def is_sure(self) -> bool:
        """Whether nothing needs to be asked: the text is named, and no column of dates is without its name."""
        return self.certainty.get("text") == SURE and self.certainty.get("date", SURE) == SURE

    def named(self) -> dict[str, int]:
        """Return the fields that names tell, those only the cells suggest left out."""
        return {name: place for name, place in self.places.items() if self.certainty[name] == SURE}


@record
class ColumnMap:
    """What a person said of the columns of every table with this header.

    header: the names of the columns as they are compared; places: field (one of FIELDS) -> column. kind: whose posts
    these are; platform: the network of them all, "" to tell by the address; order: what comes first in 05/01, None to
    decide by the dates.
    """

    header: tuple[str, ...]
    places: dict[str, int]
    kind: Literal["own", "mention"] = "mention"
    platform: str = ""
    order: Literal["day", "month"] | None = None

    @property
    def key(self) -> str:
        """Return the signature of the header."""
        return signature(self.header)

    def layout(self) -> Layout:
        """Return how such a table is read."""
        return Layout(
            places={name: (place,) for name, place in self.places.items() if 0 <= place < len(self.header)},
            kind=self.kind,
            platform=self.platform,
            order=self.order,
        )


def signature(header: Iterable[str]) -> str:
    """Return what tells one header from another: the names, as they are compared, in their order."""
    return hashlib.blake2b("\x1f".join(map(normal, header)).encode("utf-8", "replace"), digest_size=10).hexdigest()


def guess(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Guess:
    """Guess what the columns of a table hold, from their names and from the cells of some `rows`."""
    columns = _columns(rows, len(header))
    places = _named(list(header), columns)
    certainty = dict.fromkeys(places, SURE)
    for name, fits in _BY_CELLS.items():
        free = [place for place in range(len(header)) if place not in places.values() and columns[place]]
        place = next((place for place in free if fits(columns[place])), None)
        if name not in places and place is not None:
            places[name], certainty[name] = place, LIKELY
    if "text" not in places:
        free = [place for place in range(len(header)) if place not in places.values()]
        wordiest = max(free, key=lambda place: _words(columns[place]), default=None)
        if wordiest is not None and _words(columns[wordiest]) >= _LEAST_WORDS:
            places["text"], certainty["text"] = wordiest, LIKELY
    return Guess(places=places, certainty=certainty)


_given: ContextVar[tuple[ColumnMap, ...]] = ContextVar("mappings", default=())


@contextmanager
def using(maps: Iterable[ColumnMap]) -> Iterator[None]:
    """Read the tables of these headers as said here, remembered or not, inside the `with` block."""
    before = _given.set(tuple(maps))
    try:
        yield
    finally:
        _given.reset(before)


def mapping_for(header: Sequence[str]) -> ColumnMap | None:
    """Return what was said of tables with this header, now or before. Raises the Troubles of `remembered`."""
    from aparte import paths
    from aparte.sources.mapping_store import remembered

    key = signature(header)
    for one in _given.get():
        if one.key == key:
            return one
    return remembered(paths.home()).get(key)


def _named(header: list[str], columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return what the names tell, a vague name over cells that are no words set aside."""
    while True:
        places = places_of(header)
        misread = next(
            (place for name, place in places.items() if _contradicts(name, header[place], columns[place])), None
        )
        if misread is None:
            return places
        header[misread] = ""


def _contradicts(name: str, called: str, cells: Sequence[str]) -> bool:
    if name == "text":
        return normal(called) in _VAGUE and _mostly(cells, _is_no_word)
    return name == "date" and bool(cells) and not _mostly(cells, _is_date, _SOME)


def _columns(rows: Iterable[Sequence[str]], width: int) -> list[list[str]]:
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for column, cell in zip(columns, row, strict=False):
            if cell.strip():
                column.append(cell)
    return columns


def _mostly(cells: Sequence[str], fits: Callable[[str], bool], share: float = _MOSTLY) -> bool:
    return bool(cells) and sum(map(fits, cells)) >= share * len(cells)


def _words(cells: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0.0


def _is_date(cell: str) -> bool:
    return read_date(cell[:60], "day") is not None or read_date(cell[:60], "month") is not None


def _is_address(cell: str) -> bool:
    return cell.lstrip().startswith(("http://", "https://")) and len(cell.split()) == 1


def _is_handle(cell: str) -> bool:
    return cell.lstrip().startswith("@") and len(cell.split()) == 1


def _is_no_word(cell: str) -> bool:
    return is_value(cell) or _is_address(cell)


_BY_CELLS: Mapping[str, Callable[[Sequence[str]], bool]] = {
    "url": lambda cells: _mostly(cells, _is_address),
    "date": lambda cells: _mostly(cells, _is_date),
    "author": lambda cells: _mostly(cells, _is_handle),
    "platform": lambda cells: _mostly(cells, lambda cell: bool(network_named(cell))),
}
