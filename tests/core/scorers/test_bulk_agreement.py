"""The quick figures against the exact ones: language and sentiment of posts written for this test."""

from __future__ import annotations

import pytest

from aparte.scorers.bulk import triage
from aparte.scorers.bulk_language import LANGUAGES
from aparte.scorers.sentiment import label_of, score
from aparte.text.language import detect
from aparte.text.reading import Reading

POSTS = {
    "en": [
        "I love this bakery, the bread is wonderful",
        "This is not good, I want my money back",
        "I don't like the new logo at all",
        "The film was boring but the music was AMAZING!",
        "No problem, we'll meet at the station at nine",
        "My order is very late and nobody answers the phone",
        "Very happy with the help I got yesterday :)",
        "The worst hotel I have ever stayed in!!!",
        "Does the shop open on Sundays?",
        "Tickets are on sale from Monday at ten",
        "Hardly any seats, terrible sound, and a rude guard",
        "Congratulations to the whole team, what a victory 🎉",
        "It isn't bad, it is really quite nice",
        "They lost my bag and ruined our holiday :(",
        "The new timetable begins in March",
    ],
    "fr": [
        "J'adore cette boulangerie, le pain est délicieux",
        "Ce n'est pas bon, je veux être remboursée",
        "Je n'aime pas du tout le nouveau logo",
        "Le film était ennuyeux mais la musique était MAGNIFIQUE !",
        "Ma commande est en retard et personne ne répond au téléphone",
        "Très contente de l'aide reçue hier :)",
        "Le pire hôtel de ma vie !!!",
        "Est-ce que la boutique ouvre le dimanche ?",
        "Les billets sont en vente à partir de lundi dix heures",
        "Bravo à toute l'équipe, quelle belle victoire 🎉",
        "C'est pas mal, et même plutôt agréable",
        "Ils ont perdu ma valise et gâché nos vacances :(",
        "Le nouvel horaire commence en mars",
        "Un service client lamentable, je suis très déçu",
        "Jamais été aussi bien accueillie, merci à vous",
    ],
}
ELSE = ["Der Zug hat wieder Verspätung und niemand sagt uns warum", "¿Alguien sabe a qué hora abre la tienda?", "123 !"]
FAR = 0.35
"""The labels of these posts agree; between them a figure may differ where a rarer rule is left out."""


def test_the_language_is_that_of_the_exact_reader() -> None:
    texts = [*POSTS["en"], *POSTS["fr"], *ELSE]
    assert [LANGUAGES[code] for code in triage(texts).language] == [detect(text) for text in texts]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_sentiment_is_that_of_the_exact_readers(language: str) -> None:
    quick = triage(POSTS[language]).sentiment.tolist()
    exact = [score(Reading(text, "en" if language == "en" else "fr")) for text in POSTS[language]]
    differ = [
        (text, round(one, 3), other)
        for text, one, other in zip(POSTS[language], quick, exact, strict=True)
        if label_of(one) != label_of(other) or abs(one - other) > FAR
    ]
    assert differ == []


def test_capitals_marks_and_negations_count() -> None:
    said = ["this is good", "this is GOOD", "this is good!!!", "this is very good", "this is not good"]
    plain, *louder, denied = triage(said).sentiment
    assert all(one > plain for one in louder)
    assert denied < 0 < plain


def test_what_follows_but_weighs_more() -> None:
    praise, blame = triage(["il est lent mais superbe", "il est superbe mais lent"]).sentiment
    assert praise > blame
    praise, blame = triage(["it was awful but great", "it was great but awful"]).sentiment
    assert praise > 0 > blame


def test_a_long_text_is_told_by_its_beginning() -> None:
    english, french = "The train was late again and nobody told us why. ", "Déjà fatigué, élève à l'école cet été. "
    spanish = "Mañana llegará el tren más tarde, según dijo el señor. "
    texts = [english * 40 + french * 300, french * 40 + english * 300, spanish * 40 + french * 300]
    told = [detect(text) for text in texts]
    assert [LANGUAGES[code] for code in triage(texts).language] == told == ["en", "fr", "other"]
