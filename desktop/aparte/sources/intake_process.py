"""The import of the window: a process of its own, at low priority, so that typing stays as fast as before.

A Python thread that reads exports costs the writer 12 ms a key; this process costs none. It refuses to know Qt: whoever
holds the `Intake` polls or waits on its connection.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from typing import TYPE_CHECKING

from aparte.archive.keys import held, receive
from aparte.errors import Trouble
from aparte.sources.intake import import_paths
from aparte.sources.report import ImportReport, Progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.synchronize import Event
    from pathlib import Path

    from aparte.archive.spaces import Space
    from aparte.sources.mapping import ColumnMap

NICENESS = 10
"""Added to the priority of the process: measured, a key typed beside it then costs 3 ms instead of 12."""
PATIENCE_S = 5.0
"""What a stopped import gets to end its batch of 1,000 rows before it is ended; a batch takes some 50 ms."""


class Intake:
    """An import running in its own process."""

    def __init__(
        self,
        paths: Sequence[Path],
        space: Space,
        *,
        as_kind: str | None = None,
        maps: Sequence[ColumnMap] = (),
        pseudonyms: bool = False,
    ) -> None:
        """Start importing `paths` into `space`. as_kind, maps, pseudonyms: as in `import_paths`."""
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe(duplex=False)
        self._stop = context.Event()
        self._process = context.Process(
            target=_work,
            args=(theirs, self._stop, tuple(paths), space, as_kind, tuple(maps), pseudonyms, held()),
            name="intake",
            daemon=True,
        )
        self._process.start()
        # Ours alone now: when the process dies, the end of the pipe is seen here.
        theirs.close()

    def next(self, timeout_s: float | None = 0.0) -> Progress | ImportReport | None:
        """Return the next piece of news: Progress, at last the ImportReport; None when there is none in `timeout_s`.

        Raises the Trouble that ended the import (full disk…), or Trouble("import.died") when the process was killed;
        what was committed stays.
        """
        if not self.connection.poll(timeout_s):
            return None
        try:
            news = self.connection.recv()
        except EOFError:
            self.close()
            raise Trouble("import.died") from None
        if isinstance(news, Progress):
            return news
        self.close()
        if isinstance(news, Trouble):
            raise news
        assert isinstance(news, ImportReport)
        return news

    def stop(self) -> None:
        """Ask the import to end after its present batch; its report still comes."""
        self._stop.set()

    def kill(self) -> None:
        """End the process at once; the batches that are in stay, the one under way never was."""
        self._process.kill()

    def close(self) -> None:
        """Wait for the process to leave, and end it if it does not."""
        self._stop.set()
        self._process.join(PATIENCE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self.connection.close()


def start(
    paths: Sequence[Path],
    space: Space,
    *,
    as_kind: str | None = None,
    maps: Sequence[ColumnMap] = (),
    pseudonyms: bool = False,
) -> Intake:
    """Start an import in its own process and return at once. as_kind, maps, pseudonyms: as in `import_paths`."""
    return Intake(paths, space, as_kind=as_kind, maps=maps, pseudonyms=pseudonyms)


def _work(
    out: Connection,
    stop: Event,
    paths: Sequence[Path],
    space: Space,
    as_kind: str | None,
    maps: Sequence[ColumnMap],
    pseudonyms: bool,  # noqa: FBT001 - the target of a process has no names for what it is given
    keys: Mapping[str, bytes],
) -> None:
    receive(keys)
    with contextlib.suppress(AttributeError, OSError):  # Windows has no niceness
        os.nice(NICENESS)
    # The window closed its end: nobody listens any more, and the batches that are in are in.
    with contextlib.suppress(BrokenPipeError), out:
        try:
            report = import_paths(
                paths,
                space,
                as_kind=as_kind,
                maps=maps,
                pseudonyms=pseudonyms,
                progress=out.send,
                stopped=stop.is_set,
            )
            out.send(report)
        except Trouble as trouble:
            out.send(trouble)
