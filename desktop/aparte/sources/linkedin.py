"""LinkedIn's own export: what its owner shared and commented; messages are left out, whatever their file is called.

Files are told by their columns, because their names are in the language of the account. Its times name no zone. The
address of a post that shares a page is that page: the post's own address is told by its id.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from aparte.archive.times import iso
from aparte.nouns import Post
from aparte.sources.base import Found, Refused, Skipped, derived_id, language_of, writable
from aparte.sources.csv_dates import read_date
from aparte.sources.member_tables import Glance, cells_of, glances, is_mixed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aparte.sources.base import Item
    from aparte.sources.bundles import Bundle, Member

FORMAT = "linkedin_export"

_SHARES = {
    "date": ("date",),
    "url": ("share link", "lien du partage", "lien de partage"),
    "text": ("share commentary", "commentaire du partage", "commentaire de partage"),
}
_SHARED = {"shared": ("shared url", "url partagee")}
_COMMENTS = {"date": ("date",), "url": ("link", "lien"), "text": ("message",)}
_MESSAGES = ({"conversation id", "from", "to"}, {"conversation id", "content"})
_HOST = "linkedin.com"
_URN = re.compile(r"urn:li:(?:share|ugcPost|activity|groupPost|article):[\w-]+")
_COMMENT_URN = re.compile(r"[?&](?:dash)?commentUrn=(urn:li:(?:fsd_)?comment:\([^)]*\))", re.IGNORECASE)


class LinkedIn:
    """The source of LinkedIn's exports, as a zip, a folder, or one table of it."""

    order = 50
    formats = (FORMAT,)

    def recognise(self, bundle: Bundle) -> str | None:
        """Recognise a table of shares, of comments on posts of LinkedIn, or of messages: they too must be known."""
        return FORMAT if any(map(_kind, glances(bundle))) and not is_mixed(bundle) else None

    def read(self, bundle: Bundle, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read every table of shares and of comments; name the ones of messages as left out."""
        for glance in glances(bundle):
            kind = _kind(glance)
            if kind == "messages":
                yield Skipped(writable(glance.member.name), "import.private")
            elif kind is not None:
                columns, shape = (_SHARES, "post") if kind == "shares" else (_COMMENTS, "comment")
                yield from _posts(bundle, glance.member, columns, shape, as_kind or "own")


BUNDLE_SOURCE = LinkedIn()


def _kind(glance: Glance) -> str | None:
    """Return what a table holds: shares, comments, messages, or None for what is of no interest."""
    names = set(glance.names)
    if any(wanted <= names for wanted in _MESSAGES):
        return "messages"
    if len(_places(glance.names, _SHARES)) == len(_SHARES):
        return "shares"
    places = _places(glance.names, _COMMENTS)
    if len(places) == len(_COMMENTS) and len(glance.names) <= len(_COMMENTS) + 1:
        # Three such common names say nothing alone: what the links lead to does.
        links = [row[places["url"]] for row in glance.rows if places["url"] < len(row)]
        return "comments" if any(_HOST in link for link in links) else None
    return None


def _places(names: Sequence[str], wanted: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    return {field: names.index(known) for field, several in wanted.items() for known in several if known in names}


def _posts(
    bundle: Bundle, member: Member, columns: Mapping[str, tuple[str, ...]], form: str, kind: str
) -> Iterator[Item]:
    escape = "\\" if form == "comment" else ""
    for where, cells in cells_of(bundle, member, partial(_places, wanted={**columns, **_SHARED}), escape):
        yield _post(where, cells, form, kind)


def _post(where: str, cells: Mapping[str, str], form: str, kind: str) -> Item:
    text = _unwrapped(cells.get("text", ""))
    if not text.strip():
        return Refused(where, "empty_text", {})
    moment = read_date(cells.get("date", ""), "month")
    at = moment.at if moment else None
    url = cells.get("url", "").strip() or None
    about, own = _urns(url)
    post = Post(
        id=(about if form == "post" else own) or derived_id(None, at, text),
        text=text,
        platform="linkedin",
        created_at=iso(at),
        lang=language_of(None, text),
        url=cells.get("shared", "").strip() or url,
        kind=kind,  # type: ignore[arg-type]  # "own" or "mention"
        form=form,  # type: ignore[arg-type]  # "post" or "comment"
        reply_to=about if form == "comment" else None,
    )
    return Found(where, post, zoned=moment is None or moment.zoned)


def _urns(url: str | None) -> tuple[str | None, str | None]:
    """Return the URN of the post an address leads to, and that of the comment on it that the address names."""
    address = unquote(url or "")
    comment = _COMMENT_URN.search(address)
    post = _URN.search(address)
    return post[0] if post else None, comment[1] if comment else None


def _unwrapped(text: str) -> str:
    """Undo the quotes LinkedIn puts around every line end of a share, when it did."""
    broken = text.replace("\r\n", "\n")
    if '"\n"' not in broken or broken.count("\n") != broken.count('"\n"'):
        return text
    return broken.replace('"\n"', "\n")
