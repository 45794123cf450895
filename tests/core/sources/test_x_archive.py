"""X archives through the import: every trap the format is known for."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from aparte.archive.spaces import Space, default_space
from aparte.archive.store import Archive
from aparte.sources.intake import import_paths
from tests.exports import zipped
from tests.exports.x import ACCOUNT, archive, edited, link, note, script, tweet

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.nouns import Post
    from aparte.sources.report import FileReport

LONG = "Trois mois sans outil en ligne : ce que l’atelier a gagné, ce qu’il a perdu, et ce qu’on garde. " * 6


@pytest.fixture
def space(home: Path) -> Space:
    return default_space(home)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "twitter-2026.zip"


def imported(space: Space, path: Path, as_kind: str | None = None) -> tuple[FileReport, dict[str, Post]]:
    (report,) = import_paths([path], space, as_kind=as_kind).files
    if not space.archive_path.exists():
        return report, {}
    with Archive(space.archive_path) as kept:
        return report, {post.id: post for post in kept.every()}


def spoilt(path: Path, *names: str) -> None:
    """Spoil the bytes of members of a zip."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as made:
        for name in names:
            at = made.getinfo(name).header_offset + 30 + len(name)
            data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)


def test_a_tweet_becomes_an_own_post_with_its_author_time_language_and_address(space: Space, path: Path) -> None:
    report, posts = imported(space, archive(path, tweet("12", "On rouvre mardi")))
    assert (report.format, report.imported, report.rejected, report.skipped) == ("x_archive", 1, 0, ())
    post = posts["12"]
    assert (post.text, post.author, post.platform, post.lang) == ("On rouvre mardi", "atelierlune", "x", "fr")
    assert (post.kind, post.form, post.created_at) == ("own", "post", "2026-01-05T08:36:41Z")
    assert post.url == "https://x.com/atelierlune/status/12"


def test_short_addresses_are_written_out_and_entities_decoded(space: Space, path: Path) -> None:
    made = tweet(
        "1",
        "R&amp;D : &lt;rien&gt; https://t.co/aaaaaaaaaa",
        entities=link("https://t.co/aaaaaaaaaa", "https://a.example/?b=1&c=2"),
    )
    _, posts = imported(space, archive(path, made, tweet("2", "Vu &amp;amp; lu https://t.co/unknown111")))
    assert posts["1"].text == "R&D : <rien> https://a.example/?b=1&c=2"
    assert posts["2"].text == "Vu &amp; lu https://t.co/unknown111"


def test_the_address_of_a_picture_is_left_out_and_its_description_is_the_text_of_a_picture_alone(
    space: Space, path: Path
) -> None:
    media = {"media": [{"url": "https://t.co/pic1111111", "ext_alt_text": "La vitrine, de nuit"}]}
    report, posts = imported(
        space,
        archive(
            path,
            tweet("1", "Vitrine https://t.co/pic1111111", entities=media),
            tweet("2", "https://t.co/pic1111111", extended_entities=media),
            tweet("3", "https://t.co/pic1111111", entities={"media": [{"url": "https://t.co/pic1111111"}]}),
        ),
    )
    assert (posts["1"].text, posts["2"].text) == ("Vitrine", "La vitrine, de nuit")
    assert [(one.where, one.code) for one in report.rejections] == [("data/tweets.js:3", "import.empty_text")]


def test_a_repost_is_told_by_its_text_and_bears_the_author_of_the_words(space: Space, path: Path) -> None:
    _, posts = imported(
        space, archive(path, tweet("1", "RT @mairie_nantes: Marché dimanche."), tweet("2", "Vu : RT @x: non"))
    )
    assert (posts["1"].form, posts["1"].author, posts["1"].text) == ("repost", "mairie_nantes", "Marché dimanche.")
    assert (posts["2"].form, posts["2"].text) == ("post", "Vu : RT @x: non")


def test_a_reply_names_what_it_answers(space: Space, path: Path) -> None:
    answer = tweet("1", "@ines oui", in_reply_to_status_id_str="99", in_reply_to_screen_name="ines")
    _, posts = imported(space, archive(path, answer, tweet("2", "@ines bonjour", in_reply_to_user_id_str="7")))
    assert (posts["1"].form, posts["1"].reply_to) == ("reply", "99")
    assert (posts["2"].form, posts["2"].reply_to) == ("reply", None)


