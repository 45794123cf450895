"""Reddit's own export, as a zip or one table of it, through a whole import."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from aparte.archive.spaces import Space, default_space
from aparte.archive.store import Archive
from aparte.sources.intake import import_paths
from aparte.sources.report import FileReport

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.nouns import Post

R = "https://www.reddit.com/r/tricot/comments"
IP = "203.0.113.7"
POSTS = "\n".join(
    (
        "id,permalink,date,ip,subreddit,gildings,title,url,body",
        f'p1,{R}/p1/une_laine/,2026-01-05 08:00:00 UTC,{IP},tricot,0,Une laine,/r/a,"Teinte à la main,',
        'en deux bains"',
        f"p2,/r/tricot/comments/p2/boutique/,2026-01-06 08:00:00 UTC,{IP},tricot,0,Notre boutique ouvre,https://l.example,",
        f"p3,{R}/p3/x/,2026-01-07 08:00:00 UTC,{IP},tricot,0,Parti,,[removed]",
        "",
    )
)
COMMENTS = "\n".join(
    (
        "id,permalink,date,ip,subreddit,gildings,link,parent,body,media",
        f"c1,{R}/zz/t/c1/,2026-01-08 08:00:00 UTC,{IP},tricot,0,{R}/zz/t/,,Très beau,",
        f'c2,{R}/zz/t/c2/,2026-01-09 08:00:00 UTC,{IP},tricot,0,{R}/zz/t/,c1,"Merci, ""vraiment""",',
        f"c3,{R}/zz/t/c3/,2026-01-10 08:00:00 UTC,{IP},tricot,0,{R}/zz/t/,,[deleted],",
        "",
    )
)
MESSAGES = f"id,permalink,thread_id,date,ip,from,to,subject,body\nm1,,,2026-01-01 00:00:00 UTC,{IP},a,b,s,privé\n"


@pytest.fixture
def space(home: Path) -> Space:
    return default_space(home)


def export(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as out:
        for name, text in files.items():
            out.writestr(f"{name}.csv", text)
    return path


def brought(space: Space, path: Path) -> tuple[FileReport, list[Post]]:
    (report,) = import_paths([path], space).files
    with Archive(space.archive_path) as archive:
        return report, sorted(archive.every(), key=lambda post: post.created_at or "")


def test_posts_and_comments_come_in_and_what_was_removed_is_named(space: Space, tmp_path: Path) -> None:
    report, posts = brought(
        space, export(tmp_path / "e.zip", posts=POSTS, comments=COMMENTS, messages=MESSAGES, friends="username\na\n")
    )
    assert (report.format, report.imported, report.rejected, report.unzoned) == ("reddit_export", 4, 0, 0)
    assert sorted((one.what, one.reason) for one in report.skipped) == [
        ("comments.csv:4", "import.deleted"),
        ("messages.csv", "import.private"),
        ("posts.csv:4", "import.deleted"),
    ]
    assert [(post.id, post.form, post.reply_to) for post in posts] == [
        ("p1", "post", None),
        ("p2", "post", None),
        ("c1", "comment", "zz"),
        ("c2", "reply", "c1"),
    ]


def test_a_title_is_kept_beside_the_text_and_is_the_text_when_there_is_no_other(space: Space, tmp_path: Path) -> None:
    _report, posts = brought(space, export(tmp_path / "e.zip", posts=POSTS))
    assert [(post.title, post.text) for post in posts] == [
        ("Une laine", "Teinte à la main,\nen deux bains"),
        ("Notre boutique ouvre", "Notre boutique ouvre"),
    ]
    assert posts[1].url == "https://www.reddit.com/r/tricot/comments/p2/boutique/"


def test_the_address_things_were_sent_from_is_kept_nowhere(space: Space, tmp_path: Path) -> None:
    brought(space, export(tmp_path / "e.zip", posts=POSTS, comments=COMMENTS, messages=MESSAGES))
    kept = b"".join(path.read_bytes() for path in space.folder.rglob("*") if path.is_file())
    assert b"Teinte" in kept
    assert b"203.0.113" not in kept
    assert "privé".encode() not in kept


def test_messages_taken_out_of_the_export_are_left_out_too(space: Space, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(MESSAGES, encoding="utf-8")
    report, posts = brought(space, tmp_path / "a.csv")
    assert (report.format, posts) == ("reddit_export", [])
    assert [one.reason for one in report.skipped] == ["import.private"]


def test_a_table_taken_out_of_the_export_is_known_by_its_columns(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "mes messages.csv"
    path.write_text(COMMENTS, encoding="utf-8")
    report, posts = brought(space, path)
    assert (report.format, len(posts)) == ("reddit_export", 2)
