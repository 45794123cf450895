"""The first rows of a table to be imported: its cells, and at the head of each row what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from aparte.i18n import _
from aparte.messages import say
from aparte.sources.base import Found, Refused, Skipped

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from aparte.sources.base import Item
    from aparte.sources.table_look import Look
    from aparte_ui.theme import Theme

_LONGEST = 200
"""Letters of a cell that are shown: a column is not wider."""
_Index = QModelIndex | QPersistentModelIndex


class TableModel(QAbstractTableModel):
    """Row 0 is empty: the drop-downs of the columns lie on it. The others are rows of the table."""

    def __init__(self, theme: Theme, seen: Look, shown: int) -> None:
        """Show the first `shown` rows of a table."""
        super().__init__()
        self._theme, self._seen = theme, seen
        self._rows = seen.rows[:shown]
        self._used: Collection[int] = ()
        self._items: Sequence[Item] = ()

    def show_answer(self, used: Collection[int], items: Sequence[Item]) -> None:
        """Show which columns are used and what becomes of the rows."""
        self._used, self._items = used, items
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def retranslate(self) -> None:
        """Say the fates, and the columns without a name, in the language of the screen."""
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def item(self, row: int) -> Item | None:
        """Return what becomes of a row, None for the row of drop-downs."""
        return self._items[row - 1] if 0 < row <= len(self._items) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows are shown, that of the drop-downs included."""
        return 0 if parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns the header has."""
        return 0 if parent.isValid() else len(self._seen.header)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let the rows of the table be chosen, not that of the drop-downs."""
        return super().flags(index) if index.row() else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell on one line; an unused column is grey."""
        if not 0 < index.row() <= len(self._rows) or not 0 <= index.column() < self.columnCount():
            return None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.color("ink" if index.column() in self._used else "ink3")
        row = self._rows[index.row() - 1]
        said = " ".join(row[index.column()].split())[:_LONGEST] if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{column}: {cell}").format(column=self.name(index.column()), cell=said)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name of a column, or what becomes of a row."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Vertical:
            item = self.item(section)
            return why(item) if item else None
        if role != Qt.ItemDataRole.DisplayRole or section < 0:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.name(section)
        return fate(self.item(section)) if section else ""

    def name(self, column: int) -> str:
        """Return the name of a column; one without a name is numbered."""
        name = " ".join(self._seen.header[column].split()) if column < len(self._seen.header) else ""
        return name or _("column {n}").format(n=column + 1)


def fate(item: Item | None) -> str:
    """Return in a word what becomes of a row."""
    if item is None:
        return ""
    if isinstance(item, Found):
        return _("kept")
    return _("refused") if isinstance(item, Refused) else _("left out")


def why(item: Item) -> str:
    """Return why a row is no post; "" when it is one."""
    if isinstance(item, Refused):
        return say(f"import.{item.code}", item.params)
    return say(item.reason, {}) if isinstance(item, Skipped) else ""
