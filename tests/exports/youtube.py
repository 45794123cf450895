"""YouTube comments as Google Takeout gives them."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CHANNEL = "UCabcdefghijklmnopqrstuv"
ENGLISH = (
    "Comment ID",
    "Channel ID",
    "Comment Create Timestamp",
    "Price",
    "Parent Comment ID",
    "Video ID",
    "Comment Text",
)
FRENCH = (
    "ID du commentaire",
    "ID de la chaîne",
    "Horodatage de création du commentaire",
    "Prix",
    "ID du commentaire parent",
    "ID de la vidéo",
    "Texte du commentaire",
)
_LINE_FEED = re.compile(r"(?<!\\)((?:\\\\)*)\\n")
FOLDER = "Takeout/YouTube and YouTube Music/comments/comments.csv"


def said(*pieces: Mapping[str, object]) -> str:
    """Return a text cell as it has been since 2024: JSON objects joined by commas, line feeds raw."""
    return _LINE_FEED.sub(r"\1\n", ",".join(json.dumps(piece, ensure_ascii=False) for piece in pieces))


def row(identifier: str, text: str, parent: str = "", time: str = "2026-01-15T07:39:35.956042+00:00") -> list[str]:
    """Return the cells of a comment, in the order of ENGLISH."""
    return [identifier, CHANNEL, time, "0", parent, "abcdefghijk", text]


def table(rows: Sequence[Sequence[str]], header: Sequence[str] = ENGLISH) -> bytes:
    """Return the bytes of a table, with the blank lines Takeout leaves at its end."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return (out.getvalue() + "\n\n\n").encode()


ROWS = (
    row("UgxAAAAAAAAAAAAAAAAA4AaABAg", said({"text": "Super tuto, "}, {"text": "merci\nbeaucoup"})),
    row("UgyBBBBBBBBBBBBBBBBB4AaABAg.9abc", said({"text": "avec plaisir"}), "UgyBBBBBBBBBBBBBBBBB4AaABAg"),
    row("UgzCCCCCCCCCCCCCCCCC4AaABAg", json.dumps({"takeoutSegments": [{"text": "Bien "}, {"text": "vu"}]})),
)


def files() -> dict[str, bytes]:
    """Return the members of an export."""
    return {
        FOLDER: table(ROWS),
        "Takeout/YouTube and YouTube Music/channels/channel.csv": (
            "Channel ID,Channel Country,Channel Title (Original),Channel Visibility\n"
            f"{CHANNEL},FR,Atelier Lune,Public\n"
        ).encode(),
        "Takeout/YouTube and YouTube Music/subscriptions/subscriptions.csv": (
            b"Channel ID,Channel URL,Channel Title\nUCzzzzzzzzzzzzzzzzzzzzzz,http://youtube.com,Someone\n"
        ),
        "Takeout/YouTube and YouTube Music/history/watch-history.json": b"[]",
    }
