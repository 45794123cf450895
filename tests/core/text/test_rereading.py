"""Reading again what changed in one place is reading the new text, token by token and entry by entry."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from aparte.text import rereading
from aparte.text.reading import READ_CHARS, Reading
from tests.core.text.pieces import texts


def _same(one: Reading, other: Reading) -> bool:
    found = [{name: hits for name, hits in reading.hits.items() if hits} for reading in (one, other)]
    return found[0] == found[1] and (one.text, one.whole, one.tokens, one.words) == (
        other.text,
        other.whole,
        other.tokens,
        other.words,
    )


@given(texts, st.integers(0, 200), st.integers(0, 30))
@example("10 encore 000 places", 3, 9)
@example("10 encore000 places", 3, 9)
@example("le http s://a.fr bravo", 7, 8)
@example("super #iro encorenic retard bravo", 9, 17)
@example("comme par bravo hasard comme par hasard", 10, 6)
def test_a_cut(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    cut = rereading.without(Reading(text, "fr"), start, end)
    assert _same(cut, Reading(text[:start] + text[end:], "fr"))


@given(texts, st.integers(0, 200), st.integers(0, 30), texts, st.sampled_from(["fr", "en"]))
@example("merci pour rien", 0, 5, "merci pour ton merci", "fr")
@example("comme par hasard", 6, 3, "par", "fr")
@example("", 0, 0, "bravo", "fr")
def test_something_else_in_its_place(text: str, start: int, length: int, other: str, language: str) -> None:
    start = min(start, len(text))
    changed = text[:start] + other + text[start + length :]
    again = rereading.again(Reading(text, language), changed, language)  # type: ignore[arg-type]  # fr or en
    assert _same(again, Reading(changed, language))  # type: ignore[arg-type]  # the same


def test_key_after_key() -> None:
    whole, read = (
        "Bravo, encore 40 minutes de file : comme par hasard… merci pour rien 👏 https://a.fr/b",
        Reading("", "fr"),
    )
    for at in range(len(whole) + 1):
        read = rereading.again(read, whole[:at], "fr")
        assert _same(read, Reading(whole[:at], "fr"))


def test_another_language_is_read_from_the_start() -> None:
    assert _same(
        rereading.again(Reading("thanks for the bread", "en"), "merci pour le pain", "fr"),
        Reading("merci pour le pain", "fr"),
    )


def test_what_is_longer_than_we_read_is_truncated_as_ever() -> None:
    long = "bravo " * READ_CHARS
    again = rereading.again(Reading("bravo", "fr"), long, "fr")
    assert again.truncated_at == READ_CHARS
    assert rereading.again(again, "bravo", "fr").truncated_at is None
