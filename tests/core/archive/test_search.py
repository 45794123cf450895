"""Whatever is typed is answered: words, phrases, exclusions and filters; accents, case and elisions don't count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.archive.query import parse
from aparte.archive.words import folded, marks
from aparte.archive.search import search
from aparte.archive.similarity import similar
from aparte.archive.store import Archive
from tests.core.archive.made import post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POSTS = (
    post("L’été arrive, ouvert samedi", 1, lang="fr"),
    post("Bravo pour le retard…", 2, author="@Paul", platform="bluesky", lang="fr"),
    post("Open late tonight https://lune.example", 3, lang="en", kind="own", author=None),
    post("C'est-à-dire qu'on ferme 😀", 4, lang="fr"),
    post("samedi ouvert, dimanche aussi", 5, lang="fr"),
    post("Sans date", 6, created_at=None),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("search") / "archive.db") as opened:
        opened.add(POSTS)
        yield opened


def ids(archive: Archive, said: str) -> list[str]:
    return [hit.kept.post.id for hit in search(archive, parse(said))]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("ETE", "1"),
        ("l'été", "1"),
        ("l’ete", "1"),
        ("ouvert samedi", "51"),
        ('"ouvert samedi"', "1"),
        ("« ouvert samedi »", "1"),
        ("ouvert -dimanche", "1"),
        ("-ouvert", "432" + "6"),
        ('ouvert -"samedi ouvert"', "1"),
        ("c'est-à-dire", "4"),
        ("😀", "4"),
        ("from:paul", "2"),
        ("from:@PAUL retard", "2"),
        ("on:bluesky", "2"),
        ("lang:en", "3"),
        ("kind:own", "3"),
        ("has:link", "3"),
        ("since:2026-01-05", "5"),
        ("until:2026-01-01", "1"),
        ("until:2026-01-01T08:00:00Z", ""),
        ("since:2026-01-02 until:2026-01-03", "32"),
        ("ouv", ""),
        ("AND", ""),
        ("ouvert AND samedi", ""),
        ("ouv*", ""),
        ("!!! ...", "543216"),
        ("", "543216"),
    ],
)
def test_a_search_finds_what_was_meant_newest_first(archive: Archive, said: str, wanted: str) -> None:
    assert "".join(ids(archive, said)) == wanted


@pytest.mark.parametrize("said", ["since:demain", "lang:français", "kind:toto", "has:cheese", "until:2026-13-40"])
def test_a_malformed_filter_is_searched_as_words_and_named(archive: Archive, said: str) -> None:
    query = parse(said)
    assert query.notes == (("search.bad_filter", {"filter": said}),)
    assert search(archive, query) == []


def test_the_last_word_may_go_on_while_it_is_typed_but_not_below_three_letters(archive: Archive) -> None:
    typed = {said: len(search(archive, parse(said, unfinished=True))) for said in ("ouv", "ou", "ouv ")}
    assert typed == {"ouv": 2, "ou": 0, "ouv ": 0}


def test_found_words_are_marked_where_they_stand() -> None:
    text = "😀 L’ÉTÉ, l'ete et l’étéindre"
    spans = marks(parse("été"), text)
    assert [text[span.start : span.end] for span in spans] == ["ÉTÉ", "ete"]


def test_a_phrase_is_marked_as_one_stretch() -> None:
    text = "samedi ouvert, ouvert samedi"
    assert [(span.start, span.end) for span in marks(parse('"ouvert samedi"'), text)] == [(15, 28)]


@given(st.text(max_size=40) | st.text(alphabet="\"-:*()^{}+ '«»\0ANDORNEARfromsince:é😀", max_size=40))
def test_no_query_raises_and_every_mark_is_in_the_text(archive: Archive, said: str) -> None:
    for hit in search(archive, parse(said)):
        text = hit.kept.post.text
        assert all(0 <= span.start < span.end <= len(text) for span in hit.marks)
    search(archive, parse(said, unfinished=True))
    similar(archive, said)


def test_reposts_without_a_word_are_listed_and_hinder_nothing(tmp_path: Path) -> None:
    shared = [post("", day, id=f"shared{day}", form="repost", kind="own", lang=None) for day in range(1, 9)]
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([*shared, post("Ouvert samedi", 9)])
        assert len(ids(archive, "kind:own")) == len(shared)
        assert ids(archive, "samedi") == ids(archive, "-dimanche samedi") == ["9"]
        assert [hit.kept.post.id for hit in similar(archive, "samedi, ouvert")] == ["9"]
        assert similar(archive, "") == []


@given(
    st.lists(st.sampled_from(["été", "Œuvre", "naïve", "chat", "日本", "o'clock"]), min_size=1, max_size=6),
    st.integers(0, 5),
)
def test_a_word_of_the_text_is_always_marked(words: list[str], place: int) -> None:
    word = words[place % len(words)]
    text = " ".join(words)
    marked = {folded(text[span.start : span.end]) for span in marks(parse(f'"{word}"'), text)}
    assert marked == {folded(word)}


PAIRS = (
    ("On ouvre la boutique samedi dès 9 h", "Samedi, la boutique ouvre à 9 h"),
    ("Votre colis est parti ce matin", "Le colis est parti hier matin"),
    ("Les soldes d’été commencent mercredi", "Mercredi, début des soldes d’été"),
    ("We open the new shop on Monday", "The new shop opens next Monday"),
)


@pytest.mark.parametrize(("said", "before"), PAIRS)
def test_a_rewording_resembles_and_other_posts_do_not(tmp_path: Path, said: str, before: str) -> None:
    others = [post(two, 1 + number, id=f"other{number}") for number, (_, two) in enumerate(PAIRS) if two != before]
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([post(before), *others])
        assert [hit.kept.post.text for hit in similar(archive, said)] == [before]


def test_resemblance_is_narrowed_by_filters_and_goes_from_closest_to_least(archive: Archive) -> None:
    hits = similar(archive, "ouvert samedi, l’été arrive", parse("lang:fr"))
    assert hits[0].kept.post.id == "1"
    closeness = [hit.resemblance or 0 for hit in hits]
    assert closeness == sorted(closeness, reverse=True)
    assert max(closeness) <= 1
