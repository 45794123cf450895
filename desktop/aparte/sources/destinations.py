"""Where the posts of an import go: the archive of the space, or of the client that a row names.

A dry run opens what is there and writes nothing.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from aparte.archive.pseudonyms import authors_key, under_pseudonym
from aparte.archive.spaces import known_space
from aparte.archive.store import Added, Archive
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aparte.archive.spaces import Space
    from aparte.nouns import Post
    from aparte.sources.base import Found

MANY = 5_000
"""Posts of an import after which the pieces of the index are merged: a fifth of a second, and each search is faster."""


class Destinations:
    """The archives an import writes to: the space's own, and those of clients that rows name."""

    def __init__(self, space: Space, home: Path | None, *, dry_run: bool, pseudonyms: bool) -> None:
        """Open none before a post comes. The rest is as in `intake.import_paths`."""
        self._space, self._home, self._dry_run = space, home, dry_run
        self._authors_keys: dict[Path, bytes] | None = {} if pseudonyms and not dry_run else None
        self._by_brand: dict[str | None, Space] = {None: space}
        self._archives: dict[Path, Archive] = {}
        self._added: dict[Path, int] = {}
        self._seen: set[tuple[Path, str, str]] = set()

    def __enter__(self) -> Destinations:
        """Use them in a `with` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Bring what waits into the indexes, and close the archives."""
        for path, archive in self._archives.items():
            # After a failure too, as far as the disk allows: who opens the archive next would do it else.
            with suppress(Trouble):
                archive.catch_up()
            if kind is None and self._added.get(path, 0) >= MANY:
                archive.tidy()
            archive.close()

    def add(self, found: Sequence[Found]) -> Added:
        """Add posts to the archives they belong to; a dry run only counts."""
        by_space: dict[Path, list[Post]] = {}
        for one in found:
            space = self._space_of(one.brand)
            by_space.setdefault(space.archive_path, []).append(self._named(one.post, space.folder))
        counts = [
            self._count(path, posts) if self._dry_run else self._add(path, posts) for path, posts in by_space.items()
        ]
        return Added(sum(count.imported for count in counts), sum(count.duplicates for count in counts))

    def _named(self, post: Post, folder: Path) -> Post:
        if self._authors_keys is None:
            return post
        if folder not in self._authors_keys:
            self._authors_keys[folder] = authors_key(folder)
        return under_pseudonym(self._authors_keys[folder], post)

    def _space_of(self, brand: str | None) -> Space:
        space = self._by_brand.get(brand)
        if space is None:
            known = known_space(self._home, brand) if self._home and brand else None
            space = self._by_brand[brand] = known or self._space
        return space

    def _open(self, path: Path) -> Archive:
        archive = self._archives.get(path)
        if archive is None:
            archive = self._archives[path] = Archive(path)
        return archive

    def _add(self, path: Path, posts: list[Post]) -> Added:
        added = self._open(path).add(posts, more=True)
        self._added[path] = self._added.get(path, 0) + added.imported
        return added

    def _count(self, path: Path, posts: list[Post]) -> Added:
        keys = [(path, post.platform, post.id) for post in posts]
        kept = self._open(path).known(posts) if path.exists() else [False] * len(posts)
        fresh = {key for key, known in zip(keys, kept, strict=True) if not known and key not in self._seen}
        self._seen |= fresh
        return Added(len(fresh), len(posts) - len(fresh))
