"""Waiting for the model: it may have to be loaded first, and the wait says so, with how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from aparte.i18n import _
from aparte_ui import numbers
from aparte_ui.widgets.progress import Progress

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow

_TICK_MS = 200


class ModelWait(Progress):
    """A wait whose title follows the engine."""

    def __init__(self, window: MainWindow) -> None:
        """Follow the engine of `window` from `start` to `finish`."""
        super().__init__(window.app.theme)
        self._window = window
        self._asked = ""
        self._follow = QTimer(self)
        self._follow.setInterval(_TICK_MS)
        self._follow.timeout.connect(self._tell)

    def start(self, title: str, expected_s: float, meanwhile: str = "") -> None:
        """Show the wait; its title is `title` whenever nothing is being loaded."""
        super().start(title, expected_s, meanwhile)
        self._asked = title
        self._follow.start()

    def finish(self) -> None:
        """Stop counting and following."""
        super().finish()
        self._follow.stop()

    def _tell(self) -> None:
        standing = self._window.app.standing()
        if standing is None or standing.phase != "loading":
            self.set_title(self._asked)
            return
        part = numbers.percent(round(standing.fraction, 2))
        self.set_title(_("Loading {name}: {part}").format(name=standing.model, part=part))


def at_rest(window: MainWindow) -> str:
    """Say that the model rests or was switched off; "" where it is neither."""
    standing = window.app.standing()
    if standing is None or standing.phase not in {"off", "resting"}:
        return ""
    return (
        _("Model switched off") if standing.phase == "off" else _("Model at rest: {name}").format(name=standing.model)
    )
