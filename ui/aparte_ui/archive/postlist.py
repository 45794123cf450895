"""The list of found posts: walked with the arrows, opened with Enter; "/" goes back to the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView

from aparte.i18n import _
from aparte_ui.archive.postmodel import HIT_ROLE
from aparte_ui.archive.postrow import PostRow

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from aparte.nouns import Post
    from aparte_ui.archive.postmodel import PostModel
    from aparte_ui.theme import Theme


class PostList(QListView):
    """chosen: a post, or None; started: Enter on one; words_wanted: "/"."""

    chosen = Signal(object)
    started = Signal()
    words_wanted = Signal()

    def __init__(self, theme: Theme, model: PostModel) -> None:
        """Show `model`."""
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(PostRow(theme, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda _index: self.started.emit())
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self.scheduleDelayedItemsLayout)
        model.modelReset.connect(lambda: self.chosen.emit(None))
        model.filled.connect(self._on_filled)
        self.retranslate()

    def choose_first(self) -> None:
        """Choose the newest one."""
        self.setCurrentIndex(self.model().index(0, 0))

    def retranslate(self) -> None:
        """Name the list in the language of the screen."""
        self.setAccessibleName(_("Posts found"))

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        hit = current.data(HIT_ROLE) if current.isValid() else None
        post: Post | None = hit.kept.post if hit is not None else None
        self.chosen.emit(post)

    def _on_filled(self, first: int, last: int) -> None:
        """Show the chosen post once its row is here, and ask again for rows in view that still are not."""
        # Of the requests made while one ran, only the last was kept: painting says which rows are still wanted.
        self.viewport().update()
        current = self.currentIndex()
        if current.isValid() and first <= current.row() <= last:
            self._on_current(current, current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter starts from the chosen post, "/" goes to the words; other letters do nothing."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.started.emit()
        elif event.text() == "/":
            self.words_wanted.emit()
        elif event.text().isprintable() and event.text() and not event.modifiers():
            # Qt would jump to a row that begins with the letter: among posts that is noise.
            event.ignore()
        else:
            super().keyPressEvent(event)
