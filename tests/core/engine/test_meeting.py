"""Whatever headers a server sends, what its answer is about is either understood or refused: nothing else happens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.engine import downloads, meeting
from aparte.engine.meeting import Changed, meet
from aparte.errors import Trouble

KNOWN = replace(downloads.planned("http://127.0.0.1/tiny.gguf"), etag='"a"', size_bytes=1_000)


class Answer:
    """An answer as `meet` sees it."""

    host = "127.0.0.1"

    def __init__(self, status: int, **headers: str) -> None:
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    @property
    def length(self) -> int | None:
        said = self.headers.get("content-length", "")
        return int(said) if said else None


HEADERS = st.dictionaries(
    st.sampled_from(["content_range", "etag", "last_modified", "retry_after", "content_encoding"]),
    st.text(max_size=40)
    | st.sampled_from(["bytes 500-999/1000", "bytes */1000", "bytes 500-999/*", '"a"', "identity", "9" * 30]),
)


@given(status=st.integers(100, 599), at=st.integers(0, 2_000), headers=HEADERS)
def test_any_answer_is_understood_or_refused(status: int, at: int, headers: dict[str, str]) -> None:
    try:
        met = meet(Answer(status, **headers), KNOWN, at)  # type: ignore[arg-type]  # all that meet reads
    except (Trouble, Changed):
        return
    assert 0 <= met.place <= at
    assert met.place + met.compare == at


@pytest.mark.parametrize(
    ("mark", "asked"),
    [
        ({"etag": '"a"'}, {"Range": "bytes=9000-", "If-Range": '"a"'}),
        ({"etag": 'W/"a"'}, {"Range": "bytes=4904-"}),
        ({"etag": 'W/"a"', "modified": "then"}, {"Range": "bytes=9000-", "If-Range": "then"}),
        ({"etag": ""}, {"Range": "bytes=4904-"}),
    ],
)
def test_only_a_strong_mark_spares_the_overlap(mark: dict[str, str], asked: dict[str, str]) -> None:
    assert meeting.headers(replace(KNOWN, **mark), 9_000) == asked  # type: ignore[arg-type]  # fields by name


def test_a_wait_that_a_server_asks_for_is_bounded() -> None:
    with pytest.raises(Trouble) as caught:
        meet(Answer(503, retry_after="86400"), KNOWN, 0)  # type: ignore[arg-type]  # all that meet reads
    assert caught.value.params["wait_s"] == meeting.LONGEST_WAIT_S
