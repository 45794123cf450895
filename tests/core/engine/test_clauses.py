"""Clauses can be taken out: what stays is whole sentences, with their capital and their full stop."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aparte.engine.clauses import clauses, without


def pieces(text: str, language: str = "fr") -> list[str]:
    return [text[clause.start : clause.end] for clause in clauses(text, language)]


def left(text: str, *gone: str, language: str = "fr") -> str | None:
    found = clauses(text, language)
    numbers = [at for at, clause in enumerate(found) if text[clause.start : clause.end] in gone]
    assert len(numbers) == len(gone)
    return without(text, found, numbers)


def test_a_clause_ends_at_a_sign_and_an_emoji_stands_alone() -> None:
    text = "Bravo à tous : 40 minutes de file, on adore 👏 La billetterie ouvre."
    assert pieces(text) == ["Bravo à tous :", "40 minutes de file,", "on adore", "👏", "La billetterie ouvre."]


def test_facts_are_never_cut() -> None:
    assert pieces("Prix : 1,50 € sur https://a.fr/b;c à 10:30.") == ["Prix :", "1,50 € sur https://a.fr/b;c à 10:30."]


def test_what_follows_a_removed_opening_gets_its_capital() -> None:
    assert left("Bravo à tous : la file a été longue.", "Bravo à tous :") == "La file a été longue."


def test_what_precedes_a_removed_end_gets_its_full_stop_and_the_emoji_goes_along() -> None:
    text = "La file a été longue, on adore ça 👏 La billetterie ouvre demain."
    assert left(text, "on adore ça") == "La file a été longue. La billetterie ouvre demain."


def test_a_whole_sentence_goes_without_a_trace() -> None:
    assert left("Un colis perdu hier. Quel bonheur ! On le cherche encore.", "Quel bonheur !") == (
        "Un colis perdu hier. On le cherche encore."
    )


def test_a_fragment_is_never_left() -> None:
    assert left("Vraiment, quelle soirée, merci à vous tous.", "quelle soirée,", "merci à vous tous.") is None


@given(st.text(alphabet="aé ,.:;!?\n👏#1€’Z—", max_size=60), st.sampled_from(["fr", "en"]))
def test_any_text_is_covered_by_its_clauses_but_for_white_space(text: str, language: str) -> None:
    found = clauses(text, language)
    place = 0
    for clause in found:
        assert text[place : clause.start].strip() == ""
        assert clause.start < clause.end
        place = clause.end
    assert text[place:].strip() == ""


@given(st.text(alphabet="ab ,.:!\n👏1Z", max_size=60), st.sets(st.integers(0, 8)))
def test_any_choice_of_clauses_can_be_asked_for(text: str, gone: set[int]) -> None:
    outcome = without(text, clauses(text, "fr"), gone)
    assert outcome is None or outcome == outcome.strip() != ""
