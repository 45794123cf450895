"""The month behind a draft's planned day can be read in both themes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QTableView, QWidgetAction

from aparte_ui.desk.calendar import Calendar
from aparte_ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = date(2026, 11, 23)


@pytest.fixture(params=["light", "dark"])
def worn(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(request.param, reduced_motion=True)
    theme.dress(qapp)
    yield theme
    Theme("light").dress(qapp)


@pytest.fixture
def calendar(worn: Theme) -> Iterator[Calendar]:
    menu = QMenu()
    month = Calendar(worn, TODAY, menu)
    action = QWidgetAction(menu)
    action.setDefaultWidget(month)
    menu.addAction(action)
    menu.popup(QPoint(0, 0))
    yield month
    menu.close()


def test_the_days_lie_on_the_paper_of_the_menu(calendar: Calendar, worn: Theme) -> None:
    view = calendar.findChild(QTableView)
    assert isinstance(view, QTableView)
    painted = view.viewport().grab().toImage()
    colours = Counter(
        painted.pixelColor(x, y).name() for x in range(0, painted.width(), 2) for y in range(0, painted.height(), 2)
    )
    assert colours.most_common(1)[0][0] == worn.color("raised").name()


def test_a_week_end_is_a_day_like_another(calendar: Calendar, worn: Theme) -> None:
    assert {calendar.weekdayTextFormat(day).foreground().color().name() for day in Qt.DayOfWeek} == {
        worn.color("ink").name()
    }


def test_today_stands_out_without_colour(calendar: Calendar) -> None:
    today = calendar.dateTextFormat(QDate(TODAY.year, TODAY.month, TODAY.day))
    assert today.fontUnderline()