@pytest.mark.parametrize(
    ("at", "start"),
    [
        ("2026-01-05T08:36:41.000Z", LONG[:270] + "… https://t.co/more111111"),  # the same second, the same words
        ("2026-01-05T08:36:42.900Z", LONG[:270]),  # a second later, cut without a sign
        ("2026-01-05T08:36:41.000Z", "D’autres mots, coupés…"),  # the same second alone
        ("2026-01-09T10:00:00.000Z", LONG[:270] + "…"),  # the same words alone
        ("2026-01-05T08:36:41.000Z", "@ines @marc " + LONG[:200] + "…"),  # names that the note does not repeat
    ],
)
def test_a_long_post_is_joined_to_its_cut_tweet(space: Space, path: Path, at: str, start: str) -> None:
    notes = script(
        "note_tweet",
        [
            note(
                "777",
                LONG + "https://t.co/end1111111",
                at,
                urls=[{"shortUrl": "https://t.co/end1111111", "expandedUrl": "https://a.example/fin"}],
            )
        ],
    )
    report, posts = imported(space, archive(path, tweet("1", start), tweet("2", "Court"), note_tweet=notes))
    assert (report.imported, sorted(posts)) == (2, ["1", "2"])
    assert posts["1"].text.removeprefix("@ines @marc ") == LONG + "https://a.example/fin"
    assert posts["2"].text == "Court"


def test_two_long_posts_with_the_same_beginning_are_told_apart_by_their_times(space: Space, path: Path) -> None:
    notes = script(
        "note_tweet",
        [note("7", LONG + "un", "2026-01-05T08:36:41.000Z"), note("8", LONG + "deux", "2026-02-05T08:36:41.000Z")],
    )
    later = "Thu Feb 05 08:36:41 +0000 2026"
    made = archive(path, tweet("2", LONG[:270] + "…", created_at=later), tweet("1", LONG[:270] + "…"), note_tweet=notes)
    _, posts = imported(space, made)
    assert (posts["1"].text[-2:], posts["2"].text[-4:]) == ("un", "deux")


def test_the_parts_of_a_thread_share_a_second_and_none_takes_the_long_post_of_another(space: Space, path: Path) -> None:
    notes = script("note_tweet", [note("777", LONG)])
    thread = [tweet("1", LONG[:270] + "…"), tweet("2", "Un autre long billet. " * 12), tweet("3", "La suite demain…")]
    _, posts = imported(space, archive(path, *reversed(thread), note_tweet=notes))
    assert [posts[key].text for key in "123"] == [
        LONG.strip(),
        ("Un autre long billet. " * 12).strip(),
        "La suite demain…",
    ]


def test_two_cut_tweets_of_one_second_leave_a_long_post_that_begins_like_neither_alone(
    space: Space, path: Path
) -> None:
    notes = script("note_tweet", [note("777", LONG)])
    _, posts = imported(space, archive(path, tweet("1", "Premier…"), tweet("2", "Second…"), note_tweet=notes))
    assert [posts[key].text for key in ("1", "2", "777")] == ["Premier…", "Second…", LONG.strip()]


def test_the_long_post_of_a_deleted_tweet_goes_with_it(space: Space, path: Path) -> None:
    deleted = script("deleted_tweets", [tweet("9", LONG[:270] + "…")])
    notes = script("note_tweet", [note("777", LONG)])
    _, posts = imported(space, archive(path, tweet("1", "Court"), deleted_tweets=deleted, note_tweet=notes))
    assert list(posts) == ["1"]


def test_a_file_made_of_notes_that_begin_alike_is_read_in_time(space: Space, path: Path) -> None:
    count = 1_000
    notes = script("note_tweet", [note(f"n{number}", LONG + str(number)) for number in range(count)])
    report, _ = imported(
        space, archive(path, *(tweet(str(n), LONG[:250] + "…") for n in range(count)), note_tweet=notes)
    )
    assert report.imported >= count


def test_a_long_post_without_its_tweet_is_kept_under_its_own_id(space: Space, path: Path) -> None:
    report, posts = imported(
        space, archive(path, tweet("1", "Court"), note_tweet=script("note_tweet", [note("777", LONG)]))
    )
    assert (report.imported, posts["777"].text, posts["777"].url) == (2, LONG.strip(), None)


