"""Downloads of the window: one at a time, in a lane of their own, with what was begun before and may go on.

The network is closed until the user agrees to the machines of one download; it closes again with that download's end,
its pause or its failure. Going on within the same session needs no second yes, a new start of the program does.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from aparte.errors import Trouble
from aparte_ui.jobs import Lane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.engine.downloads import Download
    from aparte.engine.transfer import Transfer
    from aparte.nouns import ModelFile
    from aparte_ui.app import App


class Fetching(QObject):
    """changed: what is begun, or which of it is under way; progressed: a Progress; arrived: a ModelFile.

    stopped: a Download and the Trouble that stopped it, a pause and a cancel included.
    """

    changed = Signal()
    progressed = Signal(object)
    arrived = Signal(object)
    stopped = Signal(object, object)

    def __init__(self, app: App) -> None:
        """Read nothing yet."""
        super().__init__()
        self._app = app
        self._lane = Lane("download")
        self._lane.failed.connect(app.archive.failed)
        self._transfer: Transfer | None = None
        self._agreed: dict[str, set[str]] = {}
        self.begun: Sequence[Download] = ()
        self.under_way = ""

    def look(self) -> None:
        """Read what was begun and is not here yet."""
        home = self._app.home

        def work() -> Sequence[Download]:
            from aparte.engine.downloads import begun

            return begun(home)

        self._lane.do(work, self._on_looked) if not self.under_way else self.changed.emit()

    def missing_yes(self, download: Download) -> tuple[str, ...]:
        """Return the hosts of a download that the user has not agreed to in this session."""
        agreed = self._agreed.get(download.name, set())
        return tuple(host for host in download.hosts if host not in agreed)

    def start(self, download: Download) -> None:
        """Fetch a model: the user agreed to its hosts just now, or earlier in this session."""
        if self.under_way:
            return
        from aparte.engine.transfer import Transfer

        self._agreed.setdefault(download.name, set()).update(download.hosts)
        self.under_way = download.name
        transfer = self._transfer = Transfer(self._app.home, download, self.progressed.emit)
        others = [one for one in self.begun if one.name != download.name]
        self.begun = sorted([*others, transfer.download], key=lambda one: one.name.casefold())
        self.changed.emit()
        self._lane.do(transfer.run, self._on_arrived, lambda error: self._on_stopped(transfer, error))

    def pause(self) -> None:
        """Stop the one under way; what has come stays."""
        if self._transfer is not None:
            self._transfer.pause()

    def cancel(self, download: Download) -> None:
        """Delete what has come of a download."""
        if self.under_way == download.name and self._transfer is not None:
            self._transfer.cancel()
            return
        home = self._app.home

        def work() -> None:
            from aparte.engine.downloads import discard

            discard(home, download)

        self._lane.do(work, lambda _none: self.look())

    def close(self) -> None:
        """Keep what has come and end the lane: the window closes."""
        self.pause()
        self._lane.stop()
        # What the lane still said waits in Qt's queue, and the widgets it was meant for are going.
        self.blockSignals(True)

    def _on_looked(self, begun: Sequence[Download]) -> None:
        self.begun = begun
        self.changed.emit()

    def _on_arrived(self, model: ModelFile) -> None:
        self._end()
        self.arrived.emit(model)
        self.look()

    def _on_stopped(self, transfer: Transfer, error: Exception) -> None:
        self._end()
        if isinstance(error, Trouble):
            self.stopped.emit(transfer.download, error)
        else:
            self._app.archive.failed.emit(error)
        self.look()

    def _end(self) -> None:
        self.under_way, self._transfer = "", None


def planned(address: str) -> Download:
    """Return the download of an address that was typed. Raises Trouble as `downloads.planned`."""
    from aparte.engine import downloads

    return downloads.planned(address.strip())


def with_host(download: Download, host: str) -> Download:
    """Return a download that may also be sent on to `host`."""
    return replace(download, hosts=(*download.hosts, host))


def is_sealed() -> bool:
    """Tell whether this session is sealed for good: no other machine can be called whatever is agreed to."""
    return os.environ.get("APARTE_SEALED") == "1"
