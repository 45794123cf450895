"""Comments copied from six networks become posts; what is not sure is asked, line by line, and nothing is invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.sources.page_lines import without_marks
from aparte.sources.pasted import Pasted, answered, archive_posts, read_pasted
from aparte.sources.pasted_times import read_when
from aparte.sources.pasted_words import fold
from tests.core.sources.specimens import NOW, Specimen, read, specimens

HELD_OUT_FLOOR = 28
"""Of 30 read to the letter: 25 when the reader first met them, 30 once it had been mended on the other 30."""


@pytest.mark.parametrize("specimen", specimens("dev"), ids=lambda specimen: specimen.name)
def test_a_specimen_is_read_to_the_letter(specimen: Specimen) -> None:
    assert read(specimen) == (specimen.network, specimen.posts)


def test_specimens_never_looked_at_are_read_as_well() -> None:
    held_out = specimens("held_out")
    assert len(held_out) == 30
    assert sum(read(one) == (one.network, one.posts) for one in held_out) >= HELD_OUT_FLOOR


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("3h", "2026-03-10T12:00"),
        ("3 h", "2026-03-10T12:00"),
        ("il y a 3 heures", "2026-03-10T12:00"),
        ("an hour ago", "2026-03-10T14:00"),
        ("il y a une heure", "2026-03-10T14:00"),
        ("1 sem.", "2026-03-03T15:00"),
        ("2 wk", "2026-02-24T15:00"),
        ("4 mois", "2025-11-10T15:00"),
        ("1yr", "2025-03-10T15:00"),
        ("À l’instant", "2026-03-10T15:00"),
        ("Hier, à 18:42", "2026-03-09T18:42"),
        ("Yesterday at 6:42 PM", "2026-03-09T18:42"),
        ("lundi à 9h30", "2026-03-09T09:30"),
        ("Tuesday at 12:05 AM", "2026-03-03T00:05"),
        ("20 janvier, 14:05", "2026-01-20T14:05"),
        ("January 20 at 2:05 PM", "2026-01-20T14:05"),
        ("2:05 PM · Jan 20, 2026", "2026-01-20T14:05"),
        ("14:05 · 20 janv. 2026", "2026-01-20T14:05"),
        ("12 déc.", "2025-12-12T00:00"),
        ("1er mars", "2026-03-01T00:00"),
        ("2-14", "2026-02-14T00:00"),
        ("2025-11-3", "2025-11-03T00:00"),
    ],
)
def test_a_time_is_worked_out_from_the_moment_of_pasting(said: str, kept: str) -> None:
    when = read_when(fold(said).text, 0, NOW)
    assert when is not None
    assert when.at == datetime.fromisoformat(f"{kept}:00+00:00")
    assert when.end == len(said)


@pytest.mark.parametrize(
    "said", ["", "12", "une heure", "30 février", "99-99", "2026", "demain", "3 hats", "20 mars 2031", "999 years ago"]
)
def test_what_says_no_past_time_is_no_time(said: str) -> None:
    when = read_when(fold(said).text, 0, NOW)
    assert when is None or when.end < len(said)


def test_a_clock_on_the_page_is_the_clock_of_the_person_who_pastes() -> None:
    paris = datetime.fromisoformat("2026-03-10T16:00:00+01:00")
    (post,) = read_pasted("Marie\nBravo !\nHier, à 18:42\nJ’aime\nRépondre", paris).posts
    (kept,) = archive_posts([post], "facebook")
    assert kept.created_at == "2026-03-09T17:42:00Z"


@pytest.mark.parametrize(
    ("text", "author", "said"),
    [
        ("Marie Dubois, il y a 3 h, Bravo, vraiment, J'aime, Répondre", "Marie Dubois", "Bravo, vraiment"),
        ("Marie Dubois · 3 h · Bravo ! · J’aime · Répondre", "Marie Dubois", "Bravo !"),
        ("Marie Dubois\nil y a 3 h\nBravo !\nJ'aime\nRépondre", "Marie Dubois", "Bravo !"),
        ("Marie Dubois\nBravo !\n3 h J'aime Répondre", "Marie Dubois", "Bravo !"),
        ("Marie Dubois · il y a 3 h\nBravo !\nJ'aime Répondre", "Marie Dubois", "Bravo !"),
        ("marie_d 3h\nBravo !\n2 likes Reply See translation", "marie_d", "Bravo !"),
        (
            "\u200eMarie Dubois\u200f\r\n3\u202fh\r\nBravo\u00a0!\r\nJ’aime\r\nRépondre\r\n",
            "Marie Dubois",
            "Bravo\u00a0!",
        ),
    ],
)
def test_one_comment_is_read_in_whatever_line_it_was_copied(text: str, author: str, said: str) -> None:
    (post,) = read_pasted(text, NOW).posts
    assert (post.author, post.text, post.at) == (author, said, NOW - timedelta(hours=3))
    assert post.approximate


VARIANTS = {
    "LinkedIn, no distance": (
        "Mathieu Costes\n(He/Him)\nAuthor\nFounder at Atelier\n2h\nThanks all\nLike\nReply",
        [("Mathieu Costes", "Thanks all")],
    ),
    "LinkedIn, the distance beside the name": (
        "Claire B.  • 2e\nResponsable com\n3 h\nTrès juste\nJ’aime\nRépondre",
        [("Claire B.", "Très juste")],
    ),
    "Facebook, nobody signed in": (
        "Marie Dubois\nBravo !\n3 h\nJean Petit\nSuper\n2 h",
        [("Marie Dubois", "Bravo !"), ("Jean Petit", "Super")],
    ),
    "Instagram, nobody signed in": (
        "ella.r\n3h\nLovely\nold.bikes\n2w\nNo",
        [("ella.r", "Lovely"), ("old.bikes", "No")],
    ),
    "numbers that were said": ("ana.k\n3h\nThree things:\n1\n2\nReply", [("ana.k", "Three things:\n1\n2")]),
    "dashes": ("Marie D. — il y a 3 heures — Très beau — J'aime — Répondre", [("Marie D.", "Très beau")]),
    "a name written twice": ("lola.c\nlola.c\ntrop bien\n3d ago\nReply\n14", [("lola.c", "trop bien")]),
    "somebody replied": (
        "Léa\nOui\n3 h\nJ’aime\nRépondre\nLéa a répondu\n·\n1 réponse\nTom\nNon\n2 h\nJ’aime\nRépondre",
        [("Léa", "Oui"), ("Tom", "Non")],
    ),
}


@pytest.mark.parametrize(("text", "said"), VARIANTS.values(), ids=VARIANTS.keys())
def test_pages_seen_otherwise_are_read_too(text: str, said: list[tuple[str, str]]) -> None:
    pasted = read_pasted(text, NOW)
    assert [(post.author, post.text) for post in pasted.posts] == said
    assert pasted.unsure == ()


def test_a_comment_without_a_word_is_no_post() -> None:
    pasted = read_pasted("ana.k\n3h\n2 likes\nReply\nbob\n2h\nHello\nReply", NOW)
    assert [post.author for post in pasted.posts] == ["bob"]
    assert [post.author for post in pasted.empty] == ["ana.k"]


def test_text_without_a_time_is_asked_line_by_line_and_the_answer_makes_posts() -> None:
    pasted = read_pasted("Marie\nBravo !\nEncore bravo\nLéo\nMerci", NOW)
    assert (pasted.posts, pasted.unsure) == ((), (0, 1, 2, 3, 4))
    roles = {0: "author", 1: "text", 2: "text", 3: "author", 4: "text"}
    told = answered(pasted, roles)  # type: ignore[arg-type]  # the roles are literals
    assert [(post.author, post.text, post.at) for post in told.posts] == [
        ("Marie", "Bravo !\nEncore bravo", None),
        ("Léo", "Merci", None),
    ]
    assert told.unsure == ()


def test_a_sentence_in_the_place_of_a_name_is_asked() -> None:
    sentence = "Je ne sais pas qui a écrit ceci mais ce n’est pas un nom."
    pasted = read_pasted(f"{sentence}\n3 h\nBravo\nRépondre", NOW)
    assert pasted.posts == ()
    assert [pasted.told[place].line.text for place in pasted.unsure] == [sentence, "Bravo"]


def test_a_comment_copied_again_is_the_same_post_and_one_said_twice_is_two() -> None:
    first = read_pasted("ana\n3h\nMerci\nReply\nana\n2h\nMerci\nReply\nbob\n1h\nMerci\nReply", NOW)
    again = read_pasted("ana\n1d\nMerci\nReply\nana\n1d\nMerci\nReply", NOW + timedelta(days=1))
    ids = [post.id for post in archive_posts(first.posts, "instagram")]
    assert len(set(ids)) == 3
    assert ids[:2] == [post.id for post in archive_posts(again.posts, "instagram")]


def test_posts_of_the_archive_are_mentions_with_their_network_and_language() -> None:
    pasted = read_pasted("@leo.rdv\nil y a 1 jour\nMerci beaucoup pour ce tuto\nRépondre", NOW)
    (post,) = archive_posts(pasted.posts, pasted.network)
    assert (post.author, post.platform, post.kind, post.form) == ("leo.rdv", "youtube", "mention", "comment")
    assert (post.created_at, post.lang) == ("2026-03-09T15:00:00Z", "fr")


def test_what_the_client_wrote_is_told_apart() -> None:
    pasted = read_pasted("Atelier Lune\nMerci\n3 h\nJ’aime\nRépondre\nana\nBravo\n2 h\nJ’aime\nRépondre", NOW)
    kinds = [post.kind for post in archive_posts(pasted.posts, pasted.network, ours=("Atelier Lune", "@atelierlune"))]
    assert kinds == ["own", "mention"]
    assert [post.kind for post in archive_posts(pasted.posts, "x", "mention", ("ana",))] == ["mention", "mention"]


def test_thousands_of_comments_are_read() -> None:
    pasted = read_pasted("ana.k\n3h\nHello there\n2 likes\nReply\n" * 5_000, NOW)
    assert len(pasted.posts) == 5_000


_lines = st.lists(
    st.sampled_from(
        ["3h", "3 h", "il y a 2 jours", "hier à 18:42", "J’aime", "Répondre", "Reply", "12", "1.2K", "·", ""]
    )
    | st.sampled_from(
        ["Marie D.", "@leo", "Photo de profil de ana", "En réponse à", "Auteur", "Modifié", "Bravo !", "😍"]
    )
    | st.sampled_from(["ana 3h", "Marie · 3 h", "Marie, 3 h, Bravo, Répondre", "2 sem4 J’aimeRépondre", "2-14", "• 2e"])
    | st.text(max_size=12),
    max_size=25,
)


def _check(text: str, pasted: Pasted) -> None:
    for told in pasted.told:
        line = told.line
        assert text[line.span.start : line.span.end] == line.text
    places = [told.line.span for told in pasted.told]
    assert all(before.end <= after.start for before, after in pairwise(places))
    for post in (*pasted.posts, *pasted.empty):
        assert post.author in text
        assert all(line in text for line in post.text.split("\n"))
        assert 1 <= post.first <= post.last <= text.count("\n") + 1
        assert post.at is None or post.at <= NOW + timedelta(days=1)


@given(_lines.map("\n".join).map(without_marks), st.sampled_from([None, "", "instagram", "facebook", "x", "linkedin"]))
def test_any_paste_gives_posts_made_of_its_own_lines(text: str, network: str | None) -> None:
    pasted = read_pasted(text, NOW, network)
    _check(text, pasted)
    for post in archive_posts(pasted.posts, pasted.network):
        assert post.text.strip()
        post.text.encode()


@given(st.text(max_size=200))
def test_any_text_is_read_or_asked(text: str) -> None:
    pasted = read_pasted(text, datetime(2024, 2, 29, tzinfo=UTC))
    assert all(0 <= place < len(pasted.told) for place in pasted.unsure)


@given(
    _lines.map("\n".join).map(without_marks),
    st.dictionaries(
        st.integers(-3, 30), st.sampled_from(["author", "handle", "time", "text", "answering", "left_out", "unsure"])
    ),
)
def test_any_answer_gives_posts_made_of_the_lines(text: str, roles: dict[int, str]) -> None:
    pasted = read_pasted(text, NOW)
    _check(text, answered(pasted, roles))  # type: ignore[arg-type]  # the roles are literals
