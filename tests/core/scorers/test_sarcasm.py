"""The irony risk: what it hangs on, what it adds up to, when it keeps silent."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aparte import messages
from aparte.nouns import Occasion, Sarcasm
from aparte.scorers import irony_features, irony_weights, readings
from aparte.scorers.base import scorers
from aparte.scorers.sarcasm import SCORER, assess_irony
from aparte.text.reading import Reading

QUEUE = (
    "Bravo à toutes et tous : encore 40 minutes de file samedi, on adore votre patience 👏 "
    "La billetterie ouvre une troisième entrée côté quai, dès demain 10 h."
)
QUEUE_PLAIN = (
    "Merci à toutes et tous : 40 minutes de file samedi, c’était trop long. "
    "Pour vous, une troisième entrée ouvre côté quai, dès demain 10 h."
)
BAG = "Best airline ever. Thanks for losing my bag, again 👏"
PIECES = ["Bravo", "merci d’avoir", "encore", "perdu", "on adore", "retard", "👏", "thanks for", "great", "delay", "🙄"]


def irony(text: str, language: str = "fr", **circumstances: object) -> Sarcasm:
    return SCORER.score(Reading(text, language), Occasion(**circumstances))  # type: ignore[arg-type]  # test circumstances


def test_the_scorer_is_found_by_its_name() -> None:
    assert scorers()["sarcasm"] is SCORER


def test_a_bravo_for_a_queue_is_high_and_hangs_on_its_four_words() -> None:
    found = irony(QUEUE)
    assert found.level == "high"
    assert {cue.text for cue in found.cues} == {"Bravo", "encore", "on adore", "👏"}


def test_the_same_news_said_plainly_is_low() -> None:
    assert irony(QUEUE_PLAIN).level == "low"


def test_thanks_for_a_lost_bag_is_high_in_english() -> None:
    found = irony(BAG, "en")
    assert found.level == "high"
    assert found.cues[0].reason == "irony.reason.thanks_for"


@pytest.mark.parametrize("text", [QUEUE, QUEUE_PLAIN, QUEUE * 4, "Oh super. Encore une panne, comme par hasard… 🙄🙃"])
def test_bias_rest_and_cues_sum_to_the_log_odds(text: str) -> None:
    found = irony(text)
    total = found.bias + found.rest + sum(cue.weight for cue in found.cues)
    assert total == pytest.approx(math.log(found.risk / (1 - found.risk)), abs=1e-6)


@example("ı ı Ŀ")
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), min_size=3, max_size=30).map(" ".join))
def test_any_text_gets_a_whole_answer(text: str) -> None:
    for language in ("fr", "en"):
        found = irony(text, language)
        total = found.bias + found.rest + sum(cue.weight for cue in found.cues)
        assert total == pytest.approx(math.log(found.risk / (1 - found.risk)), abs=1e-6)
        assert 0 <= found.low <= found.risk <= found.high <= 1
        assert len(found.cues) <= 8
        assert all(text[cue.start : cue.end] == cue.text and cue.weight > 0 for cue in found.cues)
        assert [cue.weight for cue in found.cues] == sorted((cue.weight for cue in found.cues), reverse=True)


def test_nothing_is_called_calibrated() -> None:
    assert not irony(QUEUE).calibrated


@pytest.mark.parametrize(
    ("text", "language", "reply_to", "why"),
    [
        ("", "fr", None, "empty"),
        ("Super merci", "fr", None, "too_short"),
        ("Vielen Dank für die Verspätung", "other", None, "language"),
        (BAG, "en", "", "no_context"),
        ("Super merci /s", "fr", None, "too_short"),
    ],
)
def test_it_keeps_silent_and_says_why(text: str, language: str, reply_to: str | None, why: str) -> None:
    found = irony(text, language, reply_to_text=reply_to)
    assert (found.abstained, found.why, found.level, found.low, found.high) == (True, why, "low", 0.0, 1.0)
    assert (found.cues, found.without, found.rank) == ((), (), None)
    assert found.risk == pytest.approx(1 / (1 + math.exp(-irony_weights.PRIOR)))


@pytest.mark.parametrize("mark", ["#irony", "#sarcasm", "#ironie", "#not", "#Sarcasme", "/s"])
@pytest.mark.parametrize(("text", "language"), [(QUEUE, "fr"), (BAG, "en"), ("Merci pour ces trois jours.", "fr")])
def test_a_declared_irony_earns_nothing(text: str, language: str, mark: str) -> None:
    assert irony(f"{text} {mark}", language).risk == irony(text, language).risk
    assert irony(f"{mark} {text}", language).risk == irony(text, language).risk


def test_cues_stay_in_place_behind_a_mark() -> None:
    text = f"#irony {BAG}"
    assert all(text[cue.start : cue.end] == cue.text for cue in irony(text, "en").cues)


def test_a_speed_is_no_mark_of_irony() -> None:
    assert irony("Le débit passe à 80 m/s, merci pour la panne.").cues[0].text == "merci"


def test_praise_as_the_only_answer_to_a_complaint_raises_the_risk() -> None:
    answer = "Super, bravo à vous tous"
    alone = irony(answer).risk
    assert irony(answer, reply_to_text="Mon colis est arrivé cassé.").risk > alone
    assert irony(answer, reply_to_text="Nous avons gagné la finale !").risk == alone


def test_an_apology_to_a_complaint_stays_low() -> None:
    answer = "Merci pour votre message, nous sommes désolés et nous le remplaçons."
    assert irony(answer, reply_to_text="Mon colis est arrivé cassé.").level == "low"


def test_a_playful_intent_asks_whether_the_joke_is_seen() -> None:
    found = irony(QUEUE, intent="playful")
    assert found.missed == pytest.approx(1 - found.risk)
    assert irony(QUEUE).missed is None


def test_a_negated_nuisance_is_good_news() -> None:
    assert irony("Super, pas de retard ce matin.").risk < irony("Super, du retard ce matin.").risk


def test_the_interval_holds_the_risk_and_rises_with_it() -> None:
    ironic, plain = irony(QUEUE), irony(QUEUE_PLAIN)
    for found in (ironic, plain):
        assert 0 <= found.low <= found.risk <= found.high <= 1
    assert plain.high < ironic.low


def test_own_posts_decide_the_level_once_there_are_a_hundred() -> None:
    reading = Reading(BAG, "en")
    risks = [0.99] * 100
    assert assess_irony(reading, Occasion(), risks).level == "low"
    own = assess_irony(reading, Occasion(), risks).rank
    few = assess_irony(reading, Occasion(), risks[:99]).rank
    assert own is not None
    assert few is not None
    assert (own.against, few.against) == ("own", "reference")


def test_every_code_has_a_sentence() -> None:
    reasons = [*irony_weights.PRIMARY, *irony_weights.AMPLIFY, *irony_weights.HINT]
    codes = {f"irony.reason.{code}" for code in reasons if code != "wry_beside"}
    codes |= {code for pair in readings.pairs() for code in pair} | set(readings.verdicts())
    assert codes <= messages.codes()


def test_a_risky_text_has_two_readings_and_a_verdict() -> None:
    reading = Reading(BAG, "en")
    found = SCORER.score(reading, Occasion())
    assert found.readings == ("irony.first.thanks_loss", "irony.second.thanks_loss")
    assert messages.say(readings.verdict(found, reading), {}) == "A thank-you that can sound like a dig."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Merci à tous nos clients fidèles.", "sincere_thanks"),
        ("Toutes nos excuses pour cette erreur.", "sincere_apology"),
        ("La boutique ouvre à neuf heures.", "sincere_any"),
        ("Bof", "too_short"),
    ],
)
def test_a_sincere_or_silent_text_has_its_verdict(text: str, code: str) -> None:
    reading = Reading(text, "fr")
    assert readings.verdict(SCORER.score(reading, Occasion()), reading) == f"irony.verdict.{code}"


def test_an_exuberant_sincere_post_shows_no_evidence() -> None:
    reading = Reading("BRAVO les filles !!! Quelle finale, on vous adooore 👏👏🎉", "fr")
    assert irony_features.evidence(reading.tokens, reading.hits).clues == []
