"""Every source of the folder, the moment its file exists: it refuses rubbish item by item and never raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aparte import messages
from aparte.archive.spaces import default_space
from aparte.sources.base import Head, Item, ListedFeed, Refused, Skipped, Source, Unreadable, sources
from aparte.sources.intake import import_paths

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = sources()
BROKEN = (
    b"",
    b"\0",
    b"\xff\xfe\xff",
    b"\xef\xbb\xbf",
    b'{"text": "cut',
    b'id,text\n1,"cut',
    b"SQLite format 3\0cut",
    b"text\n" + b"x" * 1_000_000,
    b'{"text": "\\ud800"}\n',
    "text,date\n\u202eabc\u202c,2026-01-01\n".encode(),
    b"text;date\r\n\0;\0\r\n",
    b"<rss><channel><item><title>cut",
    b"<opml><body><outline xmlUrl='x'/><outline xmlUrl='https://a.example'/>",
    b"<html><time datetime='0001-01-01T00:00:00+14:00'>3 h</time>Reply",
)


def read(source: Source, path: Path, data: bytes) -> list[Item]:
    path.write_bytes(data)
    try:
        with path.open("rb") as file:
            return list(source.read(file, source.formats[0], None))
    except Unreadable as refusal:
        return [Refused("whole file", refusal.code, refusal.params)]


def check(items: list[Item]) -> None:
    for item in items:
        if isinstance(item, Skipped):
            assert item.reason in messages.codes()
            continue
        assert item.where
        if isinstance(item, Refused):
            assert f"import.{item.code}" in messages.codes()
        elif isinstance(item, ListedFeed):
            assert item.url
        else:
            assert item.post.text.strip() or item.post.form == "repost"
            assert item.post.id
            "".join(filter(None, (item.post.text, item.post.author, item.post.title))).encode()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.formats[0])
@pytest.mark.parametrize("data", BROKEN, ids=lambda data: repr(data[:12]))
def test_a_source_survives_a_broken_export(source: Source, data: bytes, tmp_path: Path) -> None:
    source.recognise(Head(tmp_path / "export", data, whole=True))
    check(read(source, tmp_path / "export", data))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.formats[0])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200) | st.text("{}[]\":,;\n\r\t\\ atextid'é😀", max_size=120).map(str.encode))
def test_a_source_survives_any_bytes(source: Source, data: bytes, tmp_path: Path) -> None:
    source.recognise(Head(tmp_path / "export", data, whole=True))
    check(read(source, tmp_path / "export", data))


@pytest.mark.parametrize("data", BROKEN, ids=lambda data: repr(data[:12]))
def test_a_broken_file_is_a_report_whose_counts_agree(home: Path, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "export"
    path.write_bytes(data)
    (file,) = import_paths([path], default_space(home)).files
    assert file.rejected == len(file.rejections)
    assert file.read == file.imported + file.duplicates + file.rejected


def test_no_two_sources_give_the_same_format_and_the_strictest_is_asked_first() -> None:
    formats = [form for source in SOURCES for form in source.formats]
    assert len(formats) == len(set(formats))
    assert [source.order for source in SOURCES] == sorted({source.order for source in SOURCES})
