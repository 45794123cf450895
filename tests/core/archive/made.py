"""Posts of our own for the tests of the archive."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from aparte.nouns import Post


def post(text: str, number: int = 1, **fields: Any) -> Post:
    """Make a post of January 2026; `number` is its id and its day."""
    known: dict[str, Any] = {
        "id": str(number),
        "platform": "x",
        "created_at": f"2026-01-{number:02}T08:00:00Z",
        "author": "marie",
    }
    return Post(text=text, **(known | fields))


def _words(most: int) -> st.SearchStrategy[str]:
    letters = st.characters(codec="utf-8")
    return st.text(letters, min_size=1, max_size=most).filter(lambda text: bool(text.strip()))


_maybe = st.none() | _words(12)

posts = st.builds(
    Post,
    id=_words(8),
    text=_words(60)
    | st.sampled_from(["=1+1", "'=1+1", "-5", 'a,b;"c"\r\nd\te', "+33 2", "\tx", "\r", "@lune"]).filter(str.strip),
    platform=st.sampled_from(["x", "bluesky", ""]),
    author=_maybe,
    created_at=st.none()
    | st.sampled_from(["2026-01-05T08:00:00Z", "2026-01-05T08:00:00.123456Z", "1969-12-31T23:59:59Z"]),
    lang=st.sampled_from(["fr", "en", "es"]),
    url=_maybe,
    kind=st.sampled_from(["own", "mention"]),
    form=st.sampled_from(["post", "reply", "repost", "comment", "mention"]),
    reply_to=_maybe,
    title=_maybe,
)
posts |= posts.map(lambda post: replace(post, text="", form="repost"))
"""Any post an import can make. Its language is named: an unnamed one is heard again at each import."""
