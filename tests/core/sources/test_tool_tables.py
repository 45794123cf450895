# ruff: noqa: E501 - the tables are as the tools write them
"""The tables of the tools of the trade, known by their headers, through a whole import."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.archive.spaces import Space, default_space
from aparte.archive.store import Archive
from aparte.sources.base import Found, Head, Refused, Skipped
from aparte.sources.intake import import_paths, is_table
from aparte.sources.networks import network_of, post_id_in
from aparte.sources.report import FileReport
from aparte.sources.table_posts import item_of, network_named
from aparte.sources.tool_tables import SOURCE, Tool, tool_of, tools
from tests.core.sources.mutations import MUTATED, mutations

if TYPE_CHECKING:
    from aparte.nouns import Post

HOOTSUITE = """\
Post performance,,,,,,,
"Feb 1, 2026 - Feb 28, 2026",,,,,,,
Date (GMT),Post ID,Post Message,Post Permalink,Post Type,Social Network,Impressions,Likes
2026-02-01 14:30,111_222,Ouverture à 9 h,https://facebook.com/111/posts/222,Photo,Facebook Page,"1,200",60
2026-02-02 09:00,1.78E+17,Les coulisses,https://www.instagram.com/p/abc,Reel,Instagram Business,5000,250
2026-02-03 09:00,1.78E+17,On répond,https://x.com/atelier/status/1990000000000000001,Reply,Twitter,50,2
2026-02-04 09:00,444,,https://x.com/atelier/status/1990000000000000002,Photo,Twitter,50,2
Total,,,,,,6300,314
"""
BUFFER = """\
Date,Update,Service,Service Link,Type,Impressions,Clicks
2026-02-02T08:00:00Z,Lisez notre billet,twitter,https://x.com/atelier/status/1775000000000000000,text,800,12
"""
LATER = """\
Posted At,Caption,Media Type,Post URL,Impressions,Comments
"Feb 5, 2026 6:15 PM",Notre café,Video,https://www.tiktok.com/@atelier/video/7350000000000000000,3000,12
"""
AGORAPULSE = """\
Publishing date,Publishing time,Message,Link,Impressions,Comments
05/01/2026,17:45,Bonjour à tous !,https://facebook.com/1/posts/2,500,5
13/01/2026,09:00,Portes ouvertes samedi,https://facebook.com/1/posts/3,1200,8
"""
SPROUT = """\
Date,Post ID,Network,Post Type,Content Type,Profile,Sent by,Link,Post,Impressions,Comments
02/05/2026 10:05 am,17890000000000001,Instagram,Post,Reel,Lune,Jeanne,https://instagram.com/reel/x,Collection,2000,20
02/06/2026 10:05 pm,17890000000000002,X,@Reply,Text,Lune,Jeanne,https://x.com/atelier/status/5,Merci à vous,20,0
"""
BRANDWATCH = """\
Report:,Mentions,,
Brand:,Atelier Lune,,
From:,Sun Feb 01 00:00:00 UTC 2026,,
To:,Sat Feb 28 23:59:59 UTC 2026,,
Label:,Mentions,,

