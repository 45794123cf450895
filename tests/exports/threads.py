"""Threads' posts taken out of an Instagram export: the one file that holds them."""

from __future__ import annotations

from tests.exports import damaged


def files() -> dict[str, bytes]:
    """Return the member and the picture beside it."""
    said = [
        {"media": [{"uri": "", "title": "Bonjour à tous", "creation_timestamp": 1767600000}]},
        {"media": [{"title": "D’accord", "creation_timestamp": 1767600060, "text_app_post": {"is_reply": True}}]},
    ]
    posts = damaged({"text_post_app_text_posts": said})
    return {"your_instagram_activity/threads/threads_and_replies.json": posts, "media/posts/a.jpg": b"\xff\xd8\xff"}
