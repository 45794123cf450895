"""The counterfactual: the risk of a text with exactly these characters deleted, scored again from the beginning."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aparte.nouns import Occasion
from aparte.scorers.sarcasm import SCORER, risk_without
from aparte.text.reading import READ_CHARS, Reading
from tests.core.text.pieces import texts

QUEUE = "Bravo : encore 40 minutes de file samedi, on adore votre patience 👏"


@given(texts, st.integers(0, 200), st.integers(0, 30), st.sampled_from(["fr", "en"]))
def test_the_risk_without_some_characters_is_the_risk_of_what_remains(
    text: str, start: int, length: int, language: str
) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    remains = SCORER.score(Reading(text[:start] + text[end:], language), Occasion())  # type: ignore[arg-type]  # fr or en
    assert risk_without(Reading(text, language), start, end, Occasion()) == remains.risk  # type: ignore[arg-type]  # fr or en


def test_each_counterfactual_deletes_exactly_its_characters() -> None:
    found = SCORER.score(Reading(QUEUE, "fr"), Occasion())
    assert 0 < len(found.without) <= 5
    for item in found.without:
        assert QUEUE[item.start : item.end] == item.text
        again = SCORER.score(Reading(QUEUE[: item.start] + QUEUE[item.end :], "fr"), Occasion())
        assert item.risk == again.risk


def test_without_the_word_it_hangs_on_the_risk_falls() -> None:
    found = SCORER.score(Reading("Merci d’avoir perdu ma valise.", "fr"), Occasion())
    assert found.without[0].risk < found.risk - 0.2


def test_a_low_text_has_no_counterfactual() -> None:
    assert SCORER.score(Reading("La boutique ouvre à neuf heures.", "fr"), Occasion()).without == ()


def test_a_text_cut_short_lets_the_characters_behind_come_into_view() -> None:
    text = "Merci pour la panne. ".ljust(READ_CHARS) + "Merci pour le retard."
    expected = SCORER.score(Reading(text[6:], "fr"), Occasion()).risk
    assert risk_without(Reading(text, "fr"), 0, 6, Occasion()) == expected
