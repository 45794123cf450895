"""Every source of exports of many files, the moment its file exists: spoilt anywhere, it gives whole posts or refuses.

The exports to spoil are the modules of tests/exports with a `files()`; one file is read alone, several in a zip. The
suite tries 200 of each, `make fuzz` 20,000.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tests.exports
from aparte import messages
from aparte.archive.spaces import default_space
from aparte.archive.store import Archive
from aparte.archive.times import read_moment
from aparte.sources.base import Found, Refused, Skipped, Unreadable
from aparte.sources.intake import import_paths
from aparte.sources.opening import bundle_sources, reading
from aparte.sources.rows import FORMS, KINDS
from aparte.sources.unpacking import alone, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from aparte.sources.base import Item
    from aparte.sources.bundles import BundleSource

    Files = Callable[[], dict[str, bytes]]

EXPORTS: dict[str, Files] = {
    one.name: module.files
    for one in pkgutil.iter_modules(tests.exports.__path__)
    if hasattr(module := importlib.import_module(f"tests.exports.{one.name}"), "files")
}
EACH = pytest.mark.parametrize("files", EXPORTS.values(), ids=EXPORTS)
MANY = settings(
    max_examples=20_000 if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else 200,
    suppress_health_check=list(HealthCheck),
)
FEW = settings(max_examples=15, suppress_health_check=list(HealthCheck))
JUNK = st.sampled_from(
    [b"", b'"', b"{", b"}", b"[", b"]", b",", b";", b"\\", b"\\ud83d", b"\n", b"\r", b"\0", b"\xff", b"[" * 2_000]
) | st.binary(max_size=6)
VALUES = st.sampled_from(
    [b"null", b"true", b"-1", b"1e999", b"9" * 5_000, b'""', b'" "', b'"x"', b'"\\udc00\\n"', b"[]", b"[[null]]", b"{}"]
)
SCALAR = re.compile(rb'"(?:[^"\\]|\\.)*"(?!\s*:)|-?\d+(?:\.\d+)?|true|false|null')


def packed(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files where a person would give them: one alone, several in a zip."""
    if len(files) == 1:
        ((name, data),) = files.items()
        (folder / name.rpartition("/")[2]).write_bytes(data)
        return folder / name.rpartition("/")[2]
    return tests.exports.zipped(folder / "export.zip", files)


def read(path: Path) -> tuple[str | None, list[Item]]:
    """Return the format and the items; a file that is refused as a whole is one refusal."""
    items: list[Item] = []
    try:
        with reading(path, None, None) as export:
            items += export.items
            return export.form, items
    except Unreadable as refusal:
        return None, [*items, Refused("the whole file", refusal.code, refusal.params)]


def spoil(data: st.DataObject, files: dict[str, bytes]) -> dict[str, bytes]:
    """Spoil some of the files, in their bytes or in what their JSON says."""
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(files)))
        whole = files[name]
        start = data.draw(st.integers(0, len(whole)))
        match data.draw(st.sampled_from(["cut", "replace", "repeat", "say", "say", "say"])):
            case "cut":
                files[name] = whole[:start]
            case "replace":
                files[name] = whole[:start] + data.draw(JUNK) + whole[start + data.draw(st.integers(0, 9)) :]
            case "repeat":
                files[name] = whole[:start] + whole[max(0, start - data.draw(st.integers(0, 300))) :]
            case _:
                said = SCALAR.search(whole, start)
                if said:
                    files[name] = whole[: said.start()] + data.draw(VALUES) + whole[said.end() :]
    return files


def check(items: list[Item]) -> None:
    """Fail for an item that can't be kept whole, or can't be said in one line."""
    for item in items:
        if isinstance(item, Skipped):
            assert item.reason in messages.codes()
            item.what.encode()
        elif isinstance(item, Refused):
            assert item.where
            assert f"import.{item.code}" in messages.codes()
            # With words of ours: those of the file may hold anything.
            assert "{" not in messages.say(f"import.{item.code}", dict.fromkeys(item.params, 1))
            assert messages.say(f"import.{item.code}", item.params)
            item.where.encode()
        else:
            assert isinstance(item, Found)  # a network's export lists no feeds
            check_post(item)


def check_post(found: Found) -> None:
    """Fail for a post of which a part is missing or not what it should be."""
    post = found.post
    assert found.where
    assert post.id
    assert post.platform
    assert post.text.strip() or post.form == "repost"
    assert post.kind in KINDS
    assert post.form in FORMS
    assert post.created_at is None or read_moment(post.created_at)
    for value in (post.id, post.text, post.author, post.url, post.lang, post.reply_to, post.title):
        assert value is None or isinstance(value, str)
        (value or "").encode()


@pytest.mark.parametrize("source", bundle_sources(), ids=lambda source: source.formats[0])
def test_every_source_has_an_export_to_be_tried_with(source: BundleSource, tmp_path: Path) -> None:
    known = set()
    for name, files in EXPORTS.items():
        (tmp_path / name).mkdir()
        known.add(read(packed(tmp_path / name, files()))[0])
    assert set(source.formats) <= known


@EACH
def test_a_sound_export_gives_posts(files: Files, tmp_path: Path) -> None:
    form, items = read(packed(tmp_path, files()))
    check(items)
    assert form is None or any(isinstance(item, Found) for item in items)


@EACH
@MANY
@given(data=st.data())
def test_any_spoilt_export_gives_whole_posts_or_refusals(files: Files, tmp_path: Path, data: st.DataObject) -> None:
    check(read(packed(tmp_path, spoil(data, files())))[1])


@EACH
@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_spoilt_container_gives_whole_posts_or_refusals(files: Files, tmp_path: Path, data: st.DataObject) -> None:
    path = packed(tmp_path, files())
    path.write_bytes(spoil(data, {"file": path.read_bytes()})["file"])
    check(read(path)[1])


@EACH
@FEW
@given(data=st.data())
def test_any_spoilt_export_is_kept_as_it_was_read(
    files: Files, home: Path, tmp_path: Path, data: st.DataObject
) -> None:
    path = packed(tmp_path, spoil(data, files()))
    found = {(item.post.platform, item.post.id) for item in read(path)[1] if isinstance(item, Found)}
    space = default_space(home)
    space.archive_path.unlink(missing_ok=True)
    (report,) = import_paths([path], space).files
    assert report.read == report.imported + report.duplicates + report.rejected + len(report.skipped)
    kept = list(Archive(space.archive_path).every()) if found else []
    assert {(post.platform, post.id) for post in kept} == found
    assert len(kept) == report.imported


@pytest.mark.parametrize("source", bundle_sources(), ids=lambda source: source.formats[0])
@settings(suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(["outbox.json", "tweets.js", "a.json", "posts.csv"]), data=st.binary(max_size=120) | JUNK)
def test_any_bytes_are_recognised_or_not_without_a_word(
    source: BundleSource, tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    with alone(tmp_path / name) as lone:
        source.recognise(lone)
    folder = opened(tmp_path)
    assert folder is not None
    with folder:
        source.recognise(folder)
