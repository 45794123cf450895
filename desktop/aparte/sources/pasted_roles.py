"""What each line of pasted comments is: who, when, what was said, what the site wrote around it, what is not sure.

The times are the landmarks: a site writes one for each comment, in a form of its own. Either it stands before the words
(Instagram, LinkedIn, X, YouTube) or behind them (Facebook, TikTok): the whole paste is read the one way or the other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from aparte.nouns import Span
from aparte.records import record
from aparte.sources.pasted_words import closes, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.sources.pasted_lines import Line

Role = Literal["author", "handle", "time", "text", "answering", "left_out", "unsure"]
"""What a line is. answering: it says that the comment is a reply; left_out: the site's own words."""

_FOOT = frozenset(("button", "reply", "reaction", "count"))
"""What a site writes under a comment."""
_AROUND_NAME = frozenset(("dot", "badge"))
_SAID = frozenset(("words", "rest", "name", "handle"))
_TIME_BEHIND = frozenset(("facebook", "tiktok"))
_LOOKED_BEHIND = 12
_COUNTS_UNDER = {"instagram": 0, "x": 5}
"""Bare numbers a site writes under the words: likes; on X replies, reposts, likes, views, bookmarks; default: 1."""
_LONGEST_NAME = 60
_MOST_NAME_WORDS = 7


@record
class Told:
    """A line and its role."""

    line: Line
    role: Role


def roles_of(lines: Sequence[Line], network: str) -> list[Told]:
    """Return the lines with the roles that the whole paste makes likely; without a single time, all are unsure."""
    work = _Roles(lines, network)
    if not work.times:
        return [Told(line=line, role="unsure" if line.says in _SAID else "left_out") for line in lines]
    work.read()
    return work.told()


