"""Archives as Mastodon gives them, written by the tests: activities, the outbox, the card of the account."""

from __future__ import annotations

import json
from typing import Any

ME = "https://social.example/users/lune"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ACTOR = json.dumps({"type": "Person", "id": ME, "preferredUsername": "lune", "followers": f"{ME}/followers"}).encode()


def create(
    number: int, content: str, *, to: tuple[str, ...] = (PUBLIC,), kind: str = "Create", **note: object
) -> dict[str, Any]:
    """Return the making of a post."""
    made = {
        "id": f"{ME}/statuses/{number}",
        "type": "Note",
        "summary": None,
        "inReplyTo": None,
        "published": "2026-01-10T07:00:00Z",
        "url": f"https://social.example/@lune/{number}",
        "attributedTo": ME,
        "to": list(to),
        "cc": [],
        "content": content,
        "contentMap": {"fr": content},
        "attachment": [],
    }
    return {"id": f"{ME}/statuses/{number}/activity", "type": kind, "actor": ME, "to": list(to), "object": made | note}


def announce(number: int, shared: object) -> dict[str, Any]:
    """Return the sharing of a post."""
    at = "2026-01-11T09:00:00Z"
    return {
        "id": f"{ME}/statuses/{number}/activity",
        "type": "Announce",
        "actor": ME,
        "published": at,
        "object": shared,
    }


def outbox(*activities: object) -> bytes:
    """Return the outbox.json of these activities."""
    head = {"@context": ["https://www.w3.org/ns/activitystreams"], "id": "outbox.json", "type": "OrderedCollection"}
    return json.dumps({**head, "totalItems": len(activities), "orderedItems": activities}, ensure_ascii=False).encode()


def files() -> dict[str, bytes]:
    """Return the members of an archive with every kind of activity."""
    parent = "https://autre.example/users/ines/statuses/5"
    return {
        "actor.json": ACTOR,
        "outbox.json": outbox(
            create(1, "<p>Première fournée&nbsp;!<br>À demain</p>"),
            create(2, "<p>oui</p>", inReplyTo=parent, summary="travaux"),
            create(3, "", attachment=[{"type": "Document", "name": "La vitrine"}]),
            create(4, "<p>secret</p>", to=("https://autre.example/users/ines",)),
            create(5, "<p>corrigé</p>", updated="2026-01-10T08:00:00Z"),
            announce(6, parent),
        ),
    }
