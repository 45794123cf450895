"""Painted figures: what they show, what they say, where their pixels are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from aparte import i18n
from aparte_ui.theme import Theme
from aparte_ui.widgets.bar import Bar
from aparte_ui.widgets.curtain import Curtain
from aparte_ui.widgets.empty import Empty
from aparte_ui.widgets.freshness import Freshness
from aparte_ui.widgets.progress import Progress
from aparte_ui.widgets.rulers import Ruler, Rulers
from aparte_ui.widgets.seats import Seats
from aparte_ui.widgets.sheet import Sheet
from aparte_ui.widgets.strokes import COLOURS, Glyph
from aparte_ui.widgets.tag import Tag
from aparte_ui.widgets.text import Text
from tests.ui.tree import role, said, unnamed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot


def test_seven_seats_are_full_two_are_hatched_one_is_empty(theme: Theme, qtbot: QtBot) -> None:
    seats = Seats(theme)
    qtbot.addWidget(seats)
    seats.resize(seats.sizeHint())
    seats.set_range(7, 9, "8 in 10, between 7 and 9", "because of again")
    assert [_irony_share(seats, seat) for seat in range(10)] == ["full"] * 7 + ["hatched"] * 2 + ["empty"]
    assert said(seats) == "8 in 10, between 7 and 9"
    assert seats.accessibleDescription() == "because of again"


def test_the_seats_fill_little_by_little_unless_motion_is_reduced(dressed: object, qtbot: QtBot) -> None:
    seats = Seats(Theme("light"))
    qtbot.addWidget(seats)
    seats.show()
    seats.set_range(10, 10, "10 in 10")
    assert _irony_share(seats, 9) == "empty"
    qtbot.waitUntil(lambda: _irony_share(seats, 9) == "full")


def test_what_cannot_be_judged_shows_ten_outlines_and_its_reason(theme: Theme, qtbot: QtBot) -> None:
    seats = Seats(theme)
    qtbot.addWidget(seats)
    seats.set_range(5, 6, "5 in 10")
    seats.set_unknown("Too short to judge.")
    assert seats.shown == (0, 0)
    assert said(seats) == "Too short to judge."


def test_a_ruler_without_a_band_is_neither_high_nor_low(theme: Theme, qtbot: QtBot) -> None:
    rulers = Rulers(theme)
    qtbot.addWidget(rulers)
    rulers.set_rows([Ruler("Warm", 0.9)], "Tone")
    assert said(rulers) == "Tone; Warm: 9 in 10"


def test_a_ruler_says_which_side_of_its_band_it_is_on(theme: Theme, qtbot: QtBot) -> None:
    rulers = Rulers(theme)
    qtbot.addWidget(rulers)
    rulers.set_rows(
        [Ruler("Warm", 0.9, (0.2, 0.5)), Ruler("Direct", 0.1, (0.2, 0.5)), Ruler("Formal", 0.3, (0.2, 0.5))]
    )
    assert said(rulers) == "Warm: 9 in 10, higher; Direct: 1 in 10, lower; Formal: 3 in 10"


@pytest.mark.parametrize(
    ("seconds", "words"), [(8, "Press 8 s"), (1440, "Press 24 min"), (180_000, "Press silent for 2 d")]
)
def test_no_figure_goes_without_its_age(theme: Theme, qtbot: QtBot, seconds: float, words: str) -> None:
    sign = Freshness(theme)
    qtbot.addWidget(sign)
    sign.set_age(seconds, "Press")
    assert said(sign) == words


def test_a_wait_longer_than_expected_never_claims_to_be_done(theme: Theme, qtbot: QtBot) -> None:
    wait = Progress(theme)
    qtbot.addWidget(wait)
    wait.start("Finding its words", 6)
    wait.finish()
    wait.set_elapsed(30)
    bar = wait.findChildren(Bar)[0]
    assert bar.value() < bar.maximum()
    assert said(bar) == "Finding its words: 30 s of about 6"


def test_a_wait_can_be_stopped(theme: Theme, qtbot: QtBot) -> None:
    wait = Progress(theme)
    qtbot.addWidget(wait)
    with qtbot.waitSignal(wait.cancelled):
        wait.stop.click()


def test_an_empty_place_offers_one_way_on(theme: Theme, qtbot: QtBot) -> None:
    empty = Empty(theme)
    qtbot.addWidget(empty)
    empty.say("The page is yours.", "Write or paste.", "Search the archive")
    with qtbot.waitSignal(empty.acted):
        empty.action.click()


def test_a_paragraph_takes_as_many_lines_as_it_needs(theme: Theme, qtbot: QtBot) -> None:
    paragraph = Text(theme, "body", wrap=True, text="Write, paste, or start from a post that worked well last year.")
    qtbot.addWidget(paragraph)
    assert paragraph.heightForWidth(1000) == theme.line_height("body")
    assert paragraph.heightForWidth(120) == theme.line_height("body") * 4


def test_a_person_s_asterisks_stay_asterisks(theme: Theme, qtbot: QtBot) -> None:
    literal, ours = Text(theme, text="**wow**"), Text(theme)
    qtbot.addWidget(literal)
    qtbot.addWidget(ours)
    ours.set_marked("**8 in 10** would laugh")
    assert said(literal) == "**wow**"
    assert said(ours) == "8 in 10 would laugh"
    assert role(ours) == QAccessible.Role.StaticText


def test_an_emoji_does_not_make_its_line_taller(theme: Theme, qtbot: QtBot) -> None:
    plain, with_emoji = Text(theme, "draft", text="Bravo"), Text(theme, "draft", text="Bravo 👏")
    qtbot.addWidget(plain)
    qtbot.addWidget(with_emoji)
    assert plain.sizeHint().height() == with_emoji.sizeHint().height()


def test_every_mark_has_a_shape_of_its_own(theme: Theme, qtbot: QtBot) -> None:
    """In grey, no two marks look the same."""
    seen = []
    for kind in COLOURS:
        glyph = Glyph(theme, kind, kind)
        qtbot.addWidget(glyph)
        glyph.resize(glyph.sizeHint())
        image = glyph.grab().toImage()
        paper = image.pixelColor(0, 0).lightness()
        shape = frozenset(
            (x, y)
            for x in range(image.width())
            for y in range(image.height())
            if abs(image.pixelColor(x, y).lightness() - paper) > 40
        )
        seen.append(shape)
    assert len(set(seen)) == len(COLOURS)


def test_a_tag_changes_its_language(theme: Theme, qtbot: QtBot) -> None:
    tag = Tag(theme, "model")
    qtbot.addWidget(tag)
    assert tag.text() == "written by the model"
    i18n.set_language("fr")
    tag.retranslate()
    assert tag.text() == "écrit par le modèle"


def test_the_curtain_leaves_the_middle_of_the_stage_free(theme: Theme, qtbot: QtBot) -> None:
    curtain = Curtain(theme)
    qtbot.addWidget(curtain)
    curtain.resize(250, 800)
    image = curtain.grab().toImage()
    ratio = curtain.devicePixelRatio()
    red = image.pixelColor(int(20 * ratio), int(100 * ratio))
    assert red.red() > 2 * red.green()
    stage = image.pixelColor(int(240 * ratio), int(700 * ratio))
    assert stage.red() <= 2 * stage.green()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_page_of_components_says_everything_it_shows(
    dressed: object, qtbot: QtBot, name: str, language: str
) -> None:
    i18n.set_language(language)
    sheet = Sheet(Theme(name, reduced_motion=True))
    qtbot.addWidget(sheet)
    sheet.resize(1440, 900)
    sheet.show()
    assert unnamed(sheet) == []
    assert sheet.grab().size().height() >= 900


def test_the_page_of_components_fits_at_its_largest(dressed: object, qtbot: QtBot) -> None:
    theme = Theme("light", scale=150, reduced_motion=True)
    sheet = Sheet(theme)
    qtbot.addWidget(sheet)
    sheet.resize(sheet.sizeHint())
    short = [w for w in sheet.findChildren(Text) if w.width() < w.minimumSizeHint().width() and not w.isHidden()]
    assert all(widget.focusPolicy() == Qt.FocusPolicy.NoFocus for widget in short)


def _irony_share(seats: QWidget, seat: int) -> str:
    """Return how much of one seat is in the colour of irony."""
    image = seats.grab().toImage()
    ratio, wide = image.devicePixelRatio(), 33
    box = [
        image.pixelColor(int((seat * wide + 6 + x) * ratio), int((5 + y) * ratio)) for x in range(14) for y in range(11)
    ]
    purple = sum(colour.blue() > colour.green() + 40 for colour in box) / len(box)
    return "full" if purple > 0.9 else "hatched" if purple > 0.1 else "empty"
