"""The settings of a window, opened, and what a person does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from aparte.archive.spaces import space_at
from aparte_ui.settings.view import SettingsView

if TYPE_CHECKING:
    from aparte.nouns import Brand
    from tests.ui.opened import Opened


def settings_of(opened: Opened) -> SettingsView:
    """Go to the settings, and wait until all that is read is read."""
    opened.window.go("settings")
    opened.settle()
    place = opened.window.place_of("settings")
    assert isinstance(place, SettingsView)
    return place


def brand_on_disk(opened: Opened) -> Brand:
    """Read the open client again, from its file."""
    opened.settle()
    return space_at(opened.space.folder).brand


def choose(inside: QWidget, name: str) -> None:
    """Press the choice that a screen reader calls `name`."""
    button = next(one for one in inside.findChildren(QAbstractButton) if one.accessibleName() == name)
    button.click()


def enter(opened: Opened, line: QWidget, text: str) -> None:
    """Replace what stands in a field by `text`, and press Enter."""
    line.setFocus()
    opened.press("A", Qt.KeyboardModifier.ControlModifier, line)
    for letter in text:
        # Accents too: QTest's own clicks know no letter beyond ASCII.
        QCoreApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    opened.press(Qt.Key.Key_Return, at=line)
    opened.settle()


def words_of(widget: QWidget) -> str:
    """Return what can be read there now, one text a line."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text())
