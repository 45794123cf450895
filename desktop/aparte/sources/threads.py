"""Threads, which lies inside Instagram's export: posts and replies, without the id of either or of what is answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aparte.sources.base import Refused
from aparte.sources.meta_export import caption_of, holds, parts_of, pieces_of, private, read_parts, time_of
from aparte.sources.owned import own_post, owner_in_name
from aparte.sources.rows import BadValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.sources.base import Item
    from aparte.sources.bundles import Bundle
    from aparte.sources.owned import Part

FORMAT = "threads_export"

_PARTS = re.compile(r"(^|/)threads/(threads_and_replies|archived_threads)(_\d+)?\.json$", re.IGNORECASE)
_KEY = "text_post_app_"
"""What the key of every list of Threads begins with."""


class ThreadsExport:
    """The source of Threads posts that were exported without anything of Instagram."""

    order = 42
    formats = (FORMAT,)

    def recognise(self, bundle: Bundle) -> str | None:
        """Recognise a member that lists posts with what only Threads says of one."""
        return FORMAT if any(holds(bundle, part, is_thread) for part in parts_of(bundle, _PARTS)) else None

    def read(self, bundle: Bundle, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read posts and replies."""
        yield from threads_of(bundle, owner_in_name(bundle, "instagram"), as_kind)
        yield from private(bundle)


BUNDLE_SOURCE = ThreadsExport()


def threads_of(bundle: Bundle, author: str | None, as_kind: str | None) -> Iterator[Item]:
    """Give the Threads posts of a bundle, or of Instagram's export around them. author: the owner's handle."""
    for member in parts_of(bundle, _PARTS):
        for part in read_parts(bundle, member):
            yield part if isinstance(part, Refused) else _item(part, author, as_kind)


def is_thread(part: Part) -> bool:
    """Tell whether an object of a Meta export is a post of Threads."""
    said = any("text_app_post" in piece for piece in pieces_of(part.value))
    return said or any(key.startswith(_KEY) for key in part.path)


def _item(part: Part, author: str | None, as_kind: str | None) -> Item:
    about = [said for piece in pieces_of(part.value) if isinstance(said := piece.get("text_app_post"), dict)]
    try:
        return own_post(
            part.where,
            "threads",
            caption_of(part.value),
            time_of(part.value),
            as_kind=as_kind,
            form="reply" if any(said.get("is_reply") is True for said in about) else "post",
            author=author,
        )
    except BadValue as bad:
        return Refused(part.where, bad.code, bad.params)
