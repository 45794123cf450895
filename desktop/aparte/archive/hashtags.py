"""The client's own hashtags: how often each was used, first and last when.

Two writings are one hashtag when only case and accents differ; the latest writing is shown. A link's "#part" is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.database import reading
from aparte.archive.times import iso
from aparte.archive.words import fold

if TYPE_CHECKING:
    from aparte.archive.store import Archive

READ = 20_000
"""Own posts read, the newest: ten years of five a day; 50 ms."""
_TAG = re.compile(r"(?<![\w/&])[#＃]((?:\w|[\u0300-\u0331])*[^\W\d_](?:\w|[\u0300-\u0331])*)")
"""As the networks read one: letters, digits and underscores, not digits alone."""


class Hashtag(NamedTuple):
    """A hashtag as last written, without its sign. posts: how many; first_at, last_at: ISO 8601, None when unknown."""

    tag: str
    posts: int
    first_at: str | None
    last_at: str | None


def own_hashtags(archive: Archive) -> list[Hashtag]:
    """Return the hashtags of the client's own posts, the most used first; of equals, the latest used first."""
    with reading(archive.connection) as database:
        rows = database.execute(
            "SELECT at, text FROM posts WHERE kind = 'own' ORDER BY at DESC, n DESC LIMIT ?", (READ,)
        )
        found: dict[str, tuple[str, list[int | None]]] = {}
        for at, text in rows:
            written = {fold(tag): tag for tag in _TAG.findall(text)}
            for key, tag in written.items():
                found.setdefault(key, (tag, []))[1].append(at)
    tags = [_hashtag(tag, times) for tag, times in found.values()]
    return sorted(tags, key=lambda one: (one.posts, one.last_at or ""), reverse=True)


def _hashtag(tag: str, times: list[int | None]) -> Hashtag:
    dated = [at for at in times if at is not None]
    return Hashtag(tag, len(times), iso(min(dated, default=None)), iso(max(dated, default=None)))
