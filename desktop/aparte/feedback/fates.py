"""What becomes of suggestions: a line each time versions were offered, in the client's own space, and their sum.

It holds counts and names of goals and models, never a word of a text. It refuses to fail on a line that can't be read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aparte.errors import Trouble
from aparte.feedback.growing import append, lines
from aparte.nouns import Fate
from aparte.records import plain, read, record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE = "suggestions.jsonl"


@record
class KeepRate:
    """How often what was offered was taken. distance: mean share of words changed, of what was taken; None for none."""

    offered: int
    kept: int
    edited: int
    refused: int
    distance: float | None

    @property
    def share(self) -> float | None:
        """The share that was taken, whole or in part; None when nothing was offered."""
        return (self.kept + self.edited) / self.offered if self.offered else None


def note(folder: Path, fate: Fate) -> None:
    """Add a line to the space at `folder`. Raises Trouble("file.unwritable")."""
    append(folder / FILE, [plain(fate)])


def fates(folder: Path) -> tuple[Fate, ...]:
    """Return what became of the suggestions of a space, the oldest first. Raises Trouble("file.unreadable")."""
    return tuple(fate for fate in map(_said, lines(folder / FILE)) if fate is not None)


def keep_rate(found: Iterable[Fate]) -> KeepRate:
    """Return what fates add up to."""
    found = tuple(found)
    counts = {name: sum(fate.fate == name for fate in found) for name in ("kept", "edited", "refused")}
    distances = [fate.distance for fate in found if fate.distance is not None]
    mean = sum(distances) / len(distances) if distances else None
    return KeepRate(offered=len(found), distance=mean, **counts)


def _said(line: bytes) -> Fate | None:
    try:
        data = json.loads(line)
        return read(Fate, data, origin=FILE) if isinstance(data, dict) else None
    except (ValueError, RecursionError, Trouble):
        return None
