"""A one-line field. An error is a thick border, a drawing and a sentence that says what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from aparte_ui import accessible
from aparte_ui.theme import Theme
from aparte_ui.widgets.drawing import Drawing
from aparte_ui.widgets.keycap import KeyCap
from aparte_ui.widgets.text import Text


class Field(QWidget):
    """A field and the sentence under it. icon: a drawing at its left; key: a cap at its right, shown while empty."""

    edited = Signal(str)
    entered = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        placeholder: str = "",
        icon: str = "",
        key: str = "",
        secret: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._name, self._icon = theme, name, icon
        self.line = QLineEdit(self)
        self.line.setFont(theme.font("body"))
        self.line.setPlaceholderText(placeholder)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._mend = _Mend(theme, self)
        self._cap = KeyCap(theme, key, self.line) if key else None
        self._lay_out()
        self.line.textEdited.connect(self.edited)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(lambda: self.entered.emit(self.line.text()))
        self.setFocusProxy(self.line)
        accessible.name(self.line, name)
        theme.changed.connect(self._dress)
        self._dress()

    def text(self) -> str:
        """Return what is written."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Write something; `edited` is only for a person's own letters."""
        self.line.setText(text)

    def set_name(self, name: str, placeholder: str = "") -> None:
        """Name the field again, in another language."""
        self._name = name
        self.line.setPlaceholderText(placeholder)
        accessible.name(self.line, name, self._mend.sentence.text())

    def set_error(self, sentence: str) -> None:
        """Show what is wrong and what to do; an empty sentence clears it."""
        self._mend.sentence.set_text(sentence)
        self._mend.setVisible(bool(sentence))
        accessible.name(self.line, self._name, sentence)
        state = "error" if sentence else ""
        if self.line.property("state") != state:
            self.line.setProperty("state", state)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self._mend)
        self._mend.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if self._cap is not None:
            inside = QHBoxLayout(self.line)
            inside.setContentsMargins(0, 0, self._theme.px(8), 0)
            inside.addStretch(1)
            inside.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignVCenter)

    def _on_text_changed(self, text: str) -> None:
        if self._cap is not None:
            self._cap.setVisible(not text)

    def _dress(self) -> None:
        self.line.setFont(self._theme.font("body"))
        for action in self.line.actions():
            self.line.removeAction(action)
        if self._icon:
            self.line.addAction(self._theme.icon(self._icon), QLineEdit.ActionPosition.LeadingPosition)


class _Mend(QWidget):
    """The drawing and the sentence under a field in error."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.sentence = Text(theme, "small", colour="block", wrap=True, parent=self)
        row.addWidget(Drawing(theme, "warning", "block", 14, self), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)
