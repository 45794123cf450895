"""What corrections add to a client's texts: the right way, by the right amount, never too far."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.feedback.prior import FARTHEST, shift
from aparte.nouns import Correction, Occasion, Truth
from aparte.scorers.irony_risk import judge, probability
from aparte.scorers.rank import own_risks_of, reference
from aparte.scorers.sarcasm import assess_irony
from aparte.text.reading import Reading

IRONIC = "Bravo, encore 40 minutes de file, on adore votre patience 👏"


def corrected(predicted: float | None, truth: Truth, prior: float = 0.0) -> Correction:
    return Correction(id="1", at="", text="", lang="fr", truth=truth, predicted=predicted, prior=prior)


def slope(shifted: float, corrections: list[Correction]) -> float:
    """Return the derivative of the log posterior, worked out anew."""
    risks = [probability(math.log((one.predicted or 0) / (1 - (one.predicted or 0))) + shifted) for one in corrections]
    return sum((one.truth == "ironic") - risk for one, risk in zip(corrections, risks, strict=True)) - shifted


def test_without_a_correction_nothing_moves() -> None:
    assert shift([]) == 0.0


def test_a_correction_moves_towards_what_it_says() -> None:
    assert shift([corrected(0.9, "sincere")]) < -0.5
    assert shift([corrected(0.1, "ironic")]) > 0.5


def test_one_correction_at_even_odds_is_the_root_of_its_equation() -> None:
    # s = -sigmoid(s), solved by hand.
    assert shift([corrected(0.5, "sincere")]) == pytest.approx(-0.401058, abs=1e-6)


def test_agreeing_moves_little_and_disagreeing_much() -> None:
    assert abs(shift([corrected(0.9, "ironic")])) < 0.1 < abs(shift([corrected(0.9, "sincere")]))


def test_two_that_contradict_each_other_cancel() -> None:
    assert shift([corrected(0.8, "sincere"), corrected(0.2, "ironic")]) == pytest.approx(0.0, abs=1e-9)


def test_the_prior_that_was_in_force_is_taken_out_of_what_was_shown() -> None:
    shown = probability(math.log(0.8 / 0.2) - 1.0)
    assert shift([corrected(shown, "sincere", prior=-1.0)]) == pytest.approx(shift([corrected(0.8, "sincere")]))


def test_what_was_not_judged_says_nothing() -> None:
    assert shift([corrected(None, "ironic")]) == 0.0


@pytest.mark.parametrize("count", [30, 5_000])
@pytest.mark.parametrize("predicted", [0.0, 0.5, 1.0])
def test_it_is_bounded(count: int, predicted: float) -> None:
    assert shift([corrected(predicted, "sincere")] * count) >= -FARTHEST
    assert shift([corrected(predicted, "ironic")] * count) <= FARTHEST
    assert shift([corrected(1.0, "sincere")] * count) == -FARTHEST


@given(st.lists(st.tuples(st.floats(0.001, 0.999), st.booleans()), min_size=1, max_size=40))
def test_it_is_the_summit_of_the_posterior(said: list[tuple[float, bool]]) -> None:
    corrections = [corrected(predicted, "ironic" if truth else "sincere") for predicted, truth in said]
    found = shift(corrections)
    if abs(found) < FARTHEST:
        assert slope(found, corrections) == pytest.approx(0.0, abs=1e-6)
    else:
        assert slope(found, corrections) * found > 0


@pytest.mark.parametrize("prior", [-2.0, -0.7, 0.0, 1.3])
def test_the_parts_add_up_with_a_prior(prior: float) -> None:
    found = assess_irony(Reading(IRONIC, "fr"), Occasion(irony_prior=prior))
    total = found.bias + found.rest + sum(cue.weight for cue in found.cues)
    assert total == pytest.approx(math.log(found.risk / (1 - found.risk)), abs=1e-6)
    assert found.low <= found.risk <= found.high


def test_the_prior_is_added_to_the_log_odds_and_to_the_bias_alone() -> None:
    plain, moved = (judge(Reading(IRONIC, "fr"), Occasion(irony_prior=prior)) for prior in (0.0, -1.5))
    assert moved.log_odds - plain.log_odds == pytest.approx(-1.5)
    assert moved.bias - plain.bias == pytest.approx(-1.5)
    assert (moved.gain, moved.evidence) == (plain.gain, plain.evidence)


def test_an_abstention_keeps_the_stated_prior() -> None:
    plain, moved = (assess_irony(Reading("Oui", "fr"), Occasion(irony_prior=prior)) for prior in (0.0, 2.0))
    assert moved == plain
    assert moved.abstained


def test_the_rank_moves_because_what_it_is_ranked_against_does_not() -> None:
    reading = Reading(IRONIC, "fr")
    plain, less, more = (assess_irony(reading, Occasion(irony_prior=prior)).rank for prior in (0.0, -2.0, 2.0))
    assert plain is not None
    assert less is not None
    assert more is not None
    assert less.higher_than < plain.higher_than <= more.higher_than
    assert reference("fr").risks == sorted(reference("fr").risks)
    assert (
        own_risks_of(["La boutique ouvre à neuf heures."] * 100)
        == [judge(Reading("La boutique ouvre à neuf heures.", "fr"), Occasion()).risk] * 100
    )
