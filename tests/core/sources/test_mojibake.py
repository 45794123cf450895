"""Text written byte by byte is said again as it was; sound text is left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aparte.sources.mojibake import repair

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
FRENCH = st.text("abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿœæÉÀÇ ’«…,.!?:;-\n", max_size=80)
_LIKE_DAMAGE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")
BEYOND = st.text(st.characters(min_codepoint=0x100, exclude_categories=["Cs"]), min_size=1, max_size=3)


def damage(text: str) -> str:
    """Write each byte of the UTF-8 of `text` as a character of its own, as Meta's exports do."""
    return text.encode().decode("latin-1")


@given(WORDS)
def test_any_text_is_repaired_to_what_it_was(text: str) -> None:
    assert repair(damage(text)) == text


@given(st.text() | st.text(st.characters(max_codepoint=0xFF)))
def test_any_text_that_the_damage_cannot_have_made_is_left_alone(text: str) -> None:
    repaired = repair(text)
    assert repaired == text or damage(repaired) == text


@given(WORDS, BEYOND, WORDS)
def test_any_text_with_a_letter_beyond_latin_1_is_left_alone(before: str, beyond: str, after: str) -> None:
    text = before + beyond + after
    assert repair(text) == text


@given(FRENCH)
def test_any_french_words_are_left_alone_where_a_mark_stands_apart(text: str) -> None:
    # "Ç«" is also what the damage makes of "ǫ": nothing can tell them apart, and no French text writes it.
    assume(not _LIKE_DAMAGE.search(text))
    assert repair(text) == text


@pytest.mark.parametrize(
    "text", ["", "déjà vu", "Noël à Zürich", "ÿ", "½ é", "\ud83d", "l\u2019\u00c3\u00a9t\u00c3\u00a9"]
)
def test_a_sound_text_is_left_alone(text: str) -> None:
    assert repair(text) == text


def test_an_emoji_and_typographic_signs_come_back() -> None:
    assert repair("d\u00e2\u0080\u0099hiver \u00e2\u009c\u00a8 \u00f0\u009f\u00a5\u0090") == "d’hiver ✨ 🥐"
