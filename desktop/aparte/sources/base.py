"""What a source of posts is, how the ones in this folder are found, and what they hand over.

A source reads one file and gives items in its order: a post, or a refusal that names the place and the reason. It never
raises for what a file holds: row 3 of 4,000 being wrong says nothing about row 4.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import aparte.sources
from aparte.archive.query import platform_id
from aparte.text.language import detect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from aparte.nouns import Post

HEAD_BYTES = 65_536
"""What a source may look at to recognise its files."""
LONGEST_LINE = 16 * 2**20
"""Characters of one line: a post of a megabyte is read, a line without end is refused before it fills the memory."""

_LANGUAGE = re.compile(r"^([a-z]{2,3})(?:[-_].*)?$")
_NO_LANGUAGE = ("und", "mul", "zxx", "other")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Head(NamedTuple):
    """How a file begins. data: its first HEAD_BYTES; whole: there is nothing after them."""

    path: Path
    data: bytes
    whole: bool


class Found(NamedTuple):
    """A post of the file. where: line or item. brand: the client the row names. zoned: its time named a zone."""

    where: str
    post: Post
    brand: str | None = None
    zoned: bool = True


class Refused(NamedTuple):
    """What can't be kept, and why: a code of messages ("import.<code>") with its parameters."""

    where: str
    code: str
    params: dict[str, object]


class Skipped(NamedTuple):
    """A part that was left out on purpose. what: the member or section; reason: a code of messages ("import.<…>")."""

    what: str
    reason: str


class ListedFeed(NamedTuple):
    """A feed that a list of feeds names. It becomes no post, and nothing is subscribed to."""

    where: str
    title: str
    url: str


Item = Found | Refused | Skipped | ListedFeed


class Unreadable(Exception):  # noqa: N818 - not an error of ours: the whole file is not for this source after all
    """The file as a whole can't be understood. code, params: as in Refused."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class Source(Protocol):
    """Reads the files of one kind. order: who is asked first (the strictest); formats: the names it may give."""

    order: int
    formats: tuple[str, ...]

    def recognise(self, head: Head) -> str | None:
        """Return the format of a file that begins like this, or None. By content, never by name alone."""

    def read(self, file: BinaryIO, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read a file of format `form`. as_kind: "own" or "mention" when the user said so, else None.

        Raises Unreadable before the first item when nothing in it can become a post.
        """


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """Return the sources in the order they are asked: each module of this folder with a SOURCE."""
    return tuple(sorted(offered("SOURCE"), key=lambda source: source.order))


def offered(name: str) -> list[Any]:
    """Return what the modules of this folder offer under `name`, in the order of the modules."""
    modules = [
        importlib.import_module(f"aparte.sources.{one.name}") for one in pkgutil.iter_modules(aparte.sources.__path__)
    ]
    return [offer for module in modules if (offer := getattr(module, name, None)) is not None]


def derived_id(author: str | None, at: int | None, text: str) -> str:
    """Return the id of a post that came without one: the same author, time and text always give the same."""
    said = "\x1f".join((author or "", "" if at is None else str(at), text))
    return f"~{hashlib.blake2b(said.encode('utf-8', 'replace'), digest_size=10).hexdigest()}"


def language_of(given: str | None, text: str) -> str | None:
    """Return the language a row names (ISO 639), else the one its words speak, else None."""
    named = _LANGUAGE.match((given or "").strip().lower())
    if named and named[1] not in _NO_LANGUAGE:
        return named[1]
    heard = detect(text)
    return None if heard == "other" else heard


def platform_of(given: str | None) -> str:
    """Return how the archive names a platform; "" when the row names none."""
    return platform_id(given or "")


def writable(text: str) -> str:
    """Return `text` with each lone surrogate read as U+FFFD: UTF-8 can't hold it, and offsets stay as they are."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)
