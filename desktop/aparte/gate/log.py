"""The copy log (*registre*): one line for each text that left, who answered for it, and what was examined.

A line is announced in drafts.db, written and forced to disk, then confirmed in drafts.db; only then may the text reach
the clipboard. A crash at any point can thus be told from somebody's hand. It refuses to hold a text: only its
fingerprint, keyed with a secret of this computer. It never repairs what was tampered with: it appends after what
drafts.db says, so that a hole stays visible for ever. In an encrypted space its lines lie sealed on disk.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from aparte import paths
from aparte.archive.sealedlines import as_kept, as_written
from aparte.drafts.drafts_schema import FILE as DRAFTS
from aparte.drafts.drafts_schema import open_drafts
from aparte.drafts.log_head import LogHead, read_head, write_head
from aparte.errors import Trouble
from aparte.gate.chain import LogProblem, examine, head_of, is_unfinished, seal
from aparte.gate.lines import LogLine, content_of, line_of
from aparte.i18n import _, ngettext
from aparte.locking import held
from aparte.messages import say
from aparte.records import record
from aparte.text.surrogates import without_lone_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from aparte.archive.database import Connection
    from aparte.nouns import Assessment, SignOff
    from aparte.secrets import LogKey

FILE = "copies.jsonl"
ASIDE = "copies.unfinished"
"""Where the bytes of a line cut by a crash are put aside: nothing of the log is ever thrown away."""
SHOWN_OF_HEAD = 16
"""Hexadecimal digits of the head that are printed: 64 bits, short enough to be compared by eye."""


@record
class LogReport:
    """What `verify` found. notes: what a crash left, harmless; problems: what somebody did, or a disk."""

    lines: int
    head: str
    problems: tuple[LogProblem, ...] = ()
    notes: tuple[LogProblem, ...] = ()

    @property
    def intact(self) -> bool:
        """Whether every line that was ever confirmed is there, unchanged and in its place."""
        return not self.problems

    def said(self) -> str:
        """Return the first problem as a sentence, or that all is well."""
        return say(self.problems[0].code, self.problems[0].params) if self.problems else _("nothing was changed")


class Log:
    """The copy log of one space, for whoever adds to it."""

    def __init__(self, folder: Path, key: LogKey) -> None:
        """Log in the space at `folder`; texts are fingerprinted with `key`. Nothing is opened yet."""
        self._folder = folder
        self._key = key

    def append(
        self, sign_off: SignOff, assessment: Assessment | None, *, overrides: Mapping[str, str] | None = None
    ) -> LogLine:
        """Add the line of one copy; it is on disk when this returns, and the text may leave.

        overrides: code -> the line typed to copy in spite of a finding. Raises Trouble("log.unwritable") or those of
        drafts.db: then no line stands, and the text must not leave. A line that could not be confirmed (`late`) stands:
        the next copy confirms it.
        """
        content = content_of(sign_off, assessment, overrides or {}, self._fingerprint(sign_off.text), self._key.id)
        with closing(open_drafts(self._folder)) as drafts, _opened(self._folder / FILE) as handle:
            before = _settled(read_head(drafts), handle, self._folder)
            written, after = seal(content, before)
            write_head(drafts, replace(before, announced=written))
            _write(handle, as_kept(self._folder, written))
            late = not _confirmed(drafts, after)
        return line_of({**content, "n": after.lines, "hash": after.head}, late=late)

    def copies_of(self, text: str) -> list[LogLine]:
        """Return the lines of the copies of exactly this text, made with this computer's key."""
        wanted = self._fingerprint(text)
        return [line for line in read_lines(self._folder) if hmac.compare_digest(line.text_hmac, wanted)]

    def _fingerprint(self, text: str) -> str:
        return hmac.new(self._key.secret, without_lone_surrogates(text).encode(), hashlib.sha256).hexdigest()


def read_lines(folder: Path) -> list[LogLine]:
    """Return the lines of the log that keep their promise, the oldest first."""
    return [line_of(link.content) for link in examine(as_written(folder, _raw(folder)), LogHead()).links]


