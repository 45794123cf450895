"""Every licence can be read inside the window, with the keyboard alone."""

from __future__ import annotations

import re
from importlib.metadata import requires
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from aparte import __version__, i18n, paths
from aparte_ui.settings.cards import cards
from aparte_ui.settings.licences import works
from tests.ui.settings.place import settings_of, words_of
from tests.ui.tree import unnamed

if TYPE_CHECKING:
    from tests.ui.opened import Opened


def test_the_version_is_shown(desk: Opened) -> None:
    assert __version__ in words_of(settings_of(desk).about)


def test_the_licences_are_read_with_the_arrows(desk: Opened) -> None:
    about = settings_of(desk).about.open()
    desk.settle()
    assert "Apache License" in about.text.toPlainText()
    desk.press(Qt.Key.Key_Down, at=about.list)
    assert "VADER" in about.text.toPlainText()
    assert unnamed(about) == []


def test_how_each_scorer_was_made_is_read_with_the_arrows(desk: Opened) -> None:
    about = settings_of(desk).about.open_cards()
    desk.settle()
    names = [about.model.index(row).data() for row in range(about.model.rowCount())]
    assert "Irony" in names
    for row, name in enumerate(names):
        if row:
            desk.press(Qt.Key.Key_Down, at=about.list)
        title = about.text.toPlainText().partition("\n")[0]
        assert title, name
        assert not title.startswith("#"), "a card is shown as it is meant, not in its marks"
    assert unnamed(about) == []


def test_the_cards_are_named_in_the_language_of_the_screen(desk: Opened) -> None:
    place = settings_of(desk)
    i18n.set_language("fr")
    place.retranslate()
    assert "Comment les analyseurs ont été faits" in words_of(place.about)
    about = place.about.open_cards()
    desk.settle()
    assert "Ironie" in [about.model.index(row).data() for row in range(about.model.rowCount())]
    assert "Irony" in about.text.toPlainText(), "the text of a card stays in English"


def test_a_card_of_each_file_is_shipped_and_names_the_tables_beside_it() -> None:
    files = sorted(paths.models("scorers").glob("*.md"))
    assert [card.text for card in cards()] == [path.read_text(encoding="utf-8") for path in files]
    shipped = {path.name for path in paths.models("scorers").glob("*.npz")}
    assert {"irony_fr.npz", "irony_en.npz"} <= shipped
    for card in cards():
        assert card.text.startswith("# ")
        assert set(re.findall(r"`(\w+\.npz)`", card.text)) <= shipped, card.name


@pytest.mark.parametrize("name", sorted(path.name for path in paths.models("scorers").glob("*.md")))
def test_a_card_says_all_that_a_card_must(name: str) -> None:
    text = paths.models("scorers", name).read_text(encoding="utf-8")
    headings = ["What it does", "Trained on", "How", "Figures", "Known weaknesses", "Date", "Rebuild"]
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == headings


def test_escape_before_the_licences_are_read_breaks_nothing(desk: Opened) -> None:
    about = settings_of(desk).about.open()
    about.close_panel()
    desk.settle()
    assert desk.window.place == "settings"


def test_escape_gives_the_keyboard_back_to_its_button(desk: Opened) -> None:
    button = settings_of(desk).about.licences
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    button.setFocus()
    button.click()
    desk.settle()
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.focusWidget() is button


def test_each_package_aparte_needs_is_listed_with_a_licence() -> None:
    listed = {work.name.split(" ")[0].lower().replace("_", "-"): work.licence for work in works()}
    needed = [line for line in requires("aparte") or () if "extra ==" not in line]
    names = [match[0].lower().replace("_", "-") for line in needed if (match := re.match(r"[\w.-]+", line))]
    assert names
    assert [name for name in names if not listed.get(name)] == []


def test_each_text_that_is_shipped_can_be_read() -> None:
    ours = [work for work in works() if work.text and len(work.text) > 200]
    names = {work.name for work in ours}
    assert {"Inter", "EB Garamond 12", "Spelling, fr", "Spelling, en_US", "Spelling, en_GB"} <= names


def test_no_tool_of_ours_is_said_to_be_shipped() -> None:
    assert not {"pytest", "ruff", "mypy"} & {work.name.split(" ")[0].lower() for work in works()}
