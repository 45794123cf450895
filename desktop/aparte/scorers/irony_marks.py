"""The marks an author puts to declare irony (#irony, #sarcasme, /s…): taken out before anything is read.

A scorer that earns from them has learnt how texts were collected, not what irony is (SCORING.md, data rule 3).
"""

from __future__ import annotations

import re

_MARK = re.compile(
    r"[#＃](?:iron(?:y|ic|ie|ique)|sarcas(?:m|me|tic|tique)|not|second_?degr[eé]|2nd_?degr[eé])(?!\w)|(?<!\S)/s(?!\S)",
    re.IGNORECASE,
)


def declared(text: str) -> bool:
    """Tell whether `text` declares its irony."""
    return ("#" in text or "＃" in text or "/" in text) and _MARK.search(text) is not None


def without_marks(text: str) -> tuple[str, list[int]]:
    """Return `text` without its marks, and for each character kept (and the end) its position in `text`."""
    kept: list[str] = []
    positions: list[int] = []
    start = 0
    for match in _MARK.finditer(text):
        kept.append(text[start : match.start()])
        positions.extend(range(start, match.start()))
        start = match.end()
    kept.append(text[start:])
    positions.extend(range(start, len(text) + 1))
    return "".join(kept), positions
