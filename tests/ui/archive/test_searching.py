"""Orders, saved searches, what resembles a post, own hashtags, and a list as long as the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aparte.archive.heard import UNHEARD
from aparte.archive.spaces import spaces
from aparte.archive.store import Archive
from aparte.nouns import Post
from aparte_ui.archive.postmodel import HIT_ROLE, MOST_KEPT
from aparte_ui.archive.shelf import LONG
from tests.ui.archive.test_archive import Place
from tests.ui.opened import home_with, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

OWN = (
    "Samedi, la boutique ouvre à neuf heures #Soldes",
    "Ce samedi la boutique ouvrira dès neuf heures #soldes",
    "soldes soldes soldes, dernier jour",
    "Merci à toute l’équipe #merci",
)


def _post(number: int, text: str, **fields: str) -> Post:
    at = f"2025-03-{1 + number // 1440 % 28:02}T{number // 60 % 24:02}:{number % 60:02}:00Z"
    return Post(id=str(number), text=text, platform="x", author="lou", created_at=at, **fields)  # type: ignore[arg-type]  # kind is one of two words


def _home(home: Path, posts: Sequence[Post]) -> Path:
    home_with(home)
    with Archive(spaces(home)[0].archive_path) as archive:
        archive.add(posts, [UNHEARD] * len(posts))
    return home


@pytest.fixture
def own(home: Path, qtbot: QtBot) -> Iterator[Place]:
    posts = [_post(number, text, kind="own") for number, text in enumerate(OWN)]
    with opened(_home(home, posts), qtbot) as window:
        yield Place(window)


def _choose(place: Place, order: str) -> None:
    place.results.tools.order._segments[order].click()
    place.window.settle()


def test_the_most_relevant_come_first_when_asked_and_the_newest_again_after(own: Place) -> None:
    newest = own.search("soldes")
    _choose(own, "relevant")
    assert own.texts()[0] == OWN[2]
    _choose(own, "newest")
    assert own.texts() == newest == [OWN[2], OWN[1], OWN[0]]


def test_a_search_kept_under_a_name_is_made_again_and_forgotten(own: Place) -> None:
    found = own.search("#soldes")
    own.results.save("Nos soldes")
    own.window.settle()
    own.search("")
    names = [action.text() for action in own.results.tools.menu().actions()]
    assert names[0].split("\t")[0] == "Nos soldes"
    own.results.tools.menu().actions()[0].trigger()
    own.window.settle()
    assert own.texts() == found
    own.results.tools.forget_asked.emit("Nos soldes")
    own.window.settle()
    assert not any("Nos soldes" in action.text() for action in own.results.tools.menu().actions())


def test_nothing_typed_can_not_be_kept(own: Place) -> None:
    own.search("")
    assert [action.isEnabled() for action in own.results.tools.menu().actions()] == [False]


def test_what_resembles_a_post_is_listed_closest_first_until_something_is_typed(own: Place) -> None:
    own.search("neuf -dès")
    own.results.details.like.click()
    own.window.settle()
    assert own.texts() == [OWN[0], OWN[1]]
    assert "Samedi, la boutique" in own.results._note.text()
    assert own.search("équipe") == [OWN[3]]
    assert not own.results._note.isVisible()


def test_our_hashtags_are_listed_by_use_and_find_their_posts(own: Place) -> None:
    tags = own.results.facets.tags
    assert [button.text() for button in tags.buttons] == ["#soldes", "#merci"]
    tags.buttons[0].click()
    own.window.settle()
    assert own.texts() == [OWN[1], OWN[0]]


def test_the_help_on_filters_is_shown_on_demand(own: Place) -> None:
    assert not own.results.tools._filters.isVisible()
    own.results.tools.help.click()
    assert own.results.tools._filters.isVisible()
    assert "irony:>70" in own.results.tools._filters.text()


@pytest.fixture
def long(home: Path, qtbot: QtBot) -> Iterator[Place]:
    posts = [_post(number, f"post {number} du marché") for number in range(LONG + 3_000)]
    posts += [Post(id=f"sans{n}", text=f"sans date {n}", platform="x") for n in range(700)]
    with opened(_home(home, posts), qtbot) as window:
        yield Place(window)


def test_a_long_archive_is_listed_whole_and_any_row_comes_when_it_is_shown(long: Place) -> None:
    model, listed = long.results.model, long.results.list
    total = LONG + 3_700
    long.window.wait(lambda: model.rowCount() == total)
    for row, text in (
        (2_500, f"post {LONG + 499} du marché"),
        (total - 1, "sans date 0"),
        (0, f"post {LONG + 2_999} du marché"),
    ):
        listed.scrollTo(model.index(row))
        long.window.wait(lambda row=row: model.index(row).data() is not None)
        assert model.index(row).data() == text


def test_rows_far_from_what_is_shown_are_let_go_and_come_back(long: Place) -> None:
    model = long.results.model
    long.window.wait(lambda: model.rowCount() == LONG + 3_700)
    for row in range(0, model.rowCount(), 50):
        model.index(row).data(HIT_ROLE)
        long.window.settle()
    assert len(model._hits) <= MOST_KEPT
    assert model.index(300).data() is None
    model.index(300).data(HIT_ROLE)
    long.window.settle()
    assert model.index(300).data() == f"post {LONG + 2_699} du marché"
