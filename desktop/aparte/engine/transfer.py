"""Fetches one model, whatever the line and the server do: cut, silent, changed, lying, full.

Every byte is hashed as it is written. What the disk confirmed survives the end of the program; a version of the file
that is no longer the one we began is begun again; what is not the file it must be is deleted, never used. It refuses to
believe a server further than its bytes go, and to wait for ever.
"""

from __future__ import annotations

import errno
import hashlib
import os
import threading
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from aparte import addresses, net, paths
from aparte.engine import catalogue, downloads, meeting
from aparte.engine.pace import Pace, Progress
from aparte.errors import Trouble
from aparte.netlog import now

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aparte.engine.downloads import Download
    from aparte.engine.pace import Phase
    from aparte.nethttp import Answer
    from aparte.nouns import ModelFile

STALL_S = 30.0
DELAYS_S = (0.5, 1, 2, 4, 8, 15, 30, 60, 60, 120, 120)
"""Waits before each further try that gains nothing: seven minutes in all, a long tunnel; then it stays paused."""
GAIN_BYTES = 1 << 16
"""What a try must bring to count as progress: a server that gives one byte a try must not be asked for ever."""
SURE_BYTES = 16 << 20
"""How often the disk confirms. A forced write costs tens of milliseconds; 16 MB come in one to ten seconds."""
MOST_CHANGES = 3
MOST_OVER = 1.25
"""A file may be this much larger than what the user agreed to: sizes of the catalogue are about."""
_AGAIN = net.WORTH_ANOTHER_TRY | {"download.busy", "download.no_resume"}
_MB = 1_000_000


