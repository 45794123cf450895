"""Sections of a big JSON are found in one pass by the keys that lead to them, and passed over when not chosen."""

from __future__ import annotations

import io

import pytest

from aparte.sources.json_stream import Broken, sections


def found(text: str, depth: int = 2) -> list[tuple[tuple[str, ...], object]]:
    """Return what the sections hold that are not called "private"."""
    return list(sections(io.BytesIO(text.encode()), lambda path, _: path[-1] != "private", depth))


def test_sections_come_in_one_pass_with_the_keys_that_lead_to_them() -> None:
    text = '{"a": {"b": [1, {"c": 2}], "d": {"e": {"f": []}}}, "g": ["h"], "i": null, "j": "k"}'
    assert found(text) == [(("a", "b"), 1), (("a", "b"), {"c": 2}), (("a", "d"), {"e": {"f": []}}), (("g",), "h")]


def test_a_section_that_is_not_chosen_is_passed_over_whatever_it_holds() -> None:
    assert found('{"private": {"a": [NaN, "]"]}, "b": {"private": [1], "c": [2]}}') == [(("b", "c"), 2)]


def test_a_list_as_a_whole_text_has_no_keys() -> None:
    assert found('[{"a": 1}, 2]') == [((), {"a": 1}), ((), 2)]


def test_sections_before_a_cut_are_given_and_the_cut_is_said() -> None:
    given: list[object] = []
    with pytest.raises(Broken):
        given.extend(value for _, value in sections(io.BytesIO(b'{"a": [1, 2'), lambda *_: True, 1))
    assert given[:1] == [1]
