"""Beside the drop zone: what happens when a model stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from aparte_ui.theme import Theme


class Advice(QWidget):
    """One short paragraph."""

    def __init__(self, theme: Theme) -> None:
        """Lay the words out; `retranslate` says them."""
        super().__init__()
        self._title = Text(theme, "body", weight=600)
        self._stops = Text(theme, "body", colour="ink2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._title)
        column.addWidget(self._stops)
        column.addStretch(1)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._title.set_text(_("If the model stops"))
        self._stops.set_text(
            _("It runs in its own process. If it fails, your text stays, the panel says why, and rules take its place.")
        )
