"""YouTube's comments as Google Takeout gives them: CSV in folders and under names of the person's language.

The columns are told by their English names or else by what is in them. It refuses the rest of a Takeout: playlists,
history and live chats are no posts.
"""

from __future__ import annotations

import io
import json
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.times import read_moment
from aparte.sources.base import HEAD_BYTES, LONGEST_LINE, Refused, Unreadable, writable
from aparte.sources.csv_columns import normal
from aparte.sources.csv_records import records
from aparte.sources.csv_shape import Dialect
from aparte.sources.owned import head_of, in_order, own_post, written_time
from aparte.sources.rows import BadValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TextIO

    from aparte.sources.base import Item
    from aparte.sources.bundles import Bundle, Member

FORMAT = "youtube_takeout"

_NAMES = {
    "comment id": "id",
    "channel id": "channel",
    "comment create timestamp": "time",
    "parent comment id": "parent",
    "post id": "post",
    "video id": "video",
    "comment text": "text",
}
_COMMENT_ID = re.compile(r"(?:Ug|z1)[\w-]{9,}(?:\.[\w-]+)*")
_CHANNEL_ID = re.compile(r"UC[\w-]{22}")
_VIDEO_ID = re.compile(r"[\w-]{11}")
_SEGMENTS = re.compile(r'\s*"?\{\s*(?:"|$)')
"""How a text cell in JSON begins: with the quote of its cell when that never ends, alone when it was cut there."""
_CUT = "\0"
_ROWS_LOOKED_AT = 200
_MOST_STRAY = 50
"""Members of a folder or archive in which tables are opened though no path says YouTube."""


class YouTubeTakeout:
    """The source of YouTube comments of Google Takeout."""

    order = 45
    formats = (FORMAT,)

    def recognise(self, bundle: Bundle) -> str | None:
        """Recognise a table of comments by its columns or by the shape of its cells."""
        return FORMAT if any(_columns(bundle, table) for table in _tables(bundle)) else None

    def read(self, bundle: Bundle, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read every table of comments; the author is the channel's title where the export tells it."""
        titles = _titles(bundle)
        for table in _tables(bundle):
            columns = _columns(bundle, table)
            if columns is not None:
                yield from _comments(bundle, table, columns, titles, as_kind)


BUNDLE_SOURCE = YouTubeTakeout()


class _Columns(NamedTuple):
    """Where the cells of a comment are. places: field -> index; rows: of the header, 1 or 0."""

    places: dict[str, int]
    rows: int


def _tables(bundle: Bundle) -> list[Member]:
    tables = [member for member in bundle.members if member.name.lower().endswith(".csv")]
    if len(bundle.members) > _MOST_STRAY:
        # The product keeps its name in every language: "YouTube et YouTube Music".
        tables = [member for member in tables if "youtube" in member.name.lower()]
    return in_order(tables)


def _rows(bundle: Bundle, table: Member) -> Iterator[list[str]]:
    """Give the rows of a table. Raises Unreadable."""
    with (
        bundle.open(table.name) as file,
        io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="") as text,
    ):
        yield from records(_lines(text), Dialect())


def _lines(text: TextIO) -> Iterator[str]:
    """Give the lines of a table; one that ends inside a quoted cell, where the file was cut, ends with _CUT."""
    quotes = 0
    while line := text.readline(LONGEST_LINE):
        quotes += line.count('"')
        is_cut = quotes % 2 and len(line) < LONGEST_LINE and not line.endswith(("\n", "\r"))
        yield line + _CUT if is_cut else line


def _head(bundle: Bundle, table: Member) -> list[list[str]]:
    """Return the first rows of a table, without reading on; one that is damaged has none."""
    data = head_of(bundle, table, HEAD_BYTES)
    text = io.StringIO(data.decode("utf-8-sig", "replace"), newline="")
    rows = list(islice((row for row in records(text, Dialect()) if any(row)), _ROWS_LOOKED_AT))
    return rows if len(data) < HEAD_BYTES else rows[:-1] or rows


def _columns(bundle: Bundle, table: Member) -> _Columns | None:
    """Return where the cells of a table of comments are, or None for any other table."""
    rows = _head(bundle, table)
    if not rows:
        return None
    names = [_NAMES.get(normal(cell)) for cell in rows[0]]
    named = {name: place for place, name in reversed(list(enumerate(names))) if name}
    if {"id", "time", "text"} <= named.keys():
        return _Columns(named, rows=1)
    shaped = _shaped(rows[1:]) if len(rows) > 1 else None
    if shaped is not None:
        return _Columns(shaped, rows=0 if _shaped(rows[:1]) else 1)
    return None