Query Id,Query Name,Date,Title,Snippet,Url,Domain,Page Type,Language,Author,Full Text,Thread Entry Type
1,Lune,2026-02-01 10:20:30.0,marie,Service rapide,http://twitter.com/m/statuses/1990000000000000003,twitter.com,twitter,fr,m,,reply
1,Lune,2026-02-02 11:20:30.0,Un atelier qui monte,Extrait court,https://j.example/lune,j.example,news,fr,Paul,"Le texte entier, sur
deux lignes",
"""
MELTWATER = (
    "Date\tHeadline\tURL\tOpening Text\tHit Sentence\tSource\tInfluencer\tCountry\tLanguage\tReach\tTweet Id\r\n"
    '22-Feb-2026 09:14AM\t\thttps://twitter.com/m/statuses/77\t\t"Bravo, ""Lune"" !"\tTwitter\t@marie\tFR\tFrench\t1\t77\r\n'
    "03-Mar-2026 01:00PM\tUn atelier\thttps://j.example/2\tDébut de l’article\t\tLe Journal\t\tFR\tFrench\t9\t\r\n"
)
SPECIMENS = (HOOTSUITE, BUFFER, LATER, AGORAPULSE, SPROUT, BRANDWATCH, MELTWATER)


@pytest.fixture
def space(home: Path) -> Space:
    return default_space(home)


def brought(space: Space, path: Path, data: str | bytes, **options: str) -> tuple[FileReport, list[Post]]:
    """Import a file that holds `data`; return its report and the posts, oldest first."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    (report,) = import_paths([path], space, **options).files  # type: ignore[arg-type]  # as_kind or form
    with Archive(space.archive_path) as archive:
        return report, sorted(archive.every(), key=lambda post: post.created_at or "")


def test_hootsuite_is_read_below_its_titles_and_its_totals_are_no_post(space: Space, tmp_path: Path) -> None:
    report, posts = brought(space, tmp_path / "a.csv", HOOTSUITE)
    assert (report.format, report.imported, report.unzoned) == ("hootsuite_csv", 3, 0)
    assert [(one.where, one.code) for one in report.rejections] == [("7", "import.empty_text")]
    assert [(one.what, one.reason) for one in report.skipped] == [("8", "import.summary_row")]
    assert [(post.platform, post.form, post.kind) for post in posts] == [
        ("facebook", "post", "own"),
        ("instagram", "post", "own"),
        ("x", "reply", "own"),
    ]


def test_an_id_a_spreadsheet_rounded_comes_back_from_the_address(space: Space, tmp_path: Path) -> None:
    _report, posts = brought(space, tmp_path / "a.csv", HOOTSUITE)
    assert [post.id for post in posts] == ["111_222", "https://www.instagram.com/p/abc", "1990000000000000001"]


def test_rounded_ids_without_an_address_do_not_make_two_posts_one(space: Space, tmp_path: Path) -> None:
    report, posts = brought(space, tmp_path / "a.csv", "Post ID,text\n1.78E+17,un\n1.78E+17,deux\n")
    assert (report.imported, len({post.id for post in posts})) == (2, 2)


def test_buffer_tells_the_network_and_the_id_of_the_link(space: Space, tmp_path: Path) -> None:
    report, (post,) = brought(space, tmp_path / "a.csv", BUFFER)
    assert report.format == "buffer_csv"
    assert (post.platform, post.id, post.created_at, post.kind) == (
        "x",
        "1775000000000000000",
        "2026-02-02T08:00:00Z",
        "own",
    )


def test_later_tells_its_network_by_the_address(space: Space, tmp_path: Path) -> None:
    report, (post,) = brought(space, tmp_path / "a.csv", LATER)
    assert report.format == "later_csv"
    assert (post.platform, post.id, post.created_at) == ("tiktok", "7350000000000000000", "2026-02-05T18:15:00Z")
    assert report.unzoned == 1


def test_agorapulse_says_the_day_first_for_the_whole_file(space: Space, tmp_path: Path) -> None:
    report, posts = brought(space, tmp_path / "a.csv", AGORAPULSE)
    assert report.format == "agorapulse_csv"
    assert [(post.kind, post.form, post.created_at, post.text) for post in posts] == [
        ("own", "post", "2026-01-05T17:45:00Z", "Bonjour à tous !"),
        ("own", "post", "2026-01-13T09:00:00Z", "Portes ouvertes samedi"),
    ]


def test_sprout_says_the_month_first_even_when_no_date_proves_it(space: Space, tmp_path: Path) -> None:
    report, posts = brought(space, tmp_path / "a.csv", SPROUT)
    assert report.format == "sprout_csv"
    assert [(post.created_at, post.form, post.platform) for post in posts] == [
        ("2026-02-05T10:05:00Z", "post", "instagram"),
        ("2026-02-06T22:05:00Z", "reply", "x"),
    ]


