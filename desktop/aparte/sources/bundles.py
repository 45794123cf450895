"""What an export of many files is - a zip, a tar, a folder, or one file taken out of it - and who reads one."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

    from aparte.sources.base import Item, Skipped


class Member(NamedTuple):
    """A regular file of a bundle. name: as written there, with "/"; size: bytes, as claimed."""

    name: str
    size: int


class Bundle(Protocol):
    """The files of one export. path: what the user gave. left_out: what is never looked at, with the reason."""

    path: Path
    members: tuple[Member, ...]
    left_out: tuple[Skipped, ...]

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def open(self, name: str) -> BinaryIO:
        """Return the bytes of a member, from its beginning; reading raises Unreadable where a bomb is found."""

    def read_fraction(self) -> float:
        """Return how much of what was opened so far has been read, 0 to 1."""

    def close(self) -> None:
        """Let go of the file."""


class BundleSource(Protocol):
    """Reads the exports of one network. order: who is asked first; formats: the names it may give.

    A module of this folder offers one as BUNDLE_SOURCE, as it offers a Source as SOURCE.
    """

    order: int
    formats: tuple[str, ...]

    def recognise(self, bundle: Bundle) -> str | None:
        """Return the format of this bundle, or None: names lead to a member, what it holds decides."""

    def read(self, bundle: Bundle, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read a bundle of format `form`. as_kind: "own" or "mention" when the user said so, else None."""


def under(bundle: Bundle, *endings: str) -> list[Member]:
    """Return the members whose path ends with one of `endings`, whole folders compared, case ignored.

    An export may stand in a wrapper folder: "data/tweets.js" finds "twitter-2026/data/tweets.js" too, never
    "mydata/tweets.js".
    """
    wanted = tuple(ending.lower() for ending in endings)
    return [
        member
        for member in bundle.members
        if (name := member.name.lower()) in wanted or name.endswith(tuple("/" + ending for ending in wanted))
    ]
