"""Whatever is typed is answered: words, phrases, exclusions and filters; accents, case and elisions don't count."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.archive.heard import UNHEARD, Heard
from aparte.archive.migrations import TOKENIZER, TRAIT
from aparte.archive.query import parse
from aparte.archive.search import relevant, search
from aparte.archive.similarity import similar
from aparte.archive.store import Archive
from aparte.archive.words import TOKEN, folded, indexed, marks
from tests.core.archive.made import post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aparte.archive.store import Kept
    from aparte.nouns import Post

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


def test_a_ligature_and_its_two_letters_are_one_writing(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([post("Un cœur d’or", 1), post("du fond du coeur", 2)])
        assert [ids(archive, said) for said in ("cœur", "coeur", "COEUR")] == [["2", "1"]] * 3
        assert [hit.kept.post.id for hit in search(archive, parse("coe", unfinished=True))] == ["2", "1"]
        assert [hit.kept.post.id for hit in search(archive, parse("cœ", unfinished=True))] == []


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("#soldes", ["1"]),
        ("soldes", ["2", "1"]),
        ("@marie", ["3"]),
        ("marie", ["4", "3"]),
        ("營業", ["5"]),
        ("業", ["5"]),
        ("🎉🎊", ["6"]),
        ("merci -#soldes", ["2"]),
        ("-🎉", ["5", "4", "3", "2", "1"]),
        ("мир", ["7"]),
    ],
)
def test_signs_emoji_and_scripts_without_spaces_are_found_as_they_stand(
    tmp_path: Path, said: str, wanted: list[str]
) -> None:
    texts = (
        "Merci ! #Soldes d’été",
        "merci, les soldes",
        "avec @marie",
        "Marie vient",
        "今天營業時間",
        "Fête 🎉🎊",
        "миру мир",
    )
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([post(text, number) for number, text in enumerate(texts, 1)])
        found = ids(archive, said)
        assert [one for one in found if one != "7" or said == "мир"] == wanted


SCORED = (
    post("Bravo, encore deux heures de retard, c’est génial", 1),
    post("Merci, tout était parfait, on adore", 2),
    post("C’est nul, service affreux et froid, je suis déçu", 3),
)
HEARD = (Heard(40, 85, 5, 1), Heard(70, 12, 2, 2), Heard(-60, 70, 30, 3))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("irony:>70", "1"),
        ("irony:70", "31"),
        ("irony:<=12", "2"),
        ("irony:=70", "3"),
        ("irony:>100", ""),
        ("mood:negative", "3"),
        ("mood:positif", "21"),
        ("mood:neutral", ""),
        ("mood:positive irony:<20", "2"),
        ("-bravo irony:>=70", "3"),
    ],
)
def test_mood_and_irony_narrow_by_what_was_heard(tmp_path: Path, said: str, wanted: str) -> None:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add(SCORED, HEARD)
        assert "".join(ids(archive, said)) == wanted


@pytest.mark.parametrize("said", ["mood:blue", "irony:high", "irony:>700"])
def test_a_mood_or_an_amount_nobody_knows_is_named(said: str) -> None:
    assert parse(said).notes == (("search.bad_filter", {"filter": said}),)


@pytest.mark.parametrize(
    ("author", "asked"),
    [
        ("Hélène Petit", 'from:"helene petit"'),
        ("@lou.b_n@mastodon.example", "from:lou.b_n@mastodon.example"),
        ("微博", "from:微博"),
        ("marie🙂dupont", "from:marie🙂dupont"),
        ("O’Neil", "from:o’neil"),
    ],
)
def test_an_author_is_found_whole_and_never_by_a_part(tmp_path: Path, author: str, asked: str) -> None:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add(
            [post("un", 1, author=author), post("deux", 2, author=f"{author}2"), post("trois", 3, author="lou")]
        )
        assert ids(archive, asked) == ["1"]
        assert ids(archive, "petit") == ids(archive, "dupont") == []


def test_a_platform_with_a_name_of_its_own_is_found(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([post("un", 1, platform="google reviews"), post("deux", 2, platform="点评"), post("x", 3)])
        assert ids(archive, 'on:"google reviews"') == ["1"]
        assert ids(archive, "on:点评") == ["2"]


def test_no_text_can_pass_for_a_filter(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([post(f"{TRAIT}kown {TRAIT}llt", 1)])
        assert ids(archive, "kind:own") == ids(archive, "lang:lt") == []


@pytest.mark.parametrize("said", ["mot", "mot -autre", "lang:fr", "since:2025-12-01", '"un mot"'])
def test_pages_give_every_hit_once_in_the_order_of_time_whatever_the_order_of_arrival(
    tmp_path: Path, said: str
) -> None:
    def made(number: int, day: int) -> Post:
        return post("un mot", 1, id=str(number), lang="fr", created_at=f"2026-{day // 28 + 1:02}-{day % 28 + 1:02}")

    days = [*range(200, 300), *reversed(range(100, 200)), *range(0, 300, 3)]
    with Archive(tmp_path / "archive.db") as archive:
        for start in range(0, 3000, 300):
            archive.add([made(start + at, day) for at, day in enumerate(days)], [UNHEARD] * len(days))
        archive.add([post("un mot", 1, id=f"sans{n}", lang="fr", created_at=None) for n in range(5)])
        seen: list[Kept] = []
        while page := search(archive, parse(said), 70, seen[-1].key if seen else None):
            seen += [hit.kept for hit in page]
        keys = [(kept.key.at is not None, kept.key.at or 0, kept.key.n) for kept in seen]
        assert keys == sorted(keys, reverse=True)
        assert len(set(keys)) == len(keys) == (3000 if said.startswith("since") else 3005)


def test_the_most_relevant_comes_first_and_equals_by_time(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add(
            [
                post("soldes soldes soldes", 1),
                post("les soldes, avec beaucoup d’autres mots autour de la chose", 2),
                post("les soldes", 3),
                post("les soldes", 4),
            ]
        )
        assert [hit.kept.post.id for hit in relevant(archive, parse("soldes"))] == ["1", "4", "3", "2"]
        assert [hit.kept.post.id for hit in relevant(archive, parse(""), 2)] == ["4", "3"]


def test_a_near_copy_of_ones_own_is_found_though_its_words_are_common(tmp_path: Path) -> None:
    said = "Samedi, la boutique ouvre à neuf heures, venez nombreux découvrir la nouvelle collection"
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([post(said, 1, kind="own", id="copy", created_at="2020-01-01T00:00:00Z")])
        noise = [
            post("samedi boutique ouvre heures venez nombreux découvrir nouvelle collection neuf", 2, id=str(number))
            for number in range(150)
        ]
        archive.add(noise, [UNHEARD] * len(noise))
        found = similar(archive, said.replace("nombreux", "tous"), parse("kind:own"))
        assert [hit.kept.post.id for hit in found] == ["copy"]


def test_a_word_we_hand_over_is_written_as_the_index_writes_it() -> None:
    chars = [char for char in map(chr, range(0xC0, 0x180)) if TOKEN.fullmatch(char) and char not in "ŒœÆæ"]
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"CREATE VIRTUAL TABLE f USING fts5 (t, tokenize='{TOKENIZER}')")
        database.execute("CREATE VIRTUAL TABLE v USING fts5vocab (f, instance)")
        database.executemany("INSERT INTO f (rowid, t) VALUES (?, ?)", ((ord(char), f"a{char}b") for char in chars))
        written = dict(database.execute("SELECT doc, term FROM v").fetchall())
    handed = {ord(char): f"a{known}b" for char in chars if (known := indexed(char)) is not None}
    assert len(handed) > 150
    assert handed == {code: written[code] for code in handed}
