"""The archive of the open client, read in the archive lane and nowhere else.

A question is asked with what is on screen; the answer carries it back, so that a late one is dropped, never shown.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aparte.archive.hashtags import Hashtag
    from aparte.archive.ladder import Ladder
    from aparte.archive.query import Query
    from aparte.archive.saved import SavedSearch
    from aparte.archive.search import Hit
    from aparte.archive.store import Added, Archive, Key, Revision
    from aparte.archive.tally import Tally
    from aparte.nouns import Post
    from aparte_ui.jobs import Lane

PAGE = 50
"""Posts asked for at a time: two screens of them."""

LONG = 2_000
"""Posts from which the list of everything is as long as the archive at once, and its bar goes anywhere."""


class Asked(NamedTuple):
    """What is searched: the words as typed, the chosen kind and platform, the archive's file.

    ranked: the most relevant first. like: a text, and the posts that resemble it are wanted, whatever the words.
    """

    path: Path
    words: str = ""
    kind: str | None = None
    platform: str | None = None
    ranked: bool = False
    like: str = ""

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows the list."""
        return not self.words.strip() and not self.like and self.kind is None and self.platform is None


class Found(NamedTuple):
    """A page of answers. notes: (code, params) of what was not understood; more: whether another page follows."""

    asked: Asked
    hits: Sequence[Hit]
    notes: Sequence[tuple[str, Mapping[str, object]]]
    took_ms: float
    more: bool


class Counted(NamedTuple):
    """How many posts answer the words alone: the choices of kind and platform narrow these counts on screen."""

    asked: Asked
    tally: Tally


@record
class Kept:
    """What the archive holds in all. oldest, newest: ISO 8601, None when no post has a time."""

    count: int
    oldest: str | None = None
    newest: str | None = None


class Row(NamedTuple):
    """A stretch of the list of everything. first: the number of its first row; total: how long the list is."""

    path: Path
    first: int
    hits: Sequence[Hit]
    total: int


class Shelf:
    """Keeps one archive open, in its lane, until another client's is asked for or the window closes."""

    def __init__(self, lane: Lane) -> None:
        """Work in `lane`; nothing is opened yet."""
        self._lane = lane
        self._open: tuple[Path, Archive] | None = None
        self._ladder: Ladder | None = None

    def close(self) -> None:
        """Close the file, after what waits in the lane."""
        self._lane.do(self._close)

    def find(self, asked: Asked, before: Key | None = None) -> Found:
        """Return the first page, or the one after `before`. Only the lane may call this."""
        from aparte.archive.search import Hit, relevant, search
        from aparte.archive.similarity import similar

        began = perf_counter()
        query, archive = self._query(asked), self._archive(asked.path)
        hits: Sequence[Hit] = ()
        if archive is not None and asked.is_everything:
            hits = [Hit(kept, ()) for kept in archive.page(before, PAGE)]
        elif archive is not None and asked.like:
            hits = similar(archive, asked.like, query, PAGE)
        elif archive is not None:
            hits = relevant(archive, query, PAGE) if asked.ranked else search(archive, query, PAGE, before)
        more = len(hits) == PAGE and not asked.like and (asked.is_everything or not asked.ranked)
        return Found(asked, hits, query.notes, (perf_counter() - began) * 1000, more)

    def climb(self, path: Path) -> Row:
        """Measure a long list of everything, to read it at any row; total 0: it is short, and grows by pages.

        Only the lane may call this.
        """
        from aparte.archive.ladder import ladder

        archive = self._archive(path)
        self._ladder = ladder(archive) if archive is not None and archive.count() >= LONG else None
        return Row(path, 0, (), self._ladder.total if self._ladder is not None else 0)

    def rows(self, path: Path, row: int) -> Row:
        """Return the page of the list of everything that holds `row`. Only the lane may call this."""
        from aparte.archive.ladder import at_row
        from aparte.archive.search import Hit

        archive, first = self._archive(path), row - row % PAGE
        if archive is None or self._ladder is None:
            return Row(path, first, (), 0)
        kept = at_row(archive, self._ladder, first, PAGE)
        return Row(path, first, [Hit(one, ()) for one in kept], self._ladder.total)

    def count(self, asked: Asked) -> Counted:
        """Count what answers the words. Only the lane may call this."""
        from aparte.archive.tally import Tally, tally

        archive = self._archive(asked.path)
        words_only = self._query(asked._replace(kind=None, platform=None))
        return Counted(asked, tally(archive, words_only) if archive is not None else Tally({}, capped=False))

    def kept(self, path: Path) -> Kept:
        """Return what the archive at `path` holds. Only the lane may call this."""
        archive = self._archive(path)
        return Kept(count=0) if archive is None else _kept(archive)

    def history(self, path: Path, post: Post) -> Sequence[Revision]:
        """Return what a post said before. Only the lane may call this."""
        archive = self._archive(path)
        return archive.history(post.platform, post.id) if archive is not None else ()

    def add(self, path: Path, posts: Sequence[Post]) -> Added:
        """Write posts to the archive at `path`, made on first need. Only the lane may call this. Raises Trouble."""
        from aparte.archive.store import Archive

        archive = self._archive(path)
        if archive is None:
            self._open = (path, archive := Archive(path))
        return archive.add(posts)

    def saved(self, path: Path) -> Sequence[SavedSearch]:
        """Return the saved searches. Only the lane may call this."""
        from aparte.archive.saved import saved_searches

        archive = self._archive(path)
        return saved_searches(archive) if archive is not None else ()

    def save(self, path: Path, name: str, words: str) -> Sequence[SavedSearch]:
        """Keep a search under a name, and return them all. Only the lane may call this."""
        from aparte.archive.saved import save_search

        archive = self._archive(path)
        if archive is not None:
            save_search(archive, name, words)
        return self.saved(path)

    def forget(self, path: Path, name: str) -> Sequence[SavedSearch]:
        """Forget a saved search, and return the others. Only the lane may call this."""
        from aparte.archive.saved import forget_search

        archive = self._archive(path)
        if archive is not None:
            forget_search(archive, name)
        return self.saved(path)

    def hashtags(self, path: Path) -> Sequence[Hashtag]:
        """Return the client's own hashtags, the most used first. Only the lane may call this."""
        from aparte.archive.hashtags import own_hashtags

        archive = self._archive(path)
        return own_hashtags(archive) if archive is not None else ()

    def _query(self, asked: Asked) -> Query:
        from aparte.archive.query import parse

        query = parse("" if asked.like else asked.words, unfinished=True)
        if asked.kind is not None:
            query = replace(query, kind=asked.kind)
        return query if asked.platform is None else replace(query, platform=asked.platform)

    def _archive(self, path: Path) -> Archive | None:
        from aparte.archive.store import Archive

        if self._open is not None and self._open[0] == path:
            return self._open[1]
        self._close()
        if not path.exists():
            return None
        self._open = (path, Archive(path))
        return self._open[1]

    def _close(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None


def _kept(archive: Archive) -> Kept:
    from aparte.archive.tally import extent

    oldest, newest = extent(archive)
    return Kept(count=archive.count(), oldest=oldest, newest=newest)
