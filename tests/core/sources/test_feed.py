"""RSS, Atom and Google Alerts become mentions; a cut feed keeps its whole items; a hostile one is refused in a line."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.nouns import Post
from aparte.sources.base import Found, Head, Refused, Unreadable
from aparte.sources.feed import SOURCE

ROOT = Path(__file__).resolve().parents[3]
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/"
 xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Le fil</title><link>https://fil.example/</link>
<atom:link href="https://fil.example/rss" rel="self"/><language>fr-FR</language>
<image><title>logo</title><link>https://autre.example/</link></image>
{items}</channel></rss>"""
ITEM = "<item><title>{0}</title><link>https://fil.example/{0}</link><guid>https://fil.example/{0}</guid></item>"


def read(said: str | bytes, as_kind: str | None = None) -> list[Found | Refused]:
    data = said.encode() if isinstance(said, str) else said
    form = SOURCE.recognise(Head(Path("fil"), data, whole=True))
    assert form is not None
    return list(SOURCE.read(io.BytesIO(data), form, as_kind))


def posts(said: str | bytes, as_kind: str | None = None) -> list[Post]:
    items = read(said, as_kind)
    assert all(isinstance(item, Found) for item in items), items
    return [item.post for item in items if isinstance(item, Found)]


def one(item: str) -> Post:
    (post,) = posts(RSS.replace("{items}", item))
    return post


def test_an_item_of_rss_is_a_mention_with_its_author_and_time() -> None:
    post = one(
        "<item><title>Bel &lt;b&gt;accueil&lt;/b&gt; &amp;amp; café</title><link>https://fil.example/1</link>"
        "<dc:creator>Marie</dc:creator><guid isPermaLink='false'>tag:fil.example,2026:1</guid>"
        "<pubDate>Tue, 20 Jan 2026 10:00:00 +0100</pubDate>"
        "<description>&lt;p&gt;Très&amp;nbsp;bon&lt;br&gt;accueil&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description></item>"
    )
    assert (post.id, post.url) == ("tag:fil.example,2026:1", "https://fil.example/1")
    assert (post.title, post.text) == ("Bel accueil & café", "Très\u00a0bon\naccueil")
    assert (post.author, post.created_at, post.lang) == ("Marie", "2026-01-20T09:00:00Z", "fr")
    assert (post.kind, post.form, post.platform) == ("mention", "mention", "")


def test_the_fullest_text_is_kept() -> None:
    assert (
        one("<item><description>court</description><c:encoded><![CDATA[<p>long</p>]]></c:encoded></item>").text
        == "long"
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<pubDate>Wed, 21 Jan 2026 09:30:00 EST</pubDate>", "2026-01-21T14:30:00Z"),
        ("<pubDate>Wed, 21 Jan 2026 09:30 GMT</pubDate>", "2026-01-21T09:30:00Z"),
        ("<dc:date>2026-01-21T09:30:00+01:00</dc:date>", "2026-01-21T08:30:00Z"),
        ("<pubDate>21 janvier 2026 09:30</pubDate>", "2026-01-21T09:30:00Z"),
        ("<pubDate>bientôt</pubDate>", None),
        ("<pubDate></pubDate>", None),
    ],
)
def test_dates_are_read_as_feeds_write_them(written: str, kept: str | None) -> None:
    assert one(f"<item><title>a</title>{written}</item>").created_at == kept


def test_a_time_without_a_zone_is_marked() -> None:
    item = read(RSS.replace("{items}", "<item><title>a</title><pubDate>2026-01-21 09:30</pubDate></item>"))[0]
    assert isinstance(item, Found)
    assert not item.zoned


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("<author>marie@fil.example (Marie Dubois)</author>", "Marie Dubois"),
        ("<author>Marie</author>", "Marie"),
        ("<author> </author>", None),
    ],
)
def test_the_author_of_rss_is_a_name_not_a_mail(written: str, author: str | None) -> None:
    assert one(f"<item><title>a</title>{written}</item>").author == author


def test_the_same_number_in_two_feeds_is_two_posts() -> None:
    first = one("<item><title>a</title><guid>12</guid></item>")
    other = posts(RSS.replace("{items}", "<item><title>a</title><guid>12</guid></item>").replace("fil.", "sel."))[0]
    assert first.id != other.id


def test_an_item_without_a_word_is_refused_and_a_title_alone_is_a_text() -> None:
    items = read(
        RSS.replace("{items}", "<item><link>https://fil.example/1</link></item><item><title>mot</title></item>")
    )
    assert isinstance(items[0], Refused)
    assert (items[0].code, items[0].where) == ("empty_text", "1")
    assert isinstance(items[1], Found)
    assert items[1].post.text == "mot"


def test_the_clients_own_feed_can_be_read_as_own() -> None:
    (post,) = posts(RSS.replace("{items}", ITEM.format("a")), "own")
    assert (post.kind, post.form) == ("own", "post")


