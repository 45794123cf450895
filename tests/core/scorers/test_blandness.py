"""Stock phrases are found and counted, whoever's they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.scorers.blandness import BLAND_FROM, OwnPhrases, blandness, listed
from tests.measures.blandness import figures


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_language_has_its_two_hundred_phrases_each_once(language: str) -> None:
    phrases = listed(language)
    assert len(phrases) >= 200
    assert len({phrase.casefold() for phrase in phrases}) == len(phrases)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_phrase_is_found_where_it_stands(language: str) -> None:
    for phrase in listed(language):
        written = phrase.replace("*", "").replace("'", "’").capitalize()
        (span, *_more) = blandness(f"… {written} …", language).phrases
        assert f"… {written} …"[span.start : span.end]


def test_plain_words_are_not_bland() -> None:
    assert blandness("La navette part à 3 h 40 de la sortie nord, pas du parking.", "fr").value == 0
    assert blandness("Three scarves and one shoe are waiting at the desk.", "en").value == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("🎉 Un lieu\n✨ Une équipe\n🚀 Un service", "fr"),
        ("Envie de changer d’air ? Passez nous voir.", "fr"),
        ("It’s not just a shop, it’s a home.", "en"),
        ("Our mission — to bake — our promise — bread.", "en"),
    ],
)
def test_the_shapes_of_machine_writing_are_met(text: str, language: str) -> None:
    assert blandness(text, language).shapes == 1


def test_what_the_client_says_twice_is_its_own() -> None:
    text = "N’hésitez pas à passer."
    assert blandness(text, "fr").value >= BLAND_FROM
    assert blandness(text, "fr", OwnPhrases(["n'hésitez pas à venir"] * 2)).value == 0
    assert blandness(text, "fr", OwnPhrases(["n'hésitez pas à venir"])).value >= BLAND_FROM


def test_another_language_is_not_judged() -> None:
    assert blandness("Zögern Sie nicht, uns zu schreiben.", "other").value == 0


@pytest.mark.parametrize(("lang", "floor"), [("fr", 0.90), ("en", 0.90)])
def test_the_held_out_half_is_told_apart(lang: str, floor: float) -> None:
    assert figures(lang, "held_out")[0] >= floor  # type: ignore[arg-type]  # a language of the corpus


@given(st.text(max_size=200), st.sampled_from(["fr", "en", "other"]))
def test_any_text_is_answered_between_zero_and_one(text: str, language: str) -> None:
    found = blandness(text, language)
    assert 0 <= found.value < 1
    assert all(0 <= span.start < span.end <= len(text) for span in found.phrases)
