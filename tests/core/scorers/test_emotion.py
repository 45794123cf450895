"""The emotion a reader meets in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.nouns import Emotion, Occasion
from aparte.scorers.emotion import EMOTIONS, SCORER
from aparte.text.reading import Reading


def emotion_of(text: str, lang: str = "fr") -> Emotion:
    return SCORER.score(Reading(text, lang), Occasion())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "lang", "dominant"),
    [
        ("Quel bonheur de vous revoir", "fr", "joy"),
        ("Merci pour tout le travail", "fr", "gratitude"),
        ("Waouh, je suis très surprise", "fr", "surprise"),
        ("J'en ai marre de ce retard", "fr", "annoyance"),
        ("Je suis en colère, la rage monte", "fr", "anger"),
        ("Très déçue par ce plat", "fr", "disappointment"),
        ("Je suis triste ce soir", "fr", "sadness"),
        ("Tout le monde est terrifié ici", "fr", "fear"),
        ("Beurk, un cafard dans la soupe", "fr", "disgust"),
        ("We are so disappointed by this", "en", "disappointment"),
        ("This is disgusting, yuck", "en", "disgust"),
        ("I am terrified of the dark", "en", "fear"),
        ("The shop opens at ten", "en", "none"),
    ],
)
def test_the_emotion_that_leads_is_named(text: str, lang: str, dominant: str) -> None:
    assert emotion_of(text, lang).dominant == dominant


def test_a_denied_joy_is_a_disappointment_and_not_a_joy() -> None:
    scores = emotion_of("Je ne suis pas heureuse du résultat").scores
    assert scores["disappointment"] > scores["joy"]


@pytest.mark.parametrize(("text", "lang"), [("", "fr"), ("Triste soir", "fr"), ("Das ist sehr traurig", "other")])
def test_nothing_is_felt_where_nothing_can_be_read(text: str, lang: str) -> None:
    emotion = emotion_of(text, lang)
    assert emotion.dominant == "none"
    assert set(emotion.scores.values()) == {0.0}


@given(st.text(max_size=120), st.sampled_from(["fr", "en"]))
def test_every_text_gets_nine_emotions_between_nought_and_one(text: str, lang: str) -> None:
    scores = emotion_of(text, lang).scores
    assert set(scores) == set(EMOTIONS)
    assert all(0 <= value <= 1 for value in scores.values())
