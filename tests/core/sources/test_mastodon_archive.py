"""Mastodon archives through the import: HTML, shares, direct messages, edits, and every wrapping they come in."""

from __future__ import annotations

import io
import json
import tarfile
from typing import TYPE_CHECKING

import pytest

from aparte.archive.spaces import Space, default_space
from aparte.archive.store import Archive
from aparte.sources.intake import import_paths
from tests.exports import zipped
from tests.exports.mastodon import ACTOR, ME, PUBLIC, announce, create, outbox

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.nouns import Post
    from aparte.sources.report import FileReport


@pytest.fixture
def space(home: Path) -> Space:
    return default_space(home)


def archive(folder: Path, *activities: object) -> Path:
    likes = json.dumps({"type": "OrderedCollection", "orderedItems": ["https://a.example/1"]}).encode()
    return zipped(folder / "m.zip", {"actor.json": ACTOR, "outbox.json": outbox(*activities), "likes.json": likes})


def imported(space: Space, path: Path, as_kind: str | None = None) -> tuple[FileReport, dict[str, Post]]:
    (report,) = import_paths([path], space, as_kind=as_kind).files
    if not space.archive_path.exists():
        return report, {}
    with Archive(space.archive_path) as kept:
        return report, {post.id.rpartition("/")[2]: post for post in kept.every()}


def test_a_post_is_plain_text_with_its_lines_language_author_and_address(space: Space, tmp_path: Path) -> None:
    tag = '<a href="https://social.example/tags/pain" class="hashtag">#<span>pain</span></a>'
    html = f"<p>Prix&nbsp;: 5&nbsp;€<br>demain {tag}</p><p>À bientôt</p>"
    report, posts = imported(space, archive(tmp_path, create(1, html)))
    assert (report.format, report.imported, report.rejected) == ("mastodon_archive", 1, 0)
    post = posts["1"]
    assert post.text == "Prix\u00a0: 5\u00a0€\ndemain #pain\n\nÀ bientôt"
    assert (post.id, post.url) == (f"{ME}/statuses/1", "https://social.example/@lune/1")
    assert (post.author, post.platform, post.lang) == ("lune@social.example", "mastodon", "fr")
    assert (post.kind, post.form, post.created_at) == ("own", "post", "2026-01-10T07:00:00Z")


def test_a_reply_names_its_parent_and_a_warning_is_the_title(space: Space, tmp_path: Path) -> None:
    parent = "https://autre.example/users/ines/statuses/5"
    _, posts = imported(
        space, archive(tmp_path, create(1, "<p>oui</p>", inReplyTo=parent, summary="travaux &amp; bruit"))
    )
    assert (posts["1"].form, posts["1"].reply_to, posts["1"].title) == ("reply", parent, "travaux & bruit")


def test_a_share_is_a_repost_without_words_that_leads_to_what_was_shared(space: Space, tmp_path: Path) -> None:
    target = "https://autre.example/users/marc/statuses/42"
    _, posts = imported(
        space, archive(tmp_path, announce(3, target), announce(4, "https://x.example/ap/users/9/statuses/1"))
    )
    post = posts["3"]
    assert (post.text, post.form, post.kind, post.url, post.reply_to) == ("", "repost", "own", target, target)
    assert (post.author, post.created_at) == ("marc@autre.example", "2026-01-11T09:00:00Z")
    assert posts["4"].author is None


def test_direct_messages_are_counted_and_left_out_and_followers_posts_kept(space: Space, tmp_path: Path) -> None:
    made = archive(
        tmp_path,
        create(1, "<p>à tous</p>"),
        create(2, "<p>secret</p>", to=("https://autre.example/users/ines",)),
        create(3, "<p>note pour moi</p>", to=()),
        create(4, "<p>aux abonnés</p>", to=(f"{ME}/followers",)),
        create(5, "<p>non listé</p>", to=(f"{ME}/followers",), cc=[PUBLIC]),
    )
    report, posts = imported(space, made)
    assert sorted(posts) == ["1", "4", "5"]
    assert [(one.what, one.reason) for one in report.skipped] == [("outbox.json: direct (2)", "import.private")]


