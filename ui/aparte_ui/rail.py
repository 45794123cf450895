"""The rail: the places of the program, one button each, and the two keys that lead everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout

from aparte.i18n import N_, _
from aparte_ui import accessible
from aparte_ui.widgets.drawing import Drawing, Monogram
from aparte_ui.widgets.keycap import KeyCap
from aparte_ui.widgets.rail import RailButton
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from aparte.nouns import Brand
    from aparte_ui.theme import Theme

PLACES = {
    "desk": ("pencil", N_("Desk")),
    "watch": ("inbox", N_("Watch")),
    "trends": ("trend", N_("Trends")),
    "archive": ("search", N_("Archive")),
    "voice": ("voice", N_("Voice")),
    "review": ("report", N_("Review")),
    "models": ("chip", N_("Models")),
}
"""Place -> drawing, name. Their order is the order of the rail and of the keys Alt+1 to Alt+7."""


class Rail(QFrame):
    """The left edge of the window. chosen: a place; palette_asked: the list of everything that can be done."""

    chosen = Signal(str)
    palette_asked = Signal()
    client_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Build a button a place."""
        super().__init__()
        self._theme = theme
        self._logo = Drawing(theme, "logo", "curtain_text", 26)
        self._client = Monogram(theme, "", "canal", 36)
        self._places = {place: RailButton(theme, icon, _(name)) for place, (icon, name) in PLACES.items()}
        self._settings = RailButton(theme, "gear", _("Settings"))
        self._palette = KeyCap(theme, "Ctrl+K")
        self._palette_name = Text(theme, "caption", colour="ink2")
        for place, button in {**self._places, "settings": self._settings}.items():
            button.clicked.connect(lambda _on=False, name=place: self.chosen.emit(name))
        self._lay_out()
        self.retranslate()
        theme.changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        theme, middle = self._theme, Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(12), 0, theme.px(10))
        column.setSpacing(theme.px(4))
        column.addWidget(self._logo, 0, middle)
        column.addWidget(self._client, 0, middle)
        column.addSpacing(theme.px(8))
        for button in self._places.values():
            column.addWidget(button, 0, middle)
        column.addStretch(1)
        column.addWidget(self._palette, 0, middle)
        column.addWidget(self._palette_name, 0, middle)
        column.addSpacing(theme.px(8))
        column.addWidget(self._settings, 0, middle)
        self._client.hide()

    def choose(self, place: str) -> None:
        """Show which place is open, without asking for it again."""
        button = self._settings if place == "settings" else self._places[place]
        button.setChecked(True)

    def show_client(self, brand: Brand | None) -> None:
        """Show the client's square instead of the logo: the left panel is folded away."""
        self._logo.setVisible(brand is None)
        self._client.setVisible(brand is not None)
        if brand is not None:
            self._client.set_client(brand.name, brand.colour)

    def retranslate(self) -> None:
        """Say every place in the language of the screen."""
        accessible.name(self, _("Places"))
        for place, button in self._places.items():
            button.set_text(_(PLACES[place][1]))
        self._settings.set_text(_("Settings"))
        self._palette.retranslate()
        self._palette_name.set_text(_("Commands"))

    def mousePressEvent(self, event: object) -> None:
        """Open the palette from its key cap, the clients from their square."""
        at = event.position().toPoint()  # type: ignore[attr-defined]  # Qt gives a QMouseEvent
        if self._palette.geometry().united(self._palette_name.geometry()).contains(at):
            self.palette_asked.emit()
        elif self._client.isVisible() and self._client.geometry().contains(at):
            self.client_asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the backstage ground."""
        QPainter(self).fillRect(self.rect(), self._theme.color("wings"))

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.size("rail"))
