"""One download: how far it is, how fast, what it waits for, and its ways out: pause or go on, cancel."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from aparte import messages
from aparte.i18n import _
from aparte_ui import accessible, numbers
from aparte_ui.widgets.bar import Bar
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.card import Card
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from aparte.engine.downloads import Download
    from aparte.engine.pace import Progress
    from aparte_ui.theme import Theme


class DownloadCard(Card):
    """resumed, paused, cancelled: what its buttons ask."""

    resumed = Signal()
    paused = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, download: Download, now: Callable[[], datetime]) -> None:
        """Show a download; `show_state` and `show_progress` say the rest. now: the clock that times are told by."""
        super().__init__(theme)
        self.download, self._now = download, now
        self._progress: Progress | None = None
        self._running = False
        self._lost_at: datetime | None = None
        self._name = Text(theme, "body", weight=600, elide=True)
        self._come = Text(theme, "body", weight=600)
        self._state = Text(theme, "body", colour="ink2", wrap=True)
        self._left = Text(theme, "body", colour="ink2")
        self._bar = Bar(theme, thick=True)
        self._proof = Text(theme, "small", colour="ink2", elide=True)
        self._line = Text(theme, "small", colour="ink2")
        self.pause = Button(theme, size="small")
        self.cancel = Button(theme, kind="quiet", size="small")
        self.pause.clicked.connect(self._on_pressed)
        self.cancel.clicked.connect(self.cancelled)
        self._announcer = accessible.Announcer(self)
        self._told = ""
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self._name, 1)
        for widget in (self._come, self._left, self.pause, self.cancel):
            head.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(20))
        foot.addWidget(self._proof, 1)
        foot.addWidget(self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(12), theme.px(16), theme.px(13))
        column.setSpacing(theme.px(9))
        column.addLayout(head)
        column.addWidget(self._state)
        column.addWidget(self._bar)
        column.addLayout(foot)

    def show_state(self, download: Download, *, running: bool, why_not: str) -> None:
        """Say how it stands; running: bytes may come now; why_not: why it can't go on, "" when it can."""
        self.download, self._running = download, running
        if not running:
            self._progress = None
        self._name.set_text(download.name)
        self.pause.set_text(_("Pause") if running else _("Resume"))
        self.pause.set_icon("pause" if running else "play")
        self.pause.refuse("" if running else why_not)
        self.cancel.set_text(_("Cancel"))
        for button in (self.pause, self.cancel):
            if button.isEnabled():
                accessible.name(button, f"{button.label()}: {download.name}")
        self._proof.set_text(_proof(download))
        self._line.set_text(_("1 connection, each request in the log") if running else _("no connection open"))
        self._say()

    def show_progress(self, progress: Progress) -> None:
        """Say how far it is now."""
        if progress.cuts and self._lost_at is None:
            self._lost_at = self._now()
        self._progress = progress
        self._say()

    def _on_pressed(self) -> None:
        (self.paused if self._running else self.resumed).emit()

    def _say(self) -> None:
        progress, known = self._progress, self.download
        done = progress.done if progress else known.kept_bytes
        total = (progress.total if progress else 0) or known.size_bytes or known.about_bytes
        come = _("{done} of {total}").format(done=numbers.size(done), total=numbers.size(total)) if total else ""
        self._come.set_text(come or numbers.size(done))
        left = numbers.duration(progress.left_s) if progress and progress.left_s is not None else ""
        self._left.set_text(_("about {duration} left").format(duration=left) if left else "")
        self._state.set_text(self._sentence())
        failed = not self._running and known.state == "failed"
        self._state.set_colour("block" if failed else "ink2")
        self.set_looks(fill="sheet", border="line", edge="block" if failed else "")
        self._bar.set_share(done / total if total else 0.0, f"{known.name}: {come}. {self._state.text()}")
        accessible.name(self, known.name, f"{come}. {self._state.text()} {self._left.text()}")
        self._announce(come)

    def _announce(self, come: str) -> None:
        """Say aloud what changes its course, never how each second goes."""
        course = (self._progress.phase if self._progress else "") or self.download.state
        if course in {"waiting", "finishing", "paused", "failed"} and course != self._told:
            self._announcer.say(f"{self.download.name}: {self._state.text()} {come}")
        self._told = course

    def _sentence(self) -> str:
        progress, known = self._progress, self.download
        if progress is None:
            if self._running:
                return _("Asking {host}…").format(host=known.hosts[0])
            if known.state == "failed" and known.why:
                return messages.say(known.why, known.params)
            return _("Paused at {time}. What has come is kept.").format(time=_clock(known.since))
        if progress.phase == "waiting":
            return self._waiting(progress)
        if progress.phase == "receiving":
            return self._receiving(progress)
        return {
            "checking": _("Reading again what is already here."),
            "asking": _("Asking {host}…").format(host=known.hosts[0]),
            "finishing": _("Checking the fingerprint and the header."),
        }[progress.phase]

    def _waiting(self, progress: Progress) -> str:
        reasons = {
            "download.busy": _("{host} is busy; the next try is in {duration}."),
            "download.no_resume": _("{host} does not go on where it stopped; the next try is in {duration}."),
        }
        said = reasons.get(progress.why, _("The line was lost; the next try is in {duration}."))
        wait = numbers.duration(max(1, round(progress.wait_s)))
        return said.format(host=self.download.hosts[0], duration=wait)

    def _receiving(self, progress: Progress) -> str:
        speed = _("{size} a second").format(size=numbers.size(round(progress.bytes_per_s)))
        if self._lost_at is not None:
            lost = _("Lost at {time}, gone on by itself · {speed}")
            return lost.format(time=numbers.clock(self._lost_at), speed=speed)
        if progress.changes:
            return _("The file had changed there and was begun again · {speed}").format(speed=speed)
        return _("From {host} · {speed}").format(host=self.download.hosts[0], speed=speed)


def _proof(download: Download) -> str:
    if download.sha256:
        must = _("Fingerprint checked as it arrives. At the end it must read {print}, or the file is refused.")
        parts = (download.sha256[:4], download.sha256[4:8], "…", download.sha256[-4:])
        return must.format(print=" ".join(parts))
    return _("No fingerprint was published: its own is remembered, a later download must equal it.")


def _clock(moment: str) -> str:
    return numbers.clock(datetime.fromisoformat(moment)) if moment else "—"
