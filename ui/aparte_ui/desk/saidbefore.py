"""What the client already said that resembles the draft: two or three earlier posts under the judgements.

Looked for in the archive lane once the writer rests; an answer about an older text is dropped. It shows what was said,
and when; whether that is a repetition or a contradiction is hers to see.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui import numbers
from aparte_ui.jobs import Latest
from aparte_ui.widgets.rule import Rule
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aparte.nouns import Post
    from aparte_ui.desk.session import Session
    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.theme import Theme

REST_MS = 600
"""Rest of the keyboard before the archive is asked, as before the model is (HOUSE.md)."""
MOST = 3
LEAST_WORDS = 4
"""Words of a draft that can resemble something."""
LEAST_RESEMBLANCE = 0.4
"""Closer than a rewording must be in a search (0.25): beside a draft, a wrong reminder costs more than a missed one."""
SHOWN_CHARS = 160


class SaidBefore(QWidget):
    """Earlier posts that resemble the text on the page; hidden when there is none."""

    def __init__(self, theme: Theme) -> None:
        """Show nothing before `show_posts`."""
        super().__init__()
        self._theme = theme
        self.posts: Sequence[Post] = ()
        self._lines: list[Text] = []
        self._title = Text(theme, "body", weight=600)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addWidget(Rule(theme))
        self._column.addSpacing(theme.px(8))
        self._column.addWidget(self._title)
        self.hide()
        self.retranslate()

    def show_posts(self, posts: Sequence[Post]) -> None:
        """Show these, the closest first."""
        self.posts = posts
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines = []
        for post in posts:
            said = Text(self._theme, "body", colour="ink2", wrap=True, text=_beginning(post.text))
            where = Text(self._theme, "small", colour="ink3", text=_where(post))
            for line in (said, where):
                self._column.addWidget(line)
                self._lines.append(line)
        self.setVisible(bool(posts))

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._title.set_text(_("Already said"))
        self.show_posts(self.posts)


class _Found(NamedTuple):
    path: Path
    text: str
    posts: Sequence[Post]


class Recalling(QObject):
    """Keeps a `SaidBefore` true to the text on the page."""

    def __init__(self, window: MainWindow, session: Session, shown: SaidBefore) -> None:
        """Ask the archive lane of `window` about the text of `session`."""
        super().__init__(shown)
        self._window, self._session, self._shown = window, session, shown
        self._latest = Latest(window.app.archive)
        self._about: tuple[Path, str] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._ask)
        session.assessed.connect(self._rest.start)
        session.opened.connect(self._forget)

    def _forget(self) -> None:
        self._about = None
        self._shown.show_posts(())

    def _subject(self) -> tuple[Path, str] | None:
        space, text = self._window.workspace.space, self._session.text
        return (space.archive_path, text) if space is not None and len(text.split()) >= LEAST_WORDS else None

    def _ask(self) -> None:
        subject = self._subject()
        if subject is None:
            self._forget()
        elif subject != self._about:
            self._about = subject
            self._latest.ask(lambda: _similar(*subject), self._on_found)

    def _on_found(self, found: _Found) -> None:
        if (found.path, found.text) == self._subject():
            self._shown.show_posts(found.posts)


def _similar(path: Path, text: str) -> _Found:
    from aparte.archive.query import Query
    from aparte.archive.similarity import similar
    from aparte.archive.store import Archive

    if not path.exists():
        return _Found(path, text, ())
    with Archive(path) as archive:
        hits = similar(archive, text, Query(kind="own"), MOST)
    return _Found(path, text, [hit.kept.post for hit in hits if (hit.resemblance or 0) >= LEAST_RESEMBLANCE])


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_CHARS else f"{line[: SHOWN_CHARS - 1]}…"


def _where(post: Post) -> str:
    from aparte.errors import Trouble
    from aparte.platforms.platform import platform

    try:
        name = platform(post.platform).name
    except Trouble:
        name = post.platform.capitalize()
    when = numbers.day(datetime.fromisoformat(post.created_at).date()) if post.created_at else _("no date")
    return " · ".join(part for part in (name, when) if part)
