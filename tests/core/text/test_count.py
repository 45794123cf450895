"""Each platform counts in its own way."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.text.count import COUNTINGS, fitting_prefix, length

TEXTS = st.lists(
    st.sampled_from(
        [
            "Bonjour ",
            "https://exemple.fr/a ",
            "été",
            "👩‍💻",
            "…",
            "漢字",
            "#mot ",
            "@ami@hote.fr ",
            "\n",
            "e\u0301",
            "\ufeff",
        ]
    ),
    max_size=20,
).map("".join)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("bonjour", 7),
        ("« été » – l’œuvre", 17),
        ("oui\u00a0!", 5),
        ("oui\u202f!", 6),
        ("…€•→™‰−‹№", 18),
        ("漢字", 4),
        ("👍🏽", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("1️⃣", 2),
        ("©", 1),
        ("©️", 2),
        ("e\u0301", 1),
        ("voir https://exemple.fr/une/tres/longue/adresse?avec=tout", 28),
        ("voir exemple.fr/ici", 28),
        ("𝗴𝗿𝗮𝘀", 8),
    ],
)
def test_x_weighs(text: str, weight: int) -> None:
    assert length(text, "weighted") == weight


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("voir https://exemple.fr/une/tres/longue/adresse", 28),
        ("voir exemple.fr", 15),
        ("collehttps://exemple.fr/une/adresse", 35),
        ("merci @ami@serveur.exemple", 10),
        ("👨‍👩‍👧‍👦 été", 5),
    ],
)
def test_mastodon_counts_links_and_remote_mentions_short(text: str, count: int) -> None:
    assert length(text, "mastodon") == count


def test_mastodon_counts_a_mention_of_an_impossible_host_in_full() -> None:
    mention = "@ami@" + "a" * 250 + ".fr"
    assert len(mention) - len("@ami@") == 253
    assert length(mention, "mastodon") == len("@ami")
    assert length(mention + "x", "mastodon") == len(mention) + 1


@pytest.mark.parametrize(("text", "count"), [("été", 3), ("👍", 4), ("👨‍👩‍👧‍👦", 25), ("ok 👍!", 8), ("☺", 1)])
def test_threads_counts_the_bytes_of_an_emoji(text: str, count: int) -> None:
    assert length(text, "threads") == count


def test_the_plain_units_are_what_they_say() -> None:
    assert [length("é😀", counting) for counting in ("characters", "utf16", "bytes", "graphemes")] == [2, 3, 6, 2]


def test_a_server_may_reserve_another_length_for_a_link() -> None:
    assert length("https://exemple.fr", "mastodon", link_chars=30) == 30


@given(TEXTS)
def test_x_weighs_a_text_the_same_however_its_accents_are_written(text: str) -> None:
    assert length(text, "weighted") == length(normalize("NFD", text), "weighted")


@given(TEXTS, st.sampled_from(COUNTINGS), st.integers(min_value=0, max_value=120))
def test_the_prefix_that_fits_does_fit(text: str, counting: str, limit: int) -> None:
    place = fitting_prefix(text, counting, limit)
    assert length(text[:place], counting) <= limit


@given(st.text(), st.sampled_from(COUNTINGS))
def test_any_text_has_a_length(text: str, counting: str) -> None:
    assert length(text, counting) >= 0
