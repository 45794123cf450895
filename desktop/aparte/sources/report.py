"""What an import did, file by file and item by item: counted whole, listed as far as anybody reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from aparte.records import record
from aparte.sources.base import Found, ListedFeed, Refused, Skipped, writable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aparte.archive.store import Added

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


class Batch(NamedTuple):
    """Items of a file that are kept, or not, in one go."""

    found: list[Found]
    refused: list[Refused]
    skipped: list[Skipped]
    feeds: list[ListedFeed]

    def size(self) -> int:
        """Return how many there are."""
        return len(self.found) + len(self.refused) + len(self.skipped) + len(self.feeds)


def gathered(files: Sequence[tuple[FileReport, Path | None]]) -> tuple[FileReport, ...]:
    """Return the reports, with what a folder held beside its exports told in one report for the folder."""
    kept: list[FileReport] = []
    strays: dict[Path, list[Skipped]] = {}
    for report, folder in files:
        if folder is None or report.format is not None:
            kept.append(report)
        else:
            strays.setdefault(folder, []).append(Skipped(report.path, "import.stray"))
    return (*kept, *(FileReport(path=writable(str(folder)), skipped=tuple(left)) for folder, left in strays.items()))


def counted(report: FileReport, added: Added, batch: Batch) -> FileReport:
    """Add to a report what became of a batch of items."""
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


def with_feeds(report: FileReport, feeds: Sequence[ListedFeed]) -> FileReport:
    """Add feeds to a report; an address that is there already counts as a duplicate."""
    if not feeds:
        return report
    by_url = {feed.url: feed for feed in report.feeds or ()}
    before = len(by_url)
    for feed in feeds:
        by_url.setdefault(feed.url, feed)
    again = len(feeds) - (len(by_url) - before)
    return replace(report, feeds=tuple(by_url.values()), duplicates=report.duplicates + again)


def refused_whole(report: FileReport, code: str, params: Mapping[str, object]) -> FileReport:
    """Refuse the file, or what is left of it when it failed half-way."""
    rejection = Rejection(where="", code=f"import.{code}", params=params)
    understood = report.format if report.read else None
    rejections = (*report.rejections[: MOST_REJECTIONS - 1], rejection)
    return replace(report, format=understood, rejected=report.rejected + 1, rejections=rejections)
