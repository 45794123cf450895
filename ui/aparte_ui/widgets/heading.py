"""The head of a section: its title, where it comes from, a note, and something at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from aparte_ui.theme import Theme
from aparte_ui.widgets.tag import Provenance, Tag
from aparte_ui.widgets.text import Text


class Heading(QWidget):
    """A title in a role ("section" and "title" in Garamond, "body" strong in Inter), a tag, a note."""

    def __init__(
        self, theme: Theme, role: str = "body", *, tag: Provenance | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = Text(theme, role, weight=600, parent=self)
        self._note = Text(theme, "small", colour="ink3", elide=True, parent=self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        self._row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignVCenter)
        self.tag = Tag(theme, tag, self) if tag is not None else None
        if self.tag is not None:
            self._row.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._note, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, title: str, note: str = "") -> None:
        """Show the title and the note beside it."""
        self._title.set_text(title)
        self._note.set_text(note)

    def add_right(self, widget: QWidget) -> None:
        """Put something at the right end of the line."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def retranslate(self) -> None:
        """Say the tag in the language of the screen; the title is given again by `say`."""
        if self.tag is not None:
            self.tag.retranslate()
