"""The archive keeps each post once, remembers what it said before, and pages through any number of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aparte.archive.heard import UNHEARD, Heard
from aparte.archive.query import parse
from aparte.archive.search import search
from aparte.archive.store import BATCH, Archive, examine_archive
from aparte.errors import Trouble
from tests.core.archive.made import post

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        yield opened


def found(archive: Archive, said: str) -> list[str]:
    return [hit.kept.post.text for hit in search(archive, parse(said))]


def test_a_post_comes_back_as_it_was(archive: Archive) -> None:
    kept = post(
        "Ouvert samedi ☕", lang="fr", url="https://x.com/1", kind="own", form="reply", reply_to="0", title="Avis"
    )
    archive.add([kept])
    assert list(archive.every()) == [kept]


def test_the_same_post_twice_is_one(archive: Archive) -> None:
    assert archive.add([post("Ouvert")]) == (1, 0)
    assert archive.add([post("Ouvert")]) == (0, 1)
    assert archive.count() == 1


def test_the_same_id_on_two_platforms_is_two_posts(archive: Archive) -> None:
    assert archive.add([post("Ouvert"), post("Ouvert", platform="bluesky")]) == (2, 0)


def test_a_newer_text_replaces_the_older_one_and_the_older_is_in_the_history(archive: Archive) -> None:
    archive.add([post("Ouvert samedi")])
    archive.add([post("Fermé samedi")])
    archive.add([post("Fermé dimanche")])
    assert [kept.text for kept in archive.every()] == ["Fermé dimanche"]
    assert [earlier.text for earlier in archive.history("x", "1")] == ["Fermé samedi", "Ouvert samedi"]


def test_a_replaced_text_is_no_longer_found(archive: Archive) -> None:
    archive.add([post("Ouvert samedi")])
    archive.add([post("Fermé samedi")])
    assert (found(archive, "ouvert"), found(archive, "fermé")) == ([], ["Fermé samedi"])


def test_the_index_agrees_with_the_posts_after_replacements(archive: Archive) -> None:
    archive.add([post(f"mot{number}", 1 + number % 28, id=str(number)) for number in range(40)])
    archive.add([post(f"autre{number}", 1, id=str(number), title="t") for number in range(20, 60)])
    archive.connection.execute("INSERT INTO posts_fts (posts_fts, rank) VALUES ('integrity-check', 1)")
    assert len(found(archive, "t")) == 40


def test_what_a_newer_copy_does_not_know_is_kept(archive: Archive) -> None:
    archive.add([post("Ouvert", url="https://x.com/1", lang="fr")])
    archive.add([post("Ouvert", author=None, created_at=None)])
    assert list(archive.every()) == [post("Ouvert", url="https://x.com/1", lang="fr")]


def test_a_post_that_comes_twice_in_one_batch_counts_once(archive: Archive) -> None:
    assert archive.add([post("un"), post("deux"), post("trois")]) == (1, 2)
    assert [kept.text for kept in archive.every()] == ["trois"]


def test_more_than_a_batch_is_added_whole(archive: Archive) -> None:
    count = BATCH * 2 + 7
    assert archive.add([post("mot", id=str(number)) for number in range(count)]) == (count, 0)
    assert len(list(archive.every())) == archive.count() == count


def test_pages_by_key_give_every_post_once_newest_first_and_undated_last(archive: Archive) -> None:
    archive.add(
        [post(str(day), day) for day in range(1, 8)]
        + [post(f"sans date {n}", 20 + n, created_at=None) for n in range(3)]
    )
    seen: list[str] = []
    key = None
    while page := archive.page(key, 3):
        seen += [kept.post.text for kept in page]
        key = page[-1].key
    assert seen == ["7", "6", "5", "4", "3", "2", "1", "sans date 2", "sans date 1", "sans date 0"]


def test_own_texts_are_the_newest_of_the_clients_own_posts(archive: Archive) -> None:
    shared = post("d’une autre", 4, kind="own", form="repost")
    archive.add([post("à elle", 1, kind="own"), post("aux autres", 2), post("à elle aussi", 3, kind="own"), shared])
    assert archive.own_texts(limit=5) == ["à elle aussi", "à elle"]


def test_a_text_with_a_null_character_is_kept_and_found(archive: Archive) -> None:
    archive.add([post("avant\0après")])
    assert found(archive, "apres") == ["avant\0après"]


def test_an_archive_that_is_not_there_yet_holds_nothing_and_is_sound(tmp_path: Path) -> None:
    assert examine_archive(tmp_path / "none.db") == (0, "ok")


def test_a_damaged_archive_is_told_in_one_trouble(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(Trouble, match=r"data\.damaged"):
        examine_archive(tmp_path / "archive.db")


def test_a_sound_archive_says_how_many_posts_it_holds(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([post("un"), post("deux", 2)])
    assert examine_archive(tmp_path / "archive.db") == (2, "ok")
    assert (tmp_path / "archive.db").stat().st_mode & 0o777 == 0o600


def test_a_nought_is_kept_as_it_is_and_what_is_not_said_stays_unsaid(archive: Archive) -> None:
    nought = post("0", id="0", author="0", url="0", title="0", reply_to="0", created_at="1970-01-01T00:00:00Z")
    unsaid = post("1", 2, author=None, created_at=None)
    archive.add([nought, unsaid], [Heard(0, 0, 0, 0), UNHEARD])
    assert list(archive.every()) == [nought, unsaid]
    said = archive.connection.execute("SELECT mood, irony, toxicity, simhash FROM posts ORDER BY n").fetchall()
    assert [tuple(row) for row in said] == [(0, 0, 0, 0), (None, None, None, None)]


def test_a_post_is_heard_once_even_between_new_ones(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    old = [post(f"Encore merci pour l’accueil {number}", id=str(number)) for number in range(40)]
    archive.add(old)
    listened: list[str] = []

    def listen(texts: Sequence[str]) -> list[Heard]:
        listened.extend(texts)
        return [UNHEARD] * len(texts)

    monkeypatch.setattr("aparte.archive.store.heard", listen)
    archive.add([*old, post("Tout neuf", 2, id="new")])
    assert listened == ["Tout neuf"]
