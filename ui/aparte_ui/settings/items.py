"""A short list inside a row: words, what is known of them, and one thing to do with each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte_ui import accessible
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte_ui.theme import Theme


@dataclass(frozen=True)
class Item:
    """One line: a key of the caller, its words, and a note under them."""

    key: str
    words: str
    note: str = ""


class Items(QWidget):
    """acted: the key of the line whose button was pressed."""

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Show none."""
        super().__init__()
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self.buttons: dict[str, Button] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()
        theme.changed.connect(self._fit)
        self._fit()

    def show_items(self, items: Sequence[Item], action: str) -> None:
        """Show these lines, each with a button that says `action`; the keyboard stays near where it was."""
        if self._shown == (*items, action):
            return
        self._shown = (*items, action)
        held = self._held()
        while (taken := self._column.takeAt(0)) is not None:
            if (line := taken.widget()) is not None:
                line.hide()
                line.deleteLater()
        self.buttons = {}
        for item in items:
            self._column.addWidget(self._line(item, action))
        self.setVisible(bool(items))
        buttons = list(self.buttons.values())
        if held is not None and buttons:
            near = buttons[min(held, len(buttons) - 1)]
            # Qt would show the line a moment later, and what is not shown takes no keyboard.
            if (line := near.parentWidget()) is not None:
                line.show()
            near.setFocus(Qt.FocusReason.TabFocusReason)

    def _held(self) -> int | None:
        """Return which line has the keyboard."""
        buttons = list(self.buttons.values())
        focused = self.window().focusWidget()
        return buttons.index(focused) if isinstance(focused, Button) and focused in buttons else None

    def _line(self, item: Item, action: str) -> QWidget:
        theme, line = self._theme, QWidget()
        button = self.buttons[item.key] = Button(theme, action, kind="quiet", size="small", flush=True)
        accessible.name(button, f"{action}: {item.words}", item.note)
        button.clicked.connect(lambda: self.acted.emit(item.key))
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Text(theme, "body", wrap=True, text=item.words))
        if item.note:
            words.addWidget(Text(theme, "small", colour="ink3", wrap=True, text=item.note))
        words.addStretch(1)
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.px(16))
        across.addLayout(words, 1)
        across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _fit(self) -> None:
        self._column.setSpacing(self._theme.px(8))
