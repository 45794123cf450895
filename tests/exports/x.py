"""Archives as X gives them, written by the tests: a tweet, a note, a file of the archive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.exports import zipped

if TYPE_CHECKING:
    from pathlib import Path


def tweet(identifier: str, text: str, **more: object) -> dict[str, Any]:
    """Return a tweet in its wrapper, made at 08:36:41 on 5 January 2026 unless `created_at` says otherwise."""
    return {
        "tweet": {
            "id": identifier,
            "id_str": identifier,
            "full_text": text,
            "created_at": "Mon Jan 05 08:36:41 +0000 2026",
            "retweeted": False,
            "favorite_count": "3",
            "entities": {"urls": [], "hashtags": []},
            "lang": "fr",
            **more,
        }
    }


def note(identifier: str, text: str, at: str = "2026-01-05T08:36:41.000Z", **core: object) -> dict[str, Any]:
    """Return a long post in its wrapper."""
    return {"noteTweet": {"noteTweetId": identifier, "createdAt": at, "core": {"text": text, "urls": [], **core}}}


def link(short: str, full: str) -> dict[str, Any]:
    """Return the entities of a tweet with one address."""
    return {"urls": [{"url": short, "expanded_url": full, "display_url": full[8:30]}]}


def edited(*identifiers: str, first: bool) -> dict[str, Any]:
    """Return what X writes of the versions of a tweet: not in the same place in the first one and in the next ones."""
    control = {"editTweetIds": list(identifiers), "editsRemaining": "4"}
    return (
        {"initial": control} if first else {"edit": {"initialTweetId": identifiers[0], "editControlInitial": control}}
    )


def script(name: str, rows: object, end: str = "") -> bytes:
    """Return a file of the archive: data with a name, as a script."""
    return f"window.YTD.{name}.part0 = {json.dumps(rows, ensure_ascii=False, indent=2)}{end}".encode()


ACCOUNT = script("account", [{"account": {"username": "atelierlune", "accountId": "42"}}])


def archive(path: Path, *tweets: dict[str, Any], **files: bytes) -> Path:
    """Write an archive with these tweets; files: the other ones, "note_tweet" being data/note-tweet.js."""
    named = {f"data/{name.replace('_', '-')}.js": data for name, data in files.items()}
    return zipped(path, {"data/account.js": ACCOUNT, "data/tweets.js": script("tweets", tweets), **named})


def files() -> dict[str, bytes]:
    """Return the members of an archive with every kind of tweet."""
    short = "https://t.co/aaaaaaaaaa"
    tweets = [
        tweet("1", f"R&amp;D : {short}", entities=link(short, "https://a.example/?b=1")),
        tweet("2", "@ines oui", in_reply_to_status_id_str="99", in_reply_to_screen_name="ines"),
        tweet("3", "RT @mairie: Marché dimanche."),
        tweet("4", "Un long billet, coupé…"),
        tweet("5", "Ouvert lundi", edit_info=edited("5", "6", first=True)),
        tweet("6", "Ouvert mardi", edit_info=edited("5", "6", first=False)),
        tweet("7", short, extended_entities={"media": [{"url": short, "ext_alt_text": "La vitrine"}]}),
    ]
    return {
        "data/account.js": ACCOUNT,
        "data/manifest.js": b'window.__THAR_CONFIG = {"userInfo": {"userName": "atelierlune"}}',
        "data/tweets.js": script("tweets", tweets),
        "data/tweets-part1.js": script("tweets", [tweet("8", "Deuxième partie")], end=";"),
        "data/note-tweet.js": script("note_tweet", [note("77", "Un long billet, coupé nulle part.")]),
        "data/deleted-tweets.js": script("deleted_tweets", [tweet("9", "Regretté")]),
        "data/direct-messages.js": script("direct_messages", [{"dmConversation": {"messages": []}}]),
    }
