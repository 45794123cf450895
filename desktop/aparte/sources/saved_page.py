"""A saved web page, or the text copied from one: the comments on it, as mentions.

The times on a page count back from the moment it was saved, which is when the file was last written. Scripts, styles
and pictures are left out before anything is read, and nothing is loaded. What is not sure is refused with its words;
pasted in the window, it can be answered.
"""

from __future__ import annotations

import codecs
import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aparte.sources.base import HEAD_BYTES, Found, Refused, Unreadable
from aparte.sources.page_lines import page_lines, without_marks
from aparte.sources.pasted import MOST_LETTERS, archive_posts, read_pasted
from aparte.sources.xml_stream import root_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from aparte.sources.base import Head
    from aparte.sources.pasted import Pasted

PAGE, COPIED = "web_page", "copied_page"
MOST_BYTES = 8 * 2**20
"""Of a page that are read: a page of Facebook with a hundred comments takes 6 MB; one made of tags alone, 15 s."""
_ROOTS = frozenset(("html", "head", "body", "main", "article", "section", "div", "span", "p", "ul", "ol", "table"))
_MOST_SHOWN = 60
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([\w\-]{1,40})", re.IGNORECASE)


class SavedPage:
    """The source of saved pages and of copied ones."""

    order = 60
    formats = (PAGE, COPIED)

    def recognise(self, head: Head) -> str | None:
        """Recognise HTML, and text in which comments can be told by the site's own words around them."""
        if root_name(head.data) in _ROOTS:
            return PAGE
        text = _text(head.data, PAGE) if b"\0" not in head.data else ""
        pasted = read_pasted(text, datetime.now(UTC))
        closed = sum(one.line.says in {"reply", "answering"} for one in pasted.told)
        return COPIED if pasted.posts and closed and len(pasted.unsure) <= len(pasted.told) // 2 else None

    def read(self, file: BinaryIO, form: str, as_kind: str | None) -> Iterator[Found | Refused]:
        """Read the comments. Raises Unreadable("page_no_posts") when there is none."""
        data = file.read(MOST_BYTES + 1)
        text = _text(data[:MOST_BYTES], form)
        text = page_lines(text) if form == PAGE else without_marks(text)
        pasted = read_pasted(text, _saved_at(file))
        if not pasted.posts:
            raise Unreadable("page_no_posts")
        is_cut = len(data) > MOST_BYTES or len(text) > MOST_LETTERS
        return _items(pasted, as_kind, is_page=form == PAGE, is_cut=is_cut)


SOURCE = SavedPage()


def _items(pasted: Pasted, as_kind: str | None, *, is_page: bool, is_cut: bool) -> Iterator[Found | Refused]:
    posts = archive_posts(pasted.posts, pasted.network, as_kind)
    for number, (said, post) in enumerate(zip(pasted.posts, posts, strict=True), 1):
        yield Found(str(number if is_page else said.first), post, None, not said.approximate)
    for empty in pasted.empty:
        yield Refused(str(empty.first), "empty_text", {})
    unsure = [pasted.told[place].line for place in pasted.unsure]
    if unsure and is_page:
        # Menus, columns, advertising: a page has much that is no comment.
        yield Refused(str(unsure[0].number), "page_rest", {"count": len(unsure), "words": unsure[0].text[:_MOST_SHOWN]})
    elif unsure:
        for line in unsure:
            yield Refused(str(line.number), "pasted_unsure", {"words": line.text[:_MOST_SHOWN]})
    if is_cut:
        yield Refused("rest", "page_too_long", {})


def _saved_at(file: BinaryIO) -> datetime:
    """Return when the file was written, in the zone of this computer; now, for a member of an archive."""
    try:
        return datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC).astimezone()
    except (OSError, AttributeError, ValueError, OverflowError):
        return datetime.now(UTC).astimezone()


def _text(data: bytes, form: str) -> str:
    """Return the text of a page in the encoding it declares, in UTF-8 when it declares none; never raises."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace").replace("\r\n", "\n")
    declared = _CHARSET.search(data, 0, HEAD_BYTES) if form == PAGE else None
    try:
        encoding = codecs.lookup(declared[1].decode("ascii")).name if declared else "utf-8"
        text = data.decode(encoding, "replace")
    except (LookupError, UnicodeDecodeError):
        text = data.decode("utf-8", "replace")
    return text.replace("\r\n", "\n")
