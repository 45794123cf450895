"""Comments copied from the web page of a network, or dropped as text: who, when, what, and what is not sure.

A freelancer has no export of other people's comments; what can be had is the text of the page. It is read without
asking anything; what is not sure is handed back line by line, with the guess, for a person to answer.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from aparte.archive.times import from_datetime, iso
from aparte.nouns import Post
from aparte.records import record
from aparte.sources.base import derived_id, language_of, writable
from aparte.sources.pasted_lines import lines_of
from aparte.sources.pasted_networks import network_of
from aparte.sources.pasted_roles import Told, roles_of
from aparte.sources.pasted_words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from aparte.sources.pasted_lines import Line
    from aparte.sources.pasted_roles import Role

_BEGINNING, _MOST_NAME_WORDS = 120, 5
MOST_LETTERS = 2**20
"""Letters of a paste that are read: some 10,000 comments, more than a page ever shows."""


@record
class PastedPost:
    """A comment that was understood. first, last: its lines in the text, from 1. approximate: it said "3 h" or such.

    author: a name, or a handle without "@". text: "" for a picture or a sticker. at: None when no time was found.
    """

    author: str
    at: datetime | None
    text: str
    form: Literal["comment", "reply"]
    first: int
    last: int
    approximate: bool = True


@record
class Pasted:
    """What a pasted text holds. network: a platform id, or "" when nothing tells. told: each line and its role.

    posts: those with words; empty: those without. unsure: the places in `told` that nobody could give a role.
    """

    network: str
    posts: tuple[PastedPost, ...]
    unsure: tuple[int, ...]
    told: tuple[Told, ...]
    empty: tuple[PastedPost, ...] = ()


def read_pasted(text: str, now: datetime, network: str | None = None) -> Pasted:
    """Read comments copied from a page.

    now: when they were copied, with its zone; times are worked out from it. network: a platform id when it is known;
    None: found in the text. Never raises for what the text holds; reads its first MOST_LETTERS letters.
    """
    lines = lines_of(text[:MOST_LETTERS], now)
    known = network_of(lines) if network is None else network
    return _pasted(known, tuple(roles_of(lines, known)))


def answered(pasted: Pasted, roles: Mapping[int, Role]) -> Pasted:
    """Return what the paste holds once a person gave roles to lines. roles: place in `told` -> role."""
    told = (replace(one, role=roles.get(place, one.role)) for place, one in enumerate(pasted.told))
    return _pasted(pasted.network, tuple(told))


def archive_posts(
    posts: Sequence[PastedPost], network: str, as_kind: str | None = None, ours: Iterable[str] = ()
) -> list[Post]:
    """Return comments as posts of the archive, each with an id of its own.

    as_kind: "own" or "mention" for all; None: own when the author is one of `ours`, the client's names and handles.

    The id comes from author and words: the same comment copied again a day later says "1 d" instead of "3 h", and is
    still the same. Somebody who says the same thing twice on one page is told apart by the order.
    """
    seen: dict[tuple[str, str], int] = {}
    names = set(map(_as_compared, ours))
    return [_archive_post(post, network, as_kind or _kind(post, names), _count(seen, post)) for post in posts]


def is_ours(post: PastedPost, ours: Iterable[str]) -> bool:
    """Tell whether the client wrote a comment: its author is one of `ours`, its names and handles."""
    return _kind(post, set(map(_as_compared, ours))) == "own"


def _pasted(network: str, told: tuple[Told, ...]) -> Pasted:
    posts = list(_posts(told))
    return Pasted(
        network=network,
        posts=tuple(post for post in posts if post.text),
        empty=tuple(post for post in posts if not post.text),
        unsure=tuple(place for place, one in enumerate(told) if one.role == "unsure"),
        told=told,
    )


def _posts(told: Sequence[Told]) -> Iterator[PastedPost]:
    """Gather the lines of each comment: it begins with its author."""
    known: set[str] = set()
    group: list[Told] = []
    ahead: list[Told] = []
    for one in told:
        if one.role == "answering" and one.line.exact:
            # The markup says it before the name.
            ahead = [one]
        elif one.role == "author":
            yield from _post(group, known)
            group, ahead = [*ahead, one], []
        elif group:
            group.append(one)
    yield from _post(group, known)


def _post(group: Sequence[Told], known: set[str]) -> Iterator[PastedPost]:
    lines: dict[str, list[Line]] = {}
    for one in group:
        lines.setdefault(one.role, []).append(one.line)
    if not group or not ("time" in lines or "text" in lines):
        return
    author = (lines.get("handle") or lines["author"])[0].text.removeprefix("@")
    text = _joined(lines.get("text", []))
    times = [line for line in lines.get("time", []) if line.at is not None]
    used = [line.number for role, found in lines.items() if role not in {"left_out", "unsure"} for line in found]
    is_reply = "answering" in lines or _answers(text, known)
    known.add(fold(lines["author"][0].text).bare)
    yield PastedPost(
        author=author,
        at=times[0].at if times else None,
        text=text,
        form="reply" if is_reply else "comment",
        first=min(used),
        last=max(used),
        approximate=not (times and times[0].exact),
    )


def _joined(lines: Sequence[Line]) -> str:
    said = "".join(("\n\n" if line.apart else "\n") + line.text for line in lines)
    return said.lstrip("\n")


def _answers(text: str, known: AbstractSet[str]) -> bool:
    """Tell whether words are addressed: they begin with a handle, or with the name of who wrote before."""
    if text.startswith("@") and len(text) > 1 and not text[1].isspace():
        return True
    words = fold(text[:_BEGINNING]).text.split(" ", _MOST_NAME_WORDS + 1)
    return any(
        " ".join(words[:count]).rstrip(",:") in known for count in range(2, min(len(words), _MOST_NAME_WORDS + 1))
    )


def _count(seen: dict[tuple[str, str], int], post: PastedPost) -> int:
    key = (post.author, post.text)
    seen[key] = seen.get(key, 0) + 1
    return seen[key]


def _kind(post: PastedPost, names: AbstractSet[str]) -> str:
    return "own" if _as_compared(post.author) in names else "mention"


def _as_compared(name: str) -> str:
    return name.removeprefix("@").casefold().replace(" ", "")


def _archive_post(post: PastedPost, network: str, kind: str, again: int) -> Post:
    text, author = writable(post.text), writable(post.author)
    return Post(
        id=derived_id(author, again if again > 1 else None, text),
        text=text,
        platform=network,
        author=author,
        created_at=iso(from_datetime(post.at.astimezone(UTC)).at) if post.at else None,
        lang=language_of(None, text),
        kind="own" if kind == "own" else "mention",
        form=post.form,
    )
