"""The screen is changed while one looks, and stays changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from aparte import settings
from aparte_ui import operations
from tests.ui.settings.place import choose, settings_of, words_of
from tests.ui.tree import unnamed

if TYPE_CHECKING:
    from tests.ui.opened import Opened

pytestmark = pytest.mark.usefixtures("home")


def test_another_language_is_spoken_at_once(desk: Opened) -> None:
    place = settings_of(desk)
    choose(place.screen_group, "Français")
    assert "Réglages" in words_of(place)
    desk.settle()
    assert settings.load(desk.home).language == "fr"


def test_dark_colours_are_worn_at_once_and_kept(desk: Opened) -> None:
    place = settings_of(desk)
    choose(place.screen_group, "Dark")
    assert desk.app.theme.is_dark
    desk.settle()
    assert settings.load(desk.home).theme == "dark"


def test_colours_changed_by_the_palette_are_shown_here(desk: Opened) -> None:
    place = settings_of(desk)
    operations.wear(desk.window, "light")
    assert place.screen_group.colours.current() == "light"


def test_a_larger_size_is_seen_at_once_and_kept(desk: Opened) -> None:
    place = settings_of(desk)
    before = place.writing.person.height()
    choose(place.screen_group, "150%")
    assert place.writing.person.sizeHint().height() > before
    desk.settle()
    assert settings.load(desk.home).scale == 150


def test_movement_can_be_reduced_and_allowed_again(desk: Opened) -> None:
    place = settings_of(desk)
    desk.app.theme.set_reduced_motion(False)
    choose(place.screen_group, "Reduce movement")
    assert desk.app.theme.motion_ms("panel") == 0
    choose(place.screen_group, "Reduce movement")
    assert desk.app.theme.motion_ms("panel") > 0


def test_the_keyboard_is_on_the_first_choice(desk: Opened) -> None:
    place = settings_of(desk)
    focused = desk.window.focusWidget()
    assert focused is not None
    assert place.screen_group.languages.isAncestorOf(focused)


def test_every_control_has_a_name(festival: Opened) -> None:
    place = settings_of(festival)
    assert unnamed(place) == []


@pytest.mark.parametrize("scale", [90, 100, 150])
def test_nothing_is_wider_than_the_smallest_window(festival: Opened, scale: int) -> None:
    place = settings_of(festival)
    festival.app.theme.set_scale(scale)
    festival.window.resize(festival.window.minimumSize())
    festival.settle()
    page = place.area.widget()
    assert page is not None
    assert page.minimumSizeHint().width() <= place.area.viewport().width()


def test_tab_walks_from_the_language_to_the_licences(desk: Opened) -> None:
    place = settings_of(desk)
    for _step in range(60):
        focused = desk.window.focusWidget()
        if focused is place.about.licences:
            return
        desk.press(Qt.Key.Key_Tab, at=focused)
    pytest.fail("the last button was never reached")
