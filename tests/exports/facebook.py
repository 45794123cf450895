"""Facebook's export."""

from __future__ import annotations

from tests.exports import damaged

ROOT = "your_facebook_activity/"
POSTS = f"{ROOT}posts/your_posts__check_ins__photos_and_videos_1.json"
COMMENTS = f"{ROOT}comments_and_reactions/comments.json"
GROUP_POSTS = f"{ROOT}groups/your_posts_in_groups.json"
GROUP_COMMENTS = f"{ROOT}groups/your_comments_in_groups.json"
PROFILE = "personal_information/profile_information/profile_information.json"
MESSAGES = f"{ROOT}messages/inbox/ines_1/message_1.json"
AT = 1_767_600_000
"""2026-01-05T08:00:00Z."""


def post(text: str | None, title: str = "Atelier Lune a mis à jour son statut.", at: int = AT) -> dict[str, object]:
    """Return a post; None: nothing was written with it."""
    written = [] if text is None else [{"post": text}, {"update_timestamp": at}]
    return {"timestamp": at, "attachments": [], "data": written, "title": title}


def photo(*captions: str, at: int = AT) -> dict[str, object]:
    """Return a post of photos, of which each has its caption."""
    media = [{"media": {"uri": "p.jpg", "creation_timestamp": at, "description": caption}} for caption in captions]
    return {"timestamp": at, "attachments": [{"data": media}], "data": []}


def comment(text: str, group: str | None = None, at: int = AT) -> dict[str, object]:
    """Return a comment."""
    said: dict[str, object] = {"timestamp": at, "comment": text, "author": "Atelier Lune"}
    if group:
        said["group"] = group
    return {"timestamp": at, "data": [{"comment": said}], "title": "Atelier Lune a commenté une publication."}


def files() -> dict[str, bytes]:
    """Return the members of an export."""
    return {
        POSTS: damaged([post("Portes ouvertes samedi"), post(None), photo("Le nouvel établi", at=AT + 1)]),
        POSTS.replace("_1.json", "_2.json"): damaged([post("Deuxième partie", at=AT + 2)]),
        f"{ROOT}posts/your_videos.json": damaged({"videos_v2": [{"uri": "v.mp4", "description": "film"}]}),
        f"{ROOT}posts/album/0.json": damaged({"name": "Album", "photos": [{"uri": "p.jpg"}]}),
        f"{ROOT}comments_and_reactions/likes_and_reactions_1.json": damaged([{"timestamp": AT, "label_values": []}]),
        COMMENTS: damaged({"comments_v2": [comment("Merci à tous !", at=AT + 3), comment("", at=AT + 4)]}),
        GROUP_POSTS: damaged(
            {"group_posts_v2": [post("Qui vend un tour ?", "Atelier Lune a publié dans Potiers de Nantes.", AT + 5)]}
        ),
        GROUP_COMMENTS: damaged({"group_comments_v2": [comment("Je passe demain", "Potiers de Nantes", AT + 6)]}),
        PROFILE: damaged({"profile_v2": {"name": {"full_name": "Atelier Lune"}}}),
        MESSAGES: damaged({"messages": [{"content": "privé"}]}),
    }
