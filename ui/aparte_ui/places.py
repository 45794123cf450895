"""What a place of the rail is, and where each one is built: late, when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte_ui.mainwindow import MainWindow


class Place(QWidget):
    """One place. `folds`: it has a left panel that a narrow window folds away."""

    folds = False

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""

    def entered(self) -> None:
        """The place was opened: bring it up to date and take the keyboard."""

    def leave(self) -> None:
        """The window closes: keep what is not kept yet."""

    def set_narrow(self, *, narrow: bool) -> None:
        """Fold or unfold what a narrow window has no room for."""

    def asked(self, what: str) -> None:
        """Do what the frame asks ("unfold": show the folded panel over the page)."""

    def facts(self) -> Sequence[str]:
        """Return the short facts this place puts in the status bar."""
        return ()


def build(name: str, window: MainWindow) -> Place:
    """Build the place `name`."""
    if name == "desk":
        from aparte_ui.desk.view import Desk

        return Desk(window)
    if name == "first":
        from aparte_ui.firstrun import FirstRun

        return FirstRun(window)
    if name == "archive":
        from aparte_ui.archive.view import Archive

        return Archive(window)
    if name == "models":
        from aparte_ui.models.view import Models

        return Models(window)
    if name == "settings":
        from aparte_ui.settings.view import SettingsView

        return SettingsView(window)
    from aparte_ui.notyet import NotYet

    return NotYet(window, name)
