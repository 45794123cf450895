"""A field, and under it the rows that match what is typed: the palette's commands, the settings' advice.

What matches, and how a row is painted, is the caller's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui.widgets import frames
from aparte_ui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from aparte_ui.theme import Theme

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_TAKES = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_SIDE = 12
_Index = QModelIndex | QPersistentModelIndex


class Listed(Protocol):
    """A row. words: its name; spoken: what a screen reader says of it."""

    @property
    def words(self) -> str: ...

    @property
    def spoken(self) -> str: ...


class RowPainter(QStyledItemDelegate):
    """Paints a row of `height` pixels: its ground here, its words in `write`, which a subclass gives."""

    height = 36

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a row."""
        return QSize(0, self._theme.px(self.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row; the current one lies on the colour of selection."""
        theme, box = self._theme, QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            frames.frame(painter, box, theme.radius("control"), fill=theme.color("select"))
        self.write(painter, box.adjusted(theme.px(_SIDE), 0, -theme.px(_SIDE), 0), index.data(ROW_ROLE))

    def write(self, painter: QPainter, box: QRectF, row: Listed) -> None:
        """Write the words of `row` into `box`."""
        raise NotImplementedError


class Finder(QWidget):
    """taken: the row that Enter or a click chose. The field keeps the keyboard while Up and Down walk the list."""

    taken = Signal(object)

    def __init__(
        self, theme: Theme, title: str, matching: Callable[[str], Sequence[Listed]], painter: RowPainter
    ) -> None:
        """Show what is `matching` the words typed in the field, which `title` names."""
        super().__init__()
        self._matching = matching
        self.field = Field(theme, title, placeholder=_("Type a few letters"), icon="search")
        self.model = _Rows(self)
        self.list = QListView()
        self.list.setModel(self.model)
        painter.setParent(self.list)
        self.list.setItemDelegate(painter)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.edited.connect(self._filter)
        self.field.entered.connect(lambda _text: self._take())
        self.field.line.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self._take())
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up and Down walk the list from the field, and Enter take the row from the list."""
        if event.type() == event.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]  # Qt gives a QKeyEvent
            if watched is self.field.line and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                row = self.list.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
                self.list.setCurrentIndex(self.model.index(row % max(1, self.model.rowCount())))
                return True
            if watched is self.list and key in _TAKES:
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _filter(self, words: str) -> None:
        self.model.show_rows(self._matching(words))
        self.list.setCurrentIndex(self.model.index(0))

    def _take(self) -> None:
        row = self.list.currentIndex().data(ROW_ROLE)
        if row is not None:
            self.taken.emit(row)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Listed] = ()

    def show_rows(self, rows: Sequence[Listed]) -> None:
        """Show these, in this order."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many match."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row, or the row itself."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row.words if role == Qt.ItemDataRole.DisplayRole else None
