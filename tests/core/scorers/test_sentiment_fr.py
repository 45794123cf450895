"""French sentiment: its own words, and the rules that turn, raise and lower them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.scorers import sentiment_fr
from aparte.text.reading import Reading


def score(text: str) -> float:
    return sentiment_fr.score(Reading(text, "fr"))


@pytest.mark.parametrize(
    "text",
    [
        "Un grand bravo à toute l’équipe",
        "J’adore cette nouvelle terrasse",
        "Franchement, quel bonheur de vous revoir",
        "On a hâte de vous montrer ça 😍",
        "mdr trop bien ce montage",
        "Il n’y a que du bonheur ici",
        "Je ne suis jamais déçue par ce café",
        "Aucun problème avec la livraison",
        "Une personne formidable nous a aidés",
        "C’est encore plus beau qu’avant",
    ],
)
def test_a_warm_text_is_above_zero(text: str) -> None:
    assert score(text) > 0.05


@pytest.mark.parametrize(
    "text",
    [
        "Une catastrophe, ce lancement",
        "Je n’aime pas du tout ce logo",
        "j'aime pas du tout ce logo",
        "Ce n’est vraiment plus drôle",
        "Sans aucun talent, ce présentateur",
        "Loin d’être parfait, votre service",
        "Encore trois heures de retard 😡",
        "C'est nul à chier",
        "on se fout de nous :(",
        "Pas terrible, le nouveau menu",
    ],
)
def test_a_bitter_text_is_below_zero(text: str) -> None:
    assert score(text) < -0.05


@pytest.mark.parametrize("text", ["", "Réunion mardi à dix heures", "Bien sûr, à demain", "Ah bon, à quelle heure ?"])
def test_a_text_that_judges_nothing_is_zero(text: str) -> None:
    assert score(text) == 0.0


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("C’est très bon, ce pain", "C’est bon, ce pain"),
        ("C’est bon, ce pain", "C’est plutôt bon, ce pain"),
        ("C’est GÉNIAL ce pain", "C’est génial ce pain"),
        ("C’est bon, ce pain !!!", "C’est bon, ce pain"),
        ("Un pain triste", "Un pain très triste"),
        ("Un pain un peu triste", "Un pain triste"),
        ("C’est moche mais génial", "C’est génial mais moche"),
    ],
)
def test_the_words_around_a_word_raise_or_lower_it(more: str, less: str) -> None:
    assert score(more) > score(less)


def test_a_comma_ends_what_a_negation_reaches() -> None:
    assert score("Pas de souci de mon côté, superbe idée") > 0
    assert score("Ah non pas ça, superbe idée") > 0


def test_stretched_letters_hide_no_word() -> None:
    assert score("c’est géniaaaal ce truc") == score("c’est génial ce truc")


def test_both_apostrophes_say_the_same() -> None:
    assert score("J’ai hâte, n’importe quoi") == score("J'ai hâte, n'importe quoi")


def test_an_emoji_is_not_negated_by_the_words_before_it() -> None:
    assert score("je ne viens pas 😍") > 0


@given(st.text(max_size=200))
def test_the_score_of_any_text_stays_between_minus_one_and_one(text: str) -> None:
    assert -1 <= score(text) <= 1


@given(
    st.lists(
        st.sampled_from(
            ["génial", "nul", "mais", "pas", "ne", "très", "!", "😍", "un", "peu", ",", "TOP", "du", "tout"]
        )
    )
)
def test_no_chain_of_turning_words_breaks_the_rules(words: list[str]) -> None:
    assert -1 <= score(" ".join(words)) <= 1
