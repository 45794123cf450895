"""The long posts of X: `tweets.js` holds them cut, `note-tweet.js` whole, and no id says which belongs to which.

A note is the whole of a tweet when it begins as the tweet does, in the same second or, for a tweet that was cut, at any
time. By the time alone they are joined only when nothing else can be meant: parts of a thread share one second.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from aparte.sources.rows import BadValue
from aparte.sources.x_tweets import moment_of, objects_of, string_of, written_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
_COMPARED = 1_000
"""Characters that are compared: a tweet of 280 units holds fewer, addresses written out."""
_MOST_NEAR, _MOST_LIKE = 50, 500
"""Notes of one second, and notes that begin alike, looked at for one tweet: only a file made to be slow has more."""
_CUT = re.compile(r"\s*(?:…|\.\.\.)(?:\s*https?://\S+)?$")
_LINK_AFTER = re.compile(r"\s*https?://\S+$")
_NAMES_BEFORE = re.compile(r"(?:@\w+ )+", re.ASCII)


class Note(NamedTuple):
    """A long post. id: not that of its tweet; start: what is compared."""

    id: str | None
    text: str
    moment: Moment | None
    start: str


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
        note = Note(string_of(value, "noteTweetId"), text, moment, _plain(text)[:_COMPARED])
        self._unclaimed[id(note)] = note
        self._by_start.setdefault(note.start[:_LEAST_ALONE], []).append(note)
        if moment:
            self._by_second.setdefault(moment.at // _SECOND, []).append(note)

    def whole_of(self, text: str, moment: Moment | None) -> str | None:
        """Return the whole of a tweet's text when a note begins as it does, else None."""
        if not self._by_start:
            return None
        start, is_cut = _start(text)
        near = self._near(moment) if len(start) >= _LEAST_WHEN_DATED else ()
        found = _nearest((note for note in near if note.start.startswith(start)), moment)
        if found is None and is_cut and len(start) >= _LEAST_ALONE:
            alike = self._by_start.get(start[:_LEAST_ALONE], ())[:_MOST_LIKE]
            found = _nearest((note for note in alike if note.start.startswith(start)), moment)
        return None if found is None else self._claimed(found, text)

    def may_hold(self, text: str, moment: Moment | None) -> bool:
        """Tell whether a note of this second could be the whole of a text that ends in "…" and begins otherwise."""
        is_cut = bool(self._by_second) and _CUT.search(_plain(text)[:_COMPARED]) is not None
        return is_cut and bool(self._near(moment))

    def whole_by_time(self, waiting: Iterable[tuple[str, Moment | None]]) -> Iterator[str | None]:
        """Return, for texts `may_hold` said yes to, the one note of their second that no tweet began like.

        None where several such notes or texts stand in that second.
        """
        texts = list(waiting)
        rivals = Counter(moment.at // _SECOND for _, moment in texts if moment)
        for text, moment in texts:
            left = [note for note in self._near(moment) if id(note) in self._unclaimed]
            alone = sum(rivals[second] for second in _around(moment)) == 1 and len(left) == 1
            yield self._claimed(left[0], text) if alone else None

    def left(self) -> Iterator[Note]:
        """Give the notes no tweet claimed, in their order."""
        yield from self._unclaimed.values()

    def _claimed(self, note: Note, text: str) -> str:
        self._unclaimed.pop(id(note), None)
        names = _NAMES_BEFORE.match(text)
        return f"{names[0]}{note.text}" if names and not note.text.startswith("@") else note.text

    def _near(self, moment: Moment | None) -> list[Note]:
        found = (note for second in _around(moment) for note in self._by_second.get(second, ()))
        return list(islice(found, _MOST_NEAR))


def _around(moment: Moment | None) -> range:
    second = moment.at // _SECOND if moment else 0
    return range(second - _SECONDS_APART, second + _SECONDS_APART + 1) if moment else range(0)


def _start(text: str) -> tuple[str, bool]:
    """Return what a tweet and its note would have in common, and whether the tweet may have been cut."""
    plain = _plain(text)[:_COMPARED]
    start = _CUT.sub("", plain)
    if start == plain and len(plain) >= _LONG:
        return _LINK_AFTER.sub("", plain), True
    return start, start != plain


def _nearest(notes: Iterable[Note], moment: Moment | None) -> Note | None:
    at = moment.at if moment else 0
    return min(notes, key=lambda note: abs(note.moment.at - at) if note.moment else 0, default=None)


def _plain(text: str) -> str:
    """Return a text on one line, without the names a reply begins with: they stand in the tweet alone."""
    words = " ".join(text.split())
    return _NAMES_BEFORE.sub("", words, count=1) if words.startswith("@") else words


def _targets(core: object) -> dict[str, str]:
    links = ((string_of(link, "shortUrl"), string_of(link, "expandedUrl")) for link in objects_of(core, "urls"))
    return {short: full for short, full in links if short and full}
