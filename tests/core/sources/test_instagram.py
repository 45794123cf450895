"""Instagram's and Threads' posts are read whatever the language of their labels, and messages are left alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aparte.archive.spaces import default_space
from aparte.archive.store import Archive
from aparte.sources.intake import import_paths
from aparte.sources.unpacking import _Zip
from tests.exports import damaged, instagram, zipped
from tests.exports.instagram import AT, COMMENTS, MESSAGES, POSTS, PROFILE, THREADS, carousel, comment, single

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

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


def test_posts_stories_reels_comments_and_threads_all_come(space: Space, tmp_path: Path) -> None:
    report = bring(space, zipped(tmp_path / "instagram-lune-2026-03-01-AbCdEf12.zip", instagram.files()))
    assert (report.format, report.imported) == ("instagram_export", 10)
    assert [one.code for one in report.rejections] == ["import.empty_text"] * 2
    assert [(one.what, one.reason) for one in report.skipped] == [("messages/", "import.private")]
    posts = kept(space)
    assert {post.kind for post in posts.values()} == {"own"}
    assert {post.author for post in posts.values()} == {"atelierlune"}
    assert posts["Vitrine d’hiver ✨"].created_at == "2026-01-05T08:00:00Z"
    assert {post.platform for post in posts.values()} == {"instagram", "threads"}


def test_the_caption_of_a_carousel_is_its_own_and_of_one_photo_the_photos(space: Space, tmp_path: Path) -> None:
    posts = read(space, tmp_path, {POSTS: damaged([single("Une", AT), carousel("Deux", AT + 60)])})
    assert [(post.text, post.created_at) for post in posts.values()] == [
        ("Une", "2026-01-05T08:00:00Z"),
        ("Deux", "2026-01-05T08:01:00Z"),
    ]


def test_parts_come_in_the_order_of_their_numbers(space: Space, tmp_path: Path) -> None:
    posts = list(read(space, tmp_path, instagram.files()))
    assert posts.index("Deuxième partie") < posts.index("Dixième partie")


def test_a_comment_says_under_whose_photo_it_stands(space: Space, tmp_path: Path) -> None:
    post = read(space, tmp_path, instagram.files())["Très réussi !"]
    assert (post.form, post.title, post.created_at) == ("comment", "@cafe_dupont", "2026-01-05T08:00:06Z")


@pytest.mark.parametrize(
    "labels",
    [
        ("Commentaire", "Propriétaire du contenu multimédia", "Heure"),
        ("Kommentar", "Medieninhaber", "Zeit"),
        ("Opmerking", "Media-eigenaar", "Tijd"),
        ("コメント", "メディアの所有者", "時間"),
    ],
)
@pytest.mark.parametrize("text", ["Très réussi, bravo !", "bravo"])
def test_fields_are_told_by_their_shape_in_any_language(
    space: Space, tmp_path: Path, labels: tuple[str, str, str], text: str
) -> None:
    posts = read(space, tmp_path, {COMMENTS: damaged([comment(text, "cafe_dupont", labels)])})
    assert [(post.text, post.title) for post in posts.values()] == [(text, "@cafe_dupont")]


def test_a_comment_of_a_sticker_has_no_words_even_when_its_owner_is_the_only_value(
    space: Space, tmp_path: Path
) -> None:
    sticker = comment("", "cafe_dupont", ("Commentaire", "Propriétaire", "Heure"))
    report = bring(space, zipped(tmp_path / "e.zip", {COMMENTS: damaged([sticker])}))
    assert [one.code for one in report.rejections] == ["import.empty_text"]


def test_comments_of_2021_and_of_2025_are_read_in_their_own_forms(space: Space, tmp_path: Path) -> None:
    old = {"title": "ines", "string_list_data": [{"href": "", "value": "Ancien", "timestamp": AT}]}
    new = {
        "timestamp": AT,
        "media": [],
        "label_values": [{"label": "Comment", "value": "Récent"}, {"label": "Media Owner", "value": "marc"}],
        "fbid": "1",
    }
    name = f"{instagram.ROOT}comments/post_comments.json"
    posts = read(space, tmp_path, {name: damaged({"comments_media_comments": [old, new]})})
    assert [(post.text, post.title, post.created_at) for post in posts.values()] == [
        ("Ancien", "@ines", "2026-01-05T08:00:00Z"),
        ("Récent", "@marc", "2026-01-05T08:00:00Z"),
    ]


@pytest.mark.parametrize(
    "label", ["Username", "Nom de profil", "Nom d’utilisateur", "Benutzername", "Nombre de usuario"]
)
def test_the_author_is_the_handle_of_the_account(space: Space, tmp_path: Path, label: str) -> None:
    files = {POSTS: damaged([single("Une")]), PROFILE: damaged(instagram.profile(label, "atelier.lune"))}
    assert [post.author for post in read(space, tmp_path, files).values()] == ["atelier.lune"]


@pytest.mark.parametrize(
    ("name", "author"),
    [("instagram-atelier.lune-2026-03-01-AbCdEf12.zip", "atelier.lune"), ("renamed.zip", None)],
)
def test_without_a_description_the_name_of_the_export_tells_the_author(
    space: Space, tmp_path: Path, name: str, author: str | None
) -> None:
    bring(space, zipped(tmp_path / name, {POSTS: damaged([single("Une")])}))
    assert [post.author for post in kept(space).values()] == [author]


def test_an_id_stays_the_same_whatever_the_export_is_called(space: Space, tmp_path: Path) -> None:
    bring(space, zipped(tmp_path / "instagram-lune-2026-03-01-AbCdEf12.zip", instagram.files()))
    again = bring(space, zipped(tmp_path / "again.zip", instagram.files() | {PROFILE: b"{}"}))
    assert (again.imported, again.duplicates) == (0, 10)


@pytest.mark.parametrize("root", ["", "instagram-lune-2026-03-01-AbCdEf12/", "Mes exports/2026/"])
def test_a_wrapper_folder_changes_nothing(space: Space, tmp_path: Path, root: str) -> None:
    files = {root + name: data for name, data in instagram.files().items()}
    report = bring(space, zipped(tmp_path / "e.zip", files))
    assert (report.format, report.imported, len(report.skipped)) == ("instagram_export", 10, 1)


@pytest.mark.parametrize("shape", [lambda posts: posts, lambda posts: {"ig_posts": posts}])
def test_a_list_and_an_object_of_one_key_are_the_same(space: Space, tmp_path: Path, shape: object) -> None:
    assert callable(shape)
    assert list(read(space, tmp_path, {POSTS: damaged(shape([single("Une")]))})) == ["Une"]


@pytest.mark.parametrize("data", [b"[]", b"{}", b'{"ig_posts": null}'])
def test_an_export_without_a_post_is_understood_and_empty(space: Space, tmp_path: Path, data: bytes) -> None:
    report = bring(space, zipped(tmp_path / "e.zip", {POSTS: data}))
    assert (report.format, report.read) == ("instagram_export", 0)


def test_the_old_folder_names_are_known(space: Space, tmp_path: Path) -> None:
    posts = read(space, tmp_path, {"content/posts_1.json": damaged([single("Une")]), "start_here.html": b"<html>"})
    assert list(posts) == ["Une"]


def test_a_file_taken_out_of_the_export_is_read_whatever_its_name(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "mes publications.json"
    path.write_bytes(damaged([single("Une")]))
    assert bring(space, path).format == "instagram_export"
    comments = tmp_path / "post_comments_1.json"
    comments.write_bytes(damaged([comment("Deux", "ines")]))
    assert bring(space, comments).format == "instagram_export"
    assert list(kept(space)) == ["Une", "Deux"]


def test_searches_and_likes_alone_are_no_comments(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "account_searches.json"
    searched = {"string_map_data": {"Search": {"value": "ines"}, "Time": {"timestamp": AT}}}
    path.write_bytes(damaged({"searches_user": [searched]}))
    assert bring(space, path).format is None


def test_the_pages_to_look_at_are_refused_with_advice(space: Space, tmp_path: Path) -> None:
    pages = {f"{instagram.ROOT}media/posts_1.html": b"<html>", "start_here.html": b"<html>"}
    report = bring(space, zipped(tmp_path / "e.zip", pages))
    assert (report.format, report.imported) == (None, 0)
    assert [(one.code, one.params) for one in report.rejections] == [("import.ask_json", {"network": "Instagram"})]


def test_messages_are_never_opened(space: Space, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    original = _Zip.open

    def spied(self: _Zip, name: str) -> BinaryIO:
        opened.append(name)
        return original(self, name)

    monkeypatch.setattr(_Zip, "open", spied)
    bring(space, zipped(tmp_path / "e.zip", instagram.files()))
    assert POSTS in opened
    assert MESSAGES not in opened


def test_what_was_deleted_is_left_out_and_said(space: Space, tmp_path: Path) -> None:
    name = f"{instagram.ROOT}media/recently_deleted_content.json"
    files = {POSTS: damaged([single("Une")]), name: damaged({"ig_recently_deleted_media": [single("Deux")]})}
    report = bring(space, zipped(tmp_path / "e.zip", files))
    assert [(one.what, one.reason) for one in report.skipped] == [(name, "import.deleted")]
    assert list(kept(space)) == ["Une"]


@pytest.mark.parametrize("time", [True, -5, "soon", "9" * 5_000, 10**20, [1]])
def test_a_time_that_is_none_is_refused_and_the_others_stay(space: Space, tmp_path: Path, time: object) -> None:
    wrong = {"media": [], "title": "Deux", "creation_timestamp": time}
    report = bring(space, zipped(tmp_path / "e.zip", {POSTS: damaged([single("Une"), wrong, single("Trois")])}))
    assert [(one.where, one.code) for one in report.rejections] == [(f"{POSTS}:2", "import.bad_time")]
    assert list(kept(space)) == ["Une", "Trois"]


@pytest.mark.parametrize("time", [None, 0])
def test_a_time_that_is_missing_stays_unknown(space: Space, tmp_path: Path, time: object) -> None:
    posts = read(space, tmp_path, {POSTS: damaged([{"media": [], "title": "Une", "creation_timestamp": time}])})
    assert [post.created_at for post in posts.values()] == [None]


def test_a_member_cut_in_the_middle_gives_what_is_before_one_refusal_and_the_other_members(
    space: Space, tmp_path: Path
) -> None:
    files = instagram.files()
    files[POSTS] = files[POSTS][: files[POSTS].index(b"Avant")]
    report = bring(space, zipped(tmp_path / "e.zip", files))
    assert [(one.where, one.code) for one in report.rejections if one.code != "import.empty_text"] == [
        (POSTS, "import.cut_json")
    ]
    assert {"Vitrine d’hiver ✨", "Deuxième partie", "Très réussi !"} <= kept(space).keys()


@pytest.mark.parametrize("item", [{}, {"a": 1}, 7, None, "words", [single("Une")]])
def test_an_item_of_another_kind_is_refused_with_its_place(space: Space, tmp_path: Path, item: object) -> None:
    report = bring(space, zipped(tmp_path / "e.zip", {POSTS: damaged([single("Une"), item])}))
    code = "import.bad_item" if isinstance(item, dict) else "import.bad_json"
    assert [(one.where, one.code) for one in report.rejections] == [(f"{POSTS}:2", code)]


def test_a_photo_with_labels_is_a_post(space: Space, tmp_path: Path) -> None:
    labelled = single("Une") | {"label_values": [{"label": "Lieu", "value": "Nantes"}]}
    assert [post.form for post in read(space, tmp_path, {POSTS: damaged([labelled])}).values()] == ["post"]


def test_a_sound_text_is_not_repaired(space: Space, tmp_path: Path) -> None:
    data = json.dumps([single("Déjà vu… à Noël")], ensure_ascii=False).encode()
    assert list(read(space, tmp_path, {POSTS: data})) == ["Déjà vu… à Noël"]


def test_threads_tell_replies_from_posts(space: Space, tmp_path: Path) -> None:
    posts = read(space, tmp_path, instagram.files())
    assert [(posts[text].platform, posts[text].form) for text in ("Bonjour ici", "D’accord")] == [
        ("threads", "post"),
        ("threads", "reply"),
    ]


@pytest.mark.parametrize("beside", [{}, {MESSAGES: b"{}"}, {"a/" * 2_000 + "posts_1.json": b"[]"}])
@pytest.mark.parametrize("name", [THREADS, "threads/threads_and_replies.json"])
def test_threads_alone_are_an_export(space: Space, tmp_path: Path, name: str, beside: dict[str, bytes]) -> None:
    report = bring(space, zipped(tmp_path / "e.zip", {name: instagram.files()[THREADS], **beside}))
    assert (report.format, report.imported, len(report.skipped)) == ("threads_export", 2, MESSAGES in beside)
    assert {post.platform for post in kept(space).values()} == {"threads"}


def test_a_thread_file_alone_is_threads_and_not_instagram(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "threads_and_replies.json"
    path.write_bytes(instagram.files()[THREADS])
    assert bring(space, path).format == "threads_export"
    assert {post.platform for post in kept(space).values()} == {"threads"}
