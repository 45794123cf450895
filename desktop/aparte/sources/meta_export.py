"""What the exports of Instagram, Threads and Facebook share: one company writes them in one way.

A file of JSON holds a list, or an object whose one key holds it; texts are damaged; labels are in the person's
language; private messages lie beside the posts and are never opened.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from aparte.sources.base import Refused, Skipped, Unreadable
from aparte.sources.mojibake import repair
from aparte.sources.owned import members_read, named, since_1970

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aparte.archive.times import Moment
    from aparte.sources.base import Item
    from aparte.sources.bundles import Bundle, Member
    from aparte.sources.owned import Part

_MESSAGES = re.compile(r"(^|/)messages/", re.IGNORECASE)
_PAGE = re.compile(r"\.html?$", re.IGNORECASE)
_TRIED = 50
"""Objects of a member looked at to tell whose it is: the first ones may be damaged."""


def parts_of(bundle: Bundle, pattern: re.Pattern[str]) -> list[Member]:
    """Return the JSON members `pattern` names, in their order; a file given alone is one, whatever its name."""
    if len(bundle.members) == 1 and bundle.members[0].name.lower().endswith(".json"):
        return list(bundle.members)
    return [member for member in named(bundle, pattern) if not _MESSAGES.search(member.name)]


def read_parts(bundle: Bundle, member: Member) -> Iterator[Part | Refused]:
    """Give the objects of a member, a list or lists under keys, or their refusals. Raises Unreadable: see there."""
    return members_read(bundle, member, lambda *_: True, depth=1)


def holds(bundle: Bundle, member: Member, is_ours: Callable[[Part], bool]) -> bool:
    """Tell whether one of the first objects of a member is of a kind."""
    parts = islice(read_parts(bundle, member), _TRIED)
    return any(not isinstance(part, Refused) and is_ours(part) for part in parts)


def words(value: object) -> str:
    """Return what a damaged text says; "" for anything that is no text."""
    return repair(value) if isinstance(value, str) else ""


def objects(value: object) -> list[dict[str, object]]:
    """Return the objects of a list; none for anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def pieces_of(value: dict[str, object]) -> list[dict[str, object]]:
    """Return a post and its media: what it says may stand in either."""
    return [value, *objects(value.get("media"))]


def caption_of(value: dict[str, object]) -> str:
    """Return the caption of a post: a carousel has one of its own, a single photo has it on the photo."""
    return next((text for piece in pieces_of(value) if (text := words(piece.get("title"))).strip()), "")


def time_of(value: dict[str, object]) -> Moment | None:
    """Return when a post was made: it, or its first photo, says so. Raises BadValue as `since_1970`."""
    return since_1970(next((at for piece in pieces_of(value) if (at := piece.get("creation_timestamp"))), None))


def private(bundle: Bundle) -> Iterator[Item]:
    """Say that private messages are there and were left alone."""
    if any(_MESSAGES.search(member.name) for member in bundle.members):
        yield Skipped("messages/", "import.private")


def in_pages(bundle: Bundle, folder: str) -> bool:
    """Tell whether the export was asked for as pages to look at: HTML in the network's own folder, and no JSON."""
    inside = [member.name for member in bundle.members if f"/{folder}/" in f"/{member.name.lower()}"]
    return any(_PAGE.search(name) for name in inside) and not any(name.lower().endswith(".json") for name in inside)


def ask_for_json(network: str) -> Unreadable:
    """Return the refusal of an export in a form for reading on screen, with what to do."""
    return Unreadable("ask_json", network=network)
