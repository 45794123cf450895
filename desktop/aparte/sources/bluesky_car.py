"""The repository Bluesky gives: a CAR file whose tree, walked from its commit, leads to each post.

Only what the tree leads to is a post: the block of a deleted one may linger in the file. The handle isn't in it, so the
author is the account's permanent id (DID), which addresses accept as well.

Formats: atproto.com/specs/repository (tree of keys), atproto.com/specs/record-key, lexicon app.bsky.feed.post.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.times import Moment, iso, read_moment
from aparte.nouns import Post
from aparte.sources.base import Found, Refused, Skipped, Unreadable, language_of
from aparte.sources.car import BadBlock, Car, roots_of
from aparte.sources.rows import BadValue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from aparte.sources.base import Head, Item

FORMAT = "bluesky_car"
PLATFORM = "bluesky"

_POSTS, _REPOSTS = "app.bsky.feed.post", "app.bsky.feed.repost"
_DID = re.compile(r"did:[a-z0-9]+:[A-Za-z0-9._:%-]{1,200}")
_POST_ADDRESS = re.compile(r"at://(did:[^/]+)/app\.bsky\.feed\.post/([^/]+)")
_KEY = re.compile(rb"[A-Za-z0-9.-]{1,317}/[A-Za-z0-9._:~-]{1,512}")
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_LONGEST_SHOWN = 1_000
"""Bytes of an address that was shortened to be shown: apps cut at 30 characters or so."""
_MOST_NAMED = 100
"""Collections named in the report: an account has some thirty."""
_Record = dict[str, object]


class BlueskyCar:
    """The source of Bluesky repositories."""

    order = 5
    formats = (FORMAT,)

    def recognise(self, head: Head) -> str | None:
        """Recognise the header of a CAR: its roots and its version, in DAG-CBOR."""
        try:
            return FORMAT if roots_of(io.BytesIO(head.data)) else None
        except BadBlock:
            return None

    def read(self, file: BinaryIO, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read the posts in the order of the tree, which is that of their making; the other records are named.

        Raises Unreadable when there is no commit to begin from.
        """
        try:
            car = Car(file)
            commit = car.value(car.roots[0])
        except BadBlock as bad:
            raise Unreadable(bad.code, **bad.params) from None
        if not isinstance(commit, dict):
            raise Unreadable("no_car")
        did, top = commit.get("did"), commit.get("data")
        if not isinstance(did, str) or not _DID.fullmatch(did) or not isinstance(top, bytes):
            raise Unreadable("no_car")
        return _items(car, top, did, as_kind or "own")


SOURCE = BlueskyCar()


class _Leaf(NamedTuple):
    """A record the tree leads to. key: "app.bsky.feed.post/3n2y…"."""

    key: str
    address: bytes


def _items(car: Car, top: bytes, did: str, kind: str) -> Iterator[Item]:
    others: set[str] = set()
    for leaf in _walk(car, top):
        if isinstance(leaf, Refused):
            yield leaf
            continue
        collection, _, record_key = leaf.key.partition("/")
        if collection not in (_POSTS, _REPOSTS):
            if len(others) < _MOST_NAMED:
                others.add(collection)
            continue
        try:
            yield _found(leaf, car.value(leaf.address), f"at://{did}/{collection}/{record_key}", kind)
        except (BadBlock, BadValue) as bad:
            yield Refused(leaf.key, bad.code, bad.params)
    if car.cut_at is not None:
        yield Refused("end", "cut_file", {"place": car.cut_at + 1})
    yield from (Skipped(collection, "import.not_authored") for collection in sorted(others))


def _walk(car: Car, top: bytes) -> Iterator[_Leaf | Refused]:
    """Give the leaves from left to right. A part that was seen is not walked again: a real tree has none twice."""
    waiting: list[bytes | _Leaf] = [top]
    seen: set[bytes] = set()
    last = ""
    while waiting:
        part = waiting.pop()
        if isinstance(part, _Leaf):
            last = part.key
            yield part
        elif part not in seen:
            seen.add(part)
            try:
                waiting += reversed(_parts(car.value(part)))
            except BadBlock as bad:
                yield Refused(f"after {last}" if last else "tree", bad.code, bad.params)


