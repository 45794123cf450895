"""Server-sent events, however they are cut on their way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.engine.sse import MOST_BYTES, events
from aparte.errors import Trouble


def cut(data: bytes, places: list[int]) -> list[bytes]:
    """Return `data` in pieces, cut at these places."""
    at = sorted({place % (len(data) + 1) for place in places})
    return [data[a:b] for a, b in zip([0, *at], [*at, len(data)], strict=True)]


SAID = st.lists(
    st.text(st.characters(blacklist_characters="\r\n", blacklist_categories=["Cs"])), min_size=1, max_size=5
)


@given(SAID, st.sampled_from(["\n", "\r\n", "\r"]), st.lists(st.integers(0, 10_000), max_size=40))
def test_what_was_said_is_heard_wherever_the_bytes_were_cut(said: list[str], end: str, places: list[int]) -> None:
    stream = "".join(f": a word in between{end}{end}data: {data}{end}{end}" for data in said).encode()
    assert list(events(cut(stream, places), "here")) == said


def test_several_data_lines_are_one_event() -> None:
    assert list(events([b"data: a\ndata:b\n\ndata: c\n\n"], "here")) == ["a\nb", "c"]


def test_other_fields_say_nothing() -> None:
    assert list(events([b"event: x\nid: 7\nretry: 9\ndata: a\n\n: hello\n\n"], "here")) == ["a"]


def test_the_last_event_may_lack_its_empty_line_but_not_its_end() -> None:
    assert list(events([b"data: a\n\ndata: [DONE]\n"], "here")) == ["a", "[DONE]"]
    assert list(events([b"data: a\n\ndata: {cut"], "here")) == ["a"]


def test_a_line_without_end_is_given_up() -> None:
    with pytest.raises(Trouble, match=r"server\.huge"):
        list(events((b"x" * 65536 for _number in range(MOST_BYTES)), "here"))


def test_an_event_without_end_is_given_up() -> None:
    with pytest.raises(Trouble, match=r"server\.huge"):
        list(events((b"data: " + b"x" * 65536 + b"\n" for _number in range(MOST_BYTES)), "here"))


@given(st.lists(st.binary(max_size=50), max_size=20))
def test_any_bytes_at_all_are_survived(pieces: list[bytes]) -> None:
    assert all(isinstance(data, str) for data in events(pieces, "here"))
