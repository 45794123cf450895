"""Beside a draft: what the client already said that resembles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.archive.store import Archive
from aparte.nouns import Post

if TYPE_CHECKING:
    from tests.ui.opened import Opened

SAID = "Samedi, la boutique ouvre à neuf heures pour les soldes d’été"


def _keep(desk: Opened, kind: str) -> None:
    with Archive(desk.space.archive_path) as archive:
        post = Post(id=kind, text=SAID, platform="x", created_at="2024-06-01T08:00:00Z", kind=kind)  # type: ignore[arg-type]  # one of two words
        archive.add([post])


def test_an_earlier_post_that_resembles_the_draft_is_shown_with_its_day(desk: Opened) -> None:
    _keep(desk, "own")
    desk.write("Ce samedi la boutique ouvrira à neuf heures, ce sont les soldes d’été")
    shown = desk.desk.aside.said_before
    desk.wait(lambda: bool(shown.posts))
    assert [post.text for post in shown.posts] == [SAID]
    assert shown.isVisible()
    assert any("2024" in line.text() for line in shown._lines)


def test_what_others_said_and_other_subjects_are_no_reminder(desk: Opened) -> None:
    _keep(desk, "mention")
    desk.write("Ce samedi la boutique ouvrira à neuf heures, ce sont les soldes d’été")
    recalling = desk.desk._recalling
    desk.wait(lambda: recalling._about is not None and recalling._about[1] == desk.session.text)
    desk.settle()
    assert not desk.desk.aside.said_before.isVisible()


def test_another_draft_takes_the_reminder_away(desk: Opened) -> None:
    _keep(desk, "own")
    desk.write(SAID)
    shown = desk.desk.aside.said_before
    desk.wait(lambda: bool(shown.posts))
    desk.session.open(None)
    assert not shown.posts
