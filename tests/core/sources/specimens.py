"""The specimens of pasted comments: sixty texts in the manner of six networks, in two languages, and what comes out.

`dev` was looked at while the reader was written; `held_out` was written before it and is only measured.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from aparte.archive.times import from_datetime, iso
from aparte.sources.pasted import read_pasted

FOLDER = Path(__file__).with_name("pasted")
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
"""When they were all copied."""


class Specimen(NamedTuple):
    """A text and what must come out of it."""

    name: str
    text: str
    network: str
    posts: list[dict[str, Any]]


def specimens(part: str) -> list[Specimen]:
    """Return the specimens of a part: "dev" or "held_out"."""
    found = []
    for path in sorted((FOLDER / part).glob("*.txt")):
        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        found.append(Specimen(path.stem, path.read_text(encoding="utf-8"), told["network"], told["posts"]))
    return found


def read(specimen: Specimen) -> tuple[str, list[dict[str, Any]]]:
    """Return the network and the posts that the reader finds."""
    pasted = read_pasted(specimen.text, NOW)
    return pasted.network, [
        {
            "author": post.author,
            "created_at": iso(from_datetime(post.at).at) if post.at else None,
            "form": post.form,
            "text": post.text,
        }
        for post in pasted.posts
    ]
