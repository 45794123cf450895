"""The chosen post in full: its text, where it comes from, what it said before, and the way back to the desk."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui import accessible, numbers
from aparte_ui.archive.postmodel import details_of
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.iconbutton import IconButton
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.archive.store import Revision
    from aparte.nouns import Post
    from aparte_ui.theme import Theme

_GAP = 12


class Details(QScrollArea):
    """started: the person wants a new draft that begins with this post's text; likened: the posts that resemble it."""

    started = Signal(str)
    likened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Show nothing before a post is chosen."""
        super().__init__()
        self._theme = theme
        self.post: Post | None = None
        self._revisions: Sequence[Revision] = ()
        self._title = Text(theme, "body", weight=600)
        self._text = Text(theme, "body", wrap=True)
        self._where = Text(theme, "small", colour="ink2", wrap=True)
        self._link = Text(theme, "small", colour="ink2", elide=True)
        self._copy = IconButton(theme, "copy")
        self._start = Button(theme, key="Enter")
        self.like = Button(theme, kind="quiet", size="small", icon="search")
        self._before = Text(theme, "body", weight=600)
        self._history: list[QWidget] = []
        self._start.clicked.connect(self.start)
        self.like.clicked.connect(self._liken)
        self._copy.clicked.connect(self._copy_link)
        self._lay_out()
        self.retranslate()
        self.show_post(None)

    def _lay_out(self) -> None:
        theme = self._theme
        link = QHBoxLayout()
        link.addWidget(self._link, 1)
        link.addWidget(self._copy)
        self._page = QWidget()
        self._page.setProperty("surface", "clear")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(theme.px(4), theme.px(4), theme.px(8), theme.px(4))
        self._column.setSpacing(theme.px(_GAP))
        for widget in (self._title, self._text, self._where):
            self._column.addWidget(widget)
        self._column.addLayout(link)
        self._column.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.like, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(theme.px(_GAP))
        self._column.addWidget(self._before)
        self._column.addStretch(1)
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_post(self, post: Post | None) -> None:
        """Show a post, or nothing; its history comes later, through `show_history`."""
        self.post = post
        self._page.setVisible(post is not None)
        self.show_history(())
        if post is None:
            return
        self._text.set_text(post.text)
        self._link.set_text(post.url or "")
        self._link.setVisible(bool(post.url))
        self._copy.setVisible(bool(post.url))
        self._say_where()

    def show_history(self, revisions: Sequence[Revision]) -> None:
        """Show what the post said before, latest first."""
        self._revisions = revisions
        for widget in self._history:
            self._column.removeWidget(widget)
            widget.deleteLater()
        self._history = []
        self._before.setVisible(bool(revisions))
        place = self._column.indexOf(self._before) + 1
        for revision in revisions:
            day = numbers.day(datetime.fromisoformat(revision.replaced_at).date()) if revision.replaced_at else ""
            until = Text(self._theme, "small", colour="ink3", text=_("until {day}").format(day=day))
            said = Text(self._theme, "body", colour="ink2", wrap=True, text=revision.text)
            for widget in (until, said):
                self._column.insertWidget(place, widget)
                self._history.append(widget)
                place += 1

    def start(self) -> None:
        """Start a new draft from the post shown."""
        if self.post is not None:
            self.started.emit(self.post.text)

    def _liken(self) -> None:
        if self.post is not None:
            self.likened.emit(self.post.text)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._title.set_text(_("This post"))
        self._start.set_text(_("Start again from this post"))
        self.like.set_text(_("What resembles it"))
        self._before.set_text(_("What it said before"))
        self._copy.say(_("Copy the link"))
        accessible.name(self, _("This post"))
        self.show_history(self._revisions)
        self._say_where()

    def _say_where(self) -> None:
        if self.post is not None:
            self._where.set_text(" · ".join(details_of(self.post)))

    def _copy_link(self) -> None:
        if self.post is not None and self.post.url:
            QGuiApplication.clipboard().setText(self.post.url)
