"""The report of an import, as JSON for programs and in lines for people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aparte.i18n import _, ngettext
from aparte.messages import say
from aparte.text.surrogates import without_lone_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.sources.report import FileReport, ImportReport, Progress, Rejection

_SHOWN = 5
"""Rejections said to a person for one file; the JSON lists a thousand."""


def written(data: object) -> str:
    """Return plain data as one line of JSON, without NaN, Infinity or lone surrogates."""
    return without_lone_surrogates(json.dumps(data, ensure_ascii=False, allow_nan=False))


def report_data(report: ImportReport) -> dict[str, Any]:
    """Return the report with the keys of CONTRACT.md."""
    return {"files": [_file_data(file) for file in report.files], "seconds": round(report.seconds, 3)}


def report_lines(report: ImportReport, *, dry_run: bool) -> list[str]:
    """Return what a person reads of the files that were understood."""
    lines = [_("Nothing was written: this is what an import would do.")] if dry_run else []
    for file in report.files:
        if file.format is not None:
            lines += _file_lines(file)
        elif file.skipped:
            lines += [file.path, *_left_out_lines(file)]
    return lines


def wrong_lines(report: ImportReport) -> list[str]:
    """Return one line for each file that could not be understood."""
    wrong = (file for file in report.files if file.format is None and file.rejections)
    return [f"{file.path}: {reason(file.rejections[-1])}" for file in wrong]


def progress_line(news: Progress) -> str:
    """Return how far the import is, in a few words."""
    rows = ngettext("{n} row", "{n} rows", news.rows).format(n=news.rows)
    return f"{news.fraction:4.0%}  {rows}  {news.path}"


def reason(rejection: Rejection) -> str:
    """Return why an item was refused, in the reader's language, on one line."""
    return " ".join(say(rejection.code, rejection.params).splitlines())


def _file_data(file: FileReport) -> dict[str, Any]:
    return {
        "path": file.path,
        "format": file.format,
        "read": file.read,
        "imported": file.imported,
        "duplicates": file.duplicates,
        "rejected": file.rejected,
        "skipped": [{"what": one.what, "reason": say(one.reason, {})} for one in file.skipped],
        "rejections": [
            {"where": one.where, "code": one.code.removeprefix("import."), "reason": reason(one)}
            for one in file.rejections
        ],
        "unzoned": file.unzoned,
        "feeds": None if file.feeds is None else [{"title": one.title, "url": one.url} for one in file.feeds],
    }


def _file_lines(file: FileReport) -> Iterator[str]:
    counts = _("{imported} imported, {duplicates} already there, {rejected} refused").format(
        imported=file.imported, duplicates=file.duplicates, rejected=file.rejected
    )
    yield f"{file.path} ({file.format})"
    yield f"  {counts}"
    if file.feeds is not None:
        feeds = ngettext("{n} feed is listed", "{n} feeds are listed", len(file.feeds))
        yield "  " + _("{feeds}; nothing was subscribed to").format(feeds=feeds.format(n=len(file.feeds)))
        for feed in file.feeds:
            yield f"    {feed.title}  {feed.url}"
    if file.unzoned:
        yield "  " + ngettext(
            "{n} time names no zone: it was taken as UTC",
            "{n} times name no zone: they were taken as UTC",
            file.unzoned,
        ).format(n=file.unzoned)
    for one in file.rejections[:_SHOWN]:
        yield f"  {file.path}:{one.where}: {reason(one)}"
    yield from _more_lines(file.rejected - min(_SHOWN, len(file.rejections)))
    yield from _left_out_lines(file)


def _left_out_lines(file: FileReport) -> Iterator[str]:
    for one in file.skipped[:_SHOWN]:
        yield "  " + _("left out: {what} ({reason})").format(what=one.what, reason=say(one.reason, {}))
    yield from _more_lines(len(file.skipped) - _SHOWN)


def _more_lines(count: int) -> Iterator[str]:
    if count > 0:
        yield "  " + ngettext("and {n} more (--json lists them)", "and {n} more (--json lists them)", count).format(
            n=count
        )
