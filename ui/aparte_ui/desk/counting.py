"""How long a draft is on each of its platforms, as each one counts.

The tab on the page is counted with each key; the others in a pause: four platforms at each key cost 2 ms of a long
draft's reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from aparte_ui.jobs import Latest

if TYPE_CHECKING:
    from aparte.nouns import Draft, Fit, Occasion
    from aparte_ui.jobs import Lane

AFTER_MS = 150


class TabCounts(QObject):
    """The counters of the tabs. changed: at least one of them differs from before."""

    changed = Signal()

    def __init__(self, compute: Lane) -> None:
        """Count in `compute`, after what is being read there."""
        super().__init__()
        self._counter = Latest(compute)
        self._asked: tuple[Draft, Occasion] | None = None
        self._pause = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._pause.timeout.connect(self._count)
        self.of: dict[str, tuple[int, int]] = {}
        """Platform -> length and limit."""

    def forget(self) -> None:
        """Know nothing: another draft is on the page."""
        self._pause.stop()
        self._asked = None
        self.of = {}

    def follow(self, draft: Draft, occasion: Occasion, fit: Fit | None) -> None:
        """Take the count of the page from its fit, and count the other tabs in a pause, or now if one is unknown."""
        self._asked = (draft, occasion)
        if fit is not None:
            self.of[fit.platform] = (fit.length, fit.limit)
        if set(draft.versions) <= set(self.of):
            self._pause.start()
        else:
            self._count()

    def _count(self) -> None:
        if self._asked is None:
            return
        asked = draft, occasion = self._asked
        texts = {name: draft.text_for(name) for name in draft.versions}

        def count() -> dict[str, tuple[int, int]]:
            from aparte.platforms.fit import counted

            return {name: counted(text, name, occasion) for name, text in texts.items()}

        self._counter.ask(count, lambda counts: self._counted(asked, counts))

    def _counted(self, asked: tuple[Draft, Occasion], counts: dict[str, tuple[int, int]]) -> None:
        if asked == self._asked and counts != self.of:
            self.of = counts
            self.changed.emit()
