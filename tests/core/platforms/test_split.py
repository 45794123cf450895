"""A long text becomes a thread nobody has to mend."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.platforms.split import split
from aparte.text.count import length, stretches
from aparte.text.entities import entities

COUNTED = {
    "x": ("weighted", 280),
    "bluesky": ("graphemes", 300),
    "mastodon": ("mastodon", 500),
    "threads": ("threads", 500),
}
PIECES = (
    *("Une phrase courte. ", "mot ", "https://exemple.fr/une/page?q=1 ", "#motivé·es ", "@ami@hote.fr ", "a" * 90),
    *("👩🏾\u200d💻", "🇫🇷", "漢字", "oui\u00a0! ", "non ! ", "« cité » ", "\n\n", "e\u0301", "…"),
)
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.integers(1, 40)), max_size=14).map(
    lambda items: "".join(piece * times for piece, times in items)
)


def thread(text: str, platform: str, limit: int | None = None) -> tuple[str, ...]:
    counting, most = COUNTED[platform]
    spans = [span for found in entities(text, platform).values() for span in found]
    return split(text, lambda part: length(part, counting) <= (limit or most), spans)


@given(TEXTS, st.integers(12, 90))
def test_quick_lengths_cut_as_counting_again_does(text: str, limit: int) -> None:
    measured = stretches(text, "weighted")
    spans = [span for found in entities(text, "x").values() for span in found]
    if measured is not None:
        quick = split(
            text, lambda _part: False, spans, quick=lambda start, end, more: measured(start, end) + more <= limit
        )
        assert quick in ((), thread(text, "x", limit))


def without_counter(part: str) -> str:
    return re.sub(r" \d+/\d+\Z", "", part)


def test_parts_end_with_a_sentence_when_they_can() -> None:
    parts = thread("Voici une première phrase. En voici une deuxième. Et la dernière !", "x", limit=40)
    assert parts == ("Voici une première phrase. 1/3", "En voici une deuxième. 2/3", "Et la dernière ! 3/3")


def test_a_long_sentence_is_cut_between_words() -> None:
    parts = thread("un deux trois quatre cinq six", "x", limit=16)
    assert parts == ("un deux 1/3", "trois quatre 2/3", "cinq six 3/3")


def test_a_mark_stays_with_its_word() -> None:
    parts = thread("Est-ce que ce petit message tient vraiment ? Oui !", "x", limit=46)
    assert parts == ("Est-ce que ce petit message tient 1/2", "vraiment ? Oui ! 2/2")


def test_an_initial_ends_no_sentence() -> None:
    assert thread("Merci à tous. Voici M. Durand et sa fille", "x", limit=32)[1].startswith("Voici M. Durand")


def test_a_link_longer_than_a_post_is_never_cut() -> None:
    assert thread("Lire https://exemple.fr/" + "a" * 400, "bluesky") == ()


def test_a_thread_of_ten_parts_leaves_room_for_its_number() -> None:
    parts = thread("Une phrase de remplissage assez longue. " * 80, "x")
    assert len(parts) > 9
    assert parts[-1].endswith(f" {len(parts)}/{len(parts)}")
    assert all(length(part, "weighted") <= 280 for part in parts)


@pytest.mark.parametrize("platform", sorted(COUNTED))
@given(text=TEXTS)
def test_every_part_fits_as_the_platform_counts(platform: str, text: str) -> None:
    counting, limit = COUNTED[platform]
    assert all(length(part, counting) <= limit for part in thread(text, platform))


@pytest.mark.parametrize("platform", sorted(COUNTED))
@given(text=TEXTS)
def test_nothing_is_lost_between_the_parts(platform: str, text: str) -> None:
    parts = thread(text, platform)
    if parts:
        assert "".join("".join(without_counter(part).split()) for part in parts) == "".join(text.split())


@pytest.mark.parametrize("platform", sorted(COUNTED))
@given(text=TEXTS)
def test_no_entity_is_cut(platform: str, text: str) -> None:
    parts = [without_counter(part) for part in thread(text, platform)]
    if not parts:
        return
    for kind, spans in entities(text, platform).items():
        wanted = [text[span.start : span.end] for span in spans]
        assert all(sum(part.count(entity) for part in parts) >= wanted.count(entity) for entity in wanted), kind


@given(st.integers(60, 200))
def test_a_family_is_never_separated(count: int) -> None:
    family = "👨‍👩‍👧‍👦"
    parts = [without_counter(part) for part in thread(family * count, "x", limit=100)]
    assert all(part.replace(family, "") == "" for part in parts)
