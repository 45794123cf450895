"""OPML: the list of the feeds somebody follows. It is only read and shown; nothing is subscribed to or opened."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aparte.sources.base import ListedFeed, Refused, Unreadable, writable
from aparte.sources.xml_stream import Reading, root_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from aparte.sources.base import Head

FORMAT = "opml"
_SHOWN = 60


class Opml:
    """The source of OPML files."""

    order = 41
    formats = (FORMAT,)

    def recognise(self, head: Head) -> str | None:
        """Recognise a list of feeds by its first element."""
        return FORMAT if root_name(head.data) == "opml" else None

    def read(self, file: BinaryIO, form: str, as_kind: str | None) -> Iterator[Refused | ListedFeed]:
        """Read the feeds, each as often as it is listed. Raises Unreadable when the file can't be read at all."""
        outlines = _Outlines()
        reading = Reading(file, outlines)
        outlines.reading = reading
        steps = reading.steps()
        next(steps, None)
        if reading.broken is not None and not outlines.is_opml:
            raise Unreadable(reading.broken.code, **reading.broken.params)
        return _items(outlines, reading, steps)


SOURCE = Opml()


def _items(outlines: _Outlines, reading: Reading, steps: Iterator[None]) -> Iterator[Refused | ListedFeed]:
    while True:
        yield from outlines.take()
        if next(steps, steps) is steps:
            break
    if reading.broken is not None:
        yield Refused(f"line {reading.broken.line}", reading.broken.code, reading.broken.params)


class _Outlines:
    """A visitor of `xml_stream` that gathers the outlines that name a feed."""

    reading: Reading

    def __init__(self) -> None:
        self.is_opml = False
        self._found: list[Refused | ListedFeed] = []
        self._seen_root = False

    def take(self) -> Sequence[Refused | ListedFeed]:
        """Return what was found since the last call."""
        found, self._found = self._found, []
        return found

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An outline begins, perhaps: one with an address names a feed."""
        if not self._seen_root:
            self._seen_root, self.is_opml = True, name.lower() == "opml"
        said = {key.lower(): value for key, value in attributes.items()}
        if name.lower() == "outline" and (address := said.get("xmlurl", "").strip()):
            self._found.append(_listed(f"line {self.reading.line}", address, said))

    def text(self, words: str) -> None:
        """Say nothing: all that counts is in attributes."""

    def end(self, name: str) -> None:
        """Do nothing: an outline is known as soon as it begins."""


def _listed(where: str, address: str, said: dict[str, str]) -> Refused | ListedFeed:
    url = _web_address(writable(address))
    try:
        parts = urlsplit(url)
        secret = parts.username is not None or parts.password is not None
        known = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        secret = known = False
    if secret:
        # Its password would be shown with the list, and in a report.
        return Refused(where, "feed_secret", {"host": parts.hostname or ""})
    if not known:
        return Refused(where, "feed_address", {"address": url[:_SHOWN]})
    title = writable(" ".join((said.get("title") or said.get("text") or "").split()))
    return ListedFeed(where, title or url, url)


def _web_address(address: str) -> str:
    """Return an address with its scheme in the usual form: feed: stands for https:."""
    scheme, colon, rest = address.partition(":")
    if colon and scheme.lower() == "feed":
        return f"https:{rest}" if rest.startswith("//") else rest
    return f"{scheme.lower()}{colon}{rest}"
