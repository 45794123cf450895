"""Platforms are data, and a client's own values win."""

from __future__ import annotations

import pytest

from aparte.errors import Trouble
from aparte.platforms.platform import platform, platforms, unknown_overrides

TWELVE = {
    *("x", "bluesky", "mastodon", "threads", "linkedin", "instagram"),
    *("facebook", "tiktok", "youtube", "pinterest", "reddit", "telegram"),
}


def test_the_twelve_platforms_are_there() -> None:
    assert set(platforms()) == TWELVE


def test_an_unknown_platform_is_named_with_the_known_ones() -> None:
    with pytest.raises(Trouble) as caught:
        platform("myspace")
    assert caught.value.code == "usage.platform"
    assert "mastodon" in str(caught.value.params["known"])


def test_a_server_may_allow_more() -> None:
    assert platform("mastodon", {"mastodon.limits.chars": 5000}).limits.chars == 5000
    assert platform("mastodon").limits.chars == 500


def test_each_number_of_a_rule_can_be_replaced() -> None:
    changed = platform("instagram", {"instagram.hashtags.limit": 30, "instagram.fold.chars": 90})
    assert next(custom.params["limit"] for custom in changed.customs if custom.code == "hashtags") == 30
    assert changed.fold is not None
    assert changed.fold.chars == 90


def test_a_value_that_has_no_place_changes_nothing_and_is_named() -> None:
    odd = {
        "x.limit.chars": 1,
        "x.limits.chars": "280",
        "myspace.limits.chars": 1,
        "x.limits": 3,
        "mastodon.limits.chars": 900,
    }
    assert platform("x", odd) == platform("x")
    assert set(unknown_overrides(odd)) == set(odd) - {"mastodon.limits.chars"}
