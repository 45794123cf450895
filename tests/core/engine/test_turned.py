"""A sentence turned round with all its facts in place is found; one that says the same otherwise is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.engine.turned import turned

SWAP = "Julie remercie Paul pour le gâteau."


@pytest.mark.parametrize(
    ("draft", "rewrite", "language"),
    [
        ("Nous ne fermons pas lundi.", "Nous fermons lundi.", "fr"),
        ("Nous fermons lundi.", "Nous ne fermons pas lundi.", "fr"),
        ("Nous ne fermons pas lundi.", "Nous sommes fermés lundi.", "fr"),
        ("Il n’y a aucun danger.", "Il y a un danger.", "fr"),
        ("Pas de livraison lundi.", "Livraison lundi.", "fr"),
        ("La piste n’ouvrira pas avant 10 h.", "La piste ouvrira avant 10 h.", "fr"),
        ("Entrée avec billet.", "Entrée sans billet.", "fr"),
        ("Jusqu’à −50 % demain.", "−50 % demain.", "fr"),
        ("Au moins 40 places.", "40 places.", "fr"),
        ("À partir de 12 €.", "Jusqu’à 12 €.", "fr"),
        ("De 9 h à 18 h.", "De 18 h à 9 h.", "fr"),
        (SWAP, "Paul remercie Julie pour le gâteau.", "fr"),
        ("Julie à 10 h, Paul à 14 h.", "Julie à 14 h, Paul à 10 h.", "fr"),
        ("We don't deliver on Monday.", "We deliver on Monday.", "en"),
        ("The shop won't close.", "The shop will close.", "en"),
        ("Dogs are allowed.", "Dogs are not allowed.", "en"),
        ("Coffee is €3 and tea is €2.", "Coffee is €2 and tea is €3.", "en"),
        ("Sales rose by 4%.", "Sales fell by 4%.", "en"),
    ],
)
def test_the_contrary_is_found(draft: str, rewrite: str, language: str) -> None:
    assert turned(draft, rewrite, language)


@pytest.mark.parametrize(
    ("draft", "rewrite", "language"),
    [
        ("La boutique ne ferme pas lundi.", "La boutique reste ouverte lundi.", "fr"),
        ("Nous ne pourrons pas accueillir les chiens.", "Les chiens ne pourront pas être accueillis.", "fr"),
        ("N’hésitez pas à écrire à Julie.", "Écrivez à Julie.", "fr"),
        ("Julie à 10 h, Paul à 14 h.", "Paul à 14 h, Julie à 10 h.", "fr"),
        ("Dès demain 10 h, Julie ouvre.", "Demain à 10 h, Julie ouvre.", "fr"),
        (SWAP, "Pour le gâteau, Julie remercie Paul.", "fr"),
        ("The slope will not open before 9 am.", "The slope won't open before 9 am.", "en"),
        ("We do not deliver on Monday.", "No deliveries on Monday.", "en"),
    ],
)
def test_the_same_said_otherwise_is_not(draft: str, rewrite: str, language: str) -> None:
    assert turned(draft, rewrite, language) == ()


def test_across_languages_figures_and_opposites_are_compared() -> None:
    assert turned("Jusqu’à 40 places, avant midi.", "40 places before noon.", "fr", "en") == ("40",)
    assert turned("La boutique est ouverte.", "The shop is closed.", "fr", "en") == ("closed",)
    assert turned("La boutique ne ferme pas à 18 h.", "The shop does not close at 6 pm.", "fr", "en") == ()


@given(st.text(max_size=80), st.sampled_from(["fr", "en", "other"]))
def test_no_text_is_turned_against_itself(text: str, language: str) -> None:
    assert turned(text, text, language) == ()