def _parts(node: object) -> list[bytes | _Leaf]:
    """Return what hangs on a node: subtrees and leaves, from left to right. Raises BadBlock when it is no node."""
    if not isinstance(node, dict) or not isinstance(node.get("e"), list):
        raise BadBlock("bad_block")
    left = node.get("l")
    parts: list[bytes | _Leaf] = [left] if isinstance(left, bytes) else []
    key = b""
    for entry in node["e"]:
        shared, rest, value = (entry.get(name) for name in "pkv") if isinstance(entry, dict) else (None,) * 3
        if not isinstance(shared, int) or not isinstance(rest, bytes) or not isinstance(value, bytes):
            raise BadBlock("bad_block")
        if not 0 <= shared <= len(key):
            raise BadBlock("bad_block")
        key = key[:shared] + rest
        if not _KEY.fullmatch(key):
            raise BadBlock("bad_block")
        parts.append(_Leaf(key.decode("ascii"), value))
        after = entry.get("t")
        if isinstance(after, bytes):
            parts.append(after)
    return parts


def _found(leaf: _Leaf, record: object, identifier: str, kind: str) -> Found:
    if not isinstance(record, dict):
        raise BadBlock("bad_block")
    moment = _moment(record.get("createdAt"))
    shared = _uri(record.get("subject")) if leaf.key.startswith(_REPOSTS) else None
    text = "" if shared else _text(record) or _descriptions(record.get("embed"))
    if not text and not shared:
        raise BadValue("no_address" if leaf.key.startswith(_REPOSTS) else "empty_text")
    parent = _uri(_inside(record, "reply").get("parent"))
    languages = record.get("langs")
    named = next((one for one in languages if isinstance(one, str)), None) if isinstance(languages, list) else None
    post = Post(
        id=identifier,
        text=text,
        platform=PLATFORM,
        author=_author_of(shared or identifier),
        created_at=iso(moment and moment.at),
        lang=language_of(named, text),
        url=_page_of(shared or identifier),
        kind=kind,  # type: ignore[arg-type]  # "own" or "mention"
        form="repost" if shared else "reply" if parent else "post",
        reply_to=shared or parent,
    )
    return Found(leaf.key, post, zoned=moment is None or moment.zoned)


def _text(record: _Record) -> str:
    """Return the text with the addresses that were shortened to be shown written out, as the facets know them."""
    text = record.get("text")
    if not isinstance(text, str):
        return ""
    data, pieces, done = text.encode(), list[bytes](), 0
    for start, end, address in sorted(_links(record)):
        if done <= start and _is_short_for(data[start:end].decode("utf-8", "replace"), address):
            pieces += (data[done:start], address.encode("utf-8", "replace"))
            done = end
    return b"".join((*pieces, data[done:])).decode("utf-8", "replace").strip()


def _is_short_for(shown: str, address: str) -> bool:
    """Tell whether what is shown is an address cut with an ellipsis; other words over a link stay as they are."""
    stem = shown.removesuffix("…").removesuffix("...")
    return bool(stem) and stem != shown and _SCHEME.sub("", address, 1).startswith(_SCHEME.sub("", stem, 1))


def _links(record: _Record) -> Iterator[tuple[int, int, str]]:
    facets = record.get("facets")
    for facet in facets if isinstance(facets, list) else ():
        place = _inside(facet, "index")
        start, end = place.get("byteStart"), place.get("byteEnd")
        features = facet.get("features") if isinstance(facet, dict) else None
        for feature in features if isinstance(features, list) else ():
            address = feature.get("uri") if isinstance(feature, dict) else None
            if not (isinstance(start, int) and isinstance(end, int) and isinstance(address, str)):
                continue
            if 0 <= start < end <= start + _LONGEST_SHOWN and _SCHEME.match(address):
                yield start, end, address


def _descriptions(embed: object) -> str:
    """Return the descriptions of the pictures or of the video a post came with."""
    media = _inside(embed, "media") or (embed if isinstance(embed, dict) else {})
    images = media.get("images")
    described = [*images, media] if isinstance(images, list) else [media]
    said = (one.get("alt") for one in described if isinstance(one, dict))
    return "\n".join(one.strip() for one in said if isinstance(one, str) and one.strip())


def _inside(value: object, key: str) -> _Record:
    inner = value.get(key) if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}


def _uri(value: object) -> str | None:
    uri = value.get("uri") if isinstance(value, dict) else None
    return uri if isinstance(uri, str) and uri.startswith("at://") else None


def _author_of(uri: str) -> str | None:
    return uri.removeprefix("at://").partition("/")[0] or None


def _page_of(uri: str) -> str | None:
    """Return the page that shows a post; only a post has one."""
    post = _POST_ADDRESS.fullmatch(uri)
    return f"https://bsky.app/profile/{post[1]}/post/{post[2]}" if post else None


def _moment(value: object) -> Moment | None:
    if value is None or value == "":
        return None
    moment = read_moment(value.strip()) if isinstance(value, str) else None
    if moment is None:
        raise BadValue("bad_time", value=str(value)[:40])
    return moment
