"""`aparte import` and `export`: what comes into a client's archive, and how it leaves."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from aparte.cli import DONE, NO, UNUSABLE
from aparte.i18n import _
from aparte.text.surrogates import without_lone_surrogates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aparte.archive.care import Care
    from aparte.archive.spaces import Space
    from aparte.cli import Commands
    from aparte.sources.report import ImportReport, Progress

_EXPORTS = ("jsonl", "csv", "sqlite")
_CLEAR_LINE = "\r\x1b[K"


def register(commands: Commands) -> None:
    """Add `import` and `export`."""
    intake = commands.add("import", import_files, _("read exports and feed files into the archive"))
    intake.add_argument("paths", nargs="+", metavar="PATH")
    intake.add_argument("--format", default="auto", metavar="auto/…", help=_("what the files are (found by itself)"))
    intake.add_argument("--as", dest="as_kind", choices=["own", "mention"], help=_("whose posts these are"))
    intake.add_argument("--brand", metavar="NAME")
    intake.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    intake.add_argument("--table-out", metavar="F.csv", help=_("write CSV tables as they were understood"))
    intake.add_argument(
        "--pseudonyms", action="store_true", help=_("keep the authors of others’ posts under another name")
    )
    export = commands.add("export", export_archive, _("write everything out, so that leaving is easy"))
    export.add_argument("--format", required=True, choices=_EXPORTS)
    export.add_argument("--out", required=True, metavar="F", help=_("a file, or “-” for standard output"))
    export.add_argument("--brand", metavar="NAME")
    export.add_argument("--query", type=without_lone_surrogates, metavar="QUERY", help=_("only what this search finds"))


def import_files(arguments: argparse.Namespace) -> int:
    """Import the files; 2 when none was understood, 1 when only its table could be written."""
    from pathlib import Path

    from aparte import paths
    from aparte.archive.care import look_after
    from aparte.sources.intake import import_paths

    files = [Path(path) for path in arguments.paths]
    form = _format(arguments.format)
    space = space_of(arguments.brand)
    tables = _tables(files, Path(arguments.table_out)) if arguments.table_out else 0
    care = None if arguments.dry_run else look_after(space)
    report = import_paths(
        files,
        space,
        home=paths.home() if arguments.brand is None else None,
        as_kind=arguments.as_kind,
        form=form,
        dry_run=arguments.dry_run,
        pseudonyms=arguments.pseudonyms,
        progress=_progress(),
    )
    _tell(care, space)
    _answer(report, as_json=getattr(arguments, "json", False), dry_run=arguments.dry_run)
    if report.understood:
        return DONE
    return NO if tables else UNUSABLE


def _tell(care: Care | None, space: Space) -> None:
    """Say on standard error what was let go of, and why there is no backup of the day."""
    from aparte.i18n import ngettext
    from aparte.messages import say

    if care is None:
        return
    if care.gone:
        said = ngettext(
            "{n} post of others, kept for {months} months, was let go.",
            "{n} posts of others, kept for {months} months, were let go.",
            care.gone,
        )
        sys.stderr.write(f"aparte: {said.format(n=care.gone, months=space.brand.keep_months)}\n")
    if care.trouble is not None:
        sys.stderr.write(f"aparte: {say(care.trouble.code, care.trouble.params)}\n")


def export_archive(arguments: argparse.Namespace) -> int:
    """Write the posts of one client, or of all, to a file or standard output."""
    from aparte import paths
    from aparte.archive.query import parse
    from aparte.archive.spaces import find_space, spaces
    from aparte.cli.exported import export_to

    home = paths.home()
    chosen = spaces(home) if arguments.brand is None else [find_space(home, arguments.brand)]
    query = None if arguments.query is None else parse(arguments.query)
    export_to(chosen, arguments.format, arguments.out, query)
    return DONE


def space_of(name: str | None) -> Space:
    """Return the space of the client of this name, or the default one. Raises Trouble("brand.unknown")."""
    from aparte import paths
    from aparte.archive.spaces import default_space, find_space

    return default_space(paths.home()) if name is None else find_space(paths.home(), name)


def _format(name: str) -> str | None:
    """Return the format asked for, None for auto. Raises Trouble("import.format") for one this version can't read."""
    from aparte.errors import Trouble
    from aparte.sources.opening import formats

    known = formats()
    if name == "auto":
        return None
    if name not in known:
        raise Trouble("import.format", format=name, known=", ".join(["auto", *known]))
    return name


def _progress() -> Callable[[Progress], None]:
    """Return what shows the progress: a line rewritten on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda _: None
    from aparte.cli.imported import progress_line

    return lambda news: print(f"{_CLEAR_LINE}{progress_line(news)}", end="", file=sys.stderr, flush=True)


def _answer(report: ImportReport, *, as_json: bool, dry_run: bool) -> None:
    """Print the report, and on standard error one line for each file that was not understood."""
    from aparte.cli.imported import report_data, report_lines, written, wrong_lines

    if sys.stderr.isatty():
        sys.stderr.write(_CLEAR_LINE)
    if as_json:
        sys.stdout.write(written(report_data(report)) + "\n")
    elif report.understood:
        sys.stdout.write("\n".join(report_lines(report, dry_run=dry_run)) + "\n")
    sys.stdout.flush()
    for line in wrong_lines(report):
        sys.stderr.write(f"aparte: {line}\n")


def _tables(files: list[Path], out: Path) -> int:
    """Write the table of each CSV file; `out` is a folder when there are several. Returns how many were written."""
    from aparte.cli.exported import write_tables

    return write_tables(files, out)
