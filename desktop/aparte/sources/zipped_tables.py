"""A tool's tables inside a zip: what some tools send, and what people make of them to send them on.

Asked when no network's export is in the bundle. It refuses the tables of no known tool, which the mapping screen can
only ask about one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from aparte.sources import tool_tables
from aparte.sources.base import Found, ListedFeed, Refused, Skipped, Unreadable, writable
from aparte.sources.member_tables import Again, glances

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.sources.base import Item
    from aparte.sources.bundles import Bundle, Member


class Tables(NamedTuple):
    """The tables of one tool. form: its format; members: where they are; others: what stands beside them."""

    form: str
    members: tuple[Member, ...]
    others: tuple[Member, ...]


def tables_in(bundle: Bundle, form: str | None) -> Tables | None:
    """Return the tables of the first tool whose header is met, or of the tool of `form`; None when there is none."""
    tools = ((glance.member, tool_tables.tool_of(glance.header)) for glance in glances(bundle))
    forms = {member: tool.format for member, tool in tools if tool is not None}
    wanted = form or next(iter(forms.values()), None)
    members = tuple(member for member, found in forms.items() if found == wanted)
    if wanted is None or not members:
        return None
    return Tables(wanted, members, tuple(member for member in bundle.members if member not in members))


def items_in(bundle: Bundle, tables: Tables, as_kind: str | None) -> Iterator[Item]:
    """Give the items of the tables, one after the other; where says in which."""
    for member in tables.members:
        name = writable(member.name)
        try:
            with Again(bundle, member.name) as file:
                for item in tool_tables.SOURCE.read(cast("BinaryIO", file), tables.form, as_kind):
                    yield _placed(item, name)
        except Unreadable as refusal:
            yield Refused(name, refusal.code, refusal.params)
    yield from (Skipped(writable(member.name), "import.stray") for member in tables.others)


def _placed(item: Item, name: str) -> Item:
    return item._replace(where=f"{name}:{item.where}") if isinstance(item, (Found, Refused, ListedFeed)) else item
