"""Reddit's own export: posts and comments, told by their columns. The address they were sent from is never read.

What was deleted or removed is named as left out. A post whose whole text is its title keeps it as its text too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aparte.archive.times import iso
from aparte.nouns import Post
from aparte.sources.base import Found, Refused, Skipped, derived_id, language_of, writable
from aparte.sources.csv_dates import read_date
from aparte.sources.member_tables import Glance, cells_of, glances, is_mixed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aparte.sources.base import Item
    from aparte.sources.bundles import Bundle, Member

FORMAT = "reddit_export"

_POSTS = {"id", "permalink", "date", "subreddit", "title", "body"}
_COMMENTS = {"id", "permalink", "date", "subreddit", "link", "body"}
_MESSAGES = ({"id", "from", "to", "body"}, {"message id", "created at", "message"}, {"channel url", "message"})
_GONE = ("[deleted]", "[removed]")
_READ = ("id", "permalink", "date", "title", "body", "link", "parent")
"""The columns that are looked at; "ip" is none of them."""
_POST_ID = re.compile(r"/comments/(\w+)")
_HOST = "https://www.reddit.com"


class Reddit:
    """The source of Reddit's exports, as a zip, a folder, or one table of it."""

    order = 51
    formats = (FORMAT,)

    def recognise(self, bundle: Bundle) -> str | None:
        """Recognise a table of posts, of comments, or of messages: they too must be known, to be left out."""
        return FORMAT if any(map(_kind, glances(bundle))) and not is_mixed(bundle) else None

    def read(self, bundle: Bundle, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read every table of posts and of comments; name the ones of messages as left out."""
        for glance in glances(bundle):
            kind = _kind(glance)
            if kind == "message":
                yield Skipped(writable(glance.member.name), "import.private")
            elif kind is not None:
                yield from _posts(bundle, glance.member, kind, as_kind or "own")


BUNDLE_SOURCE = Reddit()


def _kind(glance: Glance) -> str | None:
    names = set(glance.names)
    if names >= _POSTS:
        return "post"
    if names >= _COMMENTS:
        return "comment"
    return "message" if any(wanted <= names for wanted in _MESSAGES) else None


def _posts(bundle: Bundle, member: Member, form: str, kind: str) -> Iterator[Item]:
    for where, cells in cells_of(bundle, member, _places):
        yield _item(where, {name: cell.strip() for name, cell in cells.items()}, form, kind)


def _places(names: Sequence[str]) -> dict[str, int]:
    return {name: names.index(name) for name in _READ if name in names}


def _item(where: str, cells: Mapping[str, str], form: str, kind: str) -> Item:
    body, title = cells.get("body", ""), cells.get("title", "")
    if body in _GONE or (title in _GONE and not body):
        return Skipped(where, "import.deleted")
    text = body or title
    if not text:
        return Refused(where, "empty_text", {})
    moment = read_date(cells.get("date", ""), "month")
    at = moment.at if moment else None
    parent = cells.get("parent") or None
    post = Post(
        id=cells.get("id") or derived_id(None, at, text),
        text=text,
        platform="reddit",
        created_at=iso(at),
        lang=language_of(None, text),
        url=_whole(cells.get("permalink", "")),
        kind=kind,  # type: ignore[arg-type]  # "own" or "mention"
        form="reply" if form == "comment" and parent else form,  # type: ignore[arg-type]  # "post" or "comment"
        reply_to=(parent or _post_id(cells)) if form == "comment" else None,
        title=title or None,
    )
    return Found(where, post, zoned=moment is None or moment.zoned)


def _post_id(cells: Mapping[str, str]) -> str | None:
    found = _POST_ID.search(cells.get("link", "")) or _POST_ID.search(cells.get("permalink", ""))
    return found[1] if found else None


def _whole(permalink: str) -> str | None:
    """Return the address of a post; older exports leave the host out."""
    return f"{_HOST}{permalink}" if permalink.startswith("/r/") else permalink or None
