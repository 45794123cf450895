"""The names of a client: their words say nothing, in any scorer, and every place stays where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.drafts.assess import Reader, assess
from aparte.nouns import Brand, Occasion
from aparte.text.names import found, masked, names_of
from aparte.text.reading import Reading

GAME = Occasion(names=("War Zone", "Orage"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("War Zone sort demain", ["War Zone"]),
        ("Notre WAR  ZONE, et #warzone aussi", ["WAR  ZONE", "#warzone"]),
        ("Un orage sur Lyon", []),
        ("L'Orage du siècle, dit #Orage", ["Orage", "#Orage"]),
        ("Orages en vue, Orageux", []),
        ("a war zone", []),
    ],
)
def test_a_name_is_met_where_it_is_written_as_one(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in found(text, GAME.names)] == expected


@given(st.lists(st.sampled_from(["War Zone", "war", " ", "#orage", "Orage", "é", "👍", "@a", "'", "\n"])).map("".join))
def test_masking_moves_nothing(text: str) -> None:
    spans = found(text, GAME.names)
    hidden = masked(text, spans)
    assert len(hidden) == len(text)
    assert found(hidden, GAME.names) == []
    reading = Reading(text, "fr", GAME.names)
    assert all(token.raw == text[token.start : token.end] for token in reading.tokens)


def test_the_words_of_a_name_feed_no_scorer() -> None:
    text = "War Zone arrives on Friday and the servers are ready."
    heard, plain = assess(text, occasion=GAME, lang="en"), assess(text, lang="en")
    other = Occasion(names=("Kestrels",))
    neutral = assess("Kestrels arrives on Friday and the servers are ready.", occasion=other, lang="en")
    assert plain.sentiment.score < -0.3
    assert heard.sentiment == neutral.sentiment
    assert heard.tone.scores == neutral.tone.scores
    assert heard.emotion == neutral.emotion
    assert heard.sarcasm.risk == neutral.sarcasm.risk


def test_a_cue_beside_a_name_shows_the_text_as_written() -> None:
    text = "Bravo Orage, encore deux heures d'attente au téléphone, on adore !"
    found_irony = assess(text, occasion=GAME, lang="fr").sarcasm
    assert found_irony.cues
    assert all(text[cue.start : cue.end] == cue.text for cue in found_irony.cues)
    assert all(text[one.start : one.end] == one.text for one in found_irony.without)


def test_a_draft_typed_key_by_key_is_read_as_the_whole_one() -> None:
    text, reader = "Bravo War Zone, encore deux heures d'attente. On adore Orage !", Reader()
    for end in range(1, len(text) + 1):
        typed = reader.assess(text[:end], occasion=GAME, lang="fr")
        assert typed.sarcasm == assess(text[:end], occasion=GAME, lang="fr").sarcasm


def test_names_are_the_client_s_own_its_keywords_but_no_address_and_the_words_it_writes_as_names() -> None:
    brand = Brand(
        id="a",
        name="Navilo",
        keywords=("navilo ferries", "@navilo", "#navilo", "x"),
        words=("War Zone", "doomscroller"),
    )
    assert names_of(brand) == ("Navilo", "navilo ferries", "navilo", "War Zone")
