"""Import: files in, posts in the archive, a report of what was kept and what was refused, item by item.

Partial success is a result: nothing raises at row 3 of 4,000. What was committed stays when the import is stopped or
killed, and importing again completes it without a row twice.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.pseudonyms import authors_key, under_pseudonym
from aparte.archive.spaces import known_space
from aparte.archive.store import BATCH, Added, Archive
from aparte.errors import Trouble
from aparte.records import record
from aparte.sources.base import Found, ListedFeed, Refused, Skipped, Unreadable, writable
from aparte.sources.csv_file import CsvFile
from aparte.sources.mapping import using
from aparte.sources.opening import is_export, reading, source_of
from aparte.sources.tool_tables import ToolTables
from aparte.sources.unpacking import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from aparte.archive.spaces import Space
    from aparte.nouns import Post
    from aparte.sources.base import Item
    from aparte.sources.mapping import ColumnMap

AHEAD = 20_000
"""Items read before the first of them is kept: twenty megabytes, a second of reading."""
MANY = 5_000
"""Posts of an import after which the pieces of the index are merged: a fifth of a second, and each search is faster."""
GIVEN_UP = 100_000
"""Refusals without a single post after which a file is left: millions of them would be counted for minutes."""
MOST_REJECTIONS = 1_000
"""Rejections listed for a file (CONTRACT.md); the count is whole."""


@record
class Rejection:
    """One item that was not kept. where: line, row, or "" for the whole file. code: "import.<…>" of messages."""

    where: str
    code: str
    params: Mapping[str, object]


@record
class FileReport:
    """What became of one file: read = imported + duplicates + rejected + skipped. format: None when not understood.

    unzoned: times that named no zone and were taken as UTC. feeds: those a list of feeds names, each once; None when
    the file is no such list.
    """

    path: str
    format: str | None = None
    imported: int = 0
    duplicates: int = 0
    rejected: int = 0
    unzoned: int = 0
    skipped: tuple[Skipped, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    feeds: tuple[ListedFeed, ...] | None = None

    @property
    def read(self) -> int:
        """Return how many items were looked at."""
        return self.imported + self.duplicates + self.rejected + len(self.skipped)


@record
class ImportReport:
    """What an import did. stopped: the person stopped it; what is reported was kept."""

    files: tuple[FileReport, ...]
    seconds: float
    stopped: bool = False

    @property
    def understood(self) -> bool:
        """Tell whether at least one file was."""
        return any(file.format is not None for file in self.files)


@record
class Progress:
    """How far an import is. fraction: 0 to 1 of all the bytes; rows: kept or refused so far, all files together."""

    path: str
    rows: int
    fraction: float


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
    with using(maps), _Destinations(space, home, dry_run=dry_run, pseudonyms=pseudonyms) as destinations:
        spread = [(place, folder) for path in paths for place, folder in _spread(path)]
        work = _Import(destinations, as_kind, form, total=sum(_size(place) for place, _ in spread))
        files = [(work.file(place, progress, stopped), folder) for place, folder in spread if not work.is_stopped]
    return ImportReport(files=_gathered(files), seconds=perf_counter() - began, stopped=work.is_stopped)


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


def _gathered(files: Sequence[tuple[FileReport, Path | None]]) -> tuple[FileReport, ...]:
    """Return the reports, with what a folder held beside its exports told in one report for the folder."""
    kept: list[FileReport] = []
    strays: dict[Path, list[Skipped]] = {}
    for report, folder in files:
        if folder is None or report.format is not None:
            kept.append(report)
        else:
            strays.setdefault(folder, []).append(Skipped(report.path, "import.stray"))
    return (*kept, *(FileReport(path=writable(str(folder)), skipped=tuple(left)) for folder, left in strays.items()))


def is_table(path: Path) -> bool:
    """Tell whether the file would be read as a CSV table, whatever its columns hold; False when it can't be read."""
    try:
        with path.open("rb") as file:
            return isinstance(source_of(file, path, None)[0], (CsvFile, ToolTables))
    except (OSError, Unreadable):
        return False


class _Import:
    """One import under way: counts bytes and rows over its files."""

    def __init__(self, destinations: _Destinations, as_kind: str | None, form: str | None, total: int) -> None:
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
                    report = _counted(report, self._destinations.add(batch.found), batch)
                    report = _with_feeds(report, batch.feeds)
                    if report.rejected >= GIVEN_UP and report.imported + report.duplicates == 0:
                        raise Unreadable("given_up", count=report.rejected)
                    self._rows += len(batch.found) + len(batch.refused) + len(batch.feeds)
                    fraction = min(1.0, (self._done + export.fraction() * _size(path)) / self._total)
                    progress(Progress(path=report.path, rows=self._rows, fraction=fraction))
                    self.is_stopped = stopped()
                    if self.is_stopped:
                        break
        except Unreadable as refusal:
            report = _refused_whole(report, refusal.code, refusal.params)
        except FileNotFoundError:
            report = _refused_whole(report, "missing", {})
        except OSError as error:
            report = _refused_whole(report, "unreadable", {"reason": error.strerror or str(error)})
        self._done += _size(path)
        return report