def test_a_link_that_is_no_web_address_is_left_out() -> None:
    assert one("<item><title>a</title><link>javascript:alert(1)</link></item>").url is None
    assert one("<item><title>a</title><link>http://[oups</link></item>").url is None


ALERT = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:idx="urn:atom-extension:indexing">
<id>tag:google.com,2005:reader/user/1</id>
<title>Google Alerts - Atelier</title><link href="https://www.google.com/alerts/feeds/1/2" rel="self"></link>
<updated>2026-01-20T10:00:00Z</updated><entry><id>tag:google.com,2013:googlealerts/feed:7</id>
<title type="html">L&amp;#39;&lt;b&gt;Atelier&lt;/b&gt; rouvre</title>
<link href="https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://journal.example/a%3Fb%3D1&amp;ct=ga&amp;usg=x"></link>
<published>2026-01-20T09:00:00Z</published><updated>2026-01-20T09:30:00Z</updated>
<content type="html">Bonne nouvelle&amp;nbsp;: l&amp;#39;&lt;b&gt;atelier&lt;/b&gt; rouvre&amp;nbsp;...</content>
<author><name></name></author></entry></feed>"""


def test_a_google_alert_is_unwrapped_and_loses_its_bold_tags() -> None:
    (post,) = posts(ALERT)
    assert post.url == "https://journal.example/a?b=1"
    assert (post.title, post.text) == ("L'Atelier rouvre", "Bonne nouvelle\u00a0: l'atelier rouvre\u00a0...")
    assert (post.created_at, post.author) == ("2026-01-20T09:00:00Z", None)


def test_a_wrapper_that_hides_no_web_address_gives_no_link() -> None:
    (post,) = posts(ALERT.replace("https://journal.example/a%3Fb%3D1", "javascript:alert(1)"))
    assert post.url is None


def test_atom_is_read_with_its_own_rules() -> None:
    (first, second) = posts(
        """<a:feed xmlns:a="http://www.w3.org/2005/Atom"
        xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="en">
        <a:author><a:name>The desk</a:name><a:email>desk@fil.example</a:email></a:author>
        <a:entry><a:id>tag:1</a:id><a:title type="text">1 &lt; 2</a:title><a:link rel="enclosure" href="https://f.example/e"/>
        <a:link href="https://f.example/1"/><a:updated>2026-01-20T09:00:00Z</a:updated><thr:in-reply-to ref="tag:0"/>
        <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
        <p>One &amp; <b>two</b></p><p>three</p></div></a:content>
        <a:source><a:title>Elsewhere</a:title><a:id>tag:elsewhere</a:id></a:source></a:entry>
        <a:entry><a:id>tag:2</a:id><a:author><a:name>Ana</a:name><a:uri>https://f.example/ana</a:uri></a:author>
        <a:summary>short</a:summary></a:entry></a:feed>"""
    )
    assert (first.id, first.title, first.url, first.reply_to) == ("tag:1", "1 < 2", "https://f.example/1", "tag:0")
    assert (first.text, first.author, first.lang) == ("One & two\n\nthree", "The desk", "en")
    assert (second.text, second.author, second.created_at) == ("short", "Ana", None)


def test_rss_1_keeps_its_items_beside_the_channel() -> None:
    (post,) = posts(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:d="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://f.example"><link>https://f.example</link>
        <items><rdf:Seq><rdf:li resource="https://f.example/1"/></rdf:Seq></items></channel>
        <item rdf:about="https://f.example/1"><title>Un</title><description>Mot</description>
        <d:date>2026-01-20T09:00:00Z</d:date><d:creator>Léa</d:creator></item></rdf:RDF>"""
    )
    assert (post.id, post.text, post.author) == ("https://f.example/1", "Mot", "Léa")
    assert post.created_at == "2026-01-20T09:00:00Z"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_feed_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    said = RSS.replace("{items}", "<item><title>déjà</title></item>").replace("UTF-8", encoding.removesuffix("-sig"))
    assert [post.text for post in posts(said.encode(encoding))] == ["déjà"]


def test_names_of_html_stand_for_their_characters() -> None:
    assert one("<item><title>prix&nbsp;: 5&euro; &inconnu;</title></item>").text == "prix\u00a0: 5€ &inconnu;"


def test_a_feed_that_was_cut_gives_its_whole_items_and_one_refusal() -> None:
    whole = RSS.replace("{items}", "".join(ITEM.format(number) for number in range(50)))
    for cut in range(whole.index("<item>") + 1, len(whole) - 1, 97):
        items = read(whole.encode()[:cut])
        kept = [item.post.text for item in items if isinstance(item, Found)]
        assert kept == [str(number) for number in range(len(kept))]
        assert len(kept) == whole[:cut].count("</item>")
        (refused,) = [item for item in items if isinstance(item, Refused)]
        assert refused.code == "xml_cut_short"
        assert refused.where.startswith("line ")


