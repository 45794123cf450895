"""Whom a text speaks to, and how formally."""

from __future__ import annotations

import pytest

from aparte.scorers.register import address_of, formality_of
from aparte.text.reading import Reading


@pytest.mark.parametrize(
    ("text", "lang", "address"),
    [
        ("Tu as vu l'affiche ?", "fr", "tu"),
        ("Viens samedi, on ouvre à 10 h", "fr", "tu"),
        ("N'hésite pas à passer", "fr", "tu"),
        ("Écris-moi pour une place", "fr", "tu"),
        ("Venez samedi, on ouvre à 10 h", "fr", "vous"),
        ("Suivez-nous sur place", "fr", "vous"),
        ("Merci à vous", "fr", "vous"),
        ("Rendez-vous samedi chez le libraire, c'est assez près", "fr", "none"),
        ("Le ton monte dans la salle", "fr", "none"),
        ("Elle viens et lui vient, il regarde la mer", "fr", "none"),
        ("You will love it", "en", "you"),
        ("Join us on Saturday", "en", "you"),
        ("Please share this post", "en", "you"),
        ("Share of the market is up", "en", "none"),
        ("The shop opens at ten", "en", "none"),
    ],
)
def test_the_address_is_found_imperatives_included(text: str, lang: str, address: str) -> None:
    assert address_of(Reading(text, lang)).address == address  # type: ignore[arg-type]


def test_the_more_frequent_of_tu_and_vous_wins() -> None:
    assert (
        address_of(Reading("Tu viens avec ton sac ? Votre place vous attend, et vous aussi.", "fr")).address == "vous"
    )


def test_a_quotation_speaks_to_somebody_else() -> None:
    assert address_of(Reading("Il a dit « tu es la meilleure » devant tout le monde", "fr")).address == "none"


@pytest.mark.parametrize(
    ("text", "lang", "register"),
    [
        ("mdr trop bien ce truc", "fr", "casual"),
        ("La salle ouvre à 19 h.", "fr", "neutral"),
        ("Veuillez trouver ci-joint le programme.", "fr", "formal"),
        ("omg so excited, see ya", "en", "casual"),
        ("Please be advised that the office is closed until further notice.", "en", "formal"),
    ],
)
def test_the_register_follows_the_words(text: str, lang: str, register: str) -> None:
    reading = Reading(text, lang)  # type: ignore[arg-type]
    assert formality_of(reading, address_of(reading).address).register == register
