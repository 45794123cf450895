"""The kinds of files people drop that this version can't read yet, told by their first bytes, to say so by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aparte.sources.base import Head

_BEGINNINGS = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7z"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "xls"),
)
_WORDS = (
    (b"<rss", "rss"),
    (b"<feed", "atom"),
    (b"<rdf:rdf", "rss"),
    (b"<opml", "opml"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b"<?xml", "xml"),
)
_LOOKED_AT = 1_024
_JSON_LIST = re.compile(rb"\[\s*[\[{\"\]]")


def name_of(head: Head) -> str | None:
    """Return the name of a format this version can't read yet, or None."""
    for beginning, name in _BEGINNINGS:
        if head.data.startswith(beginning):
            return name
    if head.data[257:262] == b"ustar":
        return "tar"
    start = head.data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"<"):
        # An XML declaration says nothing of what follows: the first known element does.
        return next((name for word, name in _WORDS if word in start), None)
    if _JSON_LIST.match(start):
        return "json"
    return next((name for word, name in _WORDS if start.startswith(word)), None)
