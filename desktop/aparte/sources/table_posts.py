"""From the rows of a table to posts: which column holds what, and what its cells say.

A layout says it all, whoever found it: the names of the columns, the header of a tool we know, or a person. It refuses
to look at a name of a column again: places are numbers here.
"""

from __future__ import annotations

import re
from dataclasses import field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal

from aparte.archive.export import CSV_HEADER
from aparte.archive.times import Moment, iso
from aparte.nouns import Post
from aparte.records import record
from aparte.sources.base import Found, Refused, Skipped, derived_id, language_of, platform_of, writable
from aparte.sources.csv_columns import normal
from aparte.sources.csv_dates import Order, decide, read_date
from aparte.sources.networks import network_of, post_id_in
from aparte.sources.rows import FORMS, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from aparte.sources.base import Item
    from aparte.sources.csv_table import Table

_ROUNDED = re.compile(r"\s*\d(?:[.,]\d+)?E\+\d{1,3}\s*", re.IGNORECASE)
"""What a spreadsheet makes of a long id (1.78E+17): the other digits are lost, and posts would share it."""
_LONGEST_SUMMARY = 30


@record
class Layout:
    """How the rows of one table are read.

    places: field -> the columns that may hold it; the first whose cell is not empty counts. kind: whose posts these are
    when no column says so. platform: their network when neither a column nor the address tells. order: what comes first
    in 05/01 when no date of the file proves it; None: what keeps the dates together. zoned: times without a zone are
    UTC, the header says so. networks, forms: what the tool calls them -> ours. known_networks_only: other names are no
    networks. by_address: a post without an id has the one in its address. left_out: field -> words of rows that are no
    posts. ours: `aparte export` wrote the table, so that nothing in it is read between the lines.
    """

    places: Mapping[str, tuple[int, ...]]
    kind: Literal["own", "mention"] = "mention"
    platform: str = ""
    order: Order | None = None
    zoned: bool = False
    networks: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    known_networks_only: bool = False
    by_address: bool = False
    left_out: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ours: bool = False


def items_of(file: BinaryIO, table: Table, layout: Layout, as_kind: str | None) -> Iterator[Item]:
    """Give the posts of `table`, one a row; rows without a word are refused, empty ones are nothing.

    as_kind: "own" or "mention" when the user said so.
    """
    order = order_of(layout, table.rows(file))
    for number, row in enumerate(table.rows(file), table.preamble + table.stacked + 1):
        if any(cell.strip() for cell in row):
            yield item_of(str(number), row, layout, order, as_kind)


def order_of(layout: Layout, rows: Iterable[Sequence[str]]) -> Order:
    """Return which comes first in 05/01 for the whole table: what its dates prove, else what the layout says."""
    places = layout.places.get("date", ())
    if not places:
        return layout.order or "day"
    found = decide(row[place] for row in rows for place in places if place < len(row))
    return found.order if found.proved or layout.order is None else layout.order


def item_of(where: str, row: Sequence[str], layout: Layout, order: Order, as_kind: str | None = None) -> Item:
    """Return what becomes of one row."""
    said = _Row(restored(row) if layout.ours else row, layout.places)
    if _is_summary(said, layout):
        return Skipped(where, "import.summary_row")
    form = _form(said.cell("form"), layout)
    text = said.cell("text") or ("" if form == "repost" else None)
    if text is None:
        return Refused(where, "empty_text", {})
    moment = _moment(said.cell("date"), said.cell("time"), order)
    at = moment.at if moment else None
    author, url = said.cell("author"), said.cell("url")
    kind = as_kind or _among(said.cell("kind"), KINDS) or layout.kind
    post = Post(
        id=_identifier(said, url, layout) or derived_id(author, at, text),
        text=text,
        platform=_platform(said.cells("platform"), url, layout),
        author=author,
        created_at=iso(at),
        lang=language_of(said.cell("lang"), text),
        url=url,
        kind=kind,  # type: ignore[arg-type]  # one of KINDS
        form=form or ("post" if kind == "own" else "mention"),  # type: ignore[arg-type]  # one of FORMS
        reply_to=said.cell("reply_to"),
        title=said.cell("title"),
    )
    return Found(where, post, said.cell("brand"), moment is None or moment.zoned or layout.zoned)


@lru_cache(maxsize=1_024)
def network_named(name: str) -> str:
    """Return the network that a tool's name of it holds ("Instagram Business", "X (Twitter)"), "" when none."""
    words = normal(name).split()
    return "x" if words == ["x"] else next((known for word, known in _NETWORK_WORDS.items() if word in words), "")


def restored(row: Sequence[str]) -> Sequence[str]:
    """Take back the apostrophes that `aparte export` put before cells a spreadsheet would have run as formulas."""
    marked = row[-1].split() if len(row) == len(CSV_HEADER) else ()
    return [cell[1:] if name in marked else cell for name, cell in zip(CSV_HEADER, row, strict=False)]


class _Row:
    """The cells of one row, by field."""

    def __init__(self, row: Sequence[str], places: Mapping[str, tuple[int, ...]]) -> None:
        self._row, self._places = row, places

    def cells(self, name: str) -> Iterator[str]:
        """Give what the columns of a field hold, empty cells left out."""
        for place in self._places.get(name, ()):
            if place < len(self._row) and (cell := self._row[place]).strip():
                yield writable(cell)

    def cell(self, name: str) -> str | None:
        # Asked a dozen times a row: no generator.
        for place in self._places.get(name, ()):
            if place < len(self._row) and (cell := self._row[place]).strip():
                return writable(cell)
        return None


def _is_summary(said: _Row, layout: Layout) -> bool:
    return any(
        len(cell) < _LONGEST_SUMMARY and normal(cell) in words
        for name, words in layout.left_out.items()
        for cell in islice(said.cells(name), 1)
    )


def _identifier(said: _Row, url: str | None, layout: Layout) -> str | None:
    given = said.cell("id")
    if given is not None and (layout.ours or not _ROUNDED.fullmatch(given)):
        return given
    if given is None and not layout.by_address:
        return None
    # An address elsewhere may be the page that several posts share.
    return post_id_in(url) or (url if network_of(url) else None)


def _platform(names: Iterator[str], url: str | None, layout: Layout) -> str:
    if layout.ours:
        return platform_of(next(names, None))
    for name in names:
        known = (layout.networks and layout.networks.get(normal(name))) or network_named(name)
        if known or not layout.known_networks_only:
            return known or platform_of(name)
    return network_of(url) or layout.platform


def _form(said: str | None, layout: Layout) -> str | None:
    if said is None:
        return None
    return _among(said, FORMS) or layout.forms.get(normal(said))


def _moment(day: str | None, clock: str | None, order: Order) -> Moment | None:
    if day is None:
        return None
    return (read_date(f"{day} {clock}", order) if clock and clock != day else None) or read_date(day, order)


def _among(value: str | None, allowed: tuple[str, ...]) -> str | None:
    return value if value in allowed else None


_NETWORK_WORDS = {
    "twitter": "x",
    "facebook": "facebook",
    "instagram": "instagram",
    "linkedin": "linkedin",
    "tiktok": "tiktok",
    "threads": "threads",
    "youtube": "youtube",
    "pinterest": "pinterest",
    "bluesky": "bluesky",
    "mastodon": "mastodon",
    "reddit": "reddit",
    "telegram": "telegram",
}
