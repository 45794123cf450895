"""Instagram's export, with Threads inside."""

from __future__ import annotations

from tests.exports import damaged

ROOT = "your_instagram_activity/"
POSTS = f"{ROOT}media/posts_1.json"
COMMENTS = f"{ROOT}comments/post_comments_1.json"
THREADS = f"{ROOT}threads/threads_and_replies.json"
PROFILE = "personal_information/personal_information/personal_information.json"
MESSAGES = f"{ROOT}messages/inbox/ines_1/message_1.json"
AT = 1_767_600_000
"""2026-01-05T08:00:00Z."""


def medium(title: str = "", at: int = AT) -> dict[str, object]:
    """Return a photo."""
    return {"uri": "media/posts/202601/1.jpg", "creation_timestamp": at, "title": title}


def single(title: str, at: int = AT) -> dict[str, object]:
    """Return a post of one photo: the caption is the photo's."""
    return {"media": [medium(title, at)]}


def carousel(title: str, at: int = AT) -> dict[str, object]:
    """Return a post of two photos: the caption is its own."""
    return {"media": [medium(at=at), medium(at=at)], "title": title, "creation_timestamp": at}


def comment(
    text: str, owner: str, labels: tuple[str, str, str] = ("Comment", "Media Owner", "Time"), at: int = AT
) -> dict[str, object]:
    """Return a comment whose fields are called as `labels` say."""
    said, whose, when = labels
    return {
        "media_list_data": [{"uri": ""}],
        "string_map_data": {said: {"value": text}, whose: {"value": owner}, when: {"timestamp": at}},
    }


def thread(title: str, *, is_reply: bool = False, at: int = AT) -> dict[str, object]:
    """Return a post of Threads."""
    about = {"reply_control": "everyone", "is_reply": is_reply}
    return {"media": [{"uri": "", "creation_timestamp": at, "title": title, "text_app_post": about}]}


def profile(label: str, handle: str) -> dict[str, object]:
    """Return the account's description, the handle called as `label` says."""
    values = {"Email": {"value": "lune@atelier.example"}, label: {"href": "", "value": handle, "timestamp": 0}}
    return {"profile_user": [{"title": "", "string_map_data": values}]}


def files() -> dict[str, bytes]:
    """Return the members of an export."""
    return {
        POSTS: damaged([single("Vitrine d’hiver ✨"), carousel("Avant, après", AT + 1)]),
        f"{ROOT}media/posts_2.json": damaged([single("Deuxième partie", AT + 2)]),
        f"{ROOT}media/posts_10.json": damaged([single("Dixième partie", AT + 3)]),
        f"{ROOT}media/stories.json": damaged({"ig_stories": [medium(), medium("Coulisses", AT + 4)]}),
        f"{ROOT}media/reels.json": damaged({"ig_reels_media": [single("", AT), single("Le tour en 10 s", AT + 5)]}),
        f"{ROOT}media/profile_photos.json": damaged({"ig_profile_picture": [medium()]}),
        f"{ROOT}likes/liked_posts.json": damaged({"likes_media_likes": [{"title": "ines"}]}),
        COMMENTS: damaged([comment("Très réussi !", "cafe_dupont", at=AT + 6)]),
        f"{ROOT}comments/reels_comments.json": damaged({"comments_reels_comments": [comment("Bravo", "ines")]}),
        THREADS: damaged({"text_post_app_text_posts": [thread("Bonjour ici"), thread("D’accord", is_reply=True)]}),
        PROFILE: damaged(profile("Username", "atelierlune")),
        MESSAGES: damaged({"messages": [{"content": "privé"}]}),
    }