class Transfer:
    """One download under way. `run` does it; `pause` and `cancel` may be called from another thread."""

    def __init__(
        self,
        home: Path,
        download: Download,
        progress: Callable[[Progress], None] = lambda _progress: None,
        *,
        stall_s: float = STALL_S,
        delays_s: Sequence[float] = DELAYS_S,
    ) -> None:
        """Prepare; nothing is asked or written."""
        self._home, self._download = home, downloads.resumed(home, download)
        self._pace = Pace(progress)
        self._stall_s, self._delays_s = stall_s, delays_s
        self._stop = threading.Event()
        self._cancelled = False
        self._permit: net.Permit | None = None
        self._digest = hashlib.sha256()
        self._at = self._sure = 0
        self._ended = False

    @property
    def download(self) -> Download:
        """Return what is known now."""
        return self._download

    def pause(self) -> None:
        """Stop soon; what has come stays."""
        self._stop.set()
        if self._permit is not None:
            self._permit.interrupt()

    def cancel(self) -> None:
        """Stop soon and delete what has come."""
        self._cancelled = True
        self.pause()

    def run(self) -> ModelFile:
        """Fetch, check and keep the model.

        Raises Trouble: download.paused, download.cancelled, and what the door (`net.…`), the server (`download.…`), the
        disk or the file itself (`model.…`) did; but for cancelling and a wrong file, what has come stays.
        """
        try:
            with downloads.alone(self._home):
                return self._run()
        except OSError as error:
            raise self._failed(self._of_disk(error)) from None
        except KeyboardInterrupt:
            self._failed(Trouble("download.paused", name=self._download.name))
            raise

    def _run(self) -> ModelFile:
        try:
            with self._open() as part:
                self._take_up(part)
                try:
                    self._save(state="under_way", why="", params={})
                    with net.opened(self._home, self._download.hosts, f"model {self._download.name}") as self._permit:
                        self._fetch(part)
                finally:
                    self._sure_of(part)
        except Trouble as trouble:
            if trouble.code == "download.cancelled" or (not self._at and trouble.code != "download.paused"):
                self._discard()
                raise
            raise self._failed(trouble) from None
        return self._finished()

    # The file so far

    def _open(self) -> BinaryIO:
        handle = os.open(downloads.part_of(self._home, self._download), os.O_CREAT | os.O_RDWR, paths.PRIVATE_FILE)
        return os.fdopen(handle, "r+b")

    def _take_up(self, part: BinaryIO) -> None:
        """Hash what is here, up to what the disk confirmed: behind that a crash may have left anything."""
        part.seek(0, os.SEEK_END)
        kept = min(self._download.kept_bytes, part.tell())
        part.truncate(kept)
        part.seek(0)
        while chunk := part.read(min(1 << 20, kept - self._at)):
            self._digest.update(chunk)
            self._at += len(chunk)
            self._say("checking")
            self._heed()
        self._sure = self._at

    def _begin_again(self, part: BinaryIO) -> None:
        self._pace.changes += 1
        if self._pace.changes > MOST_CHANGES:
            self._empty(part)
            raise Trouble("download.changing", name=self._download.name, host=self._host())
        self._empty(part)

    def _empty(self, part: BinaryIO) -> None:
        part.seek(0)
        part.truncate()
        self._digest, self._at, self._sure, self._ended = hashlib.sha256(), 0, 0, False
        self._pace.forget()
        self._save(etag="", modified="", size_bytes=0)

    def _write(self, part: BinaryIO, chunk: bytes) -> None:
        if not self._at and not chunk.startswith(b"GGUF"[: len(chunk)]):
            # A page that says "please log in", most often: better told now than after two gigabytes.
            raise Trouble("model.bad_magic", path=downloads.file_of(self._download.source))
        if 0 < self._download.size_bytes < self._at + len(chunk):
            raise Trouble("download.lies", host=self._host(), what="Content-Length")
        part.write(chunk)
        self._digest.update(chunk)
        self._at += len(chunk)
        if self._at - self._sure >= SURE_BYTES:
            self._sure_of(part)

    def _sure_of(self, part: BinaryIO) -> None:
        """Have the disk confirm what was written, then say so in the description: never the other way round."""
        if self._at != self._sure:
            part.flush()
            os.fsync(part.fileno())
            self._sure = self._at
            self._save()

    def _save(self, **changed: object) -> None:
        known = replace(self._download, kept_bytes=self._sure, **changed)  # type: ignore[arg-type]  # fields by name
        self._download = replace(known, since=now())
        downloads.save(self._home, self._download)

    # The line

    def _fetch(self, part: BinaryIO) -> None:
        """Ask until everything is here; a try that brings nothing waits longer each time."""
        failures = 0
        while not self._is_whole():
            before = self._at
            trouble = self._one_try(part)
            self._heed()
            if self._is_whole() or trouble is None:
                continue
            self._pace.why = trouble.code
            self._pace.forget()
            self._sure_of(part)
            failures = 0 if self._at - before >= GAIN_BYTES else failures + 1
            if failures > len(self._delays_s):
                raise trouble
            if failures:
                self._wait(max(self._delays_s[failures - 1], float(str(trouble.params.get("wait_s", 0)))))

    def _one_try(self, part: BinaryIO) -> Trouble | None:
        """Ask once and take what comes; return what stopped it, None when another version has to be begun.

        Raises Trouble when no other try can help.
        """
        self._heed()
        self._say("asking")
        try:
            self._receive(part)
        except meeting.Changed:
            self._begin_again(part)
            return None
        except Trouble as trouble:
            if trouble.code not in _AGAIN:
                self._heed()
                raise
            self._pace.cuts += 1
            return trouble
        return Trouble("download.short", host=self._host(), got=self._at, said=self._download.size_bytes)

    def _receive(self, part: BinaryIO) -> None:
        assert self._permit is not None
        asked = meeting.headers(self._download, self._at)
        with self._permit.get(self._download.source, asked, self._stall_s) as answer:
            met = meeting.meet(answer, self._download, self._at)
            self._learn(answer, met)
            if met.at_end:
                return
            part.seek(met.place)
            behind = met.compare
            try:
                for chunk in answer.chunks():
                    known, new = chunk[:behind], chunk[behind:]
                    if known and part.read(len(known)) != known:
                        raise meeting.Changed
                    behind -= len(known)
                    if new:
                        self._write(part, new)
                    self._say("receiving")
                    self._heed()
            except Trouble as trouble:
                if answer.status == 200 and met.compare == self._at > 0 and trouble.code in net.WORTH_ANOTHER_TRY:
                    # It begins from the start each time and does not get as far as we already are.
                    raise Trouble("download.no_resume", host=self._host()) from None
                raise
            self._ended = answer.status == 200 and answer.length is None

    def _learn(self, answer: Answer, met: meeting.Meeting) -> None:
        """Note the size and the mark of this version, and refuse what is too large for the consent or the disk."""
        size, agreed = met.size or self._download.size_bytes, self._download.about_bytes
        if agreed and size > agreed * MOST_OVER:
            raise Trouble("download.larger", host=answer.host, said_mb=size // _MB, agreed_mb=agreed // _MB)
        catalogue.room_for(downloads.folder(self._home), max(0, size - self._at))
        etag = answer.headers.get("etag", "")[:200] or self._download.etag
        modified = answer.headers.get("last-modified", "")[:60] or self._download.modified
        if (self._download.size_bytes, self._download.etag, self._download.modified) != (size, etag, modified):
            self._save(size_bytes=size, etag=etag, modified=modified)

    # The end

    def _is_whole(self) -> bool:
        size = self._download.size_bytes
        return size <= self._at if size else self._ended

    def _finished(self) -> ModelFile:
        """Check the fingerprint and the header, and hand the file to the catalogue; a wrong one is deleted."""
        self._say("finishing")
        known, found = self._download, self._digest.hexdigest()
        expected = known.sha256 or downloads.pinned(self._home, known.address)
        try:
            if expected and found != expected:
                code = "download.wrong_bytes" if known.sha256 else "download.wrong_pin"
                raise Trouble(code, name=known.name, expected=expected[:12], found=found[:12])
            model = catalogue.keep(self._home, downloads.part_of(self._home, known), found, known.name)
        except Trouble:
            self._discard()
            raise
        downloads.pin(self._home, known.address, found)
        self._discard()
        return model

    def _discard(self) -> None:
        downloads.discard(self._home, self._download)
        self._download = replace(self._download, kept_bytes=0)

    def _failed(self, trouble: Trouble) -> Trouble:
        """Note why it stopped, for the page and the next start."""
        self._download = self._download.stopped(trouble)
        with suppress(OSError):
            downloads.save(self._home, self._download)
        return trouble

    def _of_disk(self, error: OSError) -> Trouble:
        if error.errno == errno.ENOSPC:
            missing = (self._download.size_bytes or self._download.about_bytes) - self._at
            return Trouble("model.no_space", need_mb=max(0, missing) // _MB, free_mb=0)
        where = error.filename or downloads.folder(self._home)
        return Trouble("file.unwritable", path=where, reason=error.strerror or error)

    # Telling and stopping

    def _heed(self) -> None:
        if self._cancelled:
            raise Trouble("download.cancelled", name=self._download.name)
        if self._stop.is_set():
            raise Trouble("download.paused", name=self._download.name)

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._say("waiting", wait_s=left)
            if self._stop.wait(min(left, 1.0)):
                self._heed()

    def _say(self, phase: Phase, wait_s: float = 0.0) -> None:
        total = self._download.size_bytes or self._download.about_bytes
        self._pace.say(phase, self._at, total, wait_s)

    def _host(self) -> str:
        return addresses.host_of(self._download.source)
