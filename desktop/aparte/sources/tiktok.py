"""TikTok's export: one JSON file, in which videos and comments have kept their lists while sections were renamed.

Videos watched, liked or shared stand in lists of the same name: where a list stands tells whose they are. It refuses
the text variant, with advice, and never reads a message.
"""

from __future__ import annotations

import contextlib
import io
import re
from typing import TYPE_CHECKING

from aparte.sources.base import Refused, Skipped, Unreadable
from aparte.sources.json_stream import Broken, sections
from aparte.sources.owned import head_of, members_read, named, own_post, written_time
from aparte.sources.rows import BadValue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from aparte.sources.base import Item
    from aparte.sources.bundles import Bundle, Member
    from aparte.sources.owned import Part

FORMAT = "tiktok_export"


_FILE = re.compile(r"(^|/)user_data[^/]*\.json$", re.IGNORECASE)
_TEXTS = re.compile(r"(^|/)(comments|posts|videos)\.txt$", re.IGNORECASE)
_TEXT_HEAD = re.compile(rb"\s*Date: \d{4}-\d\d-\d\d ")
_DEPTH = 3
_HEAD_BYTES = 2**20
"""What is looked at of a file of any name; one that TikTok named is looked through."""
_LISTS = {"commentslist": "comment", "commentlist": "comment", "videolist": "post", "postlist": "post"}
_OTHERS = ("history", "browsing", "watch", "favorite", "favourite", "like", "share")
"""In the name of a section whose videos are not the owner's."""
_WORDS = ("title", "description", "desc", "caption", "alternatetext", "alttext")
_PAGE = re.compile(r"https://(?:www\.|m\.)?tiktok(?:v)?\.com/")
_VIDEO = re.compile(r"/(?:video|photo)/(\d{6,20})\b")


class TikTokExport:
    """The source of TikTok's exports."""

    order = 44
    formats = (FORMAT,)

    def recognise(self, bundle: Bundle) -> str | None:
        """Recognise a file by the lists it has, were they empty."""
        return FORMAT if any(_is_ours(bundle, file) for file in _files(bundle)) or _in_texts(bundle) else None

    def read(self, bundle: Bundle, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read videos and comments. Raises Unreadable("ask_json") for the text variant."""
        files = _files(bundle)
        if not files:
            raise Unreadable("ask_json", network="TikTok")
        for file in files:
            chosen = _Sections()
            author = _author(bundle, file)
            for part in members_read(bundle, file, chosen, _DEPTH):
                if isinstance(part, Refused):
                    yield part
                elif (kind := _kind(part.path)) is not None:
                    yield _item(part, kind, author, as_kind)
            yield from (Skipped(name, "import.private") for name in chosen.private)


BUNDLE_SOURCE = TikTokExport()


class _Sections:
    """Chooses the sections that lead to the owner's lists. private: those of messages, by their names."""

    def __init__(self) -> None:
        self.private: list[str] = []
        self.is_tiktok = False

    def __call__(self, path: tuple[str, ...], is_list: bool) -> bool:  # noqa: FBT001 - the shape `sections` asks
        name = path[-1].casefold()
        self.is_tiktok = self.is_tiktok or (len(path) > 1 and name in (*_LISTS, "profilemap"))
        if len(path) == 1 and "message" in name:
            self.private.append(path[-1])
            return False
        return _kind(path) is not None if is_list else len(path) < _DEPTH


def _kind(path: tuple[str, ...]) -> str | None:
    """Return what a list at `path` holds of the owner: "comment", "post" or "deleted"; None for anything else."""
    *above, name = ("", *(key.casefold() for key in path))
    kind = _LISTS.get(name) if len(path) > 1 else None
    if kind == "post":
        if any(word in above[-1] for word in _OTHERS) or not any(w in key for key in above for w in ("post", "video")):
            return None
        return "deleted" if "deleted" in above[-1] else "post"
    return kind


def _files(bundle: Bundle) -> list[Member]:
    if len(bundle.members) == 1 and bundle.members[0].name.lower().endswith(".json"):
        return list(bundle.members)
    return named(bundle, _FILE)


def _is_ours(bundle: Bundle, member: Member) -> bool:
    if not _FILE.search(member.name):
        return _tells(io.BytesIO(head_of(bundle, member, _HEAD_BYTES)))
    try:
        with bundle.open(member.name) as file:
            return _tells(file)
    except Unreadable as refusal:
        if refusal.code != "damaged":
            raise
        return False


def _tells(file: BinaryIO) -> bool:
    """Tell whether a text has TikTok's sections, as far as it can be read."""
    seen = _Sections()
    with contextlib.suppress(Broken):
        for path, _ in sections(file, seen, _DEPTH):
            if seen.is_tiktok or not path:
                break
    return seen.is_tiktok


def _in_texts(bundle: Bundle) -> bool:
    """Tell whether the export was asked for as texts to read."""
    return any(_TEXT_HEAD.match(head_of(bundle, member, 64)) for member in named(bundle, _TEXTS))


def _author(bundle: Bundle, member: Member) -> str | None:
    """Return the owner's handle, wherever its profile stands."""
    for part in members_read(bundle, member, _in_profile, _DEPTH):
        name = None if isinstance(part, Refused) else _folded(part.value).get("username")
        if isinstance(name, str):
            return name
    return None


def _in_profile(path: tuple[str, ...], is_list: bool) -> bool:  # noqa: FBT001 - as above
    return "profile" in path[0].casefold() and not is_list


def _item(part: Part, kind: str, author: str | None, as_kind: str | None) -> Item:
    if kind == "deleted":
        return Skipped(part.where, "import.deleted")
    said = _folded(part.value)
    video = _video(said.get("url")) if kind == "comment" else _video(said.get("link"))
    try:
        return own_post(
            part.where,
            "tiktok",
            _first_text(said, ("comment",) if kind == "comment" else _WORDS),
            written_time(said.get("date")),
            as_kind=as_kind,
            form="comment" if kind == "comment" else "post",
            identifier=None if kind == "comment" else video,
            author=author,
            url=_address(said.get("link")) if kind == "post" else None,
            reply_to=video if kind == "comment" else None,
        )
    except BadValue as bad:
        return Refused(part.where, bad.code, bad.params)


def _folded(value: dict[str, object]) -> dict[str, object]:
    """Return an object with its keys in lower case: they were "date", then "Date"."""
    return {key.casefold(): one for key, one in value.items()}


def _first_text(said: dict[str, object], names: tuple[str, ...]) -> str:
    return next((text for name in names if isinstance(text := said.get(name), str) and text.strip()), "")


def _video(link: object) -> str | None:
    """Return the id of the video a link leads to."""
    found = _VIDEO.search(link) if isinstance(link, str) else None
    return found[1] if found else None


def _address(link: object) -> str | None:
    """Return a link that leads to a page of TikTok; those that only download the file end after days."""
    return link if isinstance(link, str) and _PAGE.match(link) and _video(link) else None
