"""The archive Mastodon gives (zip, or tar.gz from older servers), or its outbox.json alone.

Posts are HTML; a content warning is their title; a share is an address without a word. Direct messages lie among the
posts: what went neither to everyone nor to the followers is counted, and left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aparte.archive.times import Moment, iso, read_moment
from aparte.nouns import Post
from aparte.sources.base import HEAD_BYTES, Found, Refused, Skipped, Unreadable, derived_id, language_of
from aparte.sources.bundles import under
from aparte.sources.json_stream import Broken, elements, items
from aparte.sources.rows import BadValue
from aparte.text.html_text import html_to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aparte.sources.base import Item
    from aparte.sources.bundles import Bundle, Member
    from aparte.sources.json_stream import Element

FORMAT = "mastodon_archive"
PLATFORM = "mastodon"

_OUTBOX = re.compile(rb'"orderedItems"\s*:\s*\[\s*[{\]]')
_PUBLIC = frozenset(("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"))
_KIND = re.compile(r"Accept|Add|Block|Delete|Dislike|Flag|Follow|Like|Move|Reject|Remove|Undo|View")
_NAME_IN_ADDRESS = re.compile(r"(?<!/ap)/(?:users/|@)([^/@]+)(?:/|$)")
"""Newer servers write /ap/users/ and a number: that is no name."""
_Object = dict[str, object]


class MastodonArchive:
    """The source of Mastodon archives, and of those of its kin that write the same outbox."""

    order = 20
    formats = (FORMAT,)

    def recognise(self, bundle: Bundle) -> str | None:
        """Recognise an outbox: a collection whose items are activities. Likes and bookmarks are addresses."""
        return FORMAT if any(_is_outbox(bundle, member) for member in _candidates(bundle)) else None

    def read(self, bundle: Bundle, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read the outbox: posts in their order, the edited ones after them, what was left out last."""
        for member in _candidates(bundle):
            yield from _Outbox(bundle, member, as_kind or "own").items()


BUNDLE_SOURCE = MastodonArchive()


class _Outbox:
    """One outbox being read. Edited posts are held, so that the last edit is the last to be kept."""

    def __init__(self, bundle: Bundle, member: Member, kind: str) -> None:
        self._bundle, self._member, self._kind = bundle, member, kind
        self._author = _owner(bundle)
        self._edited: list[tuple[int, Found]] = []
        self._private, self._others = 0, dict[str, int]()

    def items(self) -> Iterator[Item]:
        for element in elements(self._bundle, self._member, "orderedItems"):
            if isinstance(element, Refused):
                yield element
                continue
            try:
                yield from self._activity(element)
            except BadValue as bad:
                yield Refused(element.where, bad.code, bad.params)
        yield from (found for _, found in sorted(self._edited, key=lambda one: one[0]))
        if self._private:
            yield Skipped(f"{self._member.name}: direct ({self._private})", "import.private")
        for kind, count in self._others.items():
            yield Skipped(f"{kind} ({count})", "import.not_authored")

    def _activity(self, element: Element) -> Iterator[Item]:
        activity = element.value
        kind, made = activity.get("type"), activity.get("object")
        if kind == "Announce":
            yield self._share(element.where, activity, made)
        elif kind not in ("Create", "Update"):
            name = kind if isinstance(kind, str) and _KIND.fullmatch(kind) else "?"
            self._others[name] = self._others.get(name, 0) + 1
        elif not isinstance(made, dict):
            raise BadValue("empty_text")
        elif _is_private(activity, made):
            self._private += 1
        else:
            yield from self._post(element.where, activity, made)

    def _post(self, where: str, activity: _Object, note: _Object) -> Iterator[Found]:
        text = html_to_text(_content(note)) or "\n".join(_descriptions(note))
        if not text:
            raise BadValue("empty_text")
        moment = _moment(note.get("published") or activity.get("published"))
        author = self._author or _author_in(_address(note.get("url")) or _address(note.get("attributedTo")))
        identifier = _id_of(note, activity)
        parent = _address(note.get("inReplyTo"))
        post = Post(
            id=identifier or derived_id(author, moment and moment.at, text),
            text=text,
            platform=PLATFORM,
            author=author,
            created_at=iso(moment and moment.at),
            lang=language_of(_language(note), text),
            url=_address(note.get("url")) or identifier,
            kind=self._kind,  # type: ignore[arg-type]  # "own" or "mention"
            form="reply" if parent else "post",
            reply_to=parent,
            title=_title(note),
        )
        found = Found(where, post, zoned=moment is None or moment.zoned)
        edited = _moment(note.get("updated"))
        if edited is None:
            yield found
        else:
            self._edited.append((edited.at, found))

    def _share(self, where: str, activity: _Object, shared: object) -> Found:
        target = _address(shared)
        if target is None:
            raise BadValue("no_address")
        moment = _moment(activity.get("published"))
        text = html_to_text(_content(shared)) if isinstance(shared, dict) else ""
        author = _author_in(_address(shared.get("attributedTo")) if isinstance(shared, dict) else target)
        post = Post(
            id=_id_of(activity) or derived_id(self._author, moment and moment.at, target),
            text=text,
            platform=PLATFORM,
            author=author,
            created_at=iso(moment and moment.at),
            lang=language_of(None, text),
            url=target,
            kind=self._kind,  # type: ignore[arg-type]  # "own" or "mention"
            form="repost",
            reply_to=target,
        )
        return Found(where, post, zoned=moment is None or moment.zoned)


