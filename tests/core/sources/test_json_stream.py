"""Big JSON item by item: what is sound is given, whatever stands around it, and memory stays bounded."""

from __future__ import annotations

import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.sources import json_stream
from aparte.sources.json_stream import ANY, Broken, Malformed, items

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def read(data: bytes | str, *path: str) -> list[object]:
    return list(items(io.BytesIO(data.encode() if isinstance(data, str) else data), *path))


def read_until_broken(data: bytes) -> tuple[list[object], int | None]:
    found: list[object] = []
    try:
        for item in items(io.BytesIO(data)):
            found.append(item)  # noqa: PERF402 - what came before the break counts
    except Broken as broken:
        return found, broken.place
    return found, None


class Dripping(io.BytesIO):
    """A file that gives a byte or two at a time, so that every cut falls somewhere."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(2)


@given(st.lists(JSON, max_size=6), st.sampled_from([None, 2]))
def test_any_list_comes_back_as_it_was(values: list[object], indent: int | None) -> None:
    written = json.dumps(values, ensure_ascii=indent is None, indent=indent).encode("utf-8", "surrogatepass")
    assert list(items(Dripping(written))) == json.loads(json.dumps(values).encode())


@given(JSON, JSON, st.lists(JSON, max_size=4))
def test_any_sibling_is_passed_over(before: object, after: object, wanted: list[object]) -> None:
    written = json.dumps({"before": before, "Outer": {"x": before, "inner": wanted}, "after": after}).encode()
    assert list(items(Dripping(written), "outer", "inner")) == wanted


@given(st.lists(st.dictionaries(st.text(max_size=3), st.integers(), max_size=2), max_size=4), st.integers(0, 60))
def test_any_cut_gives_the_whole_items_before_it_and_its_place(values: list[object], cut: int) -> None:
    written = json.dumps(values).encode()
    found, place = read_until_broken(written[:cut])
    assert found == values[: len(found)]
    assert (place is None) == (cut >= len(written))


@given(st.binary(max_size=80) | st.text('[]{}",:\\u dn1-e.tNaI\n', max_size=80).map(str.encode))
def test_any_bytes_raise_nothing_but_broken(data: bytes) -> None:
    found, _ = read_until_broken(data)
    json.dumps(found).encode()


def test_the_name_a_script_gives_is_passed_over_and_so_is_what_follows_the_list() -> None:
    assert read("\ufeffwindow.YTD.tweets.part0 = [1, 2];\n// end") == [1, 2]
    assert read('["a = b"]') == ["a = b"]


def test_a_list_is_found_under_its_keys_whatever_their_case() -> None:
    data = '{"a": [[0], {"list": [9]}], "Comment": {"Comments": {"CommentsList": [1, 2]}}, "z": "]"}'
    assert read(data, "comment", "comments", "commentslist") == [1, 2]
    assert read('{"first": [1], "second": [2, 3]}', ANY) == [1, 2, 3]
    assert read('{"a": 1}') == [{"a": 1}]
    assert read("[1]", "a") == read('{"b": [1]}', "a") == []


def test_half_a_character_a_nan_and_a_number_out_of_range_cost_only_themselves() -> None:
    data = b'[{"k\\ud800": "\\udc00\xff\\ud83d\\ude00"}, NaN, -Infinity, 1e999, ' + b"9" * 5000 + b', "a\tb", 1]'
    assert read(data) == [{"k\ufffd": "\ufffd\ufffd😀"}, None, None, None, None, "a\tb", 1]


def test_an_element_that_is_not_json_is_named_and_the_next_ones_follow() -> None:
    assert read("[1, {'a': 1}, {\"b\" 2}, 3]") == [1, Malformed(5), Malformed(15), 3]


def test_an_element_nested_without_end_is_refused_in_no_time() -> None:
    deep = 200_000
    assert read("[1, " + "[" * deep + "]" * deep + ", 2]") == [1, Malformed(5), 2]


def test_a_file_ends_where_its_brackets_go_deeper_than_any_export(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "DEEPEST", 50)
    for deep, found in ((49, ([1, Malformed(5), 2], None)), (60, ([1], 5))):
        assert read_until_broken(b"[1, " + b"[0," * deep + b"x" + b"]" * deep + b", 2]") == found


def test_an_element_too_long_is_passed_over_and_never_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LONGEST_ITEM", 2**16)
    data = json.dumps(["x", {"a": ["y" * 100] * 400_000}, {"b": ["z"] * 200_000}, 1]).encode()
    tracemalloc.start()
    try:
        found = read(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [type(one) for one in found] == [str, Malformed, Malformed, int]
    assert peak < len(data) / 8
