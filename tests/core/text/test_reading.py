"""Tokens: nothing but space is lost, and offsets slice back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.text.reading import READ_CHARS, Reading, tokenize

WRITTEN = ["http://", "https://a.fr/x,", "www.", "@moi", "@a@b.social", "#été", "xD", ":-)", "<3", "l’", "qu'", "don't"]
DRAWN = [
    "👩‍👩‍👧",
    "👍🏽",
    "🇫🇷",
    "❤️",
    "1️⃣",
    "!?!",
    "...",
    "«",
    "-_-",
    "¯\\_(ツ)_/¯",
    " ",
    "\n",
    "\u202f",
    "\u200d",
    "\ufe0f",
]
PIECES = st.one_of(st.text(max_size=5), st.sampled_from(["1 000,5", *WRITTEN, *DRAWN]))
TEXTS = st.lists(PIECES, max_size=12).map("".join)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.raw, token.kind) for token in tokenize(text)]


@given(TEXTS)
def test_tokens_stand_in_order_and_leave_out_nothing_but_space(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert token.start >= end
        assert not text[end : token.start].strip()
        assert token.end > token.start
        end = token.end
    assert not text[end:].strip()


@given(TEXTS)
def test_offsets_slice_back_to_the_token(text: str) -> None:
    for token in tokenize(text):
        assert text[token.start : token.end] == token.raw
        assert token.low == token.raw.lower().replace("’", "'")


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_french_elision_is_a_token_of_its_own(apostrophe: str) -> None:
    text = f"l{apostrophe}amour qu{apostrophe}on jusqu{apostrophe}ici aujourd{apostrophe}hui"
    assert [token.low for token in tokenize(text)] == ["l'", "amour", "qu'", "on", "jusqu'", "ici", "aujourd'hui"]


def test_an_english_contraction_stays_whole() -> None:
    assert kinds("I don’t, they're") == [("I", "word"), ("don’t", "word"), (",", "punct"), ("they're", "word")]


@pytest.mark.parametrize("emoji", ["😀", "👍🏽", "❤️", "👩‍👩‍👧", "🇫🇷", "1️⃣", "🏴\U000e0067\U000e0062\U000e007f"])
def test_an_emoji_is_one_token_however_many_code_points_it_takes(emoji: str) -> None:
    assert kinds(f"a {emoji} b") == [("a", "word"), (emoji, "emoji"), ("b", "word")]


@pytest.mark.parametrize("emoticon", [":)", ";-)", ":'(", "xD", "XD", "<3", "^^", "-_-", ":/"])
def test_an_emoticon_is_one_token(emoticon: str) -> None:
    assert (emoticon, "emoticon") in kinds(f"bien {emoticon} merci")


def test_a_word_that_begins_like_a_link_or_an_emoticon_is_a_word() -> None:
    assert [kind for _raw, kind in kinds("http wwwhat xpress xDream hot wow")] == ["word"] * 6


def test_links_mentions_hashtags_and_numbers_are_told_apart() -> None:
    text = "https://a.fr/x?y=1, @moi #été2026 1 200,50 fin."
    assert [kind for _raw, kind in kinds(text)] == ["url", "punct", "mention", "hashtag", "number", "word", "punct"]


def test_a_reading_keeps_the_whole_text_and_reads_its_beginning() -> None:
    text = "mot " * READ_CHARS
    reading = Reading(text, "fr")
    assert reading.whole == text
    assert reading.truncated_at == len(reading.text) == READ_CHARS
    assert reading.tokens[-1].end <= READ_CHARS


def test_a_language_we_dont_read_finds_no_word_of_ours() -> None:
    assert not Reading("génial great", "other").found("valence")


def test_found_brings_categories_together_in_the_order_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading("génial mais nul", "fr")
    valence = reading.found("valence")
    monkeypatch.setitem(reading.hits, "first", [valence[1]])
    monkeypatch.setitem(reading.hits, "second", [valence[0]])
    assert reading.found("first", "second") == [valence[0], valence[1]]
