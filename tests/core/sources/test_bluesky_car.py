"""Bluesky repositories through the import: the tree decides what is a post, the hashes decide what is believed."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.archive.spaces import Space, default_space
from aparte.archive.store import Archive
from aparte.sources import car as car_module
from aparte.sources.base import Found, Refused, Unreadable
from aparte.sources.bluesky_car import SOURCE
from aparte.sources.intake import import_paths
from tests.exports.bluesky import DID, POST, Blocks, address, car, commit, link, record, repository, varint

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.nouns import Post
    from aparte.sources.report import FileReport


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["uri", "parent", "index", "byteStart", "byteEnd", "features", "images", "alt", "media"]),
            inner,
        )
    ),
    max_leaves=9,
)
FIELDS = st.sampled_from(["text", "createdAt", "langs", "reply", "facets", "embed", "subject"])


@pytest.fixture
def space(home: Path) -> Space:
    return default_space(home)


def imported(space: Space, data: bytes, as_kind: str | None = None) -> tuple[FileReport, dict[str, Post]]:
    path = space.folder.parent.parent / "repo.bin"
    path.write_bytes(data)
    (report,) = import_paths([path], space, as_kind=as_kind).files
    if not space.archive_path.exists():
        return report, {}
    with Archive(space.archive_path) as kept:
        return report, {post.id.rpartition("/")[2]: post for post in kept.every()}


def many(count: int) -> dict[str, object]:
    return {f"{POST}/3n2{number:04}": record(f"numéro {number}") for number in range(count)}


def codes(report: FileReport) -> list[str]:
    return [one.code.removeprefix("import.") for one in report.rejections]


def test_posts_replies_and_reposts_come_with_their_addresses(space: Space) -> None:
    parent = f"at://{DID}/{POST}/3n2a"
    theirs = "at://did:plc:other/app.bsky.feed.post/3aaa"
    records = {
        f"{POST}/3n2a": record("Nouvel arrivage 🧶"),
        f"{POST}/3n2b": record(
            "Oui", "2026-01-20T12:00:00+02:00", reply={"parent": {"uri": parent}, "root": {"uri": parent}}
        ),
        "app.bsky.feed.repost/3n2c": {"subject": {"uri": theirs, "cid": "x"}, "createdAt": "2026-01-21T00:00:00Z"},
        "app.bsky.feed.like/3n2d": {"subject": {"uri": theirs}, "createdAt": "2026-01-21T00:00:00Z"},
        "app.bsky.actor.profile/self": {"displayName": "Lune"},
    }
    report, posts = imported(space, repository(records))
    assert (report.format, report.imported, report.rejected) == ("bluesky_car", 3, 0)
    assert [(one.what, one.reason) for one in report.skipped] == [
        ("app.bsky.actor.profile", "import.not_authored"),
        ("app.bsky.feed.like", "import.not_authored"),
    ]
    first, reply, shared = posts["3n2a"], posts["3n2b"], posts["3n2c"]
    assert (first.id, first.url) == (parent, f"https://bsky.app/profile/{DID}/post/3n2a")
    assert (first.text, first.author, first.platform, first.lang) == ("Nouvel arrivage 🧶", DID, "bluesky", "fr")
    assert (reply.form, reply.reply_to, reply.created_at) == ("reply", parent, "2026-01-20T10:00:00Z")
    assert (shared.form, shared.text, shared.reply_to, shared.author) == ("repost", "", theirs, "did:plc:other")
    assert shared.url == "https://bsky.app/profile/did:plc:other/post/3aaa"
    assert {post.kind for post in posts.values()} == {"own"}


def test_a_deleted_post_whose_block_lingers_is_not_imported_whatever_the_order_of_blocks(space: Space) -> None:
    blocks = Blocks()
    blocks.add(record("Supprimé"))
    repository(many(40), blocks)
    root = list(blocks.kept)[-1]
    order = list(blocks.kept.items())
    random.Random(7).shuffle(order)
    report, posts = imported(space, car(root, dict(order)))
    assert (report.imported, report.rejected) == (40, 0)
    assert [post.text for post in posts.values()] == [f"numéro {number}" for number in range(40)]


def test_a_block_that_is_not_what_its_address_says_is_refused_alone(space: Space) -> None:
    data = repository(many(9))
    report, posts = imported(space, data.replace("numéro 4".encode(), "numéro X".encode()))
    assert (len(posts), codes(report)) == (8, ["bad_block"])
    assert report.rejections[0].where == f"{POST}/3n20004"


def test_a_spoilt_node_costs_what_hangs_on_it_and_is_said_once(space: Space) -> None:
    blocks = Blocks()
    low = blocks.tree([(key, blocks.add(value)) for key, value in many(3).items()])
    top = blocks.add(
        {"l": link(low), "e": [{"p": 0, "k": f"{POST}/3z".encode(), "v": link(blocks.add(record("z"))), "t": None}]}
    )
    root = commit(blocks, top)
    blocks.kept[low] = b"\xff" + blocks.kept[low][1:]
    report, posts = imported(space, car(root, blocks.kept))
    assert (list(posts), codes(report)) == (["3z"], ["bad_block"])


def test_a_cut_file_names_each_post_it_lost_and_the_byte(space: Space) -> None:
    blocks = Blocks()
    kept = [(key, blocks.add(value)) for key, value in many(10).items()]
    root = commit(blocks, blocks.tree(kept))
    data = car(root, dict(reversed(list(blocks.kept.items()))))
    report, posts = imported(space, data[:-250])
    assert set(codes(report)) == {"missing_block", "cut_file"}
    assert len(posts) + codes(report).count("missing_block") == 10
    assert codes(report).count("cut_file") == 1


def test_addresses_that_were_shortened_to_be_shown_are_written_out(space: Space) -> None:
    text = "Été : atelier.example/tarifs-2… ou lune.example, merci"
    start = len("Été : ".encode())
    end = start + len("atelier.example/tarifs-2…".encode())

    def facet(first: int, last: int, uri: str) -> dict[str, object]:
        return {
            "index": {"byteStart": first, "byteEnd": last},
            "features": [{"$type": "app.bsky.richtext.facet#link", "uri": uri}],
        }

    lure = facet(end + 4, end + 16, "https://evil.example/")
    facets = [
        facet(start, end, "https://www.atelier.example/tarifs-2026-été"),
        lure,
        {"index": 3},
        "x",
        facet(0, 900, "https://t…"),
    ]
    _, posts = imported(space, repository({f"{POST}/3a": record(text, facets=facets)}))
    assert posts["3a"].text == "Été : https://www.atelier.example/tarifs-2026-été ou lune.example, merci"


def test_pictures_without_words_are_their_descriptions_and_without_any_are_refused(space: Space) -> None:
    pictures = {"images": [{"alt": "La vitrine"}, {"alt": " "}, {"alt": "La cour"}]}
    records = {
        f"{POST}/3a": record("", embed=pictures),
        f"{POST}/3b": record(" ", embed={"media": pictures, "record": {}}),
        f"{POST}/3c": record("", embed={"alt": "Une vidéo"}),
        f"{POST}/3d": record("", embed={"images": [{"alt": ""}]}),
    }
    report, posts = imported(space, repository(records))
    assert {post.text for post in posts.values()} == {"La vitrine\nLa cour", "Une vidéo"}
    assert codes(report) == ["empty_text"]


def test_records_that_are_none_are_refused_one_by_one(space: Space) -> None:
    records = {
        f"{POST}/3a": record("Bon"),
        f"{POST}/3b": ["no", "record"],
        f"{POST}/3c": record("Date", "0000-13-45"),
        f"{POST}/3d": {"text": 3, "createdAt": None},
        "app.bsky.feed.repost/3e": {"subject": "x", "createdAt": "2026-01-21T00:00:00Z"},
    }
    report, posts = imported(space, repository(records))
    assert (list(posts), codes(report)) == (["3a"], ["bad_block", "bad_time", "empty_text", "no_address"])


def test_a_tree_that_goes_round_or_down_without_end_ends(space: Space) -> None:
    blocks = Blocks()
    leaf = blocks.add(record("Une fois"))
    below: bytes | None = None
    for _ in range(3_000):  # each node twice under the one above: 2 to the 3,000th leaves, were they all walked
        hanging = link(below) if below else None
        below = blocks.add({"l": hanging, "e": [{"p": 0, "k": f"{POST}/3a".encode(), "v": link(leaf), "t": hanging}]})
    assert below is not None
    report, posts = imported(space, car(commit(blocks, below), blocks.kept))
    assert (len(posts), report.rejected) == (1, 0)


def test_a_hash_that_is_not_sha_256_can_not_be_checked_and_is_believed(space: Space) -> None:
    blocks = Blocks()
    other = bytes((1, 0x71, 0x1E, 32)) + b"h" * 32  # blake3
    blocks.kept[other] = cbor2.dumps(record("Cru"))
    root = commit(blocks, blocks.tree([(f"{POST}/3a", other)]))
    _, posts = imported(space, car(root, blocks.kept))
    assert posts["3a"].text == "Cru"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (car(address(b""), {}), "missing_block"),
        (car(address(cbor2.dumps([])), {address(cbor2.dumps([])): cbor2.dumps([])}), "no_car"),
        (repository({f"{POST}/3a": record("a")}).replace(b"did:plc", b"did plc"), "bad_block"),
    ],
    ids=["no commit", "no map", "no author"],
)
def test_without_a_commit_the_whole_file_is_refused(space: Space, data: bytes, code: str) -> None:
    report, posts = imported(space, data)
    assert (report.format, posts, codes(report)) == (None, {}, [code])


def test_claims_of_gigabytes_are_not_believed(space: Space) -> None:
    data = repository(many(2)) + varint(10 * 2**30) + address(b"") + b"rest"
    report, posts = imported(space, data)
    assert (len(posts), codes(report)) == (2, ["cut_file"])


def test_a_file_of_more_blocks_than_memory_should_hold_is_left_alone(
    space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(car_module, "MOST_BLOCKS", 10)
    report, posts = imported(space, repository(many(20)))
    assert (posts, codes(report)) == ({}, ["too_many_blocks"])


def test_as_mention_is_respected(space: Space) -> None:
    _, posts = imported(space, repository(many(1)), as_kind="mention")
    assert posts["3n20000"].kind == "mention"


@given(fields=st.dictionaries(FIELDS, VALUES), collection=st.sampled_from([POST, "app.bsky.feed.repost"]))
def test_any_record_is_a_post_or_a_refusal(fields: dict[str, object], collection: str) -> None:
    data = repository({f"{collection}/3a": record("Bonjour") | fields})
    (item,) = SOURCE.read(io.BytesIO(data), "bluesky_car", None)
    assert isinstance(item, Refused) or item.post.text or item.post.form == "repost"  # type: ignore[union-attr]  # no Skipped: both are posts
    if isinstance(item, Found):
        "".join(filter(None, (item.post.text, item.post.lang, item.post.reply_to, item.post.author))).encode()


@given(
    node=VALUES | st.fixed_dictionaries({"l": VALUES, "e": st.lists(st.dictionaries(st.sampled_from("pkvt"), VALUES))})
)
def test_any_node_is_walked_or_refused(node: object) -> None:
    blocks = Blocks()
    data = car(commit(blocks, blocks.add(node)), blocks.kept)
    assert len([item for item in SOURCE.read(io.BytesIO(data), "bluesky_car", None) if isinstance(item, Refused)]) <= 1


@given(st.dictionaries(st.sampled_from(["did", "data", "version"]), VALUES) | VALUES)
def test_any_commit_is_refused_as_a_whole(made: object) -> None:
    blocks = Blocks()
    root = blocks.add(made)
    with pytest.raises(Unreadable):
        SOURCE.read(io.BytesIO(car(root, blocks.kept)), "bluesky_car", None)
