"""JSON Lines are read strictly, line by line: each refusal names its line and its reason, the other lines are kept."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.sources.base import Found, Head, Refused, Unreadable
from aparte.sources.jsonl import SOURCE


def items(data: bytes, as_kind: str | None = None) -> list[Found | Refused]:
    return list(SOURCE.read(io.BytesIO(data), "jsonl", as_kind))


def only(row: dict[str, Any]) -> Found | Refused:
    (item,) = items(json.dumps(row).encode())
    return item


def post(row: dict[str, Any]) -> Any:
    item = only(row)
    assert isinstance(item, Found), item
    return item.post


def test_a_repost_alone_may_have_no_text() -> None:
    row = {"id": "1", "text": "", "form": "repost", "kind": "own", "url": "https://a.example/1"}
    assert (post(row).text, post(row).form, post(row).lang) == ("", "repost", None)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"oups", "bad_json"),
        (b"[1]", "bad_json"),
        (b'{"text": NaN}', "bad_json"),
        (b"{" * 100_000, "bad_json"),
        (b'{"text": "caf\xe9"}', "not_utf8"),
        (b'{"id": 1}', "no_text"),
        (b'{"text": 3}', "no_text"),
        (b'{"text": null}', "no_text"),
        (b'{"text": " \\n"}', "empty_text"),
        (b'{"text": "a", "id": true}', "bad_value"),
        (b'{"text": "a", "id": ["b"]}', "bad_value"),
        (b'{"text": "a", "author": {}}', "bad_value"),
        (b'{"text": "a", "kind": "theirs"}', "bad_value"),
        (b'{"text": "a", "form": "poem"}', "bad_value"),
        (b'{"text": "a", "created_at": "hier"}', "bad_time"),
        (b'{"text": "a", "created_at": 1767600000}', "bad_value"),
    ],
)
def test_a_line_that_can_not_be_kept_is_refused_and_the_next_one_is_kept(line: bytes, code: str) -> None:
    first, refused, last = items(b'{"text": "avant"}\n' + line + b'\n\n{"text": "suite"}\n')
    assert isinstance(refused, Refused)
    assert (refused.where, refused.code) == ("2", code)
    assert isinstance(first, Found)
    assert isinstance(last, Found)
    assert last.where == "4"


def test_lines_end_at_a_line_feed_only() -> None:
    (item,) = items('{"text": "un\u2028deux\u0085trois\\r"}\r\n'.encode())
    assert isinstance(item, Found)
    assert item.post.text == "un\u2028deux\u0085trois\r"


def test_a_byte_order_mark_is_dropped() -> None:
    assert isinstance(items(b'\xef\xbb\xbf{"text": "a"}')[0], Found)


def test_a_missing_id_is_derived_from_author_time_and_text() -> None:
    row = {"text": "bonjour", "author": "marie", "created_at": "2026-01-05T08:00:00Z"}
    same = post(row | {"created_at": "2026-01-05T09:00:00+01:00", "url": "https://x.com/1"})
    assert post(row).id == same.id
    others = {post(row | change).id for change in ({"text": "Bonjour"}, {"author": "paul"}, {"created_at": None})}
    assert len(others | {post(row).id}) == 4


def test_a_number_is_an_id() -> None:
    assert (post({"text": "a", "id": 7}).id, post({"text": "a", "id": 7.5}).id) == ("7", "7.5")


def test_a_missing_time_stays_unknown() -> None:
    assert post({"text": "a"}).created_at is None


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2026-01-05T09:00:00+01:00", "2026-01-05T08:00:00Z"),
        ("2026-01-05T08:00:00.5Z", "2026-01-05T08:00:00.500000Z"),
        ("2026-01-05", "2026-01-05T00:00:00Z"),
        ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
    ],
)
def test_times_are_kept_in_utc(said: str, kept: str) -> None:
    assert post({"text": "a", "created_at": said}).created_at == kept


def test_a_time_without_a_zone_is_taken_as_utc_and_said_so() -> None:
    item = only({"text": "a", "created_at": "2026-01-05T08:00:00"})
    assert isinstance(item, Found)
    assert (item.post.created_at, item.zoned) == ("2026-01-05T08:00:00Z", False)


@pytest.mark.parametrize("said", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_time_outside_the_calendar_is_refused(said: str) -> None:
    assert isinstance(only({"text": "a", "created_at": said}), Refused)


@pytest.mark.parametrize("written", [b"a\\ud800b", b"a\xed\xa0\x80b"])
def test_a_lone_surrogate_is_read_as_the_replacement_character(written: bytes) -> None:
    (item,) = items(b'{"text": "' + written + b'"}')
    assert isinstance(item, Found)
    assert item.post.text == "a\ufffdb"


def test_posts_are_mentions_unless_the_line_or_the_user_says_otherwise() -> None:
    said = [post(row) for row in ({"text": "a"}, {"text": "a", "kind": "own"}, {"text": "a", "form": "reply"})]
    assert [(one.kind, one.form) for one in said] == [("mention", "mention"), ("own", "post"), ("mention", "reply")]
    (forced,) = items(b'{"text": "a", "kind": "mention"}', as_kind="own")
    assert isinstance(forced, Found)
    assert forced.post.kind == "own"


def test_a_language_is_heard_when_the_line_names_none() -> None:
    french, english = "Merci beaucoup pour votre accueil dans la boutique", "Thanks a lot for the welcome in your shop"
    assert [post({"text": text}).lang for text in (french, english, "12345")] == ["fr", "en", None]
    assert post({"text": english, "lang": "pt-BR"}).lang == "pt"


def test_twitter_is_x() -> None:
    assert [post({"text": "a", "platform": name}).platform for name in ("Twitter", " X ", "Bluesky")] == [
        "x",
        "x",
        "bluesky",
    ]


def test_a_line_of_a_megabyte_is_kept() -> None:
    assert len(post({"text": "é" * 2**20}).text) == 2**20


def test_a_line_without_end_is_refused_without_being_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aparte.sources.jsonl.LONGEST_LINE", 1_000)
    first, last = items(b'{"text": "' + b"x" * 5_000 + b'"}\n{"text": "suite"}\n')
    assert isinstance(first, Refused)
    assert first.code == "line_too_long"
    assert isinstance(last, Found)
    assert last.where == "2"


@pytest.mark.parametrize(
    ("name", "data", "recognised"),
    [
        ("a.txt", b'{"text": "a"}', True),
        ("a.csv", b'oups\n{"text": "a"}\n', True),
        ("a.txt", b'{\n "text": "a"\n}', False),
        ("a.txt", b"id;text\n1;a\n", False),
        ("a.jsonl", b"", True),
        ("a.txt", b"", False),
        ("a.jsonl", b"\0\1\2\3" * 50, False),
    ],
)
def test_the_content_decides(name: str, data: bytes, *, recognised: bool) -> None:
    assert (SOURCE.recognise(Head(Path(name), data, whole=True)) == "jsonl") is recognised


def test_a_file_without_any_object_is_unreadable_as_a_whole() -> None:
    with pytest.raises(Unreadable, match="no_object"):
        items(b"rien\nde bon\n")


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=2)
)


@given(
    st.dictionaries(st.sampled_from(["id", "text", "author", "created_at", "kind", "lang", "platform", "title"]), _json)
)
def test_any_object_is_kept_or_refused_never_an_exception(row: dict[str, Any]) -> None:
    (item,) = items(json.dumps({"text": "a"} | row).encode())
    assert isinstance(item, (Found, Refused))
