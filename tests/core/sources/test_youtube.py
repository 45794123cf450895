"""YouTube comments are read from Google Takeout in whatever language its folders, files and columns are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aparte.archive.spaces import default_space
from aparte.archive.store import Archive
from aparte.sources.base import Found, Refused
from aparte.sources.intake import import_paths
from aparte.sources.opening import reading
from tests.exports import youtube, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.archive.spaces import Space
    from aparte.nouns import Post
    from aparte.sources.report import FileReport


@pytest.fixture
def space(home: Path) -> Space:
    return default_space(home)


def bring(space: Space, path: Path) -> FileReport:
    (report,) = import_paths([path], space).files
    return report


def kept(space: Space) -> list[Post]:
    with Archive(space.archive_path) as archive:
        return list(archive.every())


def test_comments_and_replies_come_with_their_author_time_and_place(space: Space, tmp_path: Path) -> None:
    report = bring(space, zipped(tmp_path / "takeout-20260301T120000Z-001.zip", youtube.files()))
    assert (report.format, report.imported, report.rejected, report.unzoned) == ("youtube_takeout", 3, 0, 0)
    first, reply, old = kept(space)
    assert (first.text, first.form, first.kind) == ("Super tuto, merci\nbeaucoup", "comment", "own")
    assert (first.author, first.platform, first.lang) == ("Atelier Lune", "youtube", "fr")
    assert first.created_at == "2026-01-15T07:39:35.956042Z"
    assert first.url == "https://www.youtube.com/watch?v=abcdefghijk&lc=UgxAAAAAAAAAAAAAAAAA4AaABAg"
    assert first.reply_to == "abcdefghijk"
    assert (reply.form, reply.reply_to) == ("reply", "UgyBBBBBBBBBBBBBBBBB4AaABAg")
    assert old.text == "Bien vu"


def test_columns_are_told_by_what_is_in_them_when_their_names_are_french(space: Space, tmp_path: Path) -> None:
    name = "Takeout/YouTube et YouTube Music/commentaires/commentaires.csv"
    report = bring(space, zipped(tmp_path / "t.zip", {name: youtube.table(youtube.ROWS, youtube.FRENCH)}))
    assert (report.format, report.imported) == ("youtube_takeout", 3)
    assert [(post.form, post.reply_to) for post in kept(space)] == [
        ("comment", "abcdefghijk"),
        ("reply", "UgyBBBBBBBBBBBBBBBBB4AaABAg"),
        ("comment", "abcdefghijk"),
    ]


@pytest.mark.parametrize("header", [youtube.ENGLISH, [name.lower() for name in youtube.ENGLISH], youtube.FRENCH])
def test_a_file_alone_is_read_whatever_its_name_and_the_case_of_its_columns(
    space: Space, tmp_path: Path, header: list[str]
) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(youtube.table(youtube.ROWS, header))
    assert (bring(space, path).format, len(kept(space))) == ("youtube_takeout", 3)


def test_the_comment_answered_is_told_by_the_id_when_no_column_says_it(space: Space, tmp_path: Path) -> None:
    rows = [[*row[:4], *row[5:]] for row in youtube.ROWS]
    header = [*youtube.FRENCH[:4], *youtube.FRENCH[5:]]
    bring(space, zipped(tmp_path / "t.zip", {youtube.FOLDER: youtube.table(rows, header)}))
    assert [post.reply_to for post in kept(space) if post.form == "reply"] == ["UgyBBBBBBBBBBBBBBBBB4AaABAg"]


def test_several_parts_and_the_channels_of_others_do_not_mix(space: Space, tmp_path: Path) -> None:
    more = [youtube.row(f"Ugq{number:022}", youtube.said({"text": f"mot {number}"})) for number in range(3)]
    second = youtube.FOLDER.replace(".csv", "(1).csv")
    report = bring(space, zipped(tmp_path / "t.zip", youtube.files() | {second: youtube.table(more)}))
    assert report.imported == 6
    assert {post.author for post in kept(space)} == {"Atelier Lune"}


def test_without_a_title_the_channel_id_stands_for_the_author(space: Space, tmp_path: Path) -> None:
    bring(space, zipped(tmp_path / "t.zip", {youtube.FOLDER: youtube.table(youtube.ROWS)}))
    assert {post.author for post in kept(space)} == {youtube.CHANNEL}


def test_a_plain_text_a_cut_text_an_empty_one_and_a_wrong_time_are_told_apart(space: Space, tmp_path: Path) -> None:
    rows = [
        youtube.row("Ugx00000000000000000001", "d’avant 2023 {text}"),
        youtube.row("Ugx00000000000000000002", '{"text": "cou'),
        youtube.row("Ugx00000000000000000003", youtube.said({"text": " "})),
        youtube.row("Ugx00000000000000000004", youtube.said({"text": "a"}), time="yesterday"),
        youtube.row("Ugx00000000000000000005", youtube.said({"text": "b"}), time="2026-01-15 07:39:35 UTC"),
        youtube.row("Ugx00000000000000000006", youtube.said({"text": "c"}), time="2026-01-15 07:39:35"),
    ]
    report = bring(space, zipped(tmp_path / "t.zip", {youtube.FOLDER: youtube.table(rows)}))
    assert [one.code for one in report.rejections] == ["import.bad_json", "import.empty_text", "import.bad_time"]
    assert [one.where.rsplit(":", 1)[1] for one in report.rejections] == ["3", "4", "5"]
    assert [post.text for post in kept(space)] == ["d’avant 2023 {text}", "b", "c"]
    assert report.unzoned == 1


def test_a_table_of_something_else_stays_a_table(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    path.write_text("Comment ID,Date,Comment\n1,2026-01-15,Bonjour\n")
    assert bring(space, path).format == "generic_csv"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_any_words_in_any_pieces_come_back_whole(tmp_path: Path, pieces: list[str]) -> None:
    cell = youtube.said(*({"text": piece} for piece in pieces))
    path = zipped(tmp_path / "t.zip", {youtube.FOLDER: youtube.table([youtube.row("Ugx0000000000000001", cell)])})
    with reading(path, None, None) as export:
        (item,) = export.items
    text = "".join(pieces)
    assert isinstance(item, Found | Refused)
    assert (item.post.text == text) if isinstance(item, Found) else not text.strip()
