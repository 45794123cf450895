"""The corrections of one space: a file of JSON Lines that only grows, so that a crash costs the last line at most.

Taking one back is a line of its own. It refuses to fail on a line that can't be read: it counts the others and tells
which one it was. The shipped weights are never touched. In an encrypted space its lines lie sealed on disk.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from aparte.errors import Trouble
from aparte.feedback.growing import append, lines
from aparte.nouns import Correction
from aparte.records import plain, read, record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE = "corrections.jsonl"


@record
class Kept:
    """The corrections that stand, the oldest first, one a text. broken: the numbers of the lines that can't be read."""

    corrections: tuple[Correction, ...] = ()
    broken: tuple[int, ...] = ()


def keep(folder: Path, corrections: Iterable[Correction]) -> int:
    """Add a line for each correction to the space at `folder`; all are on disk when this returns their number.

    Raises Trouble("file.unwritable"). What `corrections` itself raises passes: the lines before it are kept.
    """
    return append(folder / FILE, (plain(one) for one in corrections))


def take_back(folder: Path, identifier: str, at: str) -> None:
    """Withdraw the newest correction of this id, by a line of its own. Raises Trouble("file.unwritable")."""
    append(folder / FILE, [{"withdrawn": identifier, "at": at}])


def read_kept(folder: Path) -> Kept:
    """Return what stands in the space at `folder`: not withdrawn, and the last word on each text.

    Raises Trouble("file.unreadable"); an absent file holds nothing.
    """
    standing: list[Correction] = []
    broken: list[int] = []
    for number, line in enumerate(lines(folder / FILE), 1):
        said = _said(line)
        if said is None:
            broken.append(number)
        elif isinstance(said, Correction):
            standing.append(said)
        else:
            _withdraw(standing, said)
    last = {one.text: one for one in standing}
    return Kept(corrections=tuple(one for one in standing if last[one.text] is one), broken=tuple(broken))


def _withdraw(standing: list[Correction], identifier: str) -> None:
    place = next((at for at in reversed(range(len(standing))) if standing[at].id == identifier), None)
    if place is not None:
        del standing[place]


def _said(line: bytes) -> Correction | str | None:
    """Return the correction a line holds, the id of the one it withdraws, or None when it says neither."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    withdrawn = data.get("withdrawn")
    if isinstance(withdrawn, str):
        return withdrawn
    try:
        said = read(Correction, data, origin=FILE)
    except Trouble:
        return None
    return said if _possible(said) else None


def _possible(said: Correction) -> bool:
    """Tell whether its figures can be: a hand may have changed the file."""
    return math.isfinite(said.prior) and (said.predicted is None or 0.0 <= said.predicted <= 1.0)
