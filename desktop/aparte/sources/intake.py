"""Import: files in, posts in the archive, a report of what was kept and what was refused, item by item.

Partial success is a result: nothing raises at row 3 of 4,000. What was committed stays when the import is stopped or
killed, and importing again completes it without a row twice.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

from aparte.archive.store import BATCH
from aparte.sources.base import Found, Refused, Skipped, Unreadable, writable
from aparte.sources.csv_file import CsvFile
from aparte.sources.destinations import Destinations
from aparte.sources.mapping import using
from aparte.sources.opening import is_export, reading, source_of
from aparte.sources.report import (
    Batch,
    FileReport,
    ImportReport,
    Progress,
    counted,
    gathered,
    refused_whole,
    with_feeds,
)
from aparte.sources.tool_tables import ToolTables
from aparte.sources.unpacking import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from aparte.archive.spaces import Space
    from aparte.sources.base import Item
    from aparte.sources.mapping import ColumnMap

AHEAD = 20_000
"""Items read before the first of them is kept: twenty megabytes, a second of reading."""
GIVEN_UP = 100_000
"""Refusals without a single post after which a file is left: millions of them would be counted for minutes."""


def import_paths(
    paths: Sequence[Path],
    space: Space,
    *,
    home: Path | None = None,
    as_kind: str | None = None,
    form: str | None = None,
    dry_run: bool = False,
    maps: Iterable[ColumnMap] = (),
    pseudonyms: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Import files into the archive of `space`.

    home: given, a row that names another client of this home goes to that client's space, so that an export of
    everything comes back where it was; None: every row goes to `space`. as_kind: "own" or "mention" for every post;
    None: what the file says. form: the format to read them as; None: found in the content. dry_run: nothing is written.
    maps: what was said of the columns of tables, for this import only; what is remembered counts anyway.
    pseudonyms: authors are kept under another name (`aparte.archive.pseudonyms`), but for the client's own posts.
    progress is called and stopped asked between batches. Raises the Troubles of the archive (full disk, newer file).
    """
    began = perf_counter()
    with using(maps), Destinations(space, home, dry_run=dry_run, pseudonyms=pseudonyms) as destinations:
        spread = [(place, folder) for path in paths for place, folder in _spread(path)]
        work = _Import(destinations, as_kind, form, total=sum(_size(place) for place, _ in spread))
        files = [(work.file(place, progress, stopped), folder) for place, folder in spread if not work.is_stopped]
    return ImportReport(files=gathered(files), seconds=perf_counter() - began, stopped=work.is_stopped)


def _spread(path: Path) -> Iterator[tuple[Path, Path | None]]:
    """Give the path itself or, for a folder that is no export as a whole, its files and the folder they came from."""
    try:
        inside = path.is_dir() and not is_export(path)
    except (OSError, Unreadable):
        inside = False  # said again, with its reason, when the path is read
    if not inside:
        yield path, None
        return
    folder = opened(path)
    names = [member.name for member in folder.members] if folder is not None else []
    yield from ((path / name, path) for name in names) if names else [(path, None)]


def is_table(path: Path) -> bool:
    """Tell whether the file would be read as a CSV table, whatever its columns hold; False when it can't be read."""
    try:
        with path.open("rb") as file:
            return isinstance(source_of(file, path, None)[0], (CsvFile, ToolTables))
    except (OSError, Unreadable):
        return False


class _Import:
    """One import under way: counts bytes and rows over its files."""

    def __init__(self, destinations: Destinations, as_kind: str | None, form: str | None, total: int) -> None:
        self.is_stopped = False
        self._destinations, self._as_kind, self._form = destinations, as_kind, form
        self._total, self._done, self._rows = max(1, total), 0, 0

    def file(self, path: Path, progress: Callable[[Progress], None], stopped: Callable[[], bool]) -> FileReport:
        """Import one file; whatever is wrong with it is in its report."""
        report = FileReport(path=writable(str(path)))
        try:
            with reading(path, self._form, self._as_kind) as export:
                report = replace(report, format=export.form)
                for batch in _batches(export.items):
                    report = counted(report, self._destinations.add(batch.found), batch)
                    report = with_feeds(report, batch.feeds)
                    if report.rejected >= GIVEN_UP and report.imported + report.duplicates == 0:
                        raise Unreadable("given_up", count=report.rejected)
                    self._rows += len(batch.found) + len(batch.refused) + len(batch.feeds)
                    fraction = min(1.0, (self._done + export.fraction() * _size(path)) / self._total)
                    progress(Progress(path=report.path, rows=self._rows, fraction=fraction))
                    self.is_stopped = stopped()
                    if self.is_stopped:
                        break
        except Unreadable as refusal:
            report = refused_whole(report, refusal.code, refusal.params)
        except FileNotFoundError:
            report = refused_whole(report, "missing", {})
        except OSError as error:
            report = refused_whole(report, "unreadable", {"reason": error.strerror or str(error)})
        self._done += _size(path)
        return report


def _batches(items: Iterable[Item]) -> Iterator[Batch]:
    batch = Batch([], [], [], [])
    for item in _ordered(iter(items)):
        if isinstance(item, Found):
            batch.found.append(item)
        elif isinstance(item, Refused):
            batch.refused.append(item)
        elif isinstance(item, Skipped):
            batch.skipped.append(item)
        else:
            batch.feeds.append(item)
        if batch.size() >= BATCH:
            yield batch
            batch = Batch([], [], [], [])
    if batch.size():
        yield batch


def _ordered(items: Iterator[Item]) -> Iterator[Item]:
    """Give the items of a long file by time as far as AHEAD allows: posts that lie together are found together.

    When the file breaks, what was read of it is given first.
    """
    while True:
        some: list[Item] = []
        try:
            for item in islice(items, AHEAD):
                some.append(item)  # noqa: PERF402 - what was read before a failure must be in the list
        finally:
            if len(some) > BATCH:
                some.sort(key=_moment)
            yield from some
        if not some:
            return


def _moment(item: Item) -> str:
    return (item.post.created_at or "") if isinstance(item, Found) else ""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
