"""The gallery: every screen drawn from the one sample world, without a display."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from aparte.drafts import sample
from aparte_ui import numbers
from aparte_ui.scenes import SCENES, Studio

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def test_every_screen_is_drawn(
    home: Path, dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APARTE_LANG", "en")
    folder = home.parent / "pictures"
    folder.mkdir()
    with Studio(home, "fr", "dark") as studio:
        names = studio.draw_all(folder)
    assert len(names) == len(SCENES)
    for name in names:
        picture = QImage(str(folder / name))
        assert picture.width() >= 1_000
        colours = {picture.pixel(x, y) for x in range(0, picture.width(), 40) for y in range(0, picture.height(), 40)}
        assert len(colours) > 5, f"{name} is blank"


def test_the_desk_shows_the_texts_and_the_ages_of_the_scenario(
    home: Path, dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APARTE_LANG", "en")
    client = sample.sample_client("fr")
    with Studio(home, "fr", "light") as studio:
        desk = studio.desk()
        studio.settle()
        told = client["draft"][0]
        assert desk.page.editor.text() == told["text"]
        assert list(desk.session.draft.versions) == told["platforms"]
        assert desk._header._title.text() == told["title"]
        model = desk._list.model
        details = {draft.title: model.detail_of(draft) for draft in studio.window.workspace.drafts}
        for other in client["draft"][1:]:
            assert numbers.age(other["minutes_ago"] * 60) in details[other["title"]]
        tab = desk.session.counts.of
        assert set(tab) == set(told["platforms"])
        assert studio.window.windowTitle().startswith(client["name"])