class _Roles:
    """The roles of a paste under way. says: what each line seems to be, seen beside its neighbours."""

    def __init__(self, lines: Sequence[Line], network: str) -> None:
        self._lines, self._network = list(lines), network
        self._says = _beside_neighbours(lines)
        self._roles: list[Role] = ["unsure" if says in _SAID else "left_out" for says in self._says]
        self._splits: dict[int, int] = {}
        self.times = [place for place, says in enumerate(self._says) if says == "time"]
        for place in self.times:
            self._roles[place] = "time"
        for place, says in enumerate(self._says):
            if says == "answering":
                self._roles[place] = "answering"

    def read(self) -> None:
        """Read one comment after the other."""
        behind = self._behind()
        start = 0
        for number, place in enumerate(self.times):
            following = self.times[number + 1] if number + 1 < len(self.times) else None
            if behind[number]:
                self._read_behind(start, place)
                start = place + 1
                continue
            head = self._head(place, start - 1)
            if following is None:
                start = len(self._lines)
            elif behind[number + 1]:
                start = max((at + 1 for at in range(place, following) if self._says[at] in _FOOT), default=following)
            else:
                start = self._head(following, place)
            self._read_before(head, place, start)

    def _behind(self) -> list[bool]:
        """Tell for each time whether the words stand before it, which the site's own words behind it betray.

        A page is of one kind, but for Instagram's, where old comments are still written the old way.
        """
        closed = [closes(fold(self._lines[place].text)) for place in self.times]
        if self._network == "instagram":
            return closed
        if not any(says in _FOOT for says in self._says) and self._ends_with_time():
            return [True] * len(closed)
        votes = sum(1 if ends else self._vote(place) for place, ends in zip(self.times, closed, strict=True))
        return [votes > 0 or (votes == 0 and self._network in _TIME_BEHIND)] * len(closed)

    def _ends_with_time(self) -> bool:
        """Tell whether words stand before the first time and none behind the last: a page without buttons shows it."""
        first, last = self.times[0], self.times[-1]
        words = [at for at, says in enumerate(self._says) if says in _SAID]
        return len([at for at in words if at < first]) > 1 and not any(at > last for at in words)

    def _read_before(self, head: int, place: int, end: int) -> None:
        """Read name, time, words."""
        self._tell_head(head, place)
        if self._is_name(head):
            self._tell_said(range(place + 1, end))
        else:
            self._doubt(range(head, end))

    def _read_behind(self, start: int, place: int) -> None:
        """Read name, words, time."""
        lines = self._after_foot(start, place)
        said = [at for at in lines if self._says[at] in _SAID | {"count"}]
        author = next((at for at in said if self._says[at] in _SAID), None)
        if author is None or (len(said) == 1 and self._split(author)):
            return
        self._roles[author] = "author"
        for at in said:
            if at > author:
                is_again = self._lines[at].text == self._lines[author].text and at != said[-1]
                self._roles[at] = "left_out" if is_again else "text"
        if not self._is_name(author):
            self._doubt(lines)

    def told(self) -> list[Told]:
        """Return the lines with their roles."""
        found: list[Told] = []
        for place, (line, role) in enumerate(zip(self._lines, self._roles, strict=True)):
            cut = self._splits.get(place)
            if cut is None:
                found.append(Told(line=line, role=role))
            else:
                middle = line.span.start + cut
                name, words = line.text[:cut], line.text[cut + 1 :]
                found.append(
                    Told(line=replace(line, text=name, span=Span(start=line.span.start, end=middle)), role="author")
                )
                found.append(
                    Told(line=replace(line, text=words, span=Span(start=middle + 1, end=line.span.end)), role="text")
                )
        return found

    def _vote(self, place: int) -> int:
        for at in range(place + 1, min(place + _LOOKED_BEHIND, len(self._says))):
            if self._says[at] not in {"dot", "badge", "count"}:
                return {"reply": 1, "reaction": 1, "button": 0}.get(self._says[at], -1)
        return 1

    def _head(self, place: int, before: int) -> int:
        """Return where the head of the comment whose time is at `place` begins; `before`: the time before it."""
        at = self._up(place - 1, before)
        if at <= before or self._says[at] not in _SAID:
            return place
        if self._says[at] == "handle":
            above = self._up(at - 1, before)
            named = self._network == "x" or self._says[at + 1] == "dot"
            return above if named and above > before and self._says[above] in {"words", "name"} else at
        if self._says[at] == "name":
            return at
        start = max((one for one in range(before + 1, at) if self._says[one] in _FOOT | {"portrait"}), default=before)
        said = [one for one in range(start + 1, at + 1) if self._says[one] in {"words", "handle"}]
        badge = next((one for one in range(start + 1, place) if self._says[one] == "badge"), place)
        names = [one for one in said if one < badge]
        if badge < place and names and (start == before or self._says[start] != "portrait"):
            return names[-1]
        return said[0] if self._network == "linkedin" and start > before else at

    def _up(self, at: int, before: int) -> int:
        while at > before and (self._says[at] in _AROUND_NAME or _is_edited(self._lines[at])):
            at -= 1
        return at

    def _tell_head(self, head: int, place: int) -> None:
        """Give the head its roles; what stands between a name and its time is what somebody says they do."""
        for at in range(head, place):
            if self._says[at] in _SAID:
                self._roles[at] = "left_out"
            if self._says[at] == "handle" and at > head:
                self._roles[at] = "handle"
        if head < place:
            self._roles[head] = "author"

    def _tell_said(self, places: range) -> None:
        """Give the words behind a time their roles: up to the site's own words, numbers right above those excepted."""
        closed = next((at for at in places if self._says[at] == "reply"), places.stop)
        first = next((at for at in places if self._is_beginning(at, places.stop)), places.stop)
        end = next((at for at in range(first, closed) if self._is_foot(at)), closed)
        said = [at for at in range(first, end) if self._says[at] in _SAID | {"count"}]
        for _ in range(_COUNTS_UNDER.get(self._network, 1)):
            if said and self._says[said[-1]] == "count":
                said.pop()
        for at in said:
            self._roles[at] = "text"

    def _is_foot(self, at: int) -> bool:
        """Tell whether a site's own words begin: one number may have been said, two in a row on X are its counts."""
        follows = self._says[at + 1] if at + 1 < len(self._says) else ""
        return self._says[at] in _FOOT - {"count"} or (
            self._network == "x" and self._says[at] == "count" and follows == "count"
        )

    def _is_beginning(self, at: int, stop: int) -> bool:
        if self._says[at] in _SAID:
            return True
        return self._says[at] == "count" and at + 1 < stop and self._says[at + 1] == "words"

    def _after_foot(self, start: int, place: int) -> range:
        """Return the lines of a comment whose time stands behind: those under what belongs to the one before."""
        while start < place and (self._says[start] in _FOOT | {"dot", "badge", "answering"} or self._is_told(start)):
            self._roles[start] = "left_out" if self._roles[start] == "unsure" else self._roles[start]
            start += 1
        portraits = [at for at in range(start, place) if self._says[at] == "portrait"]
        return range(portraits[-1] + 1 if portraits else start, place)

    def _is_told(self, at: int) -> bool:
        """Tell whether a line says that somebody replied, as a button that opens the replies does."""
        bare = fold(self._lines[at].text).bare
        follows = self._says[at + 1] if at + 1 < len(self._says) else ""
        return bare.endswith((" a répondu", " replied")) and follows in {"dot", "button"}

    def _split(self, place: int) -> bool:
        """Cut a line that holds a name and the words, as Instagram once wrote them: "marie_d Trop beau"."""
        name, _space, words = self._lines[place].text.partition(" ")
        is_name = name == name.lower() and name.replace(".", "").replace("_", "").isalnum() and len(name) > 1
        if self._network != "instagram" or not is_name or not words.strip():
            return False
        self._splits[place] = len(name)
        return True

    def _is_name(self, place: int) -> bool:
        text = self._lines[place].text
        return self._says[place] in _SAID and len(text) <= _LONGEST_NAME and len(text.split()) <= _MOST_NAME_WORDS

    def _doubt(self, places: range) -> None:
        for at in places:
            if self._says[at] in _SAID | {"count"}:
                self._roles[at] = "unsure"


def _beside_neighbours(lines: Sequence[Line]) -> list[str]:
    """Return what lines seem to be: "Like" alone is a word, above "Reply" a button."""
    says = [line.says for line in lines]
    for place, kind in enumerate(says):
        follows = says[place + 1] if place + 1 < len(says) else ""
        above = says[place - 1] if place else ""
        if (
            kind == "reaction"
            and above not in {"time", "count"}
            and follows not in {"reply", "reaction", "dot", "count", "button"}
        ):
            says[place] = "words"
        elif above == "answering" and (kind == "handle" or fold(lines[place].text).bare in {"et", "and"}):
            says[place] = "answering"
    return says


def _is_edited(line: Line) -> bool:
    return fold(line.text).bare in {"edited", "modifié", "modifiée"}
