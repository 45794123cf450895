"""A lone surrogate becomes one replacement character, and nothing moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aparte.text.surrogates import without_lone_surrogates


@given(st.text(st.characters() | st.characters(categories=["Cs"])))
def test_what_comes_out_is_as_long_and_can_be_written_as_utf8(text: str) -> None:
    clean = without_lone_surrogates(text)
    assert len(clean) == len(text)
    assert clean.encode().decode() == clean


def test_a_text_without_surrogates_is_returned_as_it_is() -> None:
    text = "déjà 👩‍👩‍👧"
    assert without_lone_surrogates(text) is text
