"""The items of a feed, gathered while it is read: RSS and Atom elements under one set of names.

Prefixes are resolved to the few name spaces that matter; an element of any other is left out. What an item holds as
markup of its own (XHTML in Atom, tags that were never escaped) becomes text as escaped markup does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.sources.base import LONGEST_LINE
from aparte.text.html_text import html_to_text, text_of
from aparte.text.html_tokens import Tag, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PREFIXES = {
    "http://purl.org/rss/1.0/": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dc",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss/": "media",
}
_ROOTS = frozenset(("rss", "rdf:rdf", "feed"))
_ITEMS = frozenset(("item", "entry"))
_AROUND = _ROOTS | {"channel", "media:group", "rdf:seq", "items"}
"""Elements that only hold others."""
_TEXTS = ("content:encoded", "content", "description", "summary", "media:description", "itunes:summary")
"""The fullest text first."""
_DATES = ("pubdate", "published", "dc:date", "dc:created", "issued", "created", "updated", "modified", "dc:modified")
_AUTHORS = ("dc:creator", "author", "itunes:author")
_LANGUAGES = ("dc:language", "language")
_GUIDS = ("guid", "id", "rdf:about", "dc:identifier")
_MARKUP = frozenset((*_TEXTS, "title"))
_MOST_PREFIXES = 100


class Item:
    """An item, or the feed itself. number: its place, from 1; title and texts are plain, the rest is as it came."""

    def __init__(self, number: int) -> None:
        """Know nothing of it yet."""
        self.number = number
        self.link = self.reply_to = self.xml_lang = ""
        self.guid_is_link = True
        self.is_too_long = False
        self._fields: dict[str, str] = {}

    def tell(self, field: str, text: str) -> None:
        """Say what a field holds; the first one that holds something counts."""
        if field == "link":
            self.link = self.link or text
        elif text:
            self._fields.setdefault(field, text)

    @property
    def title(self) -> str:
        """Return its title, or ""."""
        return self._fields.get("title", "")

    @property
    def text(self) -> str:
        """Return the fullest text, or ""."""
        return self._first(_TEXTS)

    @property
    def date(self) -> str:
        """Return when it was published, else when it was changed, else ""."""
        return self._first(_DATES)

    @property
    def author(self) -> str:
        """Return who wrote it, or ""."""
        return self._first(_AUTHORS)

    @property
    def lang(self) -> str:
        """Return its language, or ""."""
        return self.xml_lang or self._first(_LANGUAGES)

    @property
    def guid(self) -> str:
        """Return what the feed calls it, or ""."""
        return self._first(_GUIDS)

    def _first(self, names: Sequence[str]) -> str:
        return next((text for name in names if (text := self._fields.get(name))), "")


class FeedItems:
    """A visitor of `xml_stream` that gathers items; `take` hands over the whole ones. feed: what it says of itself."""

    longest = LONGEST_LINE

    def __init__(self) -> None:
        """Know nothing yet."""
        self.is_feed = False
        self.feed = Item(0)
        self._whole: list[Item] = []
        self._count = 0
        self._item: Item | None = None
        self._item_depth = 0
        self._letters = 0
        self._prefixes: dict[str, str] = {}
        self._names: list[str] = []
        self._field, self._field_depth, self._is_plain = "", 0, False
        self._pieces: list[Words | Tag] = []

    def take(self) -> Sequence[Item]:
        """Return the items that became whole since the last call."""
        whole, self._whole = self._whole, []
        return whole

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins: a field, an item, or markup inside a field."""
        if self._field:
            self._names.append(name.lower())
            self._keep(Tag(_local(name), closing=False, raw=""))
            return
        self._learn_prefixes(attributes)
        known = self._known(name)
        if not self._names:
            self.is_feed = known in _ROOTS
        self._names.append(known)
        if known in _ITEMS and self._item is None:
            self._begin_item(attributes)
        elif known in _AROUND:
            self.feed.xml_lang = self.feed.xml_lang or attributes.get("xml:lang", "")
        else:
            self._begin_field(known, attributes)

    def text(self, words: str) -> None:
        """A stretch of text; what stands outside the fields, or deep inside those without markup, says nothing."""
        if self._field in _MARKUP or len(self._names) == self._field_depth or self._is_author_name():
            self._keep(Words(words))

    def end(self, name: str) -> None:
        """An element ends: a field is whole, or an item."""
        depth, known = len(self._names), self._names.pop()
        if self._field and depth > self._field_depth:
            self._keep(Tag(_local(name), closing=True, raw=""))
        elif self._field:
            self._end_field()
        elif self._item is not None and known in _ITEMS and depth == self._item_depth:
            self._item.is_too_long = self._letters > self.longest
            self._whole.append(self._item)
            self._item = None

    def _begin_item(self, attributes: Mapping[str, str]) -> None:
        self._count += 1
        self._letters = 0
        self._item, self._item_depth = Item(self._count), len(self._names)
        self._item.xml_lang = attributes.get("xml:lang", "")
        self._item.tell("rdf:about", attributes.get("rdf:about", ""))

    def _begin_field(self, known: str, attributes: Mapping[str, str]) -> None:
        owner = self._item or self.feed
        self._field, self._field_depth, self._pieces = known, len(self._names), []
        self._is_plain = attributes.get("type") in {"text", "text/plain", "plain"}
        if known == "guid":
            owner.guid_is_link = attributes.get("isPermaLink", "true").lower() != "false"
        elif known == "thr:in-reply-to":
            owner.reply_to = attributes.get("ref", "")
        elif known == "link" and attributes.get("rel", "alternate") == "alternate":
            owner.tell("link", attributes.get("href", ""))

    def _end_field(self) -> None:
        name, self._field, self._field_depth = self._field, "", 0
        (self._item or self.feed).tell(name, self._plain() if name in _MARKUP else _joined(self._pieces).strip())
        self._pieces = []

    def _keep(self, piece: Words | Tag) -> None:
        """Keep a piece of the field being read, as long as the whole item can be held."""
        self._letters += len(piece.text) if isinstance(piece, Words) else len(piece.name) + 2
        if self._letters <= self.longest:
            self._pieces.append(piece)
        else:
            self._pieces.clear()

    def _plain(self) -> str:
        if any(isinstance(piece, Tag) for piece in self._pieces):
            return text_of(self._pieces)
        words = _joined(self._pieces)
        return words.strip() if self._is_plain else html_to_text(words)

    def _is_author_name(self) -> bool:
        """Tell whether Atom is saying who: in an element of its own, beside an address and a mail nobody asked for."""
        return (
            self._field == "author" and len(self._names) == self._field_depth + 1 and _local(self._names[-1]) == "name"
        )

    def _learn_prefixes(self, attributes: Mapping[str, str]) -> None:
        for name, value in attributes.items():
            if name.startswith("xmlns:") and len(self._prefixes) < _MOST_PREFIXES:
                self._prefixes[name[6:]] = _PREFIXES.get(value.strip().lower(), name[6:])

    def _known(self, name: str) -> str:
        prefix, _colon, local = name.rpartition(":")
        known = self._prefixes.get(prefix, prefix)
        return f"{known}:{local}".lower() if known else local.lower()


def _joined(pieces: Sequence[Words | Tag]) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, Words))


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
