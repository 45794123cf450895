"""Spaces: one folder a client, named by a random slug so that a listing of the disk tells no client's name.

It refuses to mix: a space is found by its client's name, and whoever holds it reads and writes that folder only.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from aparte import paths
from aparte.archive.brandfile import read_brand, write_brand
from aparte.errors import Trouble
from aparte.nouns import Brand
from aparte.records import record

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT = "default"
"""The client that commands without --brand work for."""
LONGEST_NAME = 200

_BRAND, _DRAFTS, _ARCHIVE, _LOG, _BACKUPS = "brand.toml", "drafts.db", "archive.db", "copies.jsonl", "backups"


@record
class Space:
    """The folder of one client, and who that is."""

    folder: Path
    brand: Brand

    @property
    def drafts_path(self) -> Path:
        """Return where drafts and their versions are kept."""
        return self.folder / _DRAFTS

    @property
    def archive_path(self) -> Path:
        """Return where posts are kept."""
        return self.folder / _ARCHIVE

    @property
    def log_path(self) -> Path:
        """Return where copies are logged."""
        return self.folder / _LOG

    @property
    def backups_path(self) -> Path:
        """Return where copies made before an upgrade are kept."""
        return self.folder / _BACKUPS

    def own_texts(self) -> list[str]:
        """Return the newest texts published in the client's own name; none before the first import."""
        if not self.archive_path.exists():
            return []
        from aparte.archive.store import Archive

        with Archive(self.archive_path) as archive:
            return archive.own_texts()


def spaces(home: Path) -> list[Space]:
    """Return every space, by client's name. Raises Trouble for a brand.toml that can't be read, naming it."""
    found = [space_at(folder) for folder in folders(home)]
    return sorted(found, key=lambda space: (_same(space.brand.name) != DEFAULT, _same(space.brand.name)))


def folders(home: Path) -> list[Path]:
    """Return the folder of every space, whatever state it is in."""
    root = home / "spaces"
    if not root.is_dir():
        return []
    return sorted(folder for folder in root.iterdir() if folder.is_dir() and not folder.name.startswith("."))


def space_at(folder: Path) -> Space:
    """Return the space in `folder`. Raises Trouble for a brand.toml that can't be read, naming it."""
    return Space(folder=folder, brand=read_brand(folder / _BRAND))


def find_space(home: Path, name: str) -> Space:
    """Return the space of the client called `name`; case doesn't count. Raises Trouble("brand.unknown")."""
    space = known_space(home, name)
    if space is not None:
        return space
    if _same(name) == DEFAULT:
        return default_space(home)
    raise Trouble("brand.unknown", name=name)


def known_space(home: Path, name: str) -> Space | None:
    """Return the space of the client called `name`, or None; nothing is made."""
    return next((space for space in spaces(home) if _same(space.brand.name) == _same(name)), None)


def default_space(home: Path) -> Space:
    """Return the space of who works for no named client, made on first need."""
    return known_space(home, DEFAULT) or _make(home, Brand(id="", name=DEFAULT))


def add_space(home: Path, brand: Brand) -> Space:
    """Make the space of a new client; its id is chosen here. Raises Trouble: no name, too long, or already taken."""
    return _make(home, replace(brand, name=free_name(home, brand.name)))


def free_name(home: Path, name: str, held_by: Space | None = None) -> str:
    """Return `name` as it will be written, if a client can bear it; `held_by` may keep its own.

    Raises Trouble: no name, too long, or already taken.
    """
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME or not clean.isprintable():
        raise Trouble("brand.bad_name", name=clean[:60], most=LONGEST_NAME)
    other = known_space(home, clean)
    if other is not None and (held_by is None or other.folder != held_by.folder):
        raise Trouble("brand.taken", name=clean)
    return clean


def save_brand(space: Space, brand: Brand) -> Space:
    """Keep what changed about a client; the id stays. Returns the space as it now is."""
    saved = replace(brand, id=space.brand.id)
    write_brand(space.folder / _BRAND, saved)
    return replace(space, brand=saved)


def _make(home: Path, brand: Brand) -> Space:
    """Make the folder under a hidden name and rename it: a crash leaves no space without its brand.toml."""
    slug = secrets.token_hex(8)
    root = paths.private_dir(home / "spaces")
    part = paths.private_dir(root / f".{slug}.part")
    named = replace(brand, id=slug)
    write_brand(part / _BRAND, named)
    paths.private_dir(part / _BACKUPS)
    return Space(folder=part.rename(root / slug), brand=named)


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()
