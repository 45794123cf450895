"""A field whose line holds when it is left or when Enter is pressed, never letter by letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from aparte_ui.widgets.field import Field

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from aparte_ui.theme import Theme

_WIDTH = 260


class Line(Field):
    """given: another line than the one shown; Esc takes the typing back."""

    given = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Show nothing yet."""
        super().__init__(theme, "")
        self._held = ""
        self.line.editingFinished.connect(self.commit)
        theme.changed.connect(self._fit)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show what holds; a line that is being typed stays."""
        if self.line.hasFocus() and self.text().strip() != self._held:
            return
        self._held = text
        self.set_text(text)
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Show what is wrong, on as many lines as it takes."""
        super().set_error(sentence)
        self._fit()

    def commit(self) -> None:
        """Give what was typed, if it is another line."""
        typed = " ".join(self.text().split())
        if typed != self._held:
            self._held = typed
            self.given.emit(typed)

    def refuse(self, sentence: str, holds: str) -> None:
        """Say why the line can't hold, leave it to be corrected; `holds` is what does."""
        self._held = holds
        self.set_error(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the typing back on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._held:
            self.show_held()
        else:
            super().keyPressEvent(event)

    def show_held(self) -> None:
        """Show what holds, whatever was typed."""
        self.set_text(self._held)
        self.set_error("")

    def _fit(self) -> None:
        wide, column = self._theme.px(_WIDTH), self.layout()
        self.setFixedWidth(wide)
        if column is not None:
            column.invalidate()
            wraps = column.hasHeightForWidth()
            self.setFixedHeight(column.totalHeightForWidth(wide) if wraps else column.totalSizeHint().height())
