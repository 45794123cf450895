"""The long posts of X: `tweets.js` holds them cut, `note-tweet.js` whole, and no id says which belongs to which.

A note is the tweet's whole text when it was made in the same second and begins as the tweet does; failing that, when
the tweet was cut and either one note alone was made in that second, or one begins with all that is left of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aparte.sources.rows import BadValue
from aparte.sources.x_tweets import moment_of, objects_of, string_of, written_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aparte.archive.times import Moment

_SECOND = 1_000_000
_SECONDS_APART = 2
"""The tweet's time has no fraction, the note's has: they may fall on both sides of a second."""
_LEAST_WHEN_DATED = 10
"""Characters two texts of one second must share: "Hi" begins many notes."""
_LEAST_ALONE = 40
"""Characters they must share when the times differ."""
_LONG = 200
"""Characters from which a tweet that carries no "…" may have been cut: X cuts at 280 of its own units."""
_CUT = re.compile(r"\s*(?:…|\.\.\.)(?:\s*https?://\S+)?$")
_LINK_AFTER = re.compile(r"\s*https?://\S+$")
_NAMES_BEFORE = re.compile(r"(?:@\w+ )+", re.ASCII)


class Note(NamedTuple):
    """A long post. id: not that of its tweet."""

    id: str | None
    text: str
    moment: Moment | None


class Notes:
    """The long posts of an export, and which of them a tweet was."""

    def __init__(self) -> None:
        self._unclaimed: dict[int, Note] = {}
        self._by_second: dict[int, list[Note]] = {}
        self._by_start: dict[str, list[Note]] = {}

    def add(self, value: Mapping[str, object]) -> None:
        """Take in a note. Raises BadValue when it holds no text or a bad time."""
        core = value.get("core")
        said = core.get("text") if isinstance(core, dict) else value.get("text")
        if not isinstance(said, str) or not said.strip():
            raise BadValue("empty_text")
        text = written_out(said, _targets(core))
        moment = moment_of(string_of(value, "createdAt", "created_at"))
        note = Note(string_of(value, "noteTweetId"), text, moment)
        self._unclaimed[id(note)] = note
        self._by_start.setdefault(_plain(text)[:_LEAST_ALONE], []).append(note)
        if moment:
            self._by_second.setdefault(moment.at // _SECOND, []).append(note)

    def whole_of(self, text: str, moment: Moment | None) -> str | None:
        """Return the whole of a tweet's text, None when no note is its."""
        if not self._by_start:
            return None
        note = self._of(text, moment)
        if note is None:
            return None
        self._unclaimed.pop(id(note), None)
        names = _NAMES_BEFORE.match(text)
        return f"{names[0]}{note.text}" if names and not note.text.startswith("@") else note.text

    def left(self) -> Iterator[Note]:
        """Give the notes no tweet claimed, in their order."""
        yield from self._unclaimed.values()

    def _of(self, text: str, moment: Moment | None) -> Note | None:
        plain = _plain(text)
        start = _CUT.sub("", plain)
        is_cut = start != plain or len(text) >= _LONG
        if is_cut and start == plain:
            start = _LINK_AFTER.sub("", plain)
        near = self._near(moment)
        agreeing = [note for note in near if len(start) >= _LEAST_WHEN_DATED and _plain(note.text).startswith(start)]
        if agreeing:
            return _nearest(agreeing, moment)
        if not is_cut:
            return None
        if len(near) == 1:
            return near[0]
        alike = self._by_start.get(start[:_LEAST_ALONE], []) if len(start) >= _LEAST_ALONE else []
        return _nearest([note for note in alike if _plain(note.text).startswith(start)], moment)

    def _near(self, moment: Moment | None) -> list[Note]:
        if moment is None:
            return []
        second = moment.at // _SECOND
        around = range(second - _SECONDS_APART, second + _SECONDS_APART + 1)
        return [note for one in around for note in self._by_second.get(one, ())]


def _nearest(notes: list[Note], moment: Moment | None) -> Note | None:
    at = moment.at if moment else 0
    return min(notes, key=lambda note: abs(note.moment.at - at) if note.moment else 0, default=None)


def _plain(text: str) -> str:
    """Return what a tweet and its note have in common: the names a reply begins with stand in the tweet alone."""
    return _NAMES_BEFORE.sub("", " ".join(text.split()), count=1) if text.startswith("@") else " ".join(text.split())


def _targets(core: object) -> dict[str, str]:
    links = ((string_of(link, "shortUrl"), string_of(link, "expandedUrl")) for link in objects_of(core, "urls"))
    return {short: full for short, full in links if short and full}
