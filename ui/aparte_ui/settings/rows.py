"""How a setting looks: a titled card of rows, each with its words at the left and its control at the right.

Lengths follow the scale while it changes, for here is where it is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte_ui.widgets.card import Card
from aparte_ui.widgets.rule import Rule
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from aparte_ui.theme import Theme

_INSET, _GAP = 20, 12


class Group(QWidget):
    """A title, a line that says what it is about, and a card with one row a choice."""

    def __init__(self, theme: Theme) -> None:
        """Begin without rows."""
        super().__init__()
        self.theme = theme
        self._title = Text(theme, "section")
        self._note = Text(theme, "small", colour="ink3", wrap=True)
        self._card = Card(theme)
        self._rows: list[tuple[QWidget, Rule]] = []
        self._lines = QVBoxLayout(self._card)
        self._lines.setContentsMargins(1, 1, 1, 1)
        self._lines.setSpacing(0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._title, self._note, self._card):
            self._column.addWidget(widget)
        self._note.hide()
        theme.changed.connect(self.fit)
        self.fit()

    def add(self, row: QWidget) -> None:
        """Put one more row at the end, under a line."""
        line = Rule(self.theme)
        line.setVisible(bool(self._rows))
        self._lines.addWidget(line)
        self._lines.addWidget(row)
        self._rows.append((row, line))

    def say(self, title: str, note: str = "") -> None:
        """Show the title, and what the group is about."""
        self._title.set_text(title)
        self._note.set_text(note)
        self._note.setVisible(bool(note))

    def show_rows(self, wanted: Callable[[QWidget], bool]) -> None:
        """Show only the rows that are wanted, each under its line but for the first."""
        first = True
        for row, line in self._rows:
            shown = wanted(row)
            row.setVisible(shown)
            line.setVisible(shown and not first)
            first = first and not shown

    def look(self) -> None:
        """Show what holds now."""

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""

    def commit(self) -> None:
        """Keep what is still being typed."""

    def fit(self) -> None:
        """Follow the scale."""
        self._column.setSpacing(self.theme.px(6))


class Row(QWidget):
    """One choice. control: at the right of its words; `below` adds what needs the whole width."""

    def __init__(self, theme: Theme, control: QWidget | None = None) -> None:
        """Show `control`, or words alone."""
        super().__init__()
        self.theme = theme
        self.words = Text(theme, "body", weight=500, wrap=True)
        self.note = Text(theme, "small", colour="ink3", wrap=True)
        self.note.hide()
        self._said = QVBoxLayout()
        self._said.setContentsMargins(0, 0, 0, 0)
        self._said.setSpacing(0)
        self._said.addStretch(1)
        self._said.addWidget(self.words)
        self._said.addWidget(self.note)
        self._said.addStretch(1)
        self._across = QHBoxLayout()
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addLayout(self._said, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._across)
        if control is not None:
            self.add(control)
        theme.changed.connect(self.fit)
        self.fit()

    def add(self, control: QWidget) -> None:
        """Put one more control at the right."""
        self._across.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def below(self, widget: QWidget) -> None:
        """Put a widget under the words, over the whole width."""
        self._column.addWidget(widget)

    def say(self, words: str, note: str = "") -> None:
        """Say what is chosen here, and what it changes."""
        self.words.set_text(words)
        self.note.set_text(note)
        self.note.setVisible(bool(note))

    def fit(self) -> None:
        """Follow the scale."""
        px = self.theme.px
        self._column.setContentsMargins(px(_INSET), px(_GAP), px(_INSET), px(_GAP))
        self._column.setSpacing(px(10))
        self._across.setSpacing(px(24))
