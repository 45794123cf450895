"""Posts that wait for the index: found in the end, whatever happens to them and to the import meanwhile."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aparte.archive.erase import erase_author
from aparte.archive.heard import UNHEARD
from aparte.archive.indexing import AT_ONCE, is_behind
from aparte.archive.query import parse
from aparte.archive.retention import let_go
from aparte.archive.search import search
from aparte.archive.store import BATCH, Archive
from tests.core.archive.made import post

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def found(archive: Archive, said: str = "bonjour") -> list[str]:
    return sorted(hit.kept.post.id for hit in search(archive, parse(said)))


def assert_sound(archive: Archive) -> None:
    """The index holds what the posts say, and nothing else."""
    archive.connection.execute("INSERT INTO posts_fts (posts_fts, rank) VALUES ('integrity-check', 1)")


def test_what_is_added_with_more_to_follow_is_found_once_all_is_there(path: Path) -> None:
    with Archive(path) as archive:
        archive.add([post("bonjour", 1)], more=True)
        assert found(archive) == []
        archive.add([post("bonjour", 2)], more=True)
        archive.catch_up()
        assert found(archive) == ["1", "2"]
        assert_sound(archive)


def test_who_opens_the_archive_after_a_killed_import_finds_what_it_kept(path: Path) -> None:
    with Archive(path) as archive:
        archive.add([post("bonjour", 1)], more=True)
    with Archive(path) as archive:
        assert found(archive) == ["1"]
        assert_sound(archive)


def test_an_addition_without_more_brings_in_what_waited(path: Path) -> None:
    with Archive(path) as archive:
        archive.add([post("bonjour", 1)], more=True)
        archive.add([post("bonjour", 2)])
        assert found(archive) == ["1", "2"]
        assert_sound(archive)


def test_a_post_that_waits_can_be_said_again_otherwise(path: Path) -> None:
    with Archive(path) as archive:
        archive.add([post("bonjour", 1), post("bonjour", 2)], more=True)
        archive.add([post("bonsoir", 1), post("bonjour", 3)], more=True)
        archive.catch_up()
        assert found(archive) == ["2", "3"]
        assert found(archive, "bonsoir") == ["1"]
        assert_sound(archive)


def test_a_post_that_waits_can_be_erased_and_let_go(path: Path) -> None:
    with Archive(path) as archive:
        archive.add([post("bonjour", 1, author="lou"), post("bonjour", 2)], more=True)
        assert erase_author(path.parent, "lou").posts == 1
        assert found(archive) == ["2"]
        archive.add([post("bonjour", 3)], more=True)
        assert let_go(archive, 1, date(2100, 1, 1)) == 2
        archive.catch_up()
        assert found(archive) == []
        assert_sound(archive)


def test_no_more_posts_wait_than_are_indexed_at_once(path: Path) -> None:
    with Archive(path) as archive:
        waited = []
        for start in range(0, AT_ONCE + BATCH, BATCH):
            some = [post("bonjour", 1, id=str(number)) for number in range(start, start + BATCH)]
            archive.add(some, [UNHEARD] * BATCH, more=True)
            waited.append(is_behind(archive.connection))
        assert waited == [True] * 4 + [False] + [True]
        assert len(search(archive, parse("bonjour"), limit=2 * AT_ONCE)) == AT_ONCE
