"""What keeps an archive true: any row by its number, deletions without a trace, two programs at once, odd queries."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from aparte.archive.hashtags import own_hashtags
from aparte.archive.heard import UNHEARD
from aparte.archive.ladder import STEP, at_row, ladder
from aparte.archive.query import parse
from aparte.archive.saved import forget_search, save_search, saved_search, saved_searches
from aparte.archive.search import every, relevant, search
from aparte.archive.store import Archive
from aparte.errors import Trouble
from tests.core.archive.made import post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ODD = (
    "{texte}:foo",
    "NOT",
    "'; DROP TABLE posts;--",
    "^foo",
    "C++",
    "24/7",
    "x" * 5_000,
    ")",
    '"',
    "“",
    '"unbalanced',
    '("' * 500,
    "%",
    "a* b* -*",
    "foo\0bar",
    "NEAR(a b)",
    "- - -",
    "from: on: irony:> mood:",
    "مرحبا",
    "漢字 -字",
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        yield opened


def agrees(archive: Archive) -> None:
    """Fail when the index does not say what the posts say."""
    archive.connection.execute("INSERT INTO posts_fts (posts_fts, rank) VALUES ('integrity-check', 1)")


@pytest.mark.parametrize("said", ODD)
def test_an_odd_query_is_answered_in_every_way_and_changes_nothing(archive: Archive, said: str) -> None:
    archive.add([post("foo bar, 24/7 en C++"), post("autre", 2)])
    for unfinished in (False, True):
        search(archive, parse(said, unfinished=unfinished))
        relevant(archive, parse(said, unfinished=unfinished))
    assert archive.count() == 2


@pytest.mark.parametrize(("dated", "undated"), [(0, 0), (3, 0), (0, 3), (STEP * 2, STEP + 7), (STEP * 2 + 1, 1)])
def test_any_row_of_everything_is_the_one_that_paging_gives(archive: Archive, dated: int, undated: int) -> None:
    posts = [post("mot", 1 + number % 28, id=str(number)) for number in range(dated)]
    posts += [post("mot", 1, id=f"sans{number}", created_at=None) for number in range(undated)]
    archive.add(posts, [UNHEARD] * len(posts))
    whole = [kept.post.id for kept in archive.page(limit=dated + undated + 1)]
    steps = ladder(archive)
    assert steps.total == len(whole) == dated + undated
    for row in {0, 1, dated - 1, dated, dated + 1, STEP - 1, STEP, 2 * STEP, len(whole) - 1} & set(range(len(whole))):
        assert [kept.post.id for kept in at_row(archive, steps, row, 20)] == whole[row : row + 20]
    assert at_row(archive, steps, len(whole), 20) == []


def test_a_post_that_is_deleted_leaves_no_word_and_no_history(archive: Archive) -> None:
    archive.add([post("Ouvert samedi"), post("Fermé", 2)])
    archive.add([post("Ouvert dimanche")])
    archive.connection.execute("DELETE FROM posts WHERE id = '1'")
    agrees(archive)
    assert search(archive, parse("dimanche")) == []
    assert archive.history("x", "1") == []


def test_the_index_agrees_with_the_posts_whatever_changes_of_them(archive: Archive) -> None:
    archive.add([post(f"mot{number}", 1 + number % 28, id=str(number)) for number in range(40)])
    archive.add([post(f"mot{number}", 1, id=str(number), author="paul", lang="fr") for number in range(20, 60)])
    agrees(archive)
    assert len(search(archive, parse("from:paul lang:fr"))) == 40


def test_merging_the_index_loses_nothing(archive: Archive) -> None:
    for start in range(0, 9_000, 500):
        archive.add([post(f"mot {start + n}", 1, id=str(start + n)) for n in range(500)], [UNHEARD] * 500)
    archive.tidy()
    agrees(archive)
    assert sum(1 for _ in every(archive, parse("mot"))) == 9_000


@pytest.mark.parametrize(
    "identifier", ["7", "007", "-0", "9223372036854775808", "9223372036854775807", "7 ", "1e3", "١"]
)
def test_ids_that_look_like_one_number_are_different_posts(archive: Archive, identifier: str) -> None:
    others = [one for one in ("7", "0", "9223372036854775807", "1000", "1") if one != identifier]
    archive.add([post("un", id=one) for one in others])
    assert archive.add([post("autre", id=identifier)]) == (1, 0)
    assert archive.add([post("encore", id=identifier)]) == (0, 1)
    assert archive.known([post("", id=identifier)]) == [True]
    assert [earlier.text for earlier in archive.history("x", identifier)] == ["autre"]


def test_two_programs_add_to_one_archive_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    failures: list[Exception] = []

    def add(who: int) -> None:
        try:
            with Archive(path) as archive:
                for start in range(0, 3_000, 500):
                    archive.add([post("mot", 1, id=f"{n}") for n in range(start, start + 500)], [UNHEARD] * 500)
                    archive.add([post("mot", 1, id=f"{who}-{n}") for n in range(start, start + 500)], [UNHEARD] * 500)
                    search(archive, parse("mot"))
        except Exception as error:
            failures.append(error)

    Archive(path).close()
    threads = [threading.Thread(target=add, args=(who,)) for who in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Archive(path) as archive:
        assert archive.count() == 9_000
        agrees(archive)


def test_a_saved_search_has_a_name_and_is_replaced_found_and_forgotten(archive: Archive) -> None:
    save_search(archive, "  Nos  soldes ", "#soldes")
    save_search(archive, "Nos soldes", "#soldes kind:own")
    save_search(archive, "autre", "mot")
    assert [one.name for one in saved_searches(archive)] == ["autre", "Nos soldes"]
    assert saved_search(archive, "nos soldes").said == "#soldes kind:own"
    forget_search(archive, "NOS SOLDES")
    assert [one.name for one in saved_searches(archive)] == ["autre"]


def test_a_search_without_a_visible_name_is_not_saved(archive: Archive) -> None:
    with pytest.raises(Trouble, match=r"search\.no_name"):
        save_search(archive, " \t\u200b", "mot")
    with pytest.raises(Trouble, match=r"search\.unknown"):
        forget_search(archive, "rien")


def test_own_hashtags_are_counted_by_post_whatever_their_case_and_dated(archive: Archive) -> None:
    archive.add(
        [
            post("#Été #ete ici https://lune.example/#ancre", 1, kind="own"),
            post("encore #ÉTÉ, &#39; et #2026", 2, kind="own"),
            post("#vitrine", 3, kind="own"),
            post("#été des autres", 4),
        ]
    )
    first, second = own_hashtags(archive)
    assert (first.tag, first.posts, first.first_at, first.last_at) == (
        "ÉTÉ",
        2,
        "2026-01-01T08:00:00Z",
        "2026-01-02T08:00:00Z",
    )
    assert (second.tag, second.posts) == ("vitrine", 1)
