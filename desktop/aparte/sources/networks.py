"""Networks told by the address of a post, and the post's own number there, so that two exports of one post meet.

It refuses to guess from anything but the address: a name in a text says nothing of where the text stands.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urlsplit

_HOSTS = {
    "x.com": "x",
    "twitter.com": "x",
    "bsky.app": "bluesky",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "instagram.com": "instagram",
    "linkedin.com": "linkedin",
    "threads.net": "threads",
    "threads.com": "threads",
    "tiktok.com": "tiktok",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "pinterest.com": "pinterest",
    "reddit.com": "reddit",
    "t.me": "telegram",
}
_NUMBERS = {
    "x": re.compile(r"/status(?:es)?/(\d+)"),
    "tiktok": re.compile(r"/(?:video|photo)/(\d+)"),
    "linkedin": re.compile(r"(urn:li:(?:share|ugcPost|activity):\d+)"),
    "youtube": re.compile(r"(?:[?&]v=|/shorts/|youtu\.be/)([\w-]{6,})"),
    "reddit": re.compile(r"/comments/(?:\w+/[^/]*/)?(\w+)/?(?:$|[?#]|[^/]+/?$)"),
}
"""Where the address of a post holds the id its network's own export gives it."""


def network_of(url: str | None) -> str:
    """Return the network an address belongs to, "" when it is none we know."""
    host = (_split(url).hostname or "").removeprefix("www.").removeprefix("m.")
    return _HOSTS.get(host) or next((name for end, name in _HOSTS.items() if host.endswith(f".{end}")), "")


def post_id_in(url: str | None) -> str | None:
    """Return the id of the post at this address, as the network's own export writes it; None when it holds none."""
    pattern = _NUMBERS.get(network_of(url))
    found = pattern.search(unquote(url or "")) if pattern else None
    return found[1] if found else None


def _split(url: str | None) -> SplitResult:
    try:
        split = urlsplit(url or "")
        split.hostname  # noqa: B018 - a malformed host raises only when it is asked for
    except ValueError:
        return urlsplit("")
    return split
