"""Themes, letters, drawings."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPainter, QPixmap
from PySide6.QtWidgets import QCompleter, QLineEdit

import aparte_ui
from aparte import paths
from aparte_ui import fonts, icons
from aparte_ui import theme as themes
from aparte_ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

SOURCES = sorted(Path(aparte_ui.__file__).parent.rglob("*.py"))


def test_every_theme_names_the_same_colours() -> None:
    assert {frozenset(themes.colours(name)) for name in themes.names()} == {frozenset(themes.colours("light"))}


def test_a_misspelt_colour_is_seen_at_once(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.color("inkk")


def test_a_theme_is_switched_live(theme: Theme, qtbot: QtBot) -> None:
    light = theme.color("ground").name()
    with qtbot.waitSignal(theme.changed):
        theme.use("dark")
    assert theme.is_dark
    assert theme.color("ground").name() != light


def test_an_unknown_theme_falls_back_to_paper(dressed: object) -> None:
    assert Theme("sepia").name == "light"


@pytest.mark.parametrize(("asked", "given"), [(80, 90), (100, 100), (150, 150), (400, 150)])
def test_the_scale_stays_between_its_bounds(theme: Theme, asked: int, given: int) -> None:
    theme.set_scale(asked)
    assert theme.scale == given
    assert theme.size("button") == round(32 * given / 100)


def test_no_letter_is_under_eleven_pixels(theme: Theme) -> None:
    theme.set_scale(90)
    assert min(theme.font(role).pixelSize() for role in fonts.ROLES) == 11


def test_reduced_motion_stops_every_movement(dressed: object) -> None:
    moving, still = Theme("light"), Theme("light", reduced_motion=True)
    assert moving.motion_ms("seats") == 160
    assert {still.motion_ms(name) for name in ("seats", "panel", "curtain_first_run")} == {0}


@pytest.mark.parametrize("role", sorted(fonts.ROLES))
def test_every_role_is_drawn_with_a_bundled_face(theme: Theme, role: str) -> None:
    face = QFontInfo(theme.font(role)).family()
    assert face == (fonts.VOICE_FAMILY if fonts.ROLES[role].voice else fonts.UI_FAMILY)


def test_every_bundled_face_lies_beside_its_licence() -> None:
    for name in fonts.FILES:
        assert "SIL OPEN FONT LICENSE" in paths.resources("fonts", name).with_name("LICENCE.txt").read_text()


@pytest.mark.parametrize("name", icons.names())
def test_a_drawing_takes_the_colour_it_is_given(dressed: object, name: str) -> None:
    image = icons.pixmap(name, QColor("#123456"), 20).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert {colour.name() for colour in pixels if colour.alpha() == 255} == {"#123456"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_view_writes_a_colour_of_its_own(path: Path) -> None:
    assert not re.search(r"#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8"))


def test_this_qt_gives_none_back_as_often_as_it_takes_it(dressed: object) -> None:
    """PySide6 6.12.0 on Python 3.11 lost a reference to None at each call that returns nothing."""
    painter_on = QPixmap(4, 4)
    painter = QPainter(painter_on)
    before = sys.getrefcount(None)
    for _turn in range(1000):
        painter.setPen(QColor("red"))
    after = sys.getrefcount(None)
    painter.end()
    assert abs(after - before) < 100


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_list_that_pops_up_by_itself_can_be_read(qapp: QApplication, qtbot: QtBot, name: str) -> None:
    theme = Theme(name)
    theme.dress(qapp)
    field = QLineEdit()
    qtbot.addWidget(field)
    completer = QCompleter(["post.csv", "posts.jsonl"], field)
    field.setCompleter(completer)
    field.show()
    completer.setCompletionPrefix("post")
    completer.complete()
    popup = completer.popup()
    assert popup is not None
    try:
        shown = popup.viewport().grab().toImage()
        assert shown.pixelColor(shown.width() - 2, shown.height() - 2).name() == theme.color("raised").name()
    finally:
        popup.hide()
        Theme("light").dress(qapp)
