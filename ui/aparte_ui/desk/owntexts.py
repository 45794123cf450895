"""What the desk says, and offers to undo, when a platform's own text begins, ends, or leaves with its tab."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aparte.i18n import _

if TYPE_CHECKING:
    from aparte.nouns import Draft
    from aparte_ui.desk.session import Session
    from aparte_ui.mainwindow import MainWindow


def say_parted(window: MainWindow, name: str) -> None:
    """Say that a platform no longer follows the common text."""
    said = _("{platform} now has a text of its own; the other platforms keep theirs.")
    window.say(said.format(platform=_named(name)))


def say_left(window: MainWindow, session: Session, name: str, before: Draft) -> None:
    """Say that a text left the page with its platform, and offer both back as they were in `before`."""
    said = _("{platform} is off this draft, and its own text with it.")
    window.say(said.format(platform=_named(name)), partial(session.bring_back, name, before))


def rejoin(window: MainWindow, session: Session, name: str | None) -> None:
    """Let a platform show the common text again, and offer its own one back."""
    before = session.draft
    if before is None or name is None or session.shares_base(name):
        return
    session.rejoin_base(name)
    said = _("{platform} shares the common text again.")
    window.say(said.format(platform=_named(name)), partial(session.bring_back, name, before))


def _named(name: str) -> str:
    from aparte.platforms.platform import platform

    return platform(name).name
