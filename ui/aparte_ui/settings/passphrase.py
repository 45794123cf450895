"""A passphrase to choose: typed twice, for nobody sees what was typed. Whether one is needed, the caller says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from aparte_ui.theme import Theme


class Passphrase(QWidget):
    """changed: something else is typed."""

    changed = Signal()

    def __init__(self, theme: Theme, *, needed: bool) -> None:
        """Ask for one. needed: without it there is no going on."""
        super().__init__()
        self._needed = needed
        self._title = Text(theme, "body", weight=600)
        self.first, self.second = Field(theme, "", secret=True), Field(theme, "", secret=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self._title, self.first, self.second):
            column.addWidget(widget)
        for field in (self.first, self.second):
            field.edited.connect(lambda _text: self.changed.emit())
        self.retranslate()

    def text(self) -> str:
        """Return what was chosen, "" for none."""
        return self.first.text().strip()

    def refusal(self) -> str:
        """Return why it can't be taken yet, "" when it can."""
        if not self.text():
            return _("choose a passphrase first") if self._needed else ""
        return "" if self.second.text().strip() == self.text() else _("type the same passphrase twice")

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        optional = _("Passphrase, asked after a lock (optional)")
        self._title.set_text(_("Passphrase") if self._needed else optional)
        self.first.set_name(_("Passphrase"), _("Some words of your own, long rather than odd"))
        self.second.set_name(_("The same again"), _("The same again"))