def _shaped(rows: Sequence[Sequence[str]]) -> dict[str, int] | None:
    """Return the columns told by what is in them, or None when these are no comments.

    Takeout writes the id of a comment before the id of the one it answers.
    """
    columns = [[row[place] for row in rows if len(row) > place] for place in range(max(map(len, rows)))]

    def first(fits: Callable[[str], object], *, blank: bool = False, but: int | None = None) -> int | None:
        def all_fit(cells: Sequence[str]) -> bool:
            filled = [cell for cell in cells if cell.strip()]
            return bool(filled) and (blank or len(filled) == len(cells)) and all(map(fits, filled))

        return next((place for place, cells in enumerate(columns) if place != but and all_fit(cells)), None)

    identifier, time, text = first(_COMMENT_ID.fullmatch), first(_is_time), first(_SEGMENTS.match)
    if identifier is None or time is None or text is None:
        return None
    found = {
        "id": identifier,
        "time": time,
        "text": text,
        "channel": first(_CHANNEL_ID.fullmatch),
        "parent": first(_COMMENT_ID.fullmatch, blank=True, but=identifier),
        "video": first(_VIDEO_ID.fullmatch, blank=True),
    }
    return {field: place for field, place in found.items() if place is not None}


def _is_time(cell: str) -> bool:
    return len(cell) > len("2026-01-15") and read_moment(cell.strip()) is not None


def _titles(bundle: Bundle) -> dict[str, str]:
    """Return the titles of the channels the export describes, by their ids."""
    titles = {}
    for table in _tables(bundle):
        rows = _head(bundle, table)
        names = [normal(cell) for cell in rows[0]] if rows else []
        place = next((place for place, name in enumerate(names) if name.startswith("channel title")), None)
        if place is None or "channel visibility" not in names:
            continue  # subscriptions have a title too, and no visibility: those are others' channels
        for row in rows[1:]:
            channel = next((cell for cell in row if _CHANNEL_ID.fullmatch(cell)), None)
            if channel and len(row) > place and row[place].strip():
                titles[channel] = row[place]
    return titles


def _comments(
    bundle: Bundle, table: Member, columns: _Columns, titles: dict[str, str], as_kind: str | None
) -> Iterator[Item]:
    name = writable(table.name)[:200]
    number = 0
    try:
        for number, row in enumerate(_rows(bundle, table), 1):
            if number > columns.rows and any(cell.strip() for cell in row):
                yield _comment(f"{name}:{number}", row, columns.places, titles, as_kind)
    except Unreadable as refusal:
        if refusal.code != "damaged":
            raise
        yield Refused(f"{name}:{number + 1}", refusal.code, refusal.params)


def _comment(
    where: str, row: Sequence[str], places: dict[str, int], titles: dict[str, str], as_kind: str | None
) -> Item:
    def cell(field: str) -> str:
        place = places.get(field)
        return row[place].strip() if place is not None and place < len(row) else ""

    if row[-1].endswith(_CUT):
        return Refused(where, "cut_row", {})
    identifier, video = cell("id"), cell("video")
    parent = cell("parent") or identifier.rpartition(".")[0]
    try:
        return own_post(
            where,
            "youtube",
            _text(cell("text")),
            written_time(cell("time")),
            as_kind=as_kind,
            form="reply" if parent else "comment",
            identifier=identifier,
            author=titles.get(cell("channel")) or cell("channel"),
            url=_address(video, cell("post"), identifier),
            reply_to=parent or video or cell("post"),
        )
    except BadValue as bad:
        return Refused(where, bad.code, bad.params)


def _text(cell: str) -> str:
    """Return the words of a text cell: JSON objects joined by commas, one object of "takeoutSegments", or plain words.

    Source: both forms as google_takeout_parser tests them. Raises BadValue("bad_json") for a cell that was cut.
    """
    if not _SEGMENTS.match(cell):
        return cell
    try:
        # Not strict: Takeout leaves line feeds as they are inside the strings.
        said = json.loads(f"[{cell}]", strict=False)
    except (ValueError, RecursionError) as error:
        raise BadValue("bad_json", place=max(1, getattr(error, "pos", 1))) from None
    pieces = [piece for piece in said if isinstance(piece, dict)]
    if len(pieces) == 1 and isinstance(inner := pieces[0].get("takeoutSegments"), list):
        pieces = [piece for piece in inner if isinstance(piece, dict)]
    words = [piece.get("text") for piece in pieces]
    return "".join(word for word in words if isinstance(word, str))


def _address(video: str, post: str, comment: str) -> str | None:
    if _VIDEO_ID.fullmatch(video):
        return f"https://www.youtube.com/watch?v={video}&lc={comment}"
    return f"https://www.youtube.com/post/{post}?lc={comment}" if re.fullmatch(r"[\w-]+", post) else None
