"""The settings: two columns of sections, one under 1200 pixels; About opens over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui.places import Place
from aparte_ui.settings.about import About
from aparte_ui.settings.care import Care
from aparte_ui.settings.client import ClientSection
from aparte_ui.settings.folder import FolderSection
from aparte_ui.settings.leaving import LeavingSection
from aparte_ui.settings.screen import ScreenSection
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.heading import Heading

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow


class SettingsView(Place):
    """Every choice, each of which acts at once."""

    def __init__(self, window: MainWindow) -> None:
        """Build the sections; what is on disk is read when the place is entered."""
        super().__init__()
        self._window = window
        theme = self._theme = window.app.theme
        self._heading = Heading(theme, "title")
        self.about = Button(theme, kind="quiet", icon="info")
        self._heading.add_right(self.about)
        self.care = Care(window)
        self.screen_section = ScreenSection(window)
        self.leaving = LeavingSection(window)
        self.client = ClientSection(window, self.care)
        self.folder = FolderSection(window)
        self.about.clicked.connect(self.show_about)
        window.workspace.client_changed.connect(self._on_client_changed)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._theme
        page = QWidget()
        page.setProperty("surface", "clear")
        self._column = QVBoxLayout(page)
        self._column.setSpacing(theme.px(14))
        self._column.addWidget(self._heading)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(16))
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.set_narrow(narrow=False)

    def entered(self) -> None:
        """Read the log's head, and take the keyboard."""
        self.screen_section.show_chosen()
        self.leaving.look()
        self.about.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep the name being typed: the window closes."""
        self.client.name.line.editingFinished.emit()
        self.leaving.person.line.editingFinished.emit()

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the sections under each other when there is no room for two."""
        px = self._theme.px
        side = px(24 if narrow else 40)
        self._column.setContentsMargins(side, px(14), side, px(24))
        sections = (self.screen_section, self.leaving, self.folder, self.client)
        for section in sections:
            self._grid.removeWidget(section)
        if narrow:
            for row, section in enumerate(sections):
                self._grid.addWidget(section, row, 0)
        else:
            for row, section in enumerate(sections[:3]):
                self._grid.addWidget(section, row, 0)
            self._grid.addWidget(self.client, 0, 1, 3, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 0 if narrow else 1)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._heading.say(_("Settings"))
        self.about.set_text(_("About Aparté…"))
        for section in (self.screen_section, self.leaving, self.client, self.folder):
            section.retranslate()

    def show_about(self) -> About:
        """Open the version and the licences over the window."""
        about = About(self._window)
        about.show_page()
        return about

    def _on_client_changed(self) -> None:
        if self._window.place == "settings":
            self.leaving.look()
