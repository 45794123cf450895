"""English sentiment is VADER's, to the last digit; what can't be read gets a dash."""

from __future__ import annotations

import subprocess
import sys

import pytest
import vaderSentiment.vaderSentiment
from hypothesis import example, given
from hypothesis import strategies as st

from aparte import paths
from aparte.nouns import Occasion, Sentiment
from aparte.scorers import base, sentiment
from aparte.scorers.vader import Vader
from aparte.text.reading import READ_CHARS, Reading

PACKAGE = vaderSentiment.vaderSentiment
PEER = PACKAGE.SentimentIntensityAnalyzer()
VADER: Vader = sentiment._vader()

# The words VADER's rules turn on, then its lexicon, its emoji and what has no rule at all.
TURNS = [
    *PACKAGE.NEGATE,
    *PACKAGE.BOOSTER_DICT,
    *" ".join(PACKAGE.SPECIAL_CASES).split(),
    *("but", "but", "no", "never", "so", "this", "without", "doubt", "least", "at", "very", "kind", "of", "or", "nor"),
    *("isn't", "sort", "just", "enough"),
]
WORDS = st.one_of(
    st.sampled_from(TURNS),
    st.sampled_from(sorted(PEER.lexicon)),
    st.sampled_from(sorted(PEER.emojis)),
    st.sampled_from(
        ["!", "?", "!!!", "??", "????", "...", "the", "a", "Tuesday", "İ", "ΑΣ", '"good"', "(bad)", "\ud800"]
    ),
    st.text(max_size=6),
)
SPACES = st.sampled_from([" ", " ", "  ", "\n", "", "\u00a0"])


@st.composite
def posts(draw: st.DrawFn) -> str:
    """Write a post of VADER's own words, some shouted, some repeated."""
    words = draw(st.lists(st.tuples(WORDS, st.sampled_from([str, str, str.upper, str.title]), SPACES), max_size=14))
    return "".join(case(word) + space for word, case, space in words)


def read(text: str, language: str = "en") -> object:
    return sentiment.SCORER.score(Reading(text, language), Occasion())  # type: ignore[arg-type]


@given(posts())
@example("good good but good good")
@example("The plot was not so great but this, THIS cast is NEVER so good!!!!")
@example("It's the least good, kind of bad ass, yeah right, no good or bad")
@example("")
@example(" \n ")
def test_the_four_figures_are_those_of_the_package(text: str) -> None:
    assert VADER.polarity(text)._asdict() == PEER.polarity_scores(text)


@given(st.lists(st.sampled_from(["good", "bad", "but", "great", "not", "awful", "fine"]), max_size=25))
def test_words_said_again_around_a_but_are_weighed_as_the_package_weighs_them(words: list[str]) -> None:
    text = " ".join(words)
    assert VADER.compound(text) == PEER.polarity_scores(text)["compound"]


@given(
    st.lists(
        st.tuples(st.sampled_from([*TURNS, "good", "Bad", "GREAT", "kind", "of", "isn't"]), SPACES),
        min_size=20,
        max_size=45,
    )
)
def test_a_long_text_s_words_are_remembered_with_all_that_may_change_them(words: list[tuple[str, str]]) -> None:
    text = "".join(word + space for word, space in words)
    assert VADER.polarity(text)._asdict() == PEER.polarity_scores(text)


@given(st.text(max_size=80))
def test_any_text_at_all_gets_the_package_s_score(text: str) -> None:
    assert VADER.compound(text) == PEER.polarity_scores(text)["compound"]


def test_the_lexicon_is_read_whole() -> None:
    assert VADER._valences == PEER.lexicon


def test_the_score_of_a_draft_is_vaders_compound() -> None:
    text = "Honestly, the new office is GREAT but the coffee isn't good :("
    result = read(text)
    assert isinstance(result, Sentiment)
    assert result.score == PEER.polarity_scores(text)["compound"]
    assert not result.abstained


def test_a_text_longer_than_what_the_other_scorers_read_is_still_read_whole() -> None:
    text = "The report is long. " * (READ_CHARS // 20) + "And the end is wonderful."
    assert sentiment.score(Reading(text, "en")) == PEER.polarity_scores(text)["compound"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("What a wonderful team, thank you", "positive"),
        ("This is a terrible, terrible mess", "negative"),
        ("The meeting is on Tuesday morning", "neutral"),
    ],
)
def test_a_label_follows_its_score(text: str, label: str) -> None:
    assert read(text).label == label  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ("", "en", "empty"),
        ("  ", "fr", "empty"),
        ("Great!", "en", "too_short"),
        ("Ein schöner Tag heute", "other", "language"),
    ],
)
def test_what_cant_be_read_gets_a_dash_and_its_reason(text: str, language: str, why: str) -> None:
    result = read(text, language)
    assert result == Sentiment(score=0.0, label="neutral", abstained=True, why=why)


def test_each_reason_to_abstain_has_a_sentence() -> None:
    from aparte import messages

    assert {"why.empty", "why.too_short", "why.language", "why.no_context"} <= messages.codes()


def test_the_scorer_is_found_under_its_name() -> None:
    assert base.scorers()["sentiment"] is sentiment.SCORER


def test_the_score_is_worked_out_once_for_a_reading() -> None:
    reading = Reading("What a wonderful team", "en")
    reading.memo["sentiment"] = 0.25
    assert sentiment.score(reading) == 0.25


def test_scoring_english_never_imports_the_package_itself() -> None:
    code = (
        "import sys; from aparte.scorers.sentiment import compound_en; assert compound_en('a great day') > 0;"
        "assert not {'vaderSentiment', 'requests'} & set(sys.modules), 'imported'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=paths.shipped() / "desktop")
