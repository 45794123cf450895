"""What becomes a link, and where."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.text.entities import KINDS, entities

PIECES = (
    *("http://", "https://", "exemple", ".fr", ".com", "-", "_", ".", "/", "(x)", "?q=1", "#", "＃", "@", "$AB", " "),
    *("日本語", "é", "…", "t.co", "\n", "\u202a", "👍", "·", "RT", "xn--", "’", "&"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)
PLATFORMS = ("x", "bluesky", "mastodon", "threads", "instagram")


def found(text: str, platform: str, kind: str) -> list[str]:
    return [text[span.start : span.end] for span in entities(text, platform)[kind]]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Voir https://exemple.fr/a_(b), puis http://x.org.", ["https://exemple.fr/a_(b)", "http://x.org"]),
        ("sur exemple.fr/inscription avant lundi", ["exemple.fr/inscription"]),
        ("écrire à contact@exemple.fr ou prenom.nom@exemple.fr", []),
        ("node.js, index.html et README.md", ["README.md"]),
        ("http://localhost:8080 ftp://exemple.fr http://192.168.1.1/a", []),
        ("漢字exemple.com漢字 et twitter.みんな です", ["exemple.com", "twitter.みんな"]),
        ("http://exemple.com漢字.comtest", ["http://exemple.com"]),
        ("http://-tiret.com http://bas_.com http://fin-.com", []),
        ("https://t.co/AbC123: suite", ["https://t.co/AbC123"]),
        ("https://t.co/" + "a" * 41, []),
        ("http://" + "a" * 64 + ".com", []),
        ("le HTTPS://EXEMPLE.FR/A crié", ["HTTPS://EXEMPLE.FR/A"]),
        ("$exemple.fr #exemple.fr @exemple.fr", []),
        ("exemple.fr?q=1 mais exemple.fr/?q=1", ["exemple.fr", "exemple.fr/?q=1"]),
        ("le port exemple.fr:80/a compte", ["exemple.fr:80/a"]),
        ("fin.Le début", []),
    ],
)
def test_x_links(text: str, links: list[str]) -> None:
    assert found(text, "x", "urls") == links


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#été #motivé·es #2026 #24h", ["#été", "#motivé·es", "#24h"]),
        ("#L’Oréal #arc-en-ciel", ["#L", "#arc"]),
        ("#un#deux ##trois a#quatre &#cinq", ["#trois"]),
        ("＃東京 ✌️#ici #️⃣non", ["＃東京", "#ici"]),
        ("https://exemple.fr/#ancre #vrai", ["#vrai"]),
        ("#http://exemple.fr", []),
    ],
)
def test_x_hashtags(text: str, tags: list[str]) -> None:
    assert found(text, "x", "hashtags") == tags


def test_x_mentions_stop_where_a_name_can_not_go_on() -> None:
    text = "@ami @a@b @trop_long_pour_etre_un_nom RT@moi f!@non @aliceìx @liste/amis"
    assert found(text, "x", "mentions") == ["@ami", "@trop_long_pour_etre_", "@moi"]


def test_x_cashtags_are_short_and_free() -> None:
    assert found("$AAPL, $btc.eu $100 US$A $TROPLONG", "x", "cashtags") == ["$AAPL", "$btc.eu"]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("#L’Oréal, #un#deux. #2026 #🦋", "hashtags", ["#L’Oréal", "#un#deux", "#🦋"]),
        ("#" + "a" * 64 + " #" + "b" * 65, "hashtags", ["#" + "a" * 64]),
        ("(@ami.bsky.social) @seul @a@b.fr @moi.test.", "mentions", ["@ami.bsky.social", "@moi.test"]),
        ("voir exemple.fr/a, (https://x.fr) ou node.js", "urls", ["exemple.fr/a", "https://x.fr"]),
        ("HTTPS://X.FR", "urls", []),
        ("$AAPL $TROPLONG $1", "cashtags", ["$AAPL"]),
    ],
)
def test_bluesky_facets(text: str, kind: str, expected: list[str]) -> None:
    assert found(text, "bluesky", kind) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("#un·deux·trois· (#non) #2026 #3d", "hashtags", ["#un·deux·trois", "#3d"]),
        ("#motcléhttps://x.fr", "hashtags", ["#motclé"]),
        ("@ami@hote.fr, @moi. /@non @a@b@c", "mentions", ["@ami@hote.fr", "@moi"]),
        ("https://hote.fr/@ami puis exemple.fr", "urls", ["https://hote.fr/@ami"]),
        ("https://hote.fr/@ami puis exemple.fr", "mentions", []),
    ],
)
def test_mastodon_marks(text: str, kind: str, expected: list[str]) -> None:
    assert found(text, "mastodon", kind) == expected


def test_a_typing_mistake_is_no_link_where_no_rule_is_published() -> None:
    assert found("fin.Il reste exemple.fr", "instagram", "urls") == ["exemple.fr"]


@given(TEXTS, st.sampled_from(PLATFORMS))
def test_entities_stand_in_the_text_in_order_and_apart(text: str, platform: str) -> None:
    for spans in (entities(text, platform)[kind] for kind in KINDS):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(first.end <= then.start for first, then in pairwise(spans))


@given(TEXTS, st.sampled_from(PLATFORMS))
def test_a_mention_begins_with_its_sign_and_a_hashtag_with_its_own(text: str, platform: str) -> None:
    assert all(mark[0] in "@＠" for mark in found(text, platform, "mentions"))
    assert all(mark[0] in "#＃" for mark in found(text, platform, "hashtags"))
