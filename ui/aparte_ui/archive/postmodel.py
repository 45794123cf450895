"""The found posts as a list that asks for what comes into view.

What a search finds grows by pages, as its end comes into view. Everything is listed by its rows: the list is as long as
the archive, a row that is shown and not here yet is asked for, and those far from it are let go.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from aparte.i18n import _
from aparte_ui import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.archive.search import Hit
    from aparte.nouns import Post

HIT_ROLE = Qt.ItemDataRole.UserRole + 1
MOST_KEPT = 4_000
"""Rows held at most: a few megabytes, and some eighty screens to go back to at once."""
_Index = QModelIndex | QPersistentModelIndex


class PostModel(QAbstractListModel):
    """Found posts, newest first.

    more_wanted: the end of the list is in view and more follow. row_wanted: this row is shown and is not here yet.
    filled: the rows from the first to the last came (not `dataChanged`, for which Qt measures all the rows again: a
    second for a million).
    """

    more_wanted = Signal()
    row_wanted = Signal(int)
    filled = Signal(int, int)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._hits: dict[int, Hit] = {}
        self._count = 0
        self._more = False

    def show_hits(self, hits: Sequence[Hit], *, more: bool) -> None:
        """Show another answer from its beginning."""
        self.beginResetModel()
        self._hits, self._count, self._more = dict(enumerate(hits)), len(hits), more
        self.endResetModel()

    def add_hits(self, hits: Sequence[Hit], *, more: bool) -> None:
        """Add the next page."""
        if hits:
            first, last = self._count, self._count + len(hits) - 1
            self.beginInsertRows(QModelIndex(), first, last)
            self._hits |= dict(enumerate(hits, first))
            self._count = last + 1
            self.endInsertRows()
        self._more = more

    def set_total(self, total: int) -> None:
        """List `total` rows from now on, whether they are here or not."""
        self._more = False
        if total > self._count:
            self.beginInsertRows(QModelIndex(), self._count, total - 1)
            self._count = total
            self.endInsertRows()

    def fill(self, first: int, hits: Sequence[Hit]) -> None:
        """Put rows in their place, from row `first` on."""
        shown = dict(enumerate(hits[: max(0, self._count - first)], first))
        if len(self._hits) + len(shown) > MOST_KEPT:
            self._hits = {row: hit for row, hit in self._hits.items() if abs(row - first) < MOST_KEPT // 4}
        self._hits |= shown
        if shown:
            self.filled.emit(first, first + len(shown) - 1)

    def last(self) -> Hit | None:
        """Return the last row."""
        return self._hits.get(self._count - 1)

    def retranslate(self) -> None:
        """Say the dates in the language of the screen."""
        if self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many posts are listed so far."""
        return 0 if parent.isValid() else self._count

    def canFetchMore(self, parent: _Index) -> bool:
        """Tell whether another page follows."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: _Index) -> None:
        """Ask for the next page, once: it comes through `add_hits`."""
        if self.canFetchMore(parent):
            self._more = False
            self.more_wanted.emit()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text, what a screen reader says of a post, or the hit itself (HIT_ROLE)."""
        hit = self._hits.get(index.row())
        if hit is None:
            if role == HIT_ROLE and 0 <= index.row() < self._count:
                self.row_wanted.emit(index.row())
            return None
        if role == HIT_ROLE:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_text(hit.kept.post)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{shown_text(hit.kept.post)}, {', '.join(details_of(hit.kept.post))}"
        return None


def shown_text(post: Post) -> str:
    """Return what stands for a post in a list: its words, or the address of a repost that came without any."""
    return post.text or post.url or ""


def details_of(post: Post) -> list[str]:
    """Return where, when and by whom: what is unknown is left out. Of a repost, who wrote it."""
    said_by_us = post.kind == "own" and not (post.form == "repost" and post.author)
    who = _("us") if said_by_us else f"@{post.author.lstrip('@')}" if post.author else ""
    when = numbers.day(datetime.fromisoformat(post.created_at).date()) if post.created_at else _("no date")
    return [part for part in (platform_name(post.platform), when, who) if part]


@lru_cache(maxsize=64)
def platform_name(identifier: str) -> str:
    """Return the name of a platform; one we know nothing of keeps the name it came with."""
    from aparte.errors import Trouble
    from aparte.platforms.platform import platform

    try:
        return platform(identifier).name
    except Trouble:
        return identifier.capitalize()
