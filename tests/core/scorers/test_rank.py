"""The rank among posts that are meant as written, and the level it gives."""

from __future__ import annotations

import pytest

from aparte.nouns import Language, Rank
from aparte.scorers.rank import Reference, against, level, posts, reference


def test_the_rank_is_the_share_that_sounds_less_ironic() -> None:
    place = Reference([0.1, 0.2, 0.3, 0.4], "own").rank(0.35)
    assert (place.higher_than, place.of, place.against) == (0.75, 4, "own")


def test_a_post_that_sounds_the_same_does_not_sound_less_ironic() -> None:
    assert Reference([0.1] * 100, "own").rank(0.1).higher_than == 0


@pytest.mark.parametrize(
    ("higher_than", "expected"),
    [(1.0, "high"), (0.95, "high"), (0.94, "medium"), (0.8, "medium"), (0.79, "low"), (0.0, "low")],
)
def test_the_level_counts_the_posts_that_sound_as_ironic(higher_than: float, expected: str) -> None:
    assert level(Rank(higher_than=higher_than, of=100, against="own")) == expected


def test_at_most_one_own_post_in_twenty_is_high() -> None:
    risks = [number / 200 for number in range(200)]
    own = Reference(risks, "own")
    assert sum(level(own.rank(risk)) == "high" for risk in risks) <= 10


def test_under_a_hundred_own_posts_the_reference_is_used() -> None:
    assert against("fr", [0.5] * 99) is reference("fr")
    assert against("fr", [0.5] * 100).against == "own"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_reference_holds_enough_different_posts(language: Language) -> None:
    assert len(set(posts(language))) == len(posts(language)) >= 310
    assert reference(language).against == "reference"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_at_most_one_reference_post_in_twenty_is_high(language: Language) -> None:
    place = reference(language)
    assert sum(level(place.rank(risk)) == "high" for risk in place.risks) <= len(place.risks) / 20