def verify(folder: Path) -> LogReport:
    """Compare the log of the space at `folder` with its chain and its head; writes nothing, an absent log is intact."""
    raw = _raw(folder)
    head = _head(folder)
    if isinstance(head, LogProblem):
        found = examine(as_written(folder, raw), LogHead())
        return LogReport(lines=len(found.links), head="", problems=(head,) if raw else ())
    found = examine(_before_sealing(folder, raw, head), head)
    notes = []
    if found.unfinished:
        notes.append(LogProblem(code="log.unfinished", line=head.lines + 1, params={"bytes": len(found.unfinished)}))
    if found.late:
        notes.append(LogProblem(code="log.late", line=head.lines + 1, params={"line": head.lines + 1}))
    last = found.links[-1].hash if found.links and found.late else head.head
    return LogReport(lines=head.lines + found.late, head=last, problems=found.problems, notes=tuple(notes))


def head_line(report: LogReport) -> str:
    """Return what to print on what is sent to a client: "12 lines, head 3f9a…"."""
    counted = ngettext("{n} line, head {head}…", "{n} lines, head {head}…", report.lines)
    return counted.format(n=report.lines, head=report.head[:SHOWN_OF_HEAD])


def _head(folder: Path) -> LogHead | LogProblem:
    """Return the head, without making a drafts.db where there is none."""
    if not (folder / DRAFTS).exists():
        return LogProblem(code="log.no_head", line=0, params={"path": str(folder / DRAFTS)})
    try:
        with closing(open_drafts(folder)) as drafts:
            return read_head(drafts)
    except Trouble as trouble:
        return LogProblem(code=trouble.code, line=0, params=trouble.params)


def _before_sealing(folder: Path, raw: bytes, head: LogHead) -> bytes:
    """Return the lines as written, and what a crash cut of a sealed one as that much of the announced line."""
    lines = as_written(folder, raw)
    *_whole, rest = raw.split(b"\n")
    sealed = as_kept(folder, head.announced or b"")
    if rest and head.announced and sealed.startswith(rest) and not head.announced.startswith(rest):
        return lines.removesuffix(rest) + head.announced[: min(len(rest), len(head.announced) - 1)]
    return lines


def _raw(folder: Path) -> bytes:
    path = folder / FILE
    try:
        with path.open("rb") as file, held(file.fileno()):
            return file.read()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise Trouble("file.unreadable", path=str(path), reason=error.strerror or str(error)) from error


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """Open the log for us alone; what the system refuses meanwhile is said as one Trouble."""
    try:
        new = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), paths.PRIVATE_FILE)
        try:
            with held(handle):
                if new:
                    paths.keep_name(path.parent)
                yield handle
        finally:
            os.close(handle)
    except OSError as error:
        raise Trouble("log.unwritable", path=str(path), reason=error.strerror or str(error)) from error


def _settled(head: LogHead, handle: int, folder: Path) -> LogHead:
    """Settle what a crash left at the end of the file, and return the head to append after.

    The head comes from drafts.db, never from the file: after a cut tail, the hole must stay visible.
    """
    kept = replace(head, announced=as_kept(folder, head.announced)) if head.announced else head
    end = os.lseek(handle, 0, os.SEEK_END)
    size = min(end, max(len(head.announced or b""), len(kept.announced or b"")) + 1)
    os.lseek(handle, end - size, os.SEEK_SET)
    tail = os.read(handle, size)
    rest = tail[tail.rfind(b"\n") + 1 :]
    # Announced before the space was encrypted, or after.
    if rest and (is_unfinished(rest, head) or is_unfinished(rest, kept)):
        _put_aside(rest, folder / ASIDE)
        os.ftruncate(handle, end - len(rest))
    elif rest:
        # Not ours: close it off, so that our line is whole and this one is seen.
        os.write(handle, b"\n")
    elif head.announced and as_written(folder, tail).endswith(head.announced):
        return head_of(head.announced)
    return replace(head, announced=None)


def _put_aside(rest: bytes, path: Path) -> None:
    with paths.private_file(path).open("ab") as file:
        file.write(as_kept(path.parent, rest + b"\n"))
        file.flush()
        os.fsync(file.fileno())


def _write(handle: int, line: bytes) -> None:
    """Put the line on disk, or leave the file as it was."""
    end = os.lseek(handle, 0, os.SEEK_END)
    try:
        rest = line
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    except OSError:
        with suppress(OSError):
            os.ftruncate(handle, end)
        raise


def _confirmed(drafts: Connection, head: LogHead) -> bool:
    """Confirm the line. It already stands and is announced: a failure here is told, and mended by the next copy."""
    try:
        write_head(drafts, head)
    except Trouble:
        return False
    return True