@pytest.mark.parametrize("newest_first", [False, True])
def test_of_a_post_told_twice_the_later_edit_wins(space: Space, tmp_path: Path, newest_first: bool) -> None:
    told = [
        create(1, "<p>lundi</p>"),
        create(1, "<p>mardi</p>", updated="2026-01-10T08:00:00Z"),
        create(1, "<p>mercredi</p>", updated="2026-01-10T09:00:00Z", kind="Update"),
    ]
    report, posts = imported(space, archive(tmp_path, *(reversed(told) if newest_first else told)))
    assert (posts["1"].text, report.imported, report.duplicates) == ("mercredi", 1, 2)


def test_pictures_without_words_are_their_descriptions_and_without_any_are_refused(
    space: Space, tmp_path: Path
) -> None:
    described = [{"type": "Document", "name": "La vitrine"}, {"type": "Document", "name": None}]
    report, posts = imported(
        space, archive(tmp_path, create(1, "", attachment=described), create(2, "<p></p>", attachment=[{"name": None}]))
    )
    assert posts["1"].text == "La vitrine"
    assert [(one.where, one.code) for one in report.rejections] == [("outbox.json:2", "import.empty_text")]


def test_other_activities_are_named_with_their_count(space: Space, tmp_path: Path) -> None:
    report, _ = imported(
        space, archive(tmp_path, {"type": "Like"}, {"type": "Like"}, {"type": 3}, create(1, "<p>a</p>"))
    )
    assert [(one.what, one.reason) for one in report.skipped] == [
        ("Like (2)", "import.not_authored"),
        ("? (1)", "import.not_authored"),
    ]


@pytest.mark.parametrize("wrapping", ["zip", "tar.gz", "folder", "alone", "renamed"])
def test_every_wrapping_gives_the_same_posts(space: Space, tmp_path: Path, wrapping: str) -> None:
    files = {
        "lune/actor.json": ACTOR,
        "lune/outbox.json": outbox(create(1, "<p>a</p>"), announce(2, f"{ME}/statuses/1")),
    }
    path = tmp_path / "export"
    if wrapping == "zip":
        zipped(path, files)
    elif wrapping == "tar.gz":
        with tarfile.open(path, "w:gz") as pack:
            for name, data in files.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                pack.addfile(info, io.BytesIO(data))
    elif wrapping == "folder":
        for name, data in files.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)
    else:
        path = tmp_path / ("outbox.json" if wrapping == "alone" else "mes posts.txt")
        path.write_bytes(files["lune/outbox.json"])
    report, posts = imported(space, path)
    assert (report.format, sorted(posts), report.rejected) == ("mastodon_archive", ["1", "2"], 0)
    assert {post.author for post in posts.values()} == {"lune@social.example"}


def test_likes_alone_are_no_outbox(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "likes.json"
    path.write_bytes(json.dumps({"type": "OrderedCollection", "orderedItems": ["https://a.example/1"]}).encode())
    report, _ = imported(space, path)
    assert (report.format == "mastodon_archive", report.imported, report.rejected) == (False, 0, 1)


def test_what_is_broken_is_refused_where_it_stands(space: Space, tmp_path: Path) -> None:
    whole = outbox(
        create(1, "<p>a</p>"),
        "rien",
        {"type": "Create", "object": f"{ME}/statuses/9"},
        {"type": "Announce"},
        create(2, "<p>b</p>", published="hier"),
        create(3, "<p>" + "c" * 500 + "</p>"),
    )
    path = tmp_path / "outbox.json"
    path.write_bytes(whole[:-600])
    report, posts = imported(space, path)
    assert list(posts) == ["1"]
    assert [(one.where, one.code.removeprefix("import.")) for one in report.rejections] == [
        ("outbox.json:2", "bad_json"),
        ("outbox.json:3", "empty_text"),
        ("outbox.json:4", "no_address"),
        ("outbox.json:5", "bad_time"),
        ("outbox.json:6", "cut_json"),
    ]


def test_as_mention_is_respected(space: Space, tmp_path: Path) -> None:
    _, posts = imported(
        space, archive(tmp_path, create(1, "<p>a</p>"), announce(2, f"{ME}/statuses/1")), as_kind="mention"
    )
    assert {post.kind for post in posts.values()} == {"mention"}