def test_what_is_no_xml_in_the_middle_is_said_with_its_line() -> None:
    items = read(RSS.replace("{items}", ITEM.format("a") + "\n<item><title>b</item>"))
    assert [type(item) for item in items] == [Found, Refused]
    assert items[1] == Refused("line 7", "bad_xml", {"reason": "mismatched tag"})


LAUGHS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss><channel><item><title>&c;</title></item></channel></rss>"""
SECRET = """<!DOCTYPE rss [<!ENTITY x SYSTEM "{0}">]><rss><channel><item><title>&x;</title></item></channel></rss>"""
PARAMETER = (
    """<!DOCTYPE rss [<!ENTITY % x SYSTEM "{0}"> %x;]><rss><channel><item><title>a</title></item></channel></rss>"""
)


@pytest.mark.parametrize("trap", [LAUGHS, SECRET, PARAMETER], ids=["laughs", "external", "parameter"])
def test_an_entity_of_its_own_refuses_the_whole_feed(trap: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    with pytest.raises(Unreadable, match="xml_entities"):
        read(trap.replace("{0}", secret.as_uri()))


def test_a_dtd_elsewhere_is_not_opened(tmp_path: Path) -> None:
    dtd = tmp_path / "a.dtd"
    dtd.write_text('<!ENTITY x "secret">')
    said = f'<!DOCTYPE rss SYSTEM "{dtd.as_uri()}"><rss><channel><item><title>vu &x;</title></item></channel></rss>'
    assert [post.text for post in posts(said)] == ["vu &x;"]


HOSTILE = {
    "nesting without end": (b"<rss><channel>" + b"<a>" * 100_000, "xml_too_deep"),
    "a comment without end": (b"<rss><channel><!--" + b"x" * 8_000_000, "xml_too_long"),
    "a tag without end": (b"<rss><channel><item a='" + b"x" * 8_000_000, "xml_too_long"),
    "names without end": (
        b"<rss><channel>" + b"".join(b"<n%d/>" % number for number in range(60_000)),
        "xml_names",
    ),
    "no byte of XML": (b"<rss>" + bytes(range(256)) * 10, "bad_xml"),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_has_no_end_is_refused_in_one_line(data: bytes, code: str) -> None:
    (refused,) = read(data)
    assert isinstance(refused, Refused)
    assert refused.code == code


def test_a_huge_item_costs_no_more_memory_than_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "fil.rss"
    with path.open("wb") as file:
        file.write(b"<rss><channel><item><title>a</title><description><![CDATA[")
        for _ in range(60):
            file.write(b"<b>mot</b> " * 100_000)
        file.write(b"]]></description></item><item><title>b</title></item></channel></rss>")
    program = (
        "import sys, resource\n"
        "resource.setrlimit(resource.RLIMIT_AS, (600 * 2**20, 600 * 2**20))\n"
        "from aparte.sources.feed import SOURCE\n"
        "for item in SOURCE.read(open(sys.argv[1], 'rb'), 'rss', None):\n"
        "    print(getattr(item, 'code', None) or item.post.text)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT / "desktop",
        env={"OPENBLAS_NUM_THREADS": "1"},
    )
    assert done.stdout.split() == ["item_too_long", "b"], done.stderr[-500:]


_pieces = st.lists(
    st.sampled_from(["<item>", "</item>", "<title>", "</title>", "<description>", "</description>", "<![CDATA[", "]]>"])
    | st.sampled_from(
        ["<link href='https://a.example'/>", "<guid>1</guid>", "<!--", "-->", "&amp;", "&nbsp;", "&lt;b>"]
    )
    | st.sampled_from(
        ["<author>", "<name>", "</name>", "</author>", "<?x ?>", "<source>", "</source>", "\0", "<p>", "</p>"]
    )
    | st.text(max_size=8),
    max_size=30,
).map("".join)


@given(_pieces)
def test_any_feed_is_posts_and_at_most_one_refusal_of_the_rest(said: str) -> None:
    data = f"<rss><channel>{said}</channel></rss>".encode("utf-8", "surrogatepass")
    items = list(SOURCE.read(io.BytesIO(data), "rss", None))
    rest = [item for item in items if isinstance(item, Refused) and item.code != "empty_text"]
    assert len(rest) <= 1
    for item in items:
        if isinstance(item, Found):
            assert item.post.text.strip()
            item.post.text.encode()


@given(st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 60), st.binary(max_size=6)), max_size=4))
def test_any_damage_to_a_feed_costs_items_but_never_the_import(damages: list[tuple[int, int, bytes]]) -> None:
    data = (RSS.replace("{items}", "".join(ITEM.format(number) for number in range(8))) + ALERT).encode()
    for place, length, instead in damages:
        data = data[:place] + instead + data[place + length :]
    try:
        items = list(SOURCE.read(io.BytesIO(data), "rss", None))
    except Unreadable:
        items = []  # not even its first element could be read
    assert len([item for item in items if isinstance(item, Refused) and item.code != "empty_text"]) <= 1
