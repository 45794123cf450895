"""What a screen reader hears: a name for every control, and changes said politely, never in a flood.

A painted widget's name holds its value and its reason ("Irony: 8 in 10, between 7 and 9, because of again"); it is
never its class. Nothing here is shown on screen.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

PAUSE_MS = 2000
"""At most one announcement in this time while someone types (design, section 8)."""


def name(widget: QWidget, said: str, why: str = "") -> None:
    """Name a control, and give its reason or its help."""
    if widget.accessibleName() != said:
        widget.setAccessibleName(said)
    if widget.accessibleDescription() != why:
        widget.setAccessibleDescription(why)


class Announcer(QObject):
    """Says changes aloud for `widget`: the first at once, then only the last of each pause."""

    def __init__(self, widget: QWidget, pause_ms: int = PAUSE_MS) -> None:
        super().__init__(widget)
        self._widget = widget
        self._waiting = ""
        self._last = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self._say_waiting)

    def say(self, sentence: str) -> None:
        """Announce `sentence` politely; the same one twice in a row is said once."""
        if self._pause.isActive():
            self._waiting = sentence
        elif sentence and sentence != self._last:
            self._announce(sentence)

    def _say_waiting(self) -> None:
        sentence, self._waiting = self._waiting, ""
        self.say(sentence)

    def _announce(self, sentence: str) -> None:
        self._last = sentence
        event = QAccessibleAnnouncementEvent(self._widget, sentence)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
        self._pause.start()
