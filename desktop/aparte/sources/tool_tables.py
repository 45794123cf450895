"""CSV exports of the tools of the trade, known by their headers: Hootsuite, Buffer, Brandwatch and the others.

What a tool writes is data: one file in resources/exports says its header, its columns and its names for things. A new
tool is a new file there. It refuses a table whose header it does not know; the generic CSV source is asked next.
"""

from __future__ import annotations

import io
import tomllib
from dataclasses import field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from aparte import paths
from aparte.records import read, record
from aparte.sources.base import Unreadable
from aparte.sources.csv_columns import normal
from aparte.sources.csv_encoding import is_binary
from aparte.sources.csv_table import is_own, understand
from aparte.sources.table_posts import Layout, items_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from aparte.sources.base import Head, Item
    from aparte.sources.csv_table import Table

_OTHER_THINGS = (b"{", b"[", b"<")


@record
class Tool:
    """One file of resources/exports.

    format: what the report calls its files. signatures: names of columns, all of which stand in its header; one list is
    enough. columns: field -> the columns that may hold it, best first. networks, forms: ours -> what the tool calls
    them. left_out: field -> what its cell says in a row that is no post. The rest is as in Layout. source, checked_on:
    where its header was seen, and when.
    """

    format: str
    name: str
    kind: Literal["own", "mention"]
    signatures: list[list[str]]
    columns: dict[str, list[str]]
    source: str
    checked_on: date
    order: Literal["day", "month"] | None = None
    zoned: bool = False
    known_networks_only: bool = False
    networks: dict[str, list[str]] = field(default_factory=dict)
    forms: dict[str, list[str]] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=dict)

    def matches(self, names: frozenset[str]) -> int:
        """Return how many columns of a signature stand in a header; 0 when one of them is missing."""
        found = [len(wanted) for wanted in self.signatures if all(normal(name) in names for name in wanted)]
        return max(found, default=0)

    def layout(self, header: Sequence[str]) -> Layout:
        """Return how a table with this header is read."""
        names = [normal(cell) for cell in header]
        places = {
            name: tuple(names.index(known) for known in map(normal, wanted) if known in names)
            for name, wanted in self.columns.items()
        }
        return Layout(
            places=places,
            kind=self.kind,
            order=self.order,
            zoned=self.zoned,
            networks=_turned(self.networks),
            forms=_turned(self.forms),
            known_networks_only=self.known_networks_only,
            by_address=True,
            left_out={name: frozenset(map(normal, words)) for name, words in self.left_out.items()},
        )


@lru_cache(maxsize=1)
def tools() -> tuple[Tool, ...]:
    """Return the tools known by their headers, read once. Raises Trouble("data.bad"…) naming the file at fault."""
    files = sorted(paths.resources("exports").glob("*.toml"))
    return tuple(read(Tool, tomllib.loads(path.read_text(encoding="utf-8")), origin=path) for path in files)


def tool_of(header: Sequence[str]) -> Tool | None:
    """Return the tool that writes tables with this header, or None."""
    names = frozenset(normal(cell) for cell in header)
    best = max(tools(), key=lambda tool: tool.matches(names), default=None)
    return best if best is not None and best.matches(names) else None


@lru_cache(maxsize=8)
def beginning(head: bytes) -> Table:
    """Return the table that begins like this, found once for all the sources that ask of one file."""
    return understand(io.BytesIO(head))


class ToolTables:
    """The source of the tools' tables; asked before the generic one, which takes any table."""

    order = 80

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the format of each tool."""
        return tuple(tool.format for tool in tools())

    def recognise(self, head: Head) -> str | None:
        """Recognise the header of a tool, wherever it stands in the beginning of the file."""
        data = head.data.lstrip()
        if is_own(head.data) or data.startswith(_OTHER_THINGS) or is_binary(head.data):
            return None
        tool = tool_of(beginning(head.data).header)
        return tool.format if tool else None

    def read(self, file: BinaryIO, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read the rows under the header. Raises Unreadable("other_format") when it is not that tool's."""
        table = understand(file)
        tool = tool_of(table.header)
        if tool is None or tool.format != form:
            raise Unreadable("other_format", format=form)
        return items_of(file, table, tool.layout(table.header), as_kind)


SOURCE = ToolTables()


def _turned(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {normal(theirs): ours for ours, several in names.items() for theirs in several}
