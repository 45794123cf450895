"""Counts of an answer, and how far back an archive goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aparte.archive import tally as tallies
from aparte.archive.query import parse
from aparte.archive.search import search
from aparte.archive.store import Archive
from aparte.archive.tally import extent, tally
from tests.core.archive.made import post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add(
            [
                post("la navette de nuit", 1, kind="own"),
                post("la navette du matin", 2, platform="bluesky"),
                post("la navette de nuit est pleine", 3),
                post("le marché", 4, created_at=None),
            ]
        )
        yield archive


def test_a_tally_counts_what_a_search_lists(archive: Archive) -> None:
    for words in ("navette", "navette nuit", "marché", "rien", "on:x", "-nuit navette", ""):
        query = parse(words)
        assert tally(archive, query).total() == len(search(archive, query))


def test_a_tally_splits_by_voice_and_by_platform_each_narrowed_by_the_other(archive: Archive) -> None:
    found = tally(archive, parse("navette"))
    assert found.by_kind() == {"own": 1, "mention": 2}
    assert found.by_kind("bluesky") == {"own": 0, "mention": 1}
    assert found.by_platform("mention") == {"bluesky": 1, "x": 1}
    assert found.total("own", "x") == 1


def test_a_tally_stops_at_its_limit_and_says_so(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "MOST", 2)
    assert tally(archive, parse("navette")).capped
    assert not tally(archive, parse("nuit")).capped


def test_the_extent_runs_from_the_oldest_dated_post_to_the_newest(archive: Archive) -> None:
    assert extent(archive) == ("2026-01-01T08:00:00Z", "2026-01-03T08:00:00Z")


def test_an_archive_without_dates_has_no_extent(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.db") as archive:
        assert extent(archive) == (None, None)


def test_the_pages_of_a_search_follow_each_other_without_a_gap(archive: Archive) -> None:
    query = parse("kind:mention")
    first = search(archive, query, 1)
    rest = search(archive, query, 10, first[-1].kept.key)
    assert [hit.kept.post.id for hit in (*first, *rest)] == [hit.kept.post.id for hit in search(archive, query)]
    assert rest[-1].kept.post.created_at is None