def test_a_date_that_proves_the_other_order_wins_over_the_habit_of_the_tool(space: Space, tmp_path: Path) -> None:
    european = SPROUT.replace("02/06/2026", "16/02/2026")
    _report, posts = brought(space, tmp_path / "a.csv", european)
    assert [post.created_at for post in posts] == ["2026-02-16T22:05:00Z", "2026-05-02T10:05:00Z"]


def test_brandwatch_gives_the_snippet_where_x_forbids_the_text(space: Space, tmp_path: Path) -> None:
    report, posts = brought(space, tmp_path / "a.csv", BRANDWATCH)
    assert (report.format, report.rejected) == ("brandwatch_csv", 0)
    tweet, article = posts
    assert (tweet.text, tweet.platform, tweet.id, tweet.form) == (
        "Service rapide",
        "x",
        "1990000000000000003",
        "reply",
    )
    assert (article.text, article.platform, article.title, article.kind) == (
        "Le texte entier, sur\ndeux lignes",
        "",
        "Un atelier qui monte",
        "mention",
    )


@pytest.mark.parametrize("length", [0, 1, 12])
def test_brandwatch_is_known_whatever_the_length_of_its_preamble(space: Space, tmp_path: Path, length: int) -> None:
    table = BRANDWATCH[BRANDWATCH.index("Query Id") :]
    report, posts = brought(space, tmp_path / "a.csv", "Note:,ligne de plus\n" * length + "\n" + table)
    assert (report.format, len(posts)) == ("brandwatch_csv", 2)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig"])
def test_meltwater_comes_in_utf16_with_tabulators(space: Space, tmp_path: Path, encoding: str) -> None:
    report, posts = brought(space, tmp_path / "a.csv", MELTWATER.encode(encoding))
    assert report.format == "meltwater_csv"
    tweet, article = posts
    assert (tweet.text, tweet.platform, tweet.author, tweet.id) == ('Bravo, "Lune" !', "x", "@marie", "77")
    assert tweet.created_at == "2026-02-22T09:14:00Z"
    assert (article.text, article.platform, article.created_at) == ("Début de l’article", "", "2026-03-03T13:00:00Z")


def test_what_the_user_says_of_whose_posts_they_are_wins(space: Space, tmp_path: Path) -> None:
    _report, (post,) = brought(space, tmp_path / "a.csv", BUFFER, as_kind="mention")
    assert (post.kind, post.form) == ("mention", "mention")


def test_a_format_asked_for_that_the_header_denies_is_refused_with_advice(space: Space, tmp_path: Path) -> None:
    report, posts = brought(space, tmp_path / "a.csv", BUFFER, form="later_csv")
    assert (report.format, posts) == (None, [])
    assert [one.code for one in report.rejections] == ["import.other_format"]


@pytest.mark.parametrize(
    "figures",
    [
        "Date;Followers;Gained followers;Lost followers;Posts;Impressions\n01/04/2026;2.345;12;-3;1;1.200\n",
        "Date,Profile,Network,Audience,Impressions\n03/01/2026,Acme,LinkedIn,10000,4500\n",
        "Date,Mentions,Mention,Reach\n2026-01-01,12,3,400\n2026-01-02,15,4,500\n",
    ],
    ids=["metricool", "sprout profile", "mention"],
)
def test_a_table_of_figures_gives_no_post(space: Space, tmp_path: Path, figures: str) -> None:
    report, posts = brought(space, tmp_path / "a.csv", figures)
    assert (report.format, posts) == (None, [])
    assert [one.code for one in report.rejections] == ["import.no_column"]


def test_the_table_of_a_tool_can_be_written_as_it_was_understood(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HOOTSUITE, encoding="utf-8")
    assert is_table(tmp_path / "a.csv")


