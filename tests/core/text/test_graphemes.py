"""One character is what a reader sees as one."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from aparte.text import graphemes

SURPRISES = st.sampled_from(
    ["👨‍👩‍👧‍👦", "🇫🇷", "🇫", "👍🏽", "1️⃣", "é", "e\u0301", "\r\n", "\r", "한국", "हिन्दी", "\u200d", "️", "ก็", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"]
)
TEXTS = st.lists(st.one_of(SURPRISES, st.text(max_size=4)), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("été", 3), ("e\u0301te\u0301", 3), ("👨‍👩‍👧‍👦!", 2), ("🇫🇷🇫🇷🇫", 3), ("a\r\nb", 3), ("हिन्दी", 2)],
)
def test_what_a_reader_sees_as_one_counts_for_one(text: str, expected: int) -> None:
    assert graphemes.count(text) == expected


@given(TEXTS)
def test_the_short_way_counts_as_unicode_does(text: str) -> None:
    assert graphemes.count(text) == len(regex.findall(r"\X", text))


@given(TEXTS)
def test_clusters_joined_again_are_the_text(text: str) -> None:
    assert "".join(graphemes.clusters(text)) == text
    assert len(graphemes.clusters(text)) == graphemes.count(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ok 👍", ["👍"]),
        ("❤️ ❤ ❤︎", ["❤️"]),
        ("1️⃣ et 1", ["1️⃣"]),
        ("👩🏾‍💻🇫🇷🇨🇦", ["👩🏾‍💻", "🇫🇷", "🇨🇦"]),
        ("© ® ™", []),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", ["🏴󠁧󠁢󠁳󠁣󠁴󠁿"]),
    ],
)
def test_an_emoji_is_found_whole(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in graphemes.emoji_spans(text)] == expected
