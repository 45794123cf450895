"""What was pasted, as two lists: the comments understood, each with a tick, and the lines nobody is sure of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from aparte.i18n import _
from aparte_ui import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.sources.pasted import Pasted, PastedPost
    from aparte.sources.pasted_roles import Role

COMMENT_ROLE, DETAILS_ROLE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_Index = QModelIndex | QPersistentModelIndex
_READ = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}


class Comments(QAbstractListModel):
    """The comments, in the order of the page; all ticked at first. ticked: a tick came or went."""

    ticked = Signal()

    def __init__(self, ours: Sequence[str]) -> None:
        """Start empty. ours: the names and handles of the client."""
        super().__init__()
        self._ours = ours
        self._posts: tuple[PastedPost, ...] = ()
        self._left_out: set[PastedPost] = set()

    def show_posts(self, posts: tuple[PastedPost, ...]) -> None:
        """Show these comments; what was unticked before stays so."""
        self.beginResetModel()
        self._posts = posts
        self.endResetModel()

    def chosen(self) -> list[PastedPost]:
        """Return the ticked ones."""
        return [post for post in self._posts if post not in self._left_out]

    def tick(self, index: _Index) -> None:
        """Tick a comment, or take its tick away."""
        post = self._posts[index.row()]
        self._left_out ^= {post}
        self.dataChanged.emit(index, index)
        self.ticked.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many comments there are."""
        return 0 if parent.isValid() else len(self._posts)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words, the tick, the comment (COMMENT_ROLE), when and how it was written (DETAILS_ROLE)."""
        if not 0 <= index.row() < len(self._posts):
            return None
        post = self._posts[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Unchecked if post in self._left_out else Qt.CheckState.Checked
        if role == COMMENT_ROLE:
            return post
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return post.text
        if role == DETAILS_ROLE:
            return self._details(post)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{post.author}, {self._details(post)}, {post.text}"
        return None

    def _details(self, post: PastedPost) -> str:
        """Say when, and what is particular: a reply, or ours."""
        from aparte.sources.pasted import is_ours

        notes = [
            when_of(post),
            _("reply") if post.form == "reply" else "",
            _("us") if is_ours(post, self._ours) else "",
        ]
        return " · ".join(filter(None, notes))


class Doubts(QAbstractListModel):
    """The lines without a sure role, and the one a person gave each. answered: place in the paste, role."""

    answered = Signal(int, str)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._lines: list[tuple[int, str]] = []
        self._roles: dict[int, Role] = {}

    def show_doubts(self, pasted: Pasted) -> None:
        """Show the lines that were not sure when the text was pasted."""
        self.beginResetModel()
        self._lines = [(place, pasted.told[place].line.text) for place in pasted.unsure]
        self._roles = dict.fromkeys(pasted.unsure, "left_out")
        self.endResetModel()

    def roles(self) -> dict[int, Role]:
        """Return the role of each line, as answered so far."""
        return dict(self._roles)

    def next_role(self, index: _Index) -> None:
        """Give a line its next role: left out, who wrote, what they wrote."""
        order: tuple[Role, ...] = ("left_out", "author", "text")
        place = self._lines[index.row()][0]
        self._roles[place] = order[(order.index(self._roles[place]) + 1) % len(order)]
        self.dataChanged.emit(index, index)
        self.answered.emit(place, self._roles[place])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many lines are asked."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line and its role."""
        if not 0 <= index.row() < len(self._lines) or role not in _READ:
            return None
        place, text = self._lines[index.row()]
        names = {"left_out": _("left out"), "author": _("who wrote"), "text": _("what they wrote")}
        return _("{role}: {words}").format(role=names[self._roles[place]], words=text)


def when_of(post: PastedPost) -> str:
    """Return when a comment was written, and whether that is only about right."""
    if post.at is None:
        return _("no date")
    local = post.at.astimezone()
    said = f"{numbers.day(local.date())}, {numbers.clock(local)}"
    return _("about {time}").format(time=said) if post.approximate else said
