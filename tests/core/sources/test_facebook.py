"""Facebook's posts and comments are read, with the groups they went to; the rest of the export is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aparte.archive.spaces import default_space
from aparte.archive.store import Archive
from aparte.sources.intake import import_paths
from tests.exports import damaged, facebook, zipped
from tests.exports.facebook import AT, COMMENTS, GROUP_POSTS, MESSAGES, POSTS, PROFILE, comment, photo, post

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


def kept(space: Space) -> dict[str, Post]:
    with Archive(space.archive_path) as archive:
        return {post.text: post for post in archive.every()}


def read(space: Space, tmp_path: Path, files: dict[str, bytes]) -> dict[str, Post]:
    bring(space, zipped(tmp_path / "export.zip", files))
    return kept(space)


def test_posts_and_comments_come_with_their_author_and_time(space: Space, tmp_path: Path) -> None:
    report = bring(space, zipped(tmp_path / "facebook-lune-2026-03-01-AbCdEf12.zip", facebook.files()))
    assert (report.format, report.imported) == ("facebook_export", 6)
    assert [one.code for one in report.rejections] == ["import.empty_text"] * 2
    assert [(one.what, one.reason) for one in report.skipped] == [("messages/", "import.private")]
    posts = kept(space)
    assert {(one.kind, one.author, one.platform) for one in posts.values()} == {("own", "Atelier Lune", "facebook")}
    assert posts["Portes ouvertes samedi"].created_at == "2026-01-05T08:00:00Z"
    assert (posts["Portes ouvertes samedi"].form, posts["Merci à tous !"].form) == ("post", "comment")
    assert posts["Portes ouvertes samedi"].title is None


def test_groups_are_named(space: Space, tmp_path: Path) -> None:
    posts = read(space, tmp_path, facebook.files())
    assert posts["Qui vend un tour ?"].title == "Potiers de Nantes"
    assert posts["Je passe demain"].title == "Potiers de Nantes"


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Lune posted in Potters & Friends Ltd.", "Potters & Friends Ltd"),
        ("Lune shared a link in Potters.", "Potters"),
        ("Lune a publié dans le groupe Potiers.", "Potiers"),
        ("Lune a partagé un lien dans Potiers.", "Potiers"),
        ("Lune hat in Töpfer gepostet.", "Lune hat in Töpfer gepostet."),
        ("", None),
    ],
)
def test_a_group_is_taken_from_the_sentence_that_names_it(
    space: Space, tmp_path: Path, sentence: str, title: str | None
) -> None:
    posts = read(space, tmp_path, {GROUP_POSTS: damaged({"group_posts_v2": [post("Bonjour", sentence)]})})
    assert posts["Bonjour"].title == title


def test_what_is_written_under_photos_is_the_text_when_there_is_no_other(space: Space, tmp_path: Path) -> None:
    written = photo("Avant", "Après", "Avant")
    both = photo("Sous la photo", at=AT + 1) | {"data": [{"post": "Au-dessus"}]}
    note = {"timestamp": AT, "attachments": [{"data": [{"note": {"title": "", "text": "Une note"}}]}], "data": []}
    posts = read(space, tmp_path, {POSTS: damaged([written, both, note])})
    assert list(posts) == ["Avant\n\nAprès", "Au-dessus", "Une note"]


@pytest.mark.parametrize("data", [b"[]", b"{}", b'{"comments_v2": []}'])
def test_an_export_without_a_post_is_understood_and_empty(space: Space, tmp_path: Path, data: bytes) -> None:
    report = bring(space, zipped(tmp_path / "e.zip", {POSTS: data, COMMENTS: data}))
    assert (report.format, report.read) == ("facebook_export", 0)


@pytest.mark.parametrize("data", [None, {}, [], "words", [None], [[]], {"post": "x"}])
def test_data_of_any_shape_is_no_crash(space: Space, tmp_path: Path, data: object) -> None:
    report = bring(space, zipped(tmp_path / "e.zip", {POSTS: damaged([post("Une"), {"timestamp": AT, "data": data}])}))
    assert [one.code for one in report.rejections] == ["import.empty_text"]
    assert list(kept(space)) == ["Une"]


@pytest.mark.parametrize(
    "name",
    ["posts/your_posts_1.json", "facebook-lune/posts/your_posts.json", f"x/{facebook.ROOT}posts/profile_posts_1.json"],
)
def test_older_names_pages_and_wrappers_are_known(space: Space, tmp_path: Path, name: str) -> None:
    assert list(read(space, tmp_path, {name: damaged([post("Une")]), "other.json": b"[]"})) == ["Une"]


def test_posts_without_words_first_are_known_too(space: Space, tmp_path: Path) -> None:
    files = {"posts/your_posts_1.json": damaged([*(post(None, at=AT + n) for n in range(60)), post("Une")]), "a": b""}
    assert list(read(space, tmp_path, files)) == ["Une"]


def test_a_sentence_without_end_is_cut(space: Space, tmp_path: Path) -> None:
    sentence = "Lune posted in " + " " * 100_000 + "posted " * 100_000
    posts = read(space, tmp_path, {GROUP_POSTS: damaged({"group_posts_v2": [post("Bonjour", sentence)]})})
    assert posts["Bonjour"].title == "Lune posted in"


def test_what_others_wrote_and_what_was_liked_is_left_alone(space: Space, tmp_path: Path) -> None:
    others = f"{facebook.ROOT}posts/other_people's_posts_to_your_timeline.json"
    reacted = f"{facebook.ROOT}groups/likes_and_reactions.json"
    files = {POSTS: damaged([post("Une")]), others: damaged([post("Deux")]), reacted: damaged([post("Trois")])}
    assert list(read(space, tmp_path, files)) == ["Une"]


def test_a_file_taken_out_of_the_export_is_read(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "comments.json"
    path.write_bytes(damaged({"comments_v2": [comment("Une")]}))
    assert (bring(space, path).format, list(kept(space))) == ("facebook_export", ["Une"])


def test_the_pages_to_look_at_are_refused_with_advice(space: Space, tmp_path: Path) -> None:
    report = bring(space, zipped(tmp_path / "e.zip", {POSTS.replace(".json", ".html"): b"<html>"}))
    assert [(one.code, one.params) for one in report.rejections] == [("import.ask_json", {"network": "Facebook"})]


def test_an_unknown_item_is_refused_with_its_place(space: Space, tmp_path: Path) -> None:
    report = bring(space, zipped(tmp_path / "e.zip", {POSTS: damaged([post("Une"), {"a": 1}, 7]), MESSAGES: b"["}))
    assert [(one.where, one.code) for one in report.rejections] == [
        (f"{POSTS}:2", "import.bad_item"),
        (f"{POSTS}:3", "import.bad_json"),
    ]


def test_without_a_description_the_name_of_the_export_tells_the_author(space: Space, tmp_path: Path) -> None:
    files = facebook.files() | {PROFILE: b"[]"}
    bring(space, zipped(tmp_path / "facebook-atelierlune-2026-03-01-AbCdEf12.zip", files))
    assert kept(space)["Portes ouvertes samedi"].author == "atelierlune"
