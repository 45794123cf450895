"""Archives as X gives them, written by the tests: a tweet, a note, a file of the archive."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

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


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """Write a zip of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def archive(path: Path, *tweets: dict[str, Any], **files: bytes) -> Path:
    """Write an archive with these tweets; files: the other ones, "note_tweet" being data/note-tweet.js."""
    named = {f"data/{name.replace('_', '-')}.js": data for name, data in files.items()}
    return zipped(path, {"data/account.js": ACCOUNT, "data/tweets.js": script("tweets", tweets), **named})
