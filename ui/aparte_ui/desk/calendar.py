"""The month a draft is planned in, in the theme's colours: Qt's own week-ends are red, on black inside a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from aparte.i18n import _
from aparte_ui import accessible

if TYPE_CHECKING:
    from datetime import date

    from aparte_ui.theme import Theme


class Calendar(QCalendarWidget):
    """One month; today is bold and underlined. The day that was chosen comes by Qt's `clicked` and `activated`."""

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        """Show the month of `today`; it is made for a menu and lives as long as it."""
        super().__init__(parent)
        self._theme = theme
        self.setGridVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._write_days()
        self._mark_today(QDate(today.year, today.month, today.day))
        self._dress_arrows()
        accessible.name(self, _("Planned day"))

    def _write_days(self) -> None:
        plain, heading = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(self._theme.color("ink"))
        heading.setForeground(self._theme.color("ink3"))
        self.setHeaderTextFormat(heading)
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, plain)

    def _mark_today(self, today: QDate) -> None:
        strong = QTextCharFormat()
        strong.setFontWeight(600)
        strong.setFontUnderline(True)
        strong.setForeground(self._theme.color("ink"))
        self.setDateTextFormat(today, strong)

    def _dress_arrows(self) -> None:
        steps = (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right"))
        for name, icon in steps:
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(self._theme.icon(icon))
