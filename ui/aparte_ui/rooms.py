"""Where each place is built: late, when it is first opened. Only the window knows all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.places import Place


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
    if name == "closed":
        from aparte_ui.closed import Closed

        return Closed(window)
    from aparte_ui.notyet import NotYet

    return NotYet(window, name)
