"""Who reads this path: every source is asked, those of bundles of many files first."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from aparte.sources.base import HEAD_BYTES, Head, Unreadable, offered, sources
from aparte.sources.unknown import name_of
from aparte.sources.unpacking import alone, opened
from aparte.sources.zipped_tables import items_in, tables_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from aparte.sources.base import Item, Source
    from aparte.sources.bundles import Bundle, BundleSource


FIRST_GUESSER = 90
"""Sources of this order and above take anything for theirs: a file that names another format is not put to them."""


class Reading(NamedTuple):
    """An export about to be read. form: its format; fraction: how much of it has been read, 0 to 1, whenever asked."""

    form: str
    items: Iterator[Item]
    fraction: Callable[[], float]


@lru_cache(maxsize=1)
def bundle_sources() -> tuple[BundleSource, ...]:
    """Return the sources of bundles in the order they are asked: each module of this folder with a BUNDLE_SOURCE."""
    return tuple(sorted(offered("BUNDLE_SOURCE"), key=lambda source: source.order))


def formats() -> tuple[str, ...]:
    """Return the names of all formats that can be read, sorted."""
    single = [form for source in sources() for form in source.formats]
    return tuple(sorted(single + [form for source in bundle_sources() for form in source.formats]))


@contextmanager
def reading(path: Path, form: str | None, as_kind: str | None) -> Iterator[Reading]:
    """Give the items of the export at `path`. form: the format to read it as; None: found in the content.

    as_kind: as in `Source.read`. Raises Unreadable when nothing here can become a post, OSError.
    """
    bundle = opened(path)
    if bundle is not None:
        with bundle:
            yield _of_bundle(bundle, form, as_kind)
        return
    with alone(path) as lone:
        found = _who(lone, form)
        if found is not None:
            yield Reading(found[1], found[0].read(lone, found[1], as_kind), lone.read_fraction)
            return
    with path.open("rb") as file:
        source, form = source_of(file, path, form)
        size = max(1, path.stat().st_size)
        yield Reading(form, source.read(file, form, as_kind), lambda: min(1.0, file.tell() / size))


def is_export(folder: Path) -> bool:
    """Tell whether a folder is one export, as a whole."""
    bundle = opened(folder)
    if bundle is None:
        return False
    with bundle:
        return _who(bundle, None) is not None


def source_of(file: BinaryIO, path: Path, form: str | None) -> tuple[Source, str]:
    """Return who reads this single file, and the name of its format; the file is left at its beginning.

    Raises Unreadable.
    """
    data = file.read(HEAD_BYTES)
    head = Head(path, data, whole=len(data) < HEAD_BYTES)
    file.seek(0)
    if form is not None:
        source = next((source for source in sources() if form in source.formats), None)
        if source is None:
            raise Unreadable("other_format", format=form)
        return source, form
    stranger = name_of(head)
    for source in sources():
        recognised = source.recognise(head) if stranger is None or source.order < FIRST_GUESSER else None
        if recognised is not None:
            return source, recognised
    if stranger is None and data.lstrip().startswith(b"{"):
        stranger = "json"
    raise Unreadable("binary") if stranger is None else Unreadable("not_yet", format=stranger)


def _of_bundle(bundle: Bundle, form: str | None, as_kind: str | None) -> Reading:
    found = _who(bundle, form)
    if found is None:
        tables = tables_in(bundle, form)
        if tables is None:
            raise Unreadable("no_export" if form is None else "other_format", format=form)
        return Reading(tables.form, _with_left_out(bundle, items_in(bundle, tables, as_kind)), bundle.read_fraction)
    source, form = found
    return Reading(form, _with_left_out(bundle, source.read(bundle, form, as_kind)), bundle.read_fraction)


def _with_left_out(bundle: Bundle, items: Iterator[Item]) -> Iterator[Item]:
    yield from items
    yield from bundle.left_out


def _who(bundle: Bundle, form: str | None) -> tuple[BundleSource, str] | None:
    for source in bundle_sources():
        if form is not None and form not in source.formats:
            continue
        recognised = source.recognise(bundle)
        if recognised is not None and form in (None, recognised):
            return source, recognised
    return None
