"""HTML becomes what a reader sees: line by line, without what runs, loads or hides, however hostile the markup."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.text.html_text import html_to_text
from aparte.text.html_tokens import Tag, Words, tokens

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("sans balise\ndeux lignes", "sans balise\ndeux lignes"),
        ("<p>un</p><p>deux</p>", "un\n\ndeux"),
        ("<p>un\n  deux</p>", "un deux"),
        ("un<br>deux<br/>trois<BR />quatre", "un\ndeux\ntrois\nquatre"),
        ("un<br><br>deux", "un\n\ndeux"),
        ("<p>un<br></p><p>deux</p>", "un\n\ndeux"),
        ("<div>un</div><div>deux <b>gras</b>, fin</div>", "un\ndeux gras, fin"),
        ("<b>coup</b>é en <i>deux</i>", "coupé en deux"),
        ("<ul><li>farine</li><li>eau</li></ul>après", "farine\neau\n\naprès"),
        ("<h2>Titre</h2>corps", "Titre\n\ncorps"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<pre>un\n  deux</pre>", "un\n  deux"),
        ("Prix&nbsp;: 5&nbsp;&euro; &amp; &lt;b&gt; &#233; &#xe9; &eacute", "Prix\u00a0: 5\u00a0€ & <b> é é é"),
        ("&amp;lt;", "&lt;"),
        ("i <3 you & 2 < 3 <b>ok</b>", "i <3 you & 2 < 3 ok"),
        ('<a title="a > b">lien</a>', "lien"),
        ("<p title=l'eau>un</p><p title=l'air>deux</p>", "un\n\ndeux"),
    ],
)
def test_markup_becomes_its_lines(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<script>alert('</b>')</script>vu", "vu"),
        ("<STYLE>p{}</STYLE >vu", "vu"),
        ("vu<script>sans fin <p>caché", "vu"),
        ("<head><title>t</title></head><body>vu</body>", "vu"),
        ("<!-- <p>caché</p> -->vu<!doctype html><?php x ?>", "vu"),
        ("<noscript><img src=https://pixel.example></noscript>vu", "vu"),
        ("<iframe src=https://a.example>repli</iframe>vu", "vu"),
        ("<img src=https://pixel.example/a.gif alt='Une photo'>vu", "vu"),
        ('bravo <img alt="👏🏽" src="https://a.example/1.png">!', "bravo 👏🏽!"),
        ('<div hidden>caché<div>aussi</div></div>vu<span style="display: none">caché</span>', "vu"),
        ('<a href="javascript:alert(1)">clic</a>', "clic"),
        ('<a href="https://a.example">https://b.example</a>', "https://b.example"),
        ("<p onclick='x()'>vu", "vu"),
        ("<svg onload=alert(1)>vu</svg>", "vu"),
    ],
)
def test_what_runs_loads_or_hides_is_left_out(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


def test_the_address_mastodon_cuts_in_three_is_whole_again() -> None:
    markup = (
        '<p>Voir <a href="https://exemple.example/une/longue/adresse" rel="nofollow"><span class="invisible">https://</span>'
        '<span class="ellipsis">exemple.example/une</span><span class="invisible">/longue/adresse</span></a> '
        '<a href="https://s.example/tags/pain" class="mention hashtag" rel="tag">#<span>pain</span></a></p>'
    )
    assert html_to_text(markup) == "Voir https://exemple.example/une/longue/adresse #pain"


def test_attributes_are_read_decoded_and_the_first_of_two_counts() -> None:
    tag = next(iter(tokens("""<TIME Datetime="2026-01-05T08:00:00Z" title='l&#39;heure' a=b=c hidden a=d>""")))
    assert isinstance(tag, Tag)
    assert tag.attributes() == {"datetime": "2026-01-05T08:00:00Z", "title": "l'heure", "a": "b=c", "hidden": ""}


HOSTILE = {
    "comments that never end": "<!--" * 400_000,
    "declarations that never end": "<!a" * 400_000,
    "tags that never end": "<a" * 800_000,
    "quotes that hide each end": '<a ="<b>" ' * 160_000,
    "quotes that never end": "<a ='" * 300_000,
    "names without end": "<" + "a" * 1_600_000,
    "scripts in scripts": "<script" * 200_000,
    "objects that never end": "<object>" * 200_000,
    "nesting": "<div>" * 100_000 + "fond" + "</div>" * 100_000,
    "hidden nesting": "<div hidden>" * 130_000,
    "entities": "&" * 1_600_000,
    "a number of a million digits": "&#" + "9" * 1_000_000 + ";",
    "white space": " \n" * 800_000 + "<b>",
    "breaks": "<br>" * 400_000 + "fin",
    "attributes": "<a " + "b=" * 800_000 + ">",
}
_MOST_SECONDS = 60
"""Of processor time for all of them, a few seconds in truth; one that were quadratic would take minutes by itself."""


def test_hostile_markup_of_a_megabyte_is_read_in_one_go() -> None:
    program = (
        "import sys, json, resource\n"
        f"resource.setrlimit(resource.RLIMIT_CPU, ({_MOST_SECONDS}, {_MOST_SECONDS}))\n"
        "from aparte.text.html_text import html_to_text\n"
        "from aparte.text.html_tokens import Tag, tokens\n"
        "for name, markup in json.load(sys.stdin).items():\n"
        "    print(name, flush=True)\n"
        "    html_to_text(markup)\n"
        "    [token.attributes() for token in tokens(markup) if isinstance(token, Tag)]\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(HOSTILE),
        text=True,
        capture_output=True,
        check=False,
        cwd=ROOT / "desktop",
    )
    assert done.returncode == 0, [*done.stdout.splitlines()[-1:], done.stderr[-500:]]


_markup = st.lists(
    st.sampled_from(["<p>", "</p>", "<br>", "<div hidden>", "</div>", "<!--", "-->", "<script>", "</script>", "<", ">"])
    | st.sampled_from(["&amp;", "&#", '"', "'", "=", "<pre>", "</pre>", "<img alt=😀>", "<a href='", "\n", "\0", "]]>"])
    | st.text(max_size=6),
    max_size=40,
).map("".join)


@given(_markup)
def test_any_markup_is_read_and_shows_no_more_than_it_holds(markup: str) -> None:
    text = html_to_text(markup)
    assert text == text.strip("\n")
    shown = sum(len(token.text) for token in tokens(markup) if isinstance(token, Words))
    assert sum(not letter.isspace() for letter in text) <= shown + markup.count("😀")


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=("Cs", "Cc", "Z")), min_size=1))
def test_words_come_through_markup_letter_by_letter(words: str) -> None:
    assert html_to_text(f"<p>{words}</p>") == words
