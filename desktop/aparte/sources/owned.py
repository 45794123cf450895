"""What the networks' own exports have in common: the client's posts, in its name, at a time that may be missing."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.times import Moment, iso, read_moment
from aparte.nouns import Post
from aparte.sources.base import Found, Refused, Unreadable, derived_id, language_of, writable
from aparte.sources.json_stream import Broken, Malformed, sections
from aparte.sources.rows import BadValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Literal

    from aparte.sources.bundles import Bundle, Member
    from aparte.sources.json_stream import Chosen

_LAST_SECOND = 253_402_300_799
"""The end of the year 9999."""
_SECONDS = re.compile(r"[0-9]{1,12}")
_SHOWN = 40
_LONGEST_NAME = 1_000
"""Characters of a path: no export has longer ones, and patterns take their time over them."""
_UTC = re.compile(r" ?(?:UTC|GMT)$")
_NUMBERS = re.compile(r"(\d+)")


class Part(NamedTuple):
    """An object of an export's JSON. where: as in Found; path: the keys that lead to its section."""

    where: str
    path: tuple[str, ...]
    value: dict[str, object]


def own_post(
    where: str,
    platform: str,
    text: str,
    moment: Moment | None,
    *,
    as_kind: str | None,
    form: Literal["post", "reply", "comment"],
    identifier: str | None = None,
    author: str | None = None,
    url: str | None = None,
    reply_to: str | None = None,
    title: str | None = None,
) -> Found | Refused:
    """Return a post of the export's owner, or its refusal when it has no words.

    identifier: None when the export gives none; one is then derived from time and text alone, so that it stays the
    same when the owner changes its name. as_kind: as in `BundleSource.read`.
    """
    text = writable(text)
    if not text.strip():
        return Refused(where, "empty_text", {})
    at = moment.at if moment else None
    post = Post(
        id=_said(identifier) or derived_id(None, at, text),
        text=text,
        platform=platform,
        author=_said(author),
        created_at=iso(at),
        lang=language_of(None, text),
        url=_said(url),
        kind=as_kind or "own",  # type: ignore[arg-type]  # "own" or "mention"
        form=form,
        reply_to=_said(reply_to),
        title=_said(title),
    )
    return Found(where, post, zoned=moment is None or moment.zoned)


def since_1970(value: object) -> Moment | None:
    """Read seconds since 1970; None and 0 are no time. Raises BadValue("bad_time")."""
    if value is None or value in (0, "0", ""):
        return None
    seconds = int(value) if isinstance(value, str) and _SECONDS.fullmatch(value) else value
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 < seconds <= _LAST_SECOND:
        raise BadValue("bad_time", value=str(value)[:_SHOWN])
    return Moment(round(seconds * 1_000_000), zoned=True)


def written_time(value: object) -> Moment | None:
    """Read an ISO 8601 time, with " UTC" after it or not; None and "" are no time. Raises BadValue("bad_time")."""
    if value is None or value == "":
        return None
    moment = read_moment(_UTC.sub("+00:00", value.strip())) if isinstance(value, str) else None
    if moment is None:
        raise BadValue("bad_time", value=str(value)[:_SHOWN])
    return moment


def members_read(bundle: Bundle, member: Member, chosen: Chosen, depth: int) -> Iterator[Part | Refused]:
    """Give the objects of the chosen sections of a JSON member, as `json_stream.sections` finds them.

    What is no object, and where the member breaks, is refused. Raises Unreadable for a bomb or a locked bundle only.
    """
    name = writable(member.name)[:200]
    counts: Counter[tuple[str, ...]] = Counter()
    try:
        with bundle.open(member.name) as file:
            for path, value in sections(file, chosen, depth):
                counts[path] += 1
                where = ":".join((name, *map(writable, path), str(counts[path])))
                if isinstance(value, dict):
                    yield Part(where, path, value)
                elif isinstance(value, Malformed):
                    yield Refused(where, "bad_item", {"place": value.place})
                else:
                    yield Refused(where, "bad_json", {"place": 1})
    except Broken as broken:
        yield Refused(name, "cut_json", {"place": broken.place})
    except Unreadable as refusal:
        if refusal.code != "damaged":
            raise
        yield Refused(name, refusal.code, refusal.params)


def head_of(bundle: Bundle, member: Member, count: int) -> bytes:
    """Return the first `count` bytes of a member, none when it is damaged. Raises Unreadable as `members_read`."""
    try:
        with bundle.open(member.name) as file:
            return file.read(count)
    except Unreadable as refusal:
        if refusal.code != "damaged":
            raise
        return b""


def in_order(members: Iterable[Member]) -> list[Member]:
    """Return the parts of an export in their order: posts_2 before posts_10."""
    return sorted(members, key=lambda member: [part.zfill(12) for part in _NUMBERS.split(member.name)])


def named(bundle: Bundle, pattern: re.Pattern[str]) -> list[Member]:
    """Return the members whose path `pattern` finds something in, in the order of the parts."""
    tame = (member for member in bundle.members if len(member.name) <= _LONGEST_NAME)
    return in_order(member for member in tame if pattern.search(member.name))


def owner_in_name(bundle: Bundle, network: str) -> str | None:
    """Return the handle in the name the network gave the export ("instagram-atelier-2026-03-01-x.zip"), or None."""
    dated = re.compile(rf"^{network}-([\w.]+?)-\d{{1,4}}[-_]\d\d?[-_]\d{{1,4}}\b", re.IGNORECASE)
    names = [bundle.path.name, *(member.name.partition("/")[0] for member in bundle.members[:1])]
    found = next((match for name in names if (match := dated.match(name))), None)
    return None if found is None or found[1].isdigit() else found[1]


def _said(value: str | None) -> str | None:
    return writable(value) if value and value.strip() else None