@pytest.mark.parametrize("newest_first", [False, True])
def test_of_an_edited_tweet_the_last_version_wins_whatever_the_order(
    space: Space, path: Path, newest_first: bool
) -> None:
    versions = [
        tweet("99", "Ouvert lundi", edit_info=edited("99", "101", "102", first=True)),
        tweet("101", "Ouvert mardi", edit_info=edited("99", "101", "102", first=False)),
        tweet("102", "Ouvert mercredi", edit_info=edited("99", "101", "102", first=False)),
    ]
    made = archive(path, *(reversed(versions) if newest_first else versions), tweet("5", "Autre"))
    report, posts = imported(space, made)
    assert (report.imported, report.duplicates) == (2, 2)
    assert {post.text for post in posts.values()} == {"Ouvert mercredi", "Autre"}
    assert posts["102"].url == "https://x.com/atelierlune/status/102"


def test_deleted_tweets_are_skipped_wherever_they_stand(space: Space, path: Path) -> None:
    deleted = script("deleted_tweets", [tweet("2", "Regretté", deleted_at="2026-01-06T08:00:00Z")])
    report, posts = imported(space, archive(path, tweet("1", "Gardé"), tweet("2", "Regretté"), deleted_tweets=deleted))
    assert list(posts) == ["1"]
    assert {(one.what, one.reason) for one in report.skipped} == {
        ("data/deleted-tweets.js", "import.deleted"),
        ("data/tweets.js:2 (2)", "import.deleted"),
    }
    assert report.read == 3


def test_no_deleted_tweet_is_nothing_to_say(space: Space, path: Path) -> None:
    report, _ = imported(space, archive(path, tweet("1", "Gardé"), deleted_tweets=script("deleted_tweets", [])))
    assert report.skipped == ()


def test_private_messages_are_skipped_and_never_opened(space: Space, path: Path) -> None:
    private = [f"data/direct-message{end}.js" for end in ("s", "s-group", "-headers")]
    files = {"data/account.js": ACCOUNT, "data/tweets.js": script("tweets", [tweet("1", "Bonjour")])}
    zipped(path, {**files, **dict.fromkeys(private, b"window.YTD.direct_messages.part0 = [" + b"x" * 999)})
    spoilt(path, *private)  # they can't have been read without a refusal
    report, posts = imported(space, path)
    assert sorted(one.what for one in report.skipped) == sorted(private)
    assert {one.reason for one in report.skipped} == {"import.private"}
    assert (list(posts), report.rejected) == (["1"], 0)


