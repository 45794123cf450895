"""What is known of the open client: shown at once, on disk at once, refused with a sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from aparte import settings
from aparte.archive.spaces import add_space
from aparte.nouns import Brand
from aparte_ui.settings import keeping
from aparte_ui.settings.chooser import Chooser
from tests.ui.opened import opened
from tests.ui.settings.place import brand_on_disk, choose, enter, settings_of, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from aparte_ui.settings.view import SettingsView
    from tests.ui.opened import Opened


def test_another_name_is_in_the_title_of_the_window(desk: Opened) -> None:
    place = settings_of(desk)
    enter(desk, place.client.name.line, "Harbour Loaf")
    assert brand_on_disk(desk).name == "Harbour Loaf"
    assert desk.window.windowTitle().startswith("Harbour Loaf")


def test_the_name_of_another_client_is_refused(desk: Opened) -> None:
    add_space(desk.home, Brand(id="", name="Quai Sonore"))
    place = settings_of(desk)
    enter(desk, place.client.name.line, "quai sonore")
    assert "quai sonore" in words_of(place.client.name)
    assert brand_on_disk(desk).name == "Client 1"


def test_a_refused_name_is_said_with_its_whole_sentence(desk: Opened) -> None:
    place = settings_of(desk)
    enter(desk, place.client.name.line, "n" * 300)
    field = place.client.name
    sentence = next(label for label in field.findChildren(QLabel) if "1 to 200" in label.text())
    assert sentence.height() >= sentence.heightForWidth(sentence.width())


def test_a_colour_is_chosen_among_six(desk: Opened) -> None:
    place = settings_of(desk)
    choose(place.client.swatches, "Plum")
    assert brand_on_disk(desk).colour == "prune"


def test_an_address_is_chosen_and_given_up(desk: Opened) -> None:
    place = settings_of(desk)
    choose(place.client.address, "vous")
    assert brand_on_disk(desk).address == "vous"
    choose(place.client.address, "Either")
    assert brand_on_disk(desk).address is None


def test_reading_aloud_becomes_a_point_of_the_gate(desk: Opened) -> None:
    desk.write("The doors open at ten tomorrow, come by the harbour side.")
    choose(settings_of(desk).client, "Ask to read aloud before a copy")
    desk.read()
    assert "read-aloud" in {row.code for row in desk.desk.gate.rows}
    assert brand_on_disk(desk).read_aloud


def test_two_changes_in_a_row_are_both_kept(desk: Opened) -> None:
    place = settings_of(desk)
    choose(place.client.swatches, "Moss")
    choose(place.client.address, "tu")
    brand = brand_on_disk(desk)
    assert (brand.colour, brand.address) == ("mousse", "tu")


def test_a_word_is_added_and_taken_out_with_the_keyboard(desk: Opened) -> None:
    place = settings_of(desk)
    enter(desk, place.client.words.field.line, "Stéréolux")
    assert brand_on_disk(desk).words == ("Stéréolux",)
    chip = place.client.words.chips.chips["Stéréolux"]
    desk.press(Qt.Key.Key_Delete, at=chip)
    assert brand_on_disk(desk).words == ()


def test_the_keyboard_stays_among_the_words_when_one_is_taken_out(desk: Opened) -> None:
    place = settings_of(desk)
    for word in ("backline", "loop", "merch"):
        enter(desk, place.client.words.field.line, word)
    chip = place.client.words.chips.chips["loop"]
    chip.setFocus()
    desk.press(Qt.Key.Key_Delete, at=chip)
    assert desk.window.focusWidget() is place.client.words.chips.chips["merch"]


def test_the_keyboard_stays_among_the_advice_when_one_comes_back(desk: Opened) -> None:
    keeping.change(desk.window, customs_off=("clickbait", "emoji-run", "x.hashtags"))
    items = settings_of(desk).client.advices.items
    items.buttons["emoji-run"].setFocus()
    items.buttons["emoji-run"].click()
    assert desk.window.focusWidget() is items.buttons["x.hashtags"]


def _switch_off(desk: Opened, place: SettingsView, letters: str) -> None:
    place.client.advices.add_button.click()
    chooser = desk.window.findChildren(Chooser)[-1]
    desk.qtbot.keyClicks(chooser.finder.field.line, letters)
    desk.press(Qt.Key.Key_Return, at=chooser.finder.field.line)
    desk.settle()


def test_an_advice_is_found_by_typing_and_switched_off(desk: Opened) -> None:
    place = settings_of(desk)
    _switch_off(desk, place, "x glued hash")
    assert brand_on_disk(desk).customs_off == ("x.glued_hashtags",)
    assert "X: Glued hashtags" in words_of(place.client.advices)


def test_an_advice_switched_off_is_no_longer_given(desk: Opened) -> None:
    desk.write("Come by tomorrow #harbour#bread and bring a friend with you please")
    codes = {finding.code for finding in desk.session.assessment.fit["x"].findings}  # type: ignore[union-attr]
    assert "x.glued_hashtags" in codes
    _switch_off(desk, settings_of(desk), "all glued hash")
    desk.read()
    codes = {finding.code for finding in desk.session.assessment.fit["x"].findings}  # type: ignore[union-attr]
    assert "x.glued_hashtags" not in codes


def test_an_advice_off_on_all_platforms_is_one_line_and_comes_back_whole(desk: Opened) -> None:
    place = settings_of(desk)
    _switch_off(desk, place, "all several spaces")
    assert len(brand_on_disk(desk).customs_off) > 1
    (back,) = place.client.advices.items.buttons.values()
    back.click()
    assert brand_on_disk(desk).customs_off == ()
    assert desk.window.focusWidget() is place.client.advices.add_button


def test_a_remembered_answer_is_shown_with_its_reason_and_forgotten(desk: Opened) -> None:
    chosen = settings.remember(desk.app.settings, desk.space.brand.id, "irony", "our readers know", desk.app.now())
    desk.app.change(overrides=chosen.overrides)
    place = settings_of(desk)
    assert "our readers know" in words_of(place.client.answers)
    (forget,) = place.client.answers.items.buttons.values()
    forget.click()
    desk.settle()
    assert settings.load(desk.home).overrides == ()
    assert "our readers know" not in words_of(place.client.answers)


def test_a_forgotten_answer_is_asked_again_at_the_gate(desk: Opened) -> None:
    chosen = settings.remember(desk.app.settings, desk.space.brand.id, "all-caps", "it is a poster", desk.app.now())
    desk.app.change(overrides=chosen.overrides)
    desk.write("COME AND SEE THE WHOLE HARBOUR WITH ALL YOUR FRIENDS TOMORROW MORNING")
    (row,) = [row for row in desk.desk.gate.rows if row.code == "all-caps"]
    assert row.state == "done"
    settings_of(desk).client.answers.items.buttons["all-caps"].click()
    desk.read()
    (row,) = [row for row in desk.desk.gate.rows if row.code == "all-caps"]
    assert row.state != "done"


def test_an_answer_older_than_thirty_days_is_not_listed(desk: Opened) -> None:
    then = desk.app.now() - timedelta(days=31)
    chosen = settings.remember(desk.app.settings, desk.space.brand.id, "irony", "our readers know", then)
    desk.app.change(overrides=chosen.overrides)
    assert not settings_of(desk).client.answers.items.buttons


def test_a_change_the_disk_refuses_is_taken_back_and_said(desk: Opened) -> None:
    place = settings_of(desk)
    hidden = desk.space.folder.with_name("elsewhere")
    folder = desk.space.folder
    folder.rename(hidden)
    choose(place.client.swatches, "Plum")
    desk.settle()
    hidden.rename(folder)
    assert desk.space.brand.colour == "canal"
    assert place.client.swatches.squares["canal"].isChecked()


def test_without_a_client_the_settings_offer_to_make_one(home: Path, dressed: QApplication, qtbot: QtBot) -> None:
    with opened(home, qtbot) as window:
        window.wait(lambda: window.window.place == "first")
        place = settings_of(window)
        assert "No client is open." in words_of(place.client)
        assert not place.client.name.isVisible()
        assert place.client.new_button.isVisible()
