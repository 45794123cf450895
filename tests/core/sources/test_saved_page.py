"""A page that was saved, or copied into a file, gives its comments; what the markup says for sure is believed."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.archive.query import parse
from aparte.archive.search import search
from aparte.archive.spaces import default_space
from aparte.archive.store import Archive
from aparte.sources.base import Head
from aparte.sources.intake import import_paths
from aparte.sources.page_lines import page_lines
from aparte.sources.pasted import read_pasted
from aparte.sources.report import FileReport
from aparte.sources.saved_page import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.nouns import Post

SAVED = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


def brought_in(home: Path, path: Path, said: str | bytes) -> tuple[FileReport, list[Post]]:
    path.write_bytes(said.encode() if isinstance(said, str) else said)
    os.utime(path, (SAVED.timestamp(), SAVED.timestamp()))
    space = default_space(home)
    (report,) = import_paths([path], space).files
    assert report.read == report.imported + report.duplicates + report.rejected + len(report.skipped)
    if not report.imported:
        return report, []
    with Archive(space.archive_path) as archive:
        return report, sorted(
            (hit.kept.post for hit in search(archive, parse(""), 50)), key=lambda post: post.author or ""
        )


FACEBOOK = """<!DOCTYPE html><html lang="fr"><head><title>Atelier Lune | Facebook</title>
<script>var a='<p>3 h</p>'</script>
<style>.x{background:url(https://pixel.example/b.gif)}</style></head><body>
<div role="main"><div role="button">Les plus pertinents</div>
<div role="article" aria-label="Commentaire de Marie Dubois il y a 3 heures"><a href="https://www.facebook.com/marie">
<span>Marie Dubois</span></a>
<div dir="auto">Bravo à toute l’équipe <img alt="👏" src="https://static.example/1.png"></div>
<ul><li><a href="#">3 h</a></li>
<li><div role="button">J’aime</div></li><li><div role="button">Répondre</div></li></ul></div>
<div role="article" aria-label="Réponse de Atelier Lune au commentaire de Marie Dubois il y a 2 heures">
<div>Auteur</div><span><a>Atelier Lune</a></span>
<div dir="auto">Merci !<br>À bientôt</div><img src="https://pixel.example/a.gif" onerror="x()">
<ul><li><a href="#">2 h</a></li>
<li><div role="button">J’aime</div></li><li><div role="button">Répondre</div></li></ul></div>
<div hidden>Secret<br>1 h<br>Répondre</div></div></body></html>"""


def test_a_saved_facebook_page_gives_comments_and_replies(home: Path, tmp_path: Path) -> None:
    report, (lune, marie) = brought_in(home, tmp_path / "page.html", FACEBOOK)
    assert (report.format, report.imported, report.rejected, report.unzoned) == ("web_page", 2, 0, 2)
    assert (marie.author, marie.text, marie.form) == ("Marie Dubois", "Bravo à toute l’équipe 👏", "comment")
    assert (marie.created_at, marie.platform, marie.kind) == ("2026-03-10T12:00:00Z", "facebook", "mention")
    assert (lune.author, lune.text, lune.form) == ("Atelier Lune", "Merci !\nÀ bientôt", "reply")


X = """<html><body><nav><a>Home</a><a>Explore</a></nav><main>
<article data-testid="tweet"><div data-testid="User-Name"><div><a><span>Grace</span></a></div>
<div><a><span>@gracewrites</span></a></div><div>·</div>
<a href="/g/status/1"><time datetime="2026-03-10T11:22:33.000Z">3h</time></a></div>
<div>Replying to <a>@moonworkshop</a></div><div data-testid="tweetText"><span>Does anyone answer?</span></div>
<div role="group">
<button aria-label="2 Replies. Reply"><span>2</span></button><button><span>14</span></button></div></article>
<article data-testid="tweet">
<div data-testid="User-Name"><div>Ben</div><div>@benstone</div><div>·</div>
<time datetime="2026-03-09T10:00:00.000Z">Mar 9</time></div>
<div data-testid="tweetText">Three calls</div></article></main>
<aside><h2>What’s happening</h2><div>Trending in France</div></aside></body></html>"""


def test_a_saved_page_of_x_gives_exact_times_and_leaves_its_columns_out(home: Path, tmp_path: Path) -> None:
    report, (ben, grace) = brought_in(home, tmp_path / "x.htm", X)
    assert (grace.author, grace.text, grace.form) == ("gracewrites", "Does anyone answer?", "reply")
    assert (grace.created_at, grace.platform) == ("2026-03-10T11:22:33Z", "x")
    assert (ben.author, ben.text, ben.created_at) == ("benstone", "Three calls", "2026-03-09T10:00:00Z")
    assert (report.unzoned, [one.code for one in report.rejections]) == (0, ["import.page_rest"])


YOUTUBE = """<html><body><ytd-comments><h2>34 Comments</h2>
<ytd-comment-view-model><h3><a><span> @ella-reads </span></a></h3>
<span id="published-time-text"><a>3 hours ago (edited)</a>
</span><yt-attributed-string><span>Great tutorial
</span></yt-attributed-string><span id="vote-count-middle">3</span><ytd-button-renderer><button>Reply</button>
</ytd-button-renderer></ytd-comment-view-model>
<ytd-comment-view-model><h3>@sam</h3><a>1 day ago</a><yt-attributed-string>Thanks 🙏</yt-attributed-string>
<button>Reply</button></ytd-comment-view-model></ytd-comments></body></html>"""


def test_elements_of_a_sites_own_stand_apart(home: Path, tmp_path: Path) -> None:
    _report, (ella, sam) = brought_in(home, tmp_path / "yt.html", YOUTUBE)
    assert (ella.author, ella.text, ella.platform) == ("ella-reads", "Great tutorial", "youtube")
    assert (sam.author, sam.text, sam.created_at) == ("sam", "Thanks 🙏", "2026-03-09T15:00:00Z")


def test_a_copied_page_in_a_text_file_is_read_and_its_doubts_are_refused(home: Path, tmp_path: Path) -> None:
    said = "ana.k\n3h\nLovely window\n2 likes\nReply\nbob\n2h\nReply\nSomething else\nwithout a name"
    report, (ana,) = brought_in(home, tmp_path / "copie.txt", said)
    assert (report.format, report.imported, report.rejected) == ("copied_page", 1, 3)
    assert (ana.author, ana.text) == ("ana.k", "Lovely window")
    assert [(one.where, one.code) for one in report.rejections] == [
        ("6", "import.empty_text"),
        ("9", "import.pasted_unsure"),
        ("10", "import.pasted_unsure"),
    ]


def test_importing_the_same_page_again_brings_nothing_twice(home: Path, tmp_path: Path) -> None:
    brought_in(home, tmp_path / "page.html", FACEBOOK)
    report, _posts = brought_in(home, tmp_path / "page.html", FACEBOOK)
    assert (report.imported, report.duplicates) == (0, 2)


@pytest.mark.parametrize(
    "said", ["<!doctype html><p>Bonjour</p>", "<html><body>Vos publications</body></html>", "<html>" + "<div>" * 9_000]
)
def test_a_page_without_comments_is_refused_with_advice(home: Path, tmp_path: Path, said: str) -> None:
    report, _posts = brought_in(home, tmp_path / "page.html", said)
    assert (report.format, [one.code for one in report.rejections]) == (None, ["import.page_no_posts"])


@pytest.mark.parametrize(("encoding", "declared"), [("utf-8", ""), ("utf-16", ""), ("windows-1252", "windows-1252")])
def test_a_page_is_read_in_its_encoding(home: Path, tmp_path: Path, encoding: str, declared: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f"<html><head>{meta}</head><body><p>Zoé</p><p>Déçue…</p><p>3 h</p><p>J’aime</p><p>Répondre</p></body></html>"
    _report, (zoe,) = brought_in(home, tmp_path / "page.html", page.encode(encoding))
    assert (zoe.author, zoe.text) == ("Zoé", "Déçue…")


@pytest.mark.parametrize(
    "said",
    [
        "id,date,text\n1,2026-01-01,Bonjour\n2,2026-01-02,Répondre\n",
        "nom;quand;texte\nana;3h;Reply\nbob;2h;Like\n",
        "date\n3h\n2h\n1h\n",
        '{"text": "3 h\\nRépondre"}\n',
        "Chère Madame,\n\nmerci de votre message du 3 mars.\nJe reviens vers vous dans 3 h\n",
        "",
    ],
)
def test_tables_lines_and_letters_are_no_copied_page(tmp_path: Path, said: str) -> None:
    assert SOURCE.recognise(Head(tmp_path / "a.txt", said.encode(), whole=True)) is None


def test_a_moment_that_is_none_leaves_the_words_in_its_place() -> None:
    assert page_lines("<p>ana</p><time datetime='hier'>3h</time><p>Bravo</p>") == "ana\n\n3h\n\nBravo"


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<time datetime='2026-01-05T08:00:00Z'>", "<time datetime=''>", "</time>", "<article>"]
        )
        | st.sampled_from(
            ["</article>", "<div aria-label='Reply by a to b'>", "</div>", "<x-y>", "<button>", "3h", "Reply"]
        )
        | st.text(max_size=6),
        max_size=30,
    ).map("".join)
)
def test_any_page_is_read(markup: str) -> None:
    pasted = read_pasted(page_lines(markup), SAVED)
    assert all(post.text.strip() for post in pasted.posts)


@given(st.lists(st.tuples(st.integers(0, 1_500), st.integers(0, 80), st.text("<>/='\"ap é3h", max_size=5)), max_size=4))
def test_any_damage_to_a_page_is_survived(damages: list[tuple[int, int, str]]) -> None:
    markup = FACEBOOK
    for place, length, instead in damages:
        markup = markup[:place] + instead + markup[place + length :]
    read_pasted(page_lines(markup), SAVED)
