"""An import under way: its process is listened to in a lane of its own, so that neither typing nor searching waits."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from aparte_ui.jobs import Lane

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aparte.archive.spaces import Space
    from aparte.sources.mapping import ColumnMap
    from aparte.sources.report import ImportReport, Progress

_LISTEN_S = 0.2


class Importing(QObject):
    """One import at a time. progressed: Progress, seconds left or None; ended: ImportReport; failed: the exception."""

    progressed = Signal(object, object)
    ended = Signal(object)
    failed = Signal(object)
    _news = Signal(object)

    def __init__(self) -> None:
        """Start no process yet."""
        super().__init__()
        self._lane = Lane("intake")
        self._is_wanted = True
        self._began = 0.0
        self.space: Space | None = None
        self._news.connect(self._on_progress)

    @property
    def is_running(self) -> bool:
        """Whether an import is under way."""
        return self.space is not None

    @property
    def lane(self) -> Lane:
        """The lane the import is listened to in; what comes before an import is done there too."""
        return self._lane

    def start(
        self,
        paths: Sequence[Path],
        space: Space,
        as_kind: str | None,
        maps: Sequence[ColumnMap] = (),
        *,
        pseudonyms: bool = False,
    ) -> None:
        """Import `paths` into `space`; as_kind: "own", "mention", or None for what the files say.

        maps: what was said of the columns of tables. pseudonyms: other people's names are kept out.
        """
        self.space, self._is_wanted, self._began = space, True, monotonic()

        def work() -> ImportReport:
            from aparte.sources import intake_process
            from aparte.sources.report import Progress

            intake = intake_process.start(paths, space, as_kind=as_kind, maps=maps, pseudonyms=pseudonyms)
            while True:
                if not self._is_wanted:
                    intake.stop()
                news = intake.next(_LISTEN_S)
                if isinstance(news, Progress):
                    self._news.emit(news)
                elif news is not None:
                    return news

        self._lane.do(work, self._on_ended, self._on_failed)

    def stop(self) -> None:
        """Stop after the batch under way; the report of what was kept still comes."""
        self._is_wanted = False

    def close(self) -> None:
        """Stop and wait for the end: the window closes."""
        self.stop()
        self._lane.stop()
        # What the lane still said waits in Qt's queue, and the widgets it was meant for are going.
        self.space = None
        self.blockSignals(True)

    def _on_progress(self, news: Progress) -> None:
        if not self.is_running:
            return
        spent = monotonic() - self._began
        left = spent * (1 - news.fraction) / news.fraction if news.fraction > 0 else None
        self.progressed.emit(news, left)

    def _on_ended(self, report: ImportReport) -> None:
        self.space = None
        self.ended.emit(report)

    def _on_failed(self, error: Exception) -> None:
        self.space = None
        self.failed.emit(error)
