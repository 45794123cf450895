"""RSS 2.0 and 1.0, Atom and Google Alerts: what was said about a client elsewhere, item by item.

Nothing a feed points to is opened: no image, no page, no other feed. A feed that was cut in the middle gives the items
that were whole and one refusal for the rest.
"""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from aparte.archive.times import Moment, from_datetime, iso
from aparte.nouns import Post
from aparte.sources.base import Found, Refused, Unreadable, derived_id, language_of, writable
from aparte.sources.csv_dates import read_date
from aparte.sources.feed_items import FeedItems
from aparte.sources.xml_stream import Reading, root_name
from aparte.text.html_text import html_to_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from aparte.sources.base import Head
    from aparte.sources.feed_items import Item

_FORMATS = {"rss": "rss", "rdf": "rss", "feed": "atom"}
_GOOGLE = re.compile(r"(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\r\n\f]+")
_MAIL_DATE = re.compile(r"\d{1,2}\s+[A-Z][a-z]{2}\s+\d{2,4}\s+\d{1,2}:\d{2}")
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s+\((.+)\)")


class Feed:
    """The source of RSS and Atom files."""

    order = 40
    formats = ("rss", "atom")

    def recognise(self, head: Head) -> str | None:
        """Recognise a feed by its first element."""
        return _FORMATS.get(root_name(head.data))

    def read(self, file: BinaryIO, form: str, as_kind: str | None) -> Iterator[Found | Refused]:
        """Read the items. Raises Unreadable when the file can't be read as far as its first element."""
        items = FeedItems()
        reading = Reading(file, items)
        steps = reading.steps()
        next(steps, None)
        if reading.broken is not None and not items.is_feed:
            raise Unreadable(reading.broken.code, **reading.broken.params)
        return _items(items, reading, steps, as_kind)


SOURCE = Feed()


def _items(feed: FeedItems, reading: Reading, steps: Iterator[None], as_kind: str | None) -> Iterator[Found | Refused]:
    while True:
        for item in feed.take():
            yield _read(item, feed, as_kind)
        if next(steps, steps) is steps:
            break
    if reading.broken is not None:
        yield Refused(f"line {reading.broken.line}", reading.broken.code, reading.broken.params)


def _read(item: Item, feed: FeedItems, as_kind: str | None) -> Found | Refused:
    where = str(item.number)
    if item.is_too_long:
        return Refused(where, "item_too_long", {"most": FeedItems.longest})
    title = _one_line(item.title)
    text = writable(item.text) or title
    if not text.strip():
        return Refused(where, "empty_text", {})
    url = _address(item.link) or (_address(item.guid) if item.guid_is_link else None)
    author = _author(item.author or feed.feed.author)
    moment = _moment(item.date)
    at = moment.at if moment else None
    kind = as_kind or "mention"
    post = Post(
        id=_identifier(item, feed, url) or derived_id(author, at, text),
        text=text,
        platform="",
        author=author,
        created_at=iso(at),
        lang=language_of(item.lang or feed.feed.lang, text),
        url=url,
        kind=kind,  # type: ignore[arg-type]  # "own" or "mention"
        form="post" if kind == "own" else "mention",
        reply_to=writable(item.reply_to) or None,
        title=title or None,
    )
    return Found(where, post, None, moment is None or moment.zoned)


def _identifier(item: Item, feed: FeedItems, url: str | None) -> str | None:
    """Return what the feed calls the item, made unlike the "12" of any other feed; else its address; else None."""
    named = writable(item.guid.strip())
    if not named:
        return url
    if ":" in named:
        return named
    return f"{writable(feed.feed.link.strip())}#{named}"


def _address(written: str) -> str | None:
    """Return an http(s) address, out of the wrapper that Google Alerts puts around it; None for anything else."""
    address = writable(written.strip())
    try:
        parts = urlsplit(address)
        if _GOOGLE.fullmatch(parts.hostname or "") and parts.path == "/url":
            query = parse_qs(parts.query, max_num_fields=50)
            address = next((values[0] for name in ("url", "q") if (values := query.get(name))), address)
            parts = urlsplit(address)
    except ValueError:
        return None
    return writable(address) if parts.scheme.lower() in {"http", "https"} and parts.hostname else None


def _author(written: str) -> str | None:
    said = _one_line(written)
    mail = _MAIL_AND_NAME.fullmatch(said)
    return (mail[1] if mail else said) or None


def _one_line(markup: str) -> str:
    return writable(_WHITE.sub(" ", html_to_text(markup)).strip())


def _moment(written: str) -> Moment | None:
    """Read a date as feeds write them: RFC 822 (and its American zones), ISO 8601, or what people type."""
    said = written.strip()
    try:
        if _MAIL_DATE.search(said):
            return from_datetime(parsedate_to_datetime(said))
    except (ValueError, TypeError, OverflowError):
        pass
    return read_date(said, "day")
