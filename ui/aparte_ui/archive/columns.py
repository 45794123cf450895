"""The table of a mapping: a drop-down over each column that says what it holds, and the rows below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from aparte.i18n import N_, _
from aparte_ui.archive.tablemodel import TableModel
from aparte_ui.widgets.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from aparte.sources.base import Item
    from aparte.sources.table_look import Look, Preview
    from aparte_ui.theme import Theme

UNUSED = ""
FIELD_NAMES = {
    "text": N_("Text"),
    "title": N_("Title"),
    "date": N_("Date"),
    "time": N_("Time"),
    "author": N_("Author"),
    "platform": N_("Platform"),
    "url": N_("Link"),
    "id": N_("Identifier"),
    "reply_to": N_("Answers to"),
    "lang": N_("Language"),
}
_WIDTH, _TEXT_WIDTH, _ROW, _CHOICE_ROW, _FATE_WIDTH = 160, 324, 28, 40, 76


class Columns(QTableView):
    """changed: a column holds something else now; chosen: another row is shown (its item, or None)."""

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, theme: Theme, seen: Look, shown: int) -> None:
        """Show the first `shown` rows of a table, its columns as the answer so far says."""
        super().__init__()
        self._theme = theme
        self.places = {name: place for name, place in seen.said.places.items() if place < len(seen.header)}
        self.table = TableModel(theme, seen, shown)
        self.setModel(self.table)
        self.choices = [self._choice(column) for column in range(len(seen.header))]
        self._dress()
        self.retranslate()
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self._show_places()

    def _dress(self) -> None:
        theme, across, down = self._theme, self.horizontalHeader(), self.verticalHeader()
        self.setFont(theme.font("body"))
        across.setFont(theme.font("small", 600))
        down.setFont(theme.font("small"))
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        down.setSectionsClickable(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(theme.px(_ROW))
        down.setFixedWidth(theme.px(_FATE_WIDTH))
        self.setRowHeight(0, theme.px(_CHOICE_ROW))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.setAccessibleName(_("The first rows of the table"))
        for column, choice in enumerate(self.choices):
            choice.say(_("What “{column}” holds").format(column=self.table.name(column)))
            choice.offer([(UNUSED, _("Not used")), *((key, _(word)) for key, word in FIELD_NAMES.items())], choice.key)
        self.table.retranslate()

    def _choice(self, column: int) -> Choice:
        choice = Choice(self._theme, "", inset=3)
        choice.chosen.connect(lambda field: self.say(column, field))
        choice.reached.connect(lambda: self.scrollTo(self.table.index(0, column)))
        self.setIndexWidget(self.table.index(0, column), choice)
        return choice

    def say(self, column: int, field: str) -> None:
        """Say what a column holds; the column that held it before is no longer used."""
        self.places = {name: place for name, place in self.places.items() if place != column and name != field}
        if field != UNUSED:
            self.places[field] = column
        self._show_places()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        """Ask for the room of all rows: what is less is scrolled."""
        rows = self.verticalHeader().length() + self.horizontalHeader().sizeHint().height()
        return QSize(super().sizeHint().width(), rows + self.horizontalScrollBar().sizeHint().height() + 2)

    def show_preview(self, preview: Preview) -> None:
        """Show what becomes of the rows."""
        self.table.show_answer(set(self.places.values()), preview.items)
        if not self.currentIndex().isValid():
            self.selectRow(1)
        self.chosen.emit(self.item)

    @property
    def item(self) -> Item | None:
        """What becomes of the chosen row."""
        return self.table.item(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the width."""
        super().resizeEvent(event)
        self._widen_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter and Esc to the panel: the table has nothing to do with them."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _show_places(self) -> None:
        by_column = {place: name for name, place in self.places.items()}
        for column, choice in enumerate(self.choices):
            choice.choose(by_column.get(column, UNUSED))
            self.setColumnWidth(column, self._theme.px(_WIDTH))
        self._widen_text()

    def _widen_text(self) -> None:
        """Give the texts what the other columns leave, and never less than a sentence needs."""
        place = self.places.get("text")
        if place is not None:
            left = self.viewport().width() - (self.horizontalHeader().length() - self.columnWidth(place))
            self.setColumnWidth(place, max(left, self._theme.px(_TEXT_WIDTH)))

    def _on_row(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(self.item)


def field_names(fields: Mapping[str, int]) -> list[str]:
    """Return how fields are called, in the order they are offered."""
    return [_(word) for key, word in FIELD_NAMES.items() if key in fields]
