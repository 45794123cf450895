"""The exports of Meta, TikTok and YouTube, cut anywhere: what is read is whole, and one line says what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aparte import messages
from aparte.sources.base import Found, Refused, Skipped, Unreadable
from aparte.sources.opening import reading
from tests.exports import facebook, instagram, tiktok, youtube, zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aparte.sources.base import Item

EXPORTS = {
    "instagram_export": instagram.files,
    "threads_export": lambda: {instagram.THREADS: instagram.files()[instagram.THREADS], "a.jpg": b""},
    "facebook_export": facebook.files,
    "tiktok_export": tiktok.files,
    "youtube_takeout": youtube.files,
}
MADE = pytest.mark.parametrize("made", EXPORTS.values(), ids=EXPORTS)
IN_TMP_PATH = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(path: Path) -> list[Item]:
    try:
        with reading(path, None, None) as export:
            return list(export.items)
    except Unreadable as refusal:
        return [Refused("the whole file", refusal.code, refusal.params)]


def check(items: list[Item]) -> None:
    """Fail for an item that can't be kept or said."""
    for item in items:
        if isinstance(item, Found):
            assert item.post.text.strip()
            "".join(filter(None, (item.post.text, item.post.author, item.post.title, item.post.id))).encode()
        elif isinstance(item, Refused):
            assert item.where
            assert f"import.{item.code}" in messages.codes()
            assert messages.say(f"import.{item.code}", item.params)
        else:
            assert isinstance(item, Skipped)
            assert item.reason in messages.codes()
    places = [item.where for item in items if isinstance(item, (Found, Refused))]
    assert len(places) == len(set(places))


@MADE
def test_a_sound_export_is_read_as_its_own_format(made: Callable[[], dict[str, bytes]], tmp_path: Path) -> None:
    with reading(zipped(tmp_path / "e.zip", made()), None, None) as export:
        assert EXPORTS[export.form] is made
        check(list(export.items))


@MADE
@IN_TMP_PATH
@given(data=st.data())
def test_a_member_cut_anywhere_gives_only_whole_posts(
    made: Callable[[], dict[str, bytes]], tmp_path: Path, data: st.DataObject
) -> None:
    files = made()
    name = data.draw(st.sampled_from(sorted(files)))
    files[name] = files[name][: data.draw(st.integers(0, len(files[name])))]
    items = read(zipped(tmp_path / "cut.zip", files))
    check(items)
    whole = {_said(item) for item in read(zipped(tmp_path / "whole.zip", made())) if isinstance(item, Found)}
    assert {_said(item) for item in items if isinstance(item, Found)} <= whole


@IN_TMP_PATH
@given(name=st.sampled_from(["a.json", "user_data.json", "your_facebook_activity/posts/p_posts_1.json", "c.csv"]),
       data=st.binary(max_size=80) | st.text('{}[]":,\\ua0 \n', max_size=80).map(str.encode))  # fmt: skip
@example(name="a.json", data=b"[" * 20_000)
@example(name="a.json", data=b'{"a":' * 20_000)
def test_any_bytes_under_a_name_of_theirs_are_no_crash(tmp_path: Path, name: str, data: bytes) -> None:
    check(read(zipped(tmp_path / "any.zip", {name: data})))


def _said(item: Found) -> tuple[str, str | None, str]:
    return item.post.text, item.post.created_at, item.post.id