def test_private_messages_given_alone_are_skipped_too(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "direct-messages.js"
    path.write_bytes(script("direct_messages", [{"dmConversation": {"messages": [{"text": "secret"}]}}]))
    report, posts = imported(space, path)
    assert (report.format, posts) == ("x_archive", {})
    assert [one.reason for one in report.skipped] == ["import.private"]


def test_parts_wrapper_folders_communities_and_the_old_name_are_all_read(space: Space, path: Path) -> None:
    files = {
        "twitter-2026/data/account.js": ACCOUNT,
        "twitter-2026/data/tweets.js": script("tweets", [tweet("1", "un")], end=";"),
        "twitter-2026/data/tweets-part1.js": script("tweets", [tweet("2", "deux")]),
        "twitter-2026/data/tweets-part10.js": script("tweets", [tweet("3", "dix")]),
        "twitter-2026/data/community-tweet.js": script("community_tweet", [tweet("4", "ensemble")]),
        "twitter-2026/data/tweet.js": script("tweet", [tweet("5", "sans enveloppe")["tweet"]]),
        "twitter-2026/data/like.js": script("like", [{"like": {"tweetId": "9", "fullText": "d’autrui"}}]),
    }
    report, posts = imported(space, zipped(path, files))
    assert sorted(posts) == ["1", "2", "3", "4", "5"]
    assert {post.author for post in posts.values()} == {"atelierlune"}
    assert report.rejected == 0


def test_tweets_alone_are_read_without_their_author(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "tweets (1).js"
    path.write_bytes(script("tweets", [tweet("1", "Bonjour")]))
    report, posts = imported(space, path)
    assert report.format == "x_archive"
    assert (posts["1"].author, posts["1"].url) == (None, "https://x.com/i/status/1")


def test_what_is_no_post_given_alone_is_skipped(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "like.js"
    path.write_bytes(script("like", [{"like": {"tweetId": "9"}}]))
    report, _ = imported(space, path)
    assert [(one.what, one.reason) for one in report.skipped] == [("like.js", "import.not_authored")]


def test_the_author_is_found_in_the_manifest_when_the_account_is_missing(space: Space, path: Path) -> None:
    manifest = b'window.__THAR_CONFIG = {"userInfo": {"userName": "lune"}, "archiveInfo": {}}'
    _, posts = imported(
        space, zipped(path, {"data/tweets.js": script("tweets", [tweet("1", "Bonjour")]), "data/manifest.js": manifest})
    )
    assert posts["1"].author == "lune"


def test_as_mention_is_respected_and_the_form_stays(space: Space, path: Path) -> None:
    _, posts = imported(space, archive(path, tweet("1", "RT @ines: oui"), tweet("2", "Non")), as_kind="mention")
    assert {(post.kind, post.form) for post in posts.values()} == {("mention", "repost"), ("mention", "post")}


def test_codes_that_are_no_language_leave_it_to_the_words(space: Space, path: Path) -> None:
    text = "On rouvre l’atelier mardi à neuf heures, le café est offert"
    made = [tweet(str(n), text, lang=lang) for n, lang in enumerate(("und", "qme", "art", "in", "pt-br"))]
    _, posts = imported(space, archive(path, *made))
    assert [posts[str(n)].lang for n in range(5)] == ["fr", "fr", "fr", "id", "pt"]


def test_other_zones_bad_times_and_missing_ones(space: Space, path: Path) -> None:
    made = [
        tweet("1", "a", created_at="Mon Jan 05 08:36:41 +0530 2026"),
        tweet("2", "b", created_at=None),
        tweet("3", "c", created_at="lundi"),
        tweet("4", "d", created_at="Mon Xyz 05 08:36:41 +0000 2026"),
        tweet("5", "e", created_at="Mon Feb 30 08:36:41 +0000 2026"),
    ]
    report, posts = imported(space, archive(path, *made))
    assert (posts["1"].created_at, posts["2"].created_at) == ("2026-01-05T03:06:41Z", None)
    assert [one.code for one in report.rejections] == ["import.bad_time"] * 3


def test_tweets_cut_in_the_middle_give_the_whole_ones_then_one_refusal(space: Space, path: Path) -> None:
    whole = script("tweets", [tweet(str(n), f"numéro {n}") for n in range(50)])
    zipped(path, {"data/account.js": ACCOUNT, "data/tweets.js": whole[: len(whole) // 2]})
    report, posts = imported(space, path)
    assert (len(posts), report.imported) == (25, 25)
    assert [(one.where, one.code) for one in report.rejections] == [("data/tweets.js:26", "import.cut_json")]


def test_a_broken_part_costs_nothing_of_the_others(space: Space, path: Path) -> None:
    files = {
        "data/account.js": b"window.YTD.account.part0 = [{",
        "data/tweets.js": b"window.YTD.tweets.part0 = [1, {'a': 1}, {\"tweet\": 3}, null",
        "data/tweets-part1.js": script("tweets", [tweet("2", "deux")]),
        "data/note-tweet.js": script("note_tweet", [{"noteTweet": {"core": None}}, "x"]),
    }
    report, posts = imported(space, zipped(path, files))
    assert list(posts) == ["2"]
    codes = [one.code.removeprefix("import.") for one in report.rejections]
    assert sorted(codes) == ["bad_item"] + ["bad_json"] * 3 + ["cut_json"] * 2 + ["empty_text"] * 2


def test_a_damaged_member_is_one_refusal_and_the_others_are_read(space: Space, path: Path) -> None:
    part = script("tweets", [tweet("2", "deux")])
    archive(path, tweet("1", "un"), tweets_part1=part)
    spoilt(path, "data/tweets.js")
    report, posts = imported(space, path)
    assert (list(posts), report.format) == (["2"], "x_archive")
    assert [(one.where, one.code) for one in report.rejections] == [("data/tweets.js:1", "import.damaged")]


def test_importing_twice_adds_nothing(space: Space, path: Path) -> None:
    archive(
        path, tweet("1", "un"), tweet("2", "RT @ines: https://t.co/p", entities={"media": [{"url": "https://t.co/p"}]})
    )
    imported(space, path)
    report, posts = imported(space, path)
    assert (report.imported, report.duplicates, len(posts)) == (0, 2, 2)
    assert posts["2"].text == ""
