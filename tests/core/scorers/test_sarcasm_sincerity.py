"""Sincere lines stay calm, and twins that differ only by what happened fall apart on the right side.

Floors are measured values. The lines were written by the hand that wrote the word lists: they guard against a step
back, they don't say how well strangers' texts are read (tests/measures/irony.py does, on development sets).
"""

from __future__ import annotations

import pytest

from aparte.nouns import Language, Occasion
from aparte.scorers.irony_risk import judge
from aparte.scorers.sarcasm import SCORER
from aparte.text.reading import Reading
from tests.core.scorers import irony_lines

MOST_SINCERE_HIGH = 0.035
"""Under the issue's bar of 5 %; measured: 2 of 64 in French, both .01 above the mark, none of 64 in English."""
LEAST_TWINS_RIGHT = {"fr": 0.95, "en": 0.95}
"""Measured: 58 and 59 of 60."""


def risk(text: str, language: Language) -> float:
    return judge(Reading(text, language), Occasion()).risk


def test_there_are_enough_lines_to_say_so() -> None:
    lines = [*irony_lines.sincere("fr"), *irony_lines.sincere("en")]
    assert len(set(lines)) >= 120
    assert all(len(irony_lines.twins(language)) >= 60 for language in ("fr", "en"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_sincere_thanks_apologies_and_celebrations_are_not_high(language: Language) -> None:
    lines = irony_lines.sincere(language)
    high = [line for line in lines if SCORER.score(Reading(line, language), Occasion()).level == "high"]
    assert len(high) / len(lines) <= MOST_SINCERE_HIGH, high


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_loss_sounds_more_ironic_than_a_find_in_the_same_words(language: Language) -> None:
    twins = irony_lines.twins(language)
    right = sum(risk(ironic, language) > risk(plain, language) + 1e-9 for ironic, plain in twins)
    assert right / len(twins) >= LEAST_TWINS_RIGHT[language]
