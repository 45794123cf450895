"""The client's own hashtags at the left: the most used, with how often and when last; one click lists their posts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
        for button in self.buttons:
            self._column.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for one in self._tags:
            button = Button(self._theme, f"#{one.tag}", kind="quiet", size="small")
            button.clicked.connect(lambda _on=False, tag=one.tag: self.wanted.emit(f"#{tag} kind:own"))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.buttons.append(button)
        self.setVisible(bool(self._tags))
        self.retranslate()

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
