"""Spelling: what is marked, what is left alone, what is proposed."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aparte import paths
from aparte.drafts.spelling import DICTIONARIES, Speller

FRENCH = Speller("fr")
ENGLISH = Speller("en")


def marked(speller: Speller, text: str) -> list[str]:
    return [text[span.start : span.end] for span in speller.misspelt(text)]


def test_a_misspelt_french_word_is_marked_where_it_stands() -> None:
    assert marked(FRENCH, "Toute l’équippe vous attand 😀 demain") == ["équippe", "attand"]


def test_a_misspelt_english_word_is_marked_where_it_stands() -> None:
    assert marked(ENGLISH, "We definately recieve your emails") == ["definately", "recieve"]


@pytest.mark.parametrize(
    "text",
    [
        "Aujourd'hui, l'équipe s'agrandit : qu'en dites-vous ?",
        "Aujourd’hui, l’équipe s’agrandit : qu’en dites-vous ?",
        "Jusqu’où ira-t-il ? Presqu’île, grand-mère, œuvre, n’est-ce pas ?",
        "Quelqu'un m'a dit d'y aller lorsqu'il fera beau",
    ],
)
def test_elisions_and_both_apostrophes_are_right(text: str) -> None:
    assert marked(FRENCH, text) == []


def test_english_contractions_and_possessives_are_right() -> None:
    assert marked(ENGLISH, "Don’t worry, it's our client’s café and we'll be there o'clock sharp") == []


def test_british_and_american_spellings_are_both_right() -> None:
    assert marked(ENGLISH, "The colour and the color, the theatre and the theater") == []


@pytest.mark.parametrize(
    "text",
    [
        "voir https://exemple.fr/zzyzx et www.zzyzx.fr",
        "voir zzyzx.fr ou ecrire a zzyzx@zzyzx.fr".replace("ecrire a", "parler avec"),
        "merci @zzyzx et @zzyzx@mastodon.social",
        "vive #zzyzx",
        "la ZZYZX et la SNCF",
        "un iZzyzx et un ZzyZx",
        "la 3Gzz, le 2nd, 18h",
        "merci à Zzyzx",
        "c’est trooop bien",
        "mdr 😀 :-) <3",
    ],
)
def test_what_is_not_a_word_of_the_language_is_left_alone(text: str) -> None:
    assert marked(FRENCH, text) == []


def test_a_word_that_opens_a_sentence_is_checked_in_spite_of_its_capital() -> None:
    assert marked(FRENCH, "Bonjoure à tous. Éssai") == ["Bonjoure", "Éssai"]


def test_the_clients_own_words_are_right_in_any_case() -> None:
    speller = Speller("fr", own_words=["Kombuchette"])
    assert marked(speller, "La kombuchette et nos KOMBUCHETTES, une kombuchette") == []


def test_a_word_taken_for_right_is_no_longer_marked() -> None:
    speller = Speller("fr")
    assert marked(speller, "une kombuchette") == ["kombuchette"]
    speller.add("kombuchette")
    assert marked(speller, "une kombuchette") == []


def test_suggestions_hold_the_word_that_was_meant() -> None:
    assert "équipe" in FRENCH.suggest("équippe")
    assert "receive" in ENGLISH.suggest("recieve")


def test_suggestions_keep_the_apostrophe_of_the_text() -> None:
    assert "l’hôpital" in FRENCH.suggest("l’hôpitale")
    assert "l'hôpital" in FRENCH.suggest("l'hôpitale")


def test_a_language_without_dictionary_marks_nothing() -> None:
    speller = Speller("other")
    assert marked(speller, "zzyzx zzyzx") == []
    assert speller.suggest("zzyzx") == []


def test_no_dictionary_is_loaded_before_the_first_word() -> None:
    code = (
        "import sys; from aparte.drafts.spelling import Speller; s = Speller('fr');"
        "assert 'hunspell' not in sys.modules; s.misspelt('bonjour'); assert 'hunspell' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=paths.shipped() / "desktop")


@pytest.mark.parametrize("folder", [folder for folders in DICTIONARIES.values() for folder in folders])
def test_each_dictionary_stands_beside_its_licence(folder: str) -> None:
    where = paths.resources("dictionaries", folder)
    assert {f"{folder}.aff", f"{folder}.dic", "LICENCE.txt"} <= {path.name for path in where.iterdir()}


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_spans_of_any_text_are_words_of_it(text: str) -> None:
    for span in FRENCH.misspelt(text):
        assert 0 <= span.start < span.end <= len(text)
        assert not any(character.isspace() for character in text[span.start : span.end])
