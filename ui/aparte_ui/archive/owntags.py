"""The client's own hashtags at the left: the most used, with how often and when last; one click lists their posts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte.i18n import _, ngettext
from aparte_ui import numbers
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.archive.hashtags import Hashtag
    from aparte_ui.theme import Theme

MOST = 8
"""Hashtags listed: what fits under the other choices at 1024 by 660."""


class OwnTags(QWidget):
    """wanted: the words that find the posts of a hashtag."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Show nothing before `show_tags`."""
        super().__init__()
        self._theme = theme
        self._tags: Sequence[Hashtag] = ()
        self.buttons: list[Button] = []
        self._rows: list[QWidget] = []
        self._title = Text(theme, "body", weight=600)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self._column.addWidget(self._title)
        self.hide()
        self.retranslate()

    def show_tags(self, tags: Sequence[Hashtag]) -> None:
        """List the first of these."""
        self._tags = tags[:MOST]
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self.buttons = []
        self._rows = [self._row(one) for one in self._tags]
        for row in self._rows:
            self._column.addWidget(row)
        self.setVisible(bool(self._tags))
        self.retranslate()

    def _row(self, one: Hashtag) -> QWidget:
        """Make a line of the hashtag and how often it was used, as the other choices of this column have it."""
        row, button = QWidget(), Button(self._theme, f"#{one.tag}", kind="quiet", size="small", flush=True)
        button.clicked.connect(lambda: self.wanted.emit(f"#{one.tag} kind:own"))
        self.buttons.append(button)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(button)
        across.addStretch(1)
        count = Text(self._theme, "body", colour="ink2", text=numbers.number(one.posts))
        across.addWidget(count, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._title.set_text(_("Our hashtags"))
        for button, one in zip(self.buttons, self._tags, strict=True):
            button.setToolTip(_used(one))
            button.setAccessibleDescription(_used(one))


def _used(one: Hashtag) -> str:
    said = ngettext("{n} post", "{n} posts", one.posts).format(n=numbers.number(one.posts))
    if one.last_at is None:
        return said
    day = numbers.day(datetime.fromisoformat(one.last_at).date())
    return _("{posts}, last on {day}").format(posts=said, day=day)