@pytest.mark.parametrize("tool", tools(), ids=lambda tool: tool.name)
def test_each_tool_names_columns_its_signatures_lead_to(tool: Tool) -> None:
    for signature in tool.signatures:
        assert tool_of(signature) == tool
        assert tool.layout(signature).places["text"], signature
    assert tool.source
    assert tool.name


def test_the_network_and_the_id_stand_in_the_address() -> None:
    assert network_of("https://m.facebook.com/1") == "facebook"
    assert network_of("http://[oups") == ""
    assert post_id_in("https://twitter.com/a/status/12?s=20") == "12"
    assert post_id_in("https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A73") == "urn:li:share:73"
    assert post_id_in("https://www.reddit.com/r/a/comments/abc/titre/") == "abc"
    assert post_id_in("https://www.reddit.com/r/a/comments/abc/titre/def/") == "def"
    assert post_id_in("https://www.youtube.com/watch?v=vid00000001") == "vid00000001"
    assert post_id_in("https://example.org/status/12") is None


@pytest.mark.parametrize(
    ("said", "network"),
    [("X (Twitter)", "x"), ("Instagram Business", "instagram"), ("X", "x"), ("Google Business Profile", "")],
)
def test_the_names_tools_give_to_networks_are_understood(said: str, network: str) -> None:
    assert network_named(said) == network


@MUTATED
@given(st.sampled_from(SPECIMENS).flatmap(mutations))
def test_any_mutated_table_gives_posts_with_words_or_reasons(data: bytes) -> None:
    form = SOURCE.recognise(Head(Path("a.csv"), data, whole=True))
    if form is not None:
        for item in SOURCE.read(io.BytesIO(data), form, None):
            assert not isinstance(item, Found) or (item.post.text.strip() and item.post.id)


@given(st.data())
def test_any_row_of_a_known_table_is_a_post_or_a_reason(data: st.DataObject) -> None:
    tool = data.draw(st.sampled_from(tools()))
    header = sorted({name for names in tool.columns.values() for name in names} | set(tool.signatures[0]))
    cells = st.text(max_size=12) | st.sampled_from(["Total", "1.78E+17", "05/01/2026", "https://x.com/a/status/1", "x"])
    row = data.draw(st.lists(cells, max_size=len(header) + 2))
    item = item_of("1", row, tool.layout(header), "day")
    assert isinstance(item, (Found, Refused, Skipped))
    if isinstance(item, Found):
        assert item.post.text.strip()
        assert item.post.id


def _zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, said in files.items():
            archive.writestr(name, said)
    return path


def test_a_tools_tables_are_read_inside_a_zip_and_what_stands_beside_them_is_told(space: Space, tmp_path: Path) -> None:
    files = {"lisez-moi.txt": "Bonjour", "janvier/posts.csv": BUFFER, "fevrier.csv": BUFFER.replace("177500", "177600")}
    path = _zipped(tmp_path / "buffer.zip", files)
    (report,) = import_paths([path], space).files
    assert (report.format, report.imported, report.rejected) == ("buffer_csv", 2, 0)
    assert report.skipped == (Skipped("lisez-moi.txt", "import.stray"),)
    (again,) = import_paths([path], space, form="buffer_csv").files
    assert (again.imported, again.duplicates) == (0, 2)


def test_a_refused_row_of_a_table_in_a_zip_says_which_table(space: Space, tmp_path: Path) -> None:
    path = _zipped(tmp_path / "hootsuite.zip", {"posts.csv": HOOTSUITE})
    (report,) = import_paths([path], space).files
    assert report.format == "hootsuite_csv"
    assert [one.where.split(":")[0] for one in report.rejections] == ["posts.csv"] * report.rejected
    assert report.rejected


def test_a_zip_of_strange_tables_is_no_export(space: Space, tmp_path: Path) -> None:
    (report,) = import_paths([_zipped(tmp_path / "a.zip", {"a.csv": "Wer;Was\nanna;Sehr schön\n"})], space).files
    assert (report.format, [one.code for one in report.rejections]) == (None, ["import.no_export"])
