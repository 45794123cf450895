"""Positions survive the way to Qt and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aparte.text.spans import Offsets, from_utf16, to_utf16

TEXTS = st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("😀👩‍💻é̀")), max_size=60)


def test_an_emoji_is_two_units_for_qt() -> None:
    assert to_utf16("a😀b", 2) == 3
    assert from_utf16("a😀b", 3) == 2


def test_a_position_inside_a_pair_is_the_start_of_its_character() -> None:
    assert from_utf16("a😀b", 2) == 1


@given(TEXTS)
def test_every_position_is_where_the_encoded_prefix_ends(text: str) -> None:
    offsets = Offsets(text)
    for place in range(len(text) + 1):
        assert offsets.to_utf16(place) == len(text[:place].encode("utf-16-le")) // 2
        assert offsets.from_utf16(offsets.to_utf16(place)) == place
