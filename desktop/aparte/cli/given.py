"""What the user gave on the command line, read strictly: texts, files, dates, platforms, clients."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from aparte.errors import Trouble
from aparte.i18n import _
from aparte.messages import say
from aparte.nouns import Media
from aparte.text.surrogates import without_lone_surrogates

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from aparte.archive.spaces import Space

_BOM = b"\xef\xbb\xbf"


def text_given(arguments: argparse.Namespace) -> str:
    """Return TEXT, else the content of --file, else standard input.

    Raises Trouble: nothing given at all, a missing file, bytes that are not UTF-8 (naming the first).
    """
    if arguments.text is not None:
        return without_lone_surrogates(arguments.text)
    if arguments.file is not None:
        return file_text(Path(arguments.file))
    if sys.stdin is None or sys.stdin.isatty():
        raise Trouble("usage.no_text")
    data = sys.stdin.buffer.read()
    if not data:
        raise Trouble("usage.no_text")
    return decoded(data, _("standard input"))


def file_text(path: Path) -> str:
    """Return the text of a UTF-8 file, without its byte-order mark."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise Trouble("file.missing", path=path) from None
    except (OSError, ValueError) as error:
        raise Trouble("file.unreadable", path=path, reason=getattr(error, "strerror", None) or error) from None
    return decoded(data, str(path))


def decoded(data: bytes, origin: str) -> str:
    """Decode UTF-8, or raise Trouble("file.not_utf8") naming the first bad byte."""
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        shift = len(_BOM) if data.startswith(_BOM) else 0
        raise Trouble("file.not_utf8", path=origin, byte=error.start + shift) from None


def _default_space() -> Space | None:
    """Return the default space where it was made. A card or a home that can't be read is for `doctor` to tell."""
    from aparte import paths
    from aparte.archive.spaces import DEFAULT, known_space

    try:
        return known_space(paths.home(), DEFAULT)
    except (Trouble, OSError):
        return None


def platforms_given(names: str | Sequence[str]) -> tuple[str, ...]:
    """Return the platform ids of "x,bluesky" or a list, in order, once each. Raises Trouble("usage.platform")."""
    from aparte.platforms.platform import platform

    wanted = names.split(",") if isinstance(names, str) else names
    return tuple(dict.fromkeys(platform(name.strip().lower()).id for name in wanted if name.strip()))


def date_given(value: str | None) -> str | None:
    """Return an ISO date, or None when there is none. Raises Trouble("usage.date")."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise Trouble("usage.date", value=value) from None


def media_given(files: Sequence[str], alts: Sequence[str]) -> tuple[Media, ...]:
    """Pair each --media with the --alt at the same place; a missing one is no alternative text."""
    return tuple(
        Media(path=file, alt={"": alts[index]} if index < len(alts) and alts[index] else {})
        for index, file in enumerate(files)
    )


def client_given(arguments: argparse.Namespace) -> Space | None:
    """Return the space of --brand, or None without one. Raises Trouble("brand.unknown")."""
    if arguments.brand is None:
        return None
    from aparte import paths
    from aparte.archive.spaces import find_space

    return find_space(paths.home(), arguments.brand)


def prior_given(space: Space | None) -> float:
    """Return what the client's corrections add to the log-odds of irony; a line that can't be read is told.

    space: None for who works for no named client: the default space then, where there is one.
    """
    from aparte.feedback.kept import FILE, read_kept
    from aparte.feedback.prior import shift

    space = space or _default_space()
    if space is None:
        return 0.0
    kept = read_kept(space.folder)
    for number in kept.broken:
        said = say("feedback.broken", {"path": space.folder / FILE, "line": number})
        print(f"aparte: {said}", file=sys.stderr)
    return shift(kept.corrections)
