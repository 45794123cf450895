"""A real file of each earlier version opens, with everything it held; a copy of it is made before."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aparte.archive.database import integrity
from aparte.archive.migrations import MIGRATIONS
from aparte.archive.query import parse
from aparte.archive.search import search
from aparte.archive.store import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSIONS = sorted((Path(__file__).parent / "versions").glob("archive-v*.db"))


@pytest.fixture(params=VERSIONS, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / "archive.db"))


@pytest.fixture
def archive(old: Path) -> Iterator[Archive]:
    with Archive(old) as opened:
        yield opened


def found(archive: Archive, said: str) -> list[str]:
    return [hit.kept.post.id for hit in search(archive, parse(said))]


def test_there_is_a_file_of_every_earlier_version() -> None:
    assert [path.stem for path in VERSIONS] == [f"archive-v{version}" for version in range(1, len(MIGRATIONS))]


def test_every_post_and_what_it_said_before_are_there(archive: Archive) -> None:
    assert [post.id for post in archive.every()] == ["0", "1", "2", "3", "4"]
    assert [earlier.text for earlier in archive.history("instagram", "3")] == [
        "Ouvert samedi, dès 9 h : https://lune.example"
    ]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("l'ete", ["0"]),
        ("samedi", ["3"]),
        ("avis", ["2"]),
        ('"deux heures"', ["1"]),
        ("時間", ["4"]),
        ('from:"helene petit"', ["2", "1", "4"]),
        ("on:instagram has:link", ["3"]),
        ("kind:own lang:fr", ["3", "0"]),
        ("mood:negative lang:en", ["2"]),
    ],
)
def test_words_and_filters_find_what_an_older_version_kept(archive: Archive, said: str, wanted: list[str]) -> None:
    assert found(archive, said) == wanted


def test_the_file_is_sound_and_its_index_agrees_with_its_posts(archive: Archive) -> None:
    assert integrity(archive.connection) == "ok"
    archive.connection.execute("INSERT INTO posts_fts (posts_fts, rank) VALUES ('integrity-check', 1)")


def test_a_copy_of_the_old_file_stands_in_backups(old: Path) -> None:
    Archive(old).close()
    (copy,) = (old.parent / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("SELECT count(*) FROM posts").fetchone() == (5,)
        assert database.execute("PRAGMA user_version").fetchone()[0] < len(MIGRATIONS)
