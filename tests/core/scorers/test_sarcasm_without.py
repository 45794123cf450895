"""The counterfactual: the risk of a text with exactly these characters deleted, scored again from the beginning."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from aparte.nouns import Occasion
from aparte.scorers import irony_cut
from aparte.scorers.sarcasm import SCORER, risk_without
from aparte.text.reading import READ_CHARS, Reading

QUEUE = "Bravo : encore 40 minutes de file samedi, on adore votre patience 👏"
PIECES = [
    *(
        "Bravo",
        "merci d’avoir",
        "encore",
        "perdu",
        "10",
        "000",
        "l’",
        "aujourd’hui",
        "https://a.fr/b",
        "@sncf",
        "#merci",
    ),
    *(
        "👏",
        "👨‍👩‍👧",
        "…",
        "!!",
        "xD",
        "<3",
        "comme par hasard",
        "#",
        "irony",
        "/s",
        "«",
        "»",
        ".",
        "don’t",
        "thanks for",
    ),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=24).flatmap(
    lambda parts: st.sampled_from([" ", "", "\n", "\u202f"]).map(lambda blank: blank.join(parts))
)


@given(texts, st.integers(0, 200), st.integers(0, 30))
@example("10 encore 000 places", 3, 9)
@example("10 encore000 places", 3, 9)
@example("le http s://a.fr bravo", 7, 8)
@example("super #iro encorenic retard bravo", 9, 17)
def test_reading_around_a_cut_is_reading_the_cut_text(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    cut, whole = irony_cut.without(Reading(text, "fr"), start, end), Reading(text[:start] + text[end:], "fr")
    assert (cut.text, cut.tokens, cut.words, cut.hits) == (whole.text, whole.tokens, whole.words, whole.hits)


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
    assert found.without[0].risk < found.risk / 2


def test_a_low_text_has_no_counterfactual() -> None:
    assert SCORER.score(Reading("Le marché ouvre à neuf heures.", "fr"), Occasion()).without == ()


def test_a_text_cut_short_lets_the_characters_behind_come_into_view() -> None:
    text = "Merci pour la panne. ".ljust(READ_CHARS) + "Merci pour le retard."
    expected = SCORER.score(Reading(text[6:], "fr"), Occasion()).risk
    assert risk_without(Reading(text, "fr"), 0, 6, Occasion()) == expected
