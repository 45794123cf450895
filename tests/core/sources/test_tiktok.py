"""TikTok's videos and comments are read under the names their sections have had; what was only watched is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aparte.archive.spaces import default_space
from aparte.archive.store import Archive
from aparte.sources.intake import import_paths
from tests.exports import tiktok, zipped

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


def exported(tmp_path: Path, sections: object) -> Path:
    return zipped(tmp_path / "e.zip", {tiktok.FILE: tiktok.written(sections)})


def test_videos_and_comments_come_and_the_rest_is_left_alone(space: Space, tmp_path: Path) -> None:
    report = bring(space, exported(tmp_path, tiktok.present()))
    assert (report.format, report.imported, report.unzoned) == ("tiktok_export", 2, 2)
    assert [one.code for one in report.rejections] == ["import.empty_text"] * 2
    assert sorted(one.reason for one in report.skipped) == ["import.deleted", "import.private"]
    said, video = kept(space)
    assert (said.text, said.form, said.created_at) == ("Très beau !", "comment", "2026-01-05T08:00:00Z")
    assert said.reply_to == "7300000000000000001"
    assert (video.text, video.form, video.id) == ("Le tour en 10 s", "post", "7400000000000000001")
    assert video.url == "https://www.tiktok.com/@atelierlune/video/7400000000000000001"
    assert {(one.author, one.kind, one.platform) for one in (said, video)} == {("atelierlune", "own", "tiktok")}


def test_older_names_and_keys_of_another_case_give_the_same_posts(space: Space, tmp_path: Path) -> None:
    bring(space, exported(tmp_path, tiktok.present()))
    again = bring(space, exported(tmp_path, tiktok.past()))
    assert (again.format, again.imported, again.duplicates, again.rejected) == ("tiktok_export", 0, 2, 0)


@pytest.mark.parametrize("root", ["", "TikTok_Data_123/", "a/b/"])
@pytest.mark.parametrize("name", ["user_data_tiktok.json", "user_data.json"])
def test_a_wrapper_folder_and_the_older_file_name_change_nothing(
    space: Space, tmp_path: Path, root: str, name: str
) -> None:
    files = {root + name: tiktok.written(tiktok.present()), "photo.jpg": b"\xff"}
    assert bring(space, zipped(tmp_path / "e.zip", files)).imported == 2


def test_a_file_alone_is_read_whatever_its_name(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "mes données.json"
    path.write_bytes(tiktok.written(tiktok.present()))
    assert (bring(space, path).format, len(kept(space))) == ("tiktok_export", 2)


@pytest.mark.parametrize("empty", [None, [], {}])
def test_sections_without_anything_are_understood_and_empty(space: Space, tmp_path: Path, empty: object) -> None:
    sections = {"Comment": {"Comments": {"CommentsList": empty}}, "Video": {"Videos": {"VideoList": empty}}}
    report = bring(space, exported(tmp_path, sections))
    assert (report.format, report.imported, report.rejected) == ("tiktok_export", 0, 0)


def test_the_texts_to_read_are_refused_with_advice(space: Space, tmp_path: Path) -> None:
    texts = {"TikTok/Comment/Comments.txt": b"Date: 2026-01-05 08:00:00 UTC\nComment: bonjour\n\n", "a.txt": b""}
    report = bring(space, zipped(tmp_path / "e.zip", texts))
    assert [(one.code, one.params) for one in report.rejections] == [("import.ask_json", {"network": "TikTok"})]


@pytest.mark.parametrize("date", ["2026-01-05T08:00:00Z", "2026-01-05 08:00:00 UTC"])
def test_a_time_with_its_zone_is_not_marked(space: Space, tmp_path: Path, date: str) -> None:
    sections = {"Comment": {"Comments": {"CommentsList": [tiktok.comment("Oui", date)]}}}
    assert bring(space, exported(tmp_path, sections)).unzoned == 0
    assert [post.created_at for post in kept(space)] == ["2026-01-05T08:00:00Z"]


def test_a_link_that_only_downloads_is_no_address(space: Space, tmp_path: Path) -> None:
    video = tiktok.video("Oui", 1) | {"Link": "https://api-v2.tiktokv.example/play?id=1"}
    bring(space, exported(tmp_path, {"Post": {"Posts": {"VideoList": [video]}}}))
    assert [(post.url, post.id[0]) for post in kept(space)] == [(None, "~")]


def test_a_file_cut_anywhere_gives_whole_posts_and_one_refusal(space: Space, tmp_path: Path) -> None:
    data = tiktok.written(tiktok.present())
    report = bring(space, zipped(tmp_path / "e.zip", {tiktok.FILE: data[: data.index(b"Le tour en") + 8]}))
    assert [one.code for one in report.rejections] == ["import.empty_text", "import.cut_json"]
    assert [post.text for post in kept(space)] == ["Très beau !"]
