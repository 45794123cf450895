"""The language of the screen, switched live: no English sentence may stay on a French screen."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from aparte import paths
from aparte_ui import operations
from tests.ui.opened import Opened, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

# A language is called by its own name, and the French forms of address are French in English too.
OWN_NAMES = {"English", "tu", "vous"}
IRONIC = "Bravo, encore 40 minutes de file, on adore votre patience 👏 #festival#nantes"


def _english() -> set[str]:
    """Return every English sentence that reads otherwise in French."""
    french = gettext.translation("aparte", str(paths.resources("locale")), languages=["fr"])
    catalogue: dict[object, str] = french._catalog  # type: ignore[attr-defined]  # gettext offers no other way to list
    return {key for key, said in catalogue.items() if isinstance(key, str) and key and said != key} - OWN_NAMES


def _said(root: QWidget) -> Iterator[tuple[str, str]]:
    for widget in [root, *root.findChildren(QWidget)]:
        words = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, (QLabel, QAbstractButton)):
            words.append(widget.text())
        if isinstance(widget, QLineEdit):
            words.append(widget.placeholderText())
        yield from ((type(widget).__name__, word) for word in words if word)


def _left_in_english(root: QWidget) -> list[tuple[str, str]]:
    english = _english()
    return sorted({(kind, word) for kind, word in _said(root) if word in english})


@pytest.mark.parametrize("place", ["desk", "watch", "trends", "voice", "review", "archive", "models", "settings"])
def test_no_english_stays_on_a_french_screen(festival: Opened, place: str) -> None:
    festival.write(IRONIC)
    festival.window.go(place)
    festival.settle()
    operations.speak(festival.window, "fr")
    festival.settle()
    shown = festival.window.place_of(place)
    assert shown is not None
    assert _left_in_english(shown) == []
    assert _left_in_english(festival.window._rail) == []
    assert _left_in_english(festival.window._status) == []


def test_a_gate_that_is_opened_in_french_speaks_french(festival: Opened) -> None:
    operations.speak(festival.window, "fr")
    festival.write(IRONIC)
    festival.desk.gate.ask()
    festival.settle()
    assert _left_in_english(festival.window) == []
    festival.desk.gate.dismiss()


def test_the_first_run_is_said_again_at_once(home: Path, dressed: QApplication, qtbot: QtBot) -> None:
    with opened(home, qtbot) as window:
        window.wait(lambda: window.window.place == "first")
        place = window.window.place_of("first")
        assert place is not None
        place.write(IRONIC)  # type: ignore[attr-defined]  # the first run's box
        window.settle()
        operations.speak(window.window, "fr")
        assert _left_in_english(window.window) == []


def test_and_back_to_english(festival: Opened) -> None:
    before = sorted(set(_said(festival.window._rail)))
    operations.speak(festival.window, "fr")
    assert sorted(set(_said(festival.window._rail))) != before
    operations.speak(festival.window, "en")
    assert sorted(set(_said(festival.window._rail))) == before
