"""The settings: one column to scroll, every choice at once on screen and on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui.places import Place
from aparte_ui.settings.aboutgroup import AboutGroup
from aparte_ui.settings.client import ClientGroup
from aparte_ui.settings.data import DataGroup
from aparte_ui.settings.network import NetworkGroup
from aparte_ui.settings.privacy import PrivacyGroup
from aparte_ui.settings.screen import ScreenGroup
from aparte_ui.settings.writing import WritingGroup
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.settings.rows import Group

WIDTH = 720
_SIDE = 24


class SettingsView(Place):
    """Every choice of the person."""

    def __init__(self, window: MainWindow) -> None:
        """Build the column; what lies on disk is read when the place is entered."""
        super().__init__()
        self._window, self._theme = window, window.app.theme
        self._title = Text(self._theme, "title")
        self.screen_group = ScreenGroup(window)
        self.writing = WritingGroup(window)
        self.client = ClientGroup(window)
        self.privacy = PrivacyGroup(window)
        self.network = NetworkGroup(window)
        self.data = DataGroup(window)
        self.about = AboutGroup(window)
        self._groups: tuple[Group, ...] = (
            self.screen_group,
            self.writing,
            self.client,
            self.privacy,
            self.network,
            self.data,
            self.about,
        )
        self._lay_out()
        self._theme.changed.connect(self._fit)
        window.workspace.client_changed.connect(self._on_client_changed)
        self.retranslate()

    def _lay_out(self) -> None:
        self._middle = QWidget()
        self._column = QVBoxLayout(self._middle)
        self._column.addWidget(self._title)
        for group in self._groups:
            self._column.addWidget(group)
        self._column.addStretch(1)
        page = QWidget()
        page.setProperty("surface", "clear")
        across = QHBoxLayout(page)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(self._middle, 100)
        across.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(page)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self.area)
        self._fit()

    def entered(self) -> None:
        """Show what holds now, and take the keyboard."""
        for group in self._groups:
            group.look()
        self.screen_group.take_keyboard()

    def leave(self) -> None:
        """Keep what is still being typed: the window closes."""
        for group in self._groups:
            group.commit()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._title.set_text(_("Settings"))
        for group in self._groups:
            group.retranslate()

    def _on_client_changed(self) -> None:
        if self._window.place == "settings":
            for group in (self.client, self.privacy, self.data):
                group.look()

    def _fit(self) -> None:
        px = self._theme.px
        self._middle.setMaximumWidth(px(WIDTH + 2 * _SIDE))
        self._column.setContentsMargins(px(_SIDE), px(14), px(_SIDE), px(40))
        self._column.setSpacing(px(28))