class _Destinations:
    """The archives an import writes to: the space's own, and those of clients that rows name."""

    def __init__(self, space: Space, home: Path | None, *, dry_run: bool, pseudonyms: bool) -> None:
        self._space, self._home, self._dry_run = space, home, dry_run
        self._authors_keys: dict[Path, bytes] | None = {} if pseudonyms and not dry_run else None
        self._by_brand: dict[str | None, Space] = {None: space}
        self._archives: dict[Path, Archive] = {}
        self._added: dict[Path, int] = {}
        self._seen: set[tuple[Path, str, str]] = set()

    def __enter__(self) -> _Destinations:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for path, archive in self._archives.items():
            # After a failure too, as far as the disk allows: who opens the archive next would do it else.
            with suppress(Trouble):
                archive.catch_up()
            if kind is None and self._added.get(path, 0) >= MANY:
                archive.tidy()
            archive.close()

    def add(self, found: Sequence[Found]) -> Added:
        """Add posts to the archives they belong to; a dry run only counts."""
        by_space: dict[Path, list[Post]] = {}
        for one in found:
            space = self._space_of(one.brand)
            by_space.setdefault(space.archive_path, []).append(self._named(one.post, space.folder))
        counts = [
            self._count(path, posts) if self._dry_run else self._add(path, posts) for path, posts in by_space.items()
        ]
        return Added(sum(count.imported for count in counts), sum(count.duplicates for count in counts))

    def _named(self, post: Post, folder: Path) -> Post:
        if self._authors_keys is None:
            return post
        if folder not in self._authors_keys:
            self._authors_keys[folder] = authors_key(folder)
        return under_pseudonym(self._authors_keys[folder], post)

    def _space_of(self, brand: str | None) -> Space:
        space = self._by_brand.get(brand)
        if space is None:
            known = known_space(self._home, brand) if self._home and brand else None
            space = self._by_brand[brand] = known or self._space
        return space

    def _open(self, path: Path) -> Archive:
        archive = self._archives.get(path)
        if archive is None:
            archive = self._archives[path] = Archive(path)
        return archive

    def _add(self, path: Path, posts: list[Post]) -> Added:
        added = self._open(path).add(posts, more=True)
        self._added[path] = self._added.get(path, 0) + added.imported
        return added

    def _count(self, path: Path, posts: list[Post]) -> Added:
        keys = [(path, post.platform, post.id) for post in posts]
        kept = self._open(path).known(posts) if path.exists() else [False] * len(posts)
        fresh = {key for key, known in zip(keys, kept, strict=True) if not known and key not in self._seen}
        self._seen |= fresh
        return Added(len(fresh), len(posts) - len(fresh))


class _Batch(NamedTuple):
    found: list[Found]
    refused: list[Refused]
    skipped: list[Skipped]
    feeds: list[ListedFeed]

    def size(self) -> int:
        return len(self.found) + len(self.refused) + len(self.skipped) + len(self.feeds)


def _batches(items: Iterable[Item]) -> Iterator[_Batch]:
    batch = _Batch([], [], [], [])
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
            batch = _Batch([], [], [], [])
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


def _counted(report: FileReport, added: Added, batch: _Batch) -> FileReport:
    room = MOST_REJECTIONS - len(report.rejections)
    listed = tuple(
        Rejection(where=one.where, code=f"import.{one.code}", params=one.params) for one in batch.refused[:room]
    )
    return replace(
        report,
        imported=report.imported + added.imported,
        duplicates=report.duplicates + added.duplicates,
        rejected=report.rejected + len(batch.refused),
        unzoned=report.unzoned + sum(1 for one in batch.found if not one.zoned),
        skipped=report.skipped + tuple(batch.skipped),
        rejections=report.rejections + listed,
    )


def _with_feeds(report: FileReport, feeds: Sequence[ListedFeed]) -> FileReport:
    """Add feeds to a report; an address that is there already counts as a duplicate."""
    if not feeds:
        return report
    by_url = {feed.url: feed for feed in report.feeds or ()}
    before = len(by_url)
    for feed in feeds:
        by_url.setdefault(feed.url, feed)
    again = len(feeds) - (len(by_url) - before)
    return replace(report, feeds=tuple(by_url.values()), duplicates=report.duplicates + again)


def _refused_whole(report: FileReport, code: str, params: Mapping[str, object]) -> FileReport:
    """Refuse the file, or what is left of it when it failed half-way."""
    rejection = Rejection(where="", code=f"import.{code}", params=params)
    understood = report.format if report.read else None
    rejections = (*report.rejections[: MOST_REJECTIONS - 1], rejection)
    return replace(report, format=understood, rejected=report.rejected + 1, rejections=rejections)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
