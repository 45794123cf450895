"""Moving the data folder from the settings: everything goes, or everything stays and the window goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aparte import paths
from aparte.drafts.autosave import Journal
from aparte_ui.settings.movehome import MoveHome
from tests.ui.opened import PATIENCE_MS, opened, sample_home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.opened import Opened


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """A window over the default data folder, as without --home."""
    monkeypatch.delenv("APARTE_HOME")
    monkeypatch.setattr(paths, "default_home", lambda: tmp_path / "default")
    with opened(sample_home(tmp_path / "default"), qtbot) as one:
        one.ready()
        yield one


def test_what_was_typed_a_moment_ago_moves_too(desk: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    desk.write("Une phrase tapée juste avant.")
    draft = desk.desk.session.draft
    assert draft is not None
    assert desk.window.workspace.space is not None
    folder = desk.window.workspace.space.folder.name
    mover = MoveHome(desk.window)
    with qtbot.waitSignal(mover.done, timeout=PATIENCE_MS):
        mover.move_to(tmp_path / "disk")
    assert desk.app.home == tmp_path / "disk"
    with Journal(tmp_path / "disk" / "spaces" / folder) as journal:
        assert journal.draft(draft.id).base_text == "Une phrase tapée juste avant."


def test_a_refused_move_says_why_and_the_window_goes_on(desk: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "busy").mkdir()
    (tmp_path / "busy" / "mine.txt").write_text("mine")
    mover = MoveHome(desk.window)
    with qtbot.waitSignal(mover.refused, timeout=PATIENCE_MS) as heard:
        mover.move_to(tmp_path / "busy")
    assert "not empty" in heard.args[0]
    desk.ready()
    desk.write("La page vit encore.")
    desk.wait(lambda: desk.desk.session.saved_at is not None)
    assert desk.desk.session.text == "La page vit encore."
