"""Negations, quotations and other people's voices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.text.reading import Reading
from aparte.text.scope import scope_of


def place(reading: Reading, word: str) -> int:
    return next(index for index, token in enumerate(reading.tokens) if token.low == word)


@pytest.mark.parametrize(
    ("text", "lang", "word"),
    [
        ("Je ne suis pas du tout content", "fr", "content"),
        ("Je n'aime pas ce film", "fr", "aime"),
        ("Aucun invité n'est déçu", "fr", "déçu"),
        ("Il n'est plus fâché", "fr", "fâché"),
        ("This isn't a bad idea", "en", "bad"),
        ("Nobody here is stupid", "en", "stupid"),
    ],
)
def test_a_negation_reaches_the_word_it_rules(text: str, lang: str, word: str) -> None:
    reading = Reading(text, lang)  # type: ignore[arg-type]
    assert scope_of(reading).negated(place(reading, word))


@pytest.mark.parametrize(
    ("text", "lang", "word"),
    [
        ("Pas de doute, il est content", "fr", "content"),
        ("Ce n'est pas seulement joli", "fr", "joli"),
        ("Tu n'es qu'un menteur", "fr", "menteur"),
        ("Il y a plus de monde content", "fr", "content"),
        ("Not only funny", "en", "funny"),
        ("I could not come but it was great", "en", "great"),
    ],
)
def test_a_negation_stops_at_a_clause_a_turn_or_an_only(text: str, lang: str, word: str) -> None:
    reading = Reading(text, lang)  # type: ignore[arg-type]
    assert not scope_of(reading).negated(place(reading, word))


@pytest.mark.parametrize(
    "text", ["« idiot »", "“idiot”", '"idiot"', "‘idiot’", "> idiot", "Il dit : « pauvre idiot »."]
)
def test_every_kind_of_quotation_is_seen(text: str) -> None:
    reading = Reading(text, "fr")
    assert scope_of(reading).quoted(place(reading, "idiot"))


def test_a_mark_that_nothing_closes_quotes_nothing() -> None:
    reading = Reading('un écran de 5" et un idiot', "fr")
    assert not scope_of(reading).quoted(place(reading, "idiot"))


def test_the_line_after_a_quoted_line_is_the_authors() -> None:
    reading = Reading("> tu es bête\nidiot toi-même", "fr")
    assert not scope_of(reading).quoted(place(reading, "idiot"))


def test_a_verb_of_speech_makes_what_follows_somebody_elses() -> None:
    reading = Reading("On m'a traité de menteur", "fr")
    assert scope_of(reading).reported(place(reading, "menteur"))


def test_the_readers_own_words_are_spoken_of_not_spoken_through() -> None:
    reading = Reading("I read your message liar", "en")
    assert scope_of(reading).reported(place(reading, "liar"))
    reading = Reading("Your message liar", "en")
    assert not scope_of(reading).reported(place(reading, "liar"))


def test_a_sentence_ends_at_its_mark_and_at_the_line() -> None:
    reading = Reading("Un deux.\nTrois quatre\ncinq", "fr")
    assert [scope_of(reading).sentence(index) for index in (0, 3, 5)] == [(0, 2), (3, 4), (5, 5)]


@given(st.text(alphabet=st.sampled_from("ab «»“”\"'>.\n,!pasne"), max_size=80))
def test_any_text_gets_quotations_and_sentences_inside_its_tokens(text: str) -> None:
    reading = Reading(text, "fr")
    count = len(reading.tokens)
    assert all(0 <= first <= last < count for first, last in scope_of(reading).quotations)
    for index in range(count):
        first, last = scope_of(reading).sentence(index)
        assert first <= index <= last
        assert scope_of(reading).negated(index) in (True, False)
