"""Instagram's export: posts, reels, stories and comments in JSON, and Threads when the account has it.

Labels are in the language of the account, so that what a field is is told by its shape. There is no id and no address
of a post. It refuses the HTML variant, with advice, and never opens a message.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from aparte.sources.base import Refused, Skipped, writable
from aparte.sources.csv_columns import normal
from aparte.sources.meta_export import (
    ask_for_json,
    caption_of,
    holds,
    in_pages,
    objects,
    parts_of,
    pieces_of,
    private,
    read_parts,
    time_of,
    words,
)
from aparte.sources.mojibake import repair
from aparte.sources.owned import named, own_post, owner_in_name, since_1970
from aparte.sources.rows import BadValue
from aparte.sources.threads import is_thread, threads_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aparte.sources.base import Item
    from aparte.sources.bundles import Bundle, Member
    from aparte.sources.owned import Part

FORMAT = "instagram_export"

_FOLDER = "your_instagram_activity"
_PARTS = re.compile(
    r"(^|/)(?:(?:media|content)/(?:posts|reels|stories|igtv_videos|archived_posts|other_content)"
    r"|comments/[^/]*comments)(?:_\d+)?\.json$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"(^|/)(?!liked)[^/]*comments?(?:_\d+)?\.json$", re.IGNORECASE)
_DELETED = re.compile(r"(^|/)(?:media|content)/recently_deleted_content(_\d+)?\.json$", re.IGNORECASE)
_PROFILE = re.compile(r"(^|/)personal_information\.json$", re.IGNORECASE)
_HANDLE = re.compile(r"[A-Za-z0-9._]{1,30}")
_POST_KEYS = frozenset(("media", "title", "creation_timestamp"))
_OWNER_LABELS = (
    "media owner",
    "proprietaire du media",
    "proprietaire du contenu multimedia",
    "medieninhaber",
    "propietario del contenido multimedia",
    "proprietario del contenuto multimediale",
    "proprietario da midia",
    "media eigenaar",
)
_HANDLE_LABELS = frozenset(
    (
        "username",
        "nom de profil",
        "nom d utilisateur",
        "nom utilisateur",
        "benutzername",
        "nombre de usuario",
        "nome utente",
        "nome de usuario",
        "gebruikersnaam",
        "nazwa uzytkownika",
        "anvandarnamn",
        "brugernavn",
        "brukernavn",
    )
)


class InstagramExport:
    """The source of Instagram's exports."""

    order = 41
    formats = (FORMAT,)

    def recognise(self, bundle: Bundle) -> str | None:
        """Recognise posts or comments by their shape; an export without any by its folder."""
        parts = _parts(bundle)
        ours = any(holds(bundle, part, partial(_is_ours, part)) for part in parts)
        return FORMAT if ours or any(map(_is_named_ours, parts)) or in_pages(bundle, _FOLDER) else None

    def read(self, bundle: Bundle, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read posts, comments and Threads. Raises Unreadable("ask_json") for the HTML variant."""
        if in_pages(bundle, _FOLDER):
            raise ask_for_json("Instagram")
        author = _owner(bundle) or owner_in_name(bundle, "instagram")
        for member in _parts(bundle):
            for part in read_parts(bundle, member):
                yield part if isinstance(part, Refused) else _item(member, part, author, as_kind)
        if len(bundle.members) > 1:
            yield from threads_of(bundle, author, as_kind)
        yield from (Skipped(writable(member.name), "import.deleted") for member in named(bundle, _DELETED))
        yield from private(bundle)


BUNDLE_SOURCE = InstagramExport()


def _parts(bundle: Bundle) -> list[Member]:
    return parts_of(bundle, _PARTS)


def _is_named_ours(member: Member) -> bool:
    return f"/{_FOLDER}/" in f"/{member.name.lower()}" and _PARTS.search(member.name) is not None


def _is_ours(member: Member, part: Part) -> bool:
    if is_thread(part):
        return False
    return any(map(_is_medium, pieces_of(part.value))) or bool(_labels(part.value) and _COMMENTS.search(member.name))


def _is_medium(value: dict[str, object]) -> bool:
    return "creation_timestamp" in value and ("uri" in value or "title" in value)


def _owner(bundle: Bundle) -> str | None:
    """Return the handle that the account's own description gives."""
    for member in named(bundle, _PROFILE):
        for part in read_parts(bundle, member):
            for label in [] if isinstance(part, Refused) else _labels(part.value):
                if normal(label.name) in _HANDLE_LABELS and _HANDLE.fullmatch(label.value or ""):
                    return label.value
    return None


def _item(member: Member, part: Part, author: str | None, as_kind: str | None) -> Item:
    labels = _labels(part.value)
    try:
        if labels and (_COMMENTS.search(member.name) or not objects(part.value.get("media"))):
            return _comment(part, labels, author, as_kind)
        return _post(part, author, as_kind)
    except BadValue as bad:
        return Refused(part.where, bad.code, bad.params)


def _post(part: Part, author: str | None, as_kind: str | None) -> Item:
    if not _POST_KEYS & part.value.keys():
        return Refused(part.where, "bad_item", {"place": 1})
    return own_post(
        part.where,
        "instagram",
        caption_of(part.value),
        time_of(part.value),
        as_kind=as_kind,
        form="post",
        author=author,
    )


class _Label(NamedTuple):
    """A value and what it is called in the account's language. value: repaired; time: seconds, when it has one."""

    name: str
    value: str | None
    time: object


def _labels(value: dict[str, object]) -> list[_Label]:
    """Return the labelled values of an object, in each of the three forms they have had since 2021."""
    by_name, unnamed = value.get("string_map_data"), objects(value.get("string_list_data"))
    if isinstance(by_name, dict):
        return [_label(repair(name), one) for name, one in by_name.items() if isinstance(one, dict)]
    if unnamed:
        return [*(_label("", one) for one in unnamed), _label(_OWNER_LABELS[0], {"value": value.get("title")})]
    listed = [_label(words(one.get("label")), one) for one in objects(value.get("label_values"))]
    return [*listed, _label("", {"timestamp": value.get("timestamp")})] if listed else []


def _label(name: str, said: dict[str, object]) -> _Label:
    text = said.get("value")
    return _Label(name, words(text) if isinstance(text, str) else None, said.get("timestamp") or None)


def _comment(part: Part, labels: list[_Label], author: str | None, as_kind: str | None) -> Item:
    """Return a comment. Instagram names what was said before whose photo it was said under."""
    said = [label for label in labels if label.value is not None]
    under = _photo_owner(said)
    return own_post(
        part.where,
        "instagram",
        next((label.value for label in said if label is not under and label.value), ""),
        since_1970(next((label.time for label in labels if label.time), None)),
        as_kind=as_kind,
        form="comment",
        author=author,
        title=f"@{under.value}" if under and under.value else None,
    )


def _photo_owner(said: Sequence[_Label]) -> _Label | None:
    """Return the label of the account commented on: by its name, else the one of two that looks like a handle."""
    by_name = next((label for label in said if normal(label.name) in _OWNER_LABELS), None)
    if by_name or len(said) < 2:
        return by_name
    handles = [label for label in said if label.value and _HANDLE.fullmatch(label.value)]
    return handles[0] if len(handles) == 1 else said[1]
