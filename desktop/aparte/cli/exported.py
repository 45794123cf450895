"""Files that leave: exports and understood tables, written whole or not at all, readable by their owner only."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from aparte import paths
from aparte.archive.export import write_csv, write_jsonl, write_sqlite
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from aparte.archive.query import Query
    from aparte.archive.spaces import Space

_STANDARD_OUTPUT = "-"


def export_to(spaces: Sequence[Space], form: str, out: str, query: Query | None = None) -> None:
    """Write the posts of `spaces`, or those that answer `query`, to the file `out`, or "-" for standard output.

    form: jsonl, csv or sqlite.

    Raises Trouble("file.unwritable"): the file that stood there is then untouched.
    """
    with _target(out) as part:
        if form == "sqlite":
            write_sqlite(spaces, part, query)
        else:
            with part.open("wb") as file:
                (write_jsonl if form == "jsonl" else write_csv)(spaces, file, query)


def write_tables(files: Sequence[Path], out: Path) -> int:
    """Write the table of each CSV file of `files`: the file `out`, or files of the folder `out` when there are several.

    Files that are no CSV are passed over (the import names them). Returns how many tables were written. Raises
    Trouble("file.unwritable").
    """
    from aparte.sources.csv_file import write_table
    from aparte.sources.intake import is_table

    tables = [path for path in files if is_table(path)]
    places = _places(tables, out) if len(files) > 1 else [out] * len(tables)
    for path, place in zip(tables, places, strict=True):
        with _target(str(place)) as part, path.open("rb") as file, part.open("w", encoding="utf-8", newline="") as text:
            write_table(file, text)
    return len(tables)


def _places(tables: Sequence[Path], folder: Path) -> list[Path]:
    """Return a file of `folder` for each table, by its name; the second of a name is numbered."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble("file.unwritable", path=str(folder), reason=error.strerror or str(error)) from error
    names: list[str] = []
    for path in tables:
        numbered = chain([path.stem], (f"{path.stem} ({number})" for number in count(2)))
        names.append(next(name for name in numbered if name not in names))
    return [folder / f"{name}.csv" for name in names]


@contextmanager
def _target(out: str) -> Iterator[Path]:
    """Give a private file to write; it takes the place of `out`, or goes to standard output, once it is whole."""
    if out == _STANDARD_OUTPUT:
        # Posts are private: what waits to be poured stays in the home, never in a folder that everybody shares.
        with tempfile.TemporaryDirectory(prefix=".export-", dir=paths.home()) as folder:
            part = paths.private_file(Path(folder) / "export")
            yield part
            _pour(part, sys.stdout.buffer)
        return
    place = Path(out)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", suffix=".part", dir=place.parent)
        os.close(handle)
        part = Path(name)
        try:
            yield part
            if place.exists() and not place.is_file():
                # A terminal, a pipe, /dev/null: written to, never replaced.
                with place.open("wb") as file:
                    _pour(part, file)
            else:
                part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble("file.unwritable", path=out, reason=error.strerror or error) from None


def _pour(part: Path, out: BinaryIO | io.BufferedIOBase) -> None:
    with part.open("rb") as file:
        shutil.copyfileobj(file, out)
    out.flush()