def _candidates(bundle: Bundle) -> list[Member]:
    return list(bundle.members) if len(bundle.members) == 1 else under(bundle, "outbox.json")


def _is_outbox(bundle: Bundle, member: Member) -> bool:
    try:
        with bundle.open(member.name) as file:
            head = file.read(HEAD_BYTES)
    except (Unreadable, OSError):
        return False
    return b"OrderedCollection" in head and _OUTBOX.search(head) is not None


def _owner(bundle: Bundle) -> str | None:
    """Return the address of the account, "name@server", as its card tells."""
    for member in under(bundle, "actor.json"):
        try:
            with bundle.open(member.name) as file:
                cards = [one for one in items(file) if isinstance(one, dict)]
        except (Broken, Unreadable):
            continue  # each post still names its author
        for card in cards:
            name, server = card.get("preferredUsername"), _server(_address(card.get("id")))
            if isinstance(name, str) and name.strip():
                return f"{name.strip()}@{server}" if server else name.strip()
    return None


def _is_private(*parts: _Object) -> bool:
    """Tell whether a post went neither to everyone nor to the followers; nobody named at all tells nothing."""
    named = [part[key] for part in parts for key in ("to", "cc") if key in part]
    recipients = [one for value in named for one in (value if isinstance(value, list) else [value])]
    reached = any(isinstance(one, str) and (one in _PUBLIC or one.endswith("/followers")) for one in recipients)
    return bool(named) and not reached


def _content(note: _Object) -> str:
    said = note.get("content")
    if isinstance(said, str) and said.strip():
        return said
    return next((one for one in _content_map(note).values() if isinstance(one, str)), "")


def _content_map(note: _Object) -> Mapping[str, object]:
    by_language = note.get("contentMap")
    return by_language if isinstance(by_language, dict) else {}


def _language(note: _Object) -> str | None:
    """Return the language a post says it is in: the one key under which its text stands."""
    languages = list(_content_map(note))
    return languages[0] if len(languages) == 1 else None


def _title(note: _Object) -> str | None:
    """Return the content warning of a post, the name of an article."""
    named = (note.get("summary"), note.get("name"))
    return next((said for one in named if isinstance(one, str) and (said := html_to_text(one))), None)


def _descriptions(note: _Object) -> Iterator[str]:
    attached = note.get("attachment")
    for one in attached if isinstance(attached, list) else [attached]:
        said = one.get("name") if isinstance(one, dict) else None
        if isinstance(said, str) and said.strip():
            yield said.strip()


def _id_of(*parts: _Object) -> str | None:
    """Return the id of the first part that has one; that of an activity is its post's with an ending."""
    found = (part.get("id") for part in parts)
    return next((one.strip().removesuffix("/activity") for one in found if isinstance(one, str) and one.strip()), None)


def _address(value: object) -> str | None:
    """Return an address, given as itself, as an object that has one, or as a list of these."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("id") or value.get("href") or value.get("url")
    return value.strip() if isinstance(value, str) and value.strip() else None


def _author_in(address: str | None) -> str | None:
    """Return "name@server" of an address like https://server/@name/42 or https://server/users/name/…"""
    name, server = _NAME_IN_ADDRESS.search(address or ""), _server(address)
    return f"{name[1]}@{server}" if name and server else None


def _server(address: str | None) -> str | None:
    try:
        return urlsplit(address or "").hostname
    except ValueError:
        return None


def _moment(value: object) -> Moment | None:
    if value is None or value == "":
        return None
    moment = read_moment(value.strip()) if isinstance(value, str) else None
    if moment is None:
        raise BadValue("bad_time", value=str(value)[:40])
    return moment
