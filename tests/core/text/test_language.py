"""French, English, or neither: as people write on a telephone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.text.language import detect

FRENCH = [
    "On ouvre à huit heures demain, venez nombreux",
    "jsuis mort de rire ptdr",
    "c koi ce délire mdr",
    "tkt jte rappelle",
    "Merci beaucoup !",
    "Trop hâte d’y être 😍 #vacances",
    "L'équipe vous répond",
    "Qu’est-ce qu’on mange ce soir",
    "slt ya moyen de passer dmain",
    "Bravo les filles",
    "Le live commence à 18h, soyez là",
]
ENGLISH = [
    "We open at eight tomorrow, come by",
    "ngl that was kinda fun lol",
    "omg i can't even",
    "Thanks for the follow!",
    "gonna be late, sorry y'all",
    "New video is up 🎉 #mondaymotivation",
    "Who else is watching tonight?",
    "u r the best tbh",
    "Congrats to the whole team",
    "Our café opens on Rue Lepic next week",
]
NEITHER = [
    "Mañana abrimos a las ocho, venid todos",
    "Gracias por todo, amigos",
    "Domani apriamo alle otto, venite numerosi",
    "Non vedo l'ora di vedervi, grazie mille",
    "Amanhã abrimos às oito, não percam",
    "Morgen öffnen wir um acht, kommt alle vorbei",
    "Das ist nicht euer Ernst, oder?",
    "Morgen gaan we om acht uur open, kom allemaal langs",
    "Завтра открываемся в восемь",
    "明日は八時に開店します",
    "نفتح غدا في الثامنة",
    "कल आठ बजे खुलेंगे",
    "",
    "   ",
    "12:30 … 😀😀",
    "https://exemple.fr/une-page-en-francais",
]


@pytest.mark.parametrize("text", FRENCH)
def test_french_is_french(text: str) -> None:
    assert detect(text) == "fr"


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_english(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.parametrize("text", NEITHER)
def test_what_we_dont_read_is_other(text: str) -> None:
    assert detect(text) == "other"


def test_links_and_mentions_say_nothing() -> None:
    assert detect("@le_bureau_des_amis we are here https://www.exemple.fr/bonjour-a-tous") == "en"


@pytest.mark.parametrize("hint", ["fr", "en"])
def test_the_first_letters_of_a_draft_are_in_the_language_of_its_author(hint: str) -> None:
    for beginning in ("", "O", "Pro", "Paris"):
        assert detect(beginning, hint=hint) == hint  # type: ignore[arg-type]


def test_a_hint_gives_way_to_a_sentence() -> None:
    assert detect("We open at eight tomorrow, come by", hint="fr") == "en"
    assert detect("On ouvre à huit heures demain, venez", hint="en") == "fr"
    assert detect("Mañana abrimos a las ocho, venid todos", hint="fr") == "other"


def test_both_apostrophes_say_the_same() -> None:
    assert detect("j’arrive, c’est l’heure") == detect("j'arrive, c'est l'heure") == "fr"


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert detect(text) in {"fr", "en", "other"}
