"""The advice that can be switched off, found by typing: Enter or a click switches one off and goes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QVBoxLayout

from aparte.i18n import _
from aparte_ui.widgets import frames
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from aparte_ui.settings.advices import Advice
    from aparte_ui.theme import Theme

ADVICE_ROLE = Qt.ItemDataRole.UserRole + 1
_ROW, _WIDTH, _LIST = 48, 640, 432
_Index = QModelIndex | QPersistentModelIndex


class Chooser(Overlay):
    """chosen: the Advice to switch off."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, host: QWidget, advices: Sequence[Advice]) -> None:
        """Offer `advices`, in their order."""
        super().__init__(theme, host, width=_WIDTH, place="top", top=72)
        self._all = advices
        self._model = _Rows(self)
        heading = Heading(theme, "section")
        heading.say(_("Which advice should stop?"))
        self.field = Field(theme, _("Which advice should stop?"), placeholder=_("Type a few letters"), icon="search")
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Painted(theme, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setFixedHeight(min(theme.px(_LIST), host.height() - theme.px(260)))
        self.list.setAccessibleName(_("Advice that can be switched off"))
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(12))
        for widget in (heading, self.field, self.list):
            column.addWidget(widget)
        self.field.edited.connect(self._filter)
        self.field.entered.connect(lambda _text: self._take())
        self.field.line.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self._take())
        self.closed.connect(self.deleteLater)
        self._filter("")

    def ask(self) -> None:
        """Open over the window."""
        self.open(self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up and Down walk the list from the field, and Enter take the line from the list."""
        if event.type() == event.Type.KeyPress and watched in {self.field.line, self.list}:
            key = event.key()  # type: ignore[attr-defined]  # Qt gives a QKeyEvent
            if watched is self.field.line and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                row = self.list.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
                self.list.setCurrentIndex(self._model.index(row % max(1, self._model.rowCount())))
                return True
            if watched is self.list and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _filter(self, words: str) -> None:
        wanted = words.casefold().split()
        named = [each for each in self._all if _begin(wanted, each.words)]
        told = [each for each in self._all if each not in named and _begin(wanted, each.said)]
        self._model.show_rows([*named, *told])
        self.list.setCurrentIndex(self._model.index(0))

    def _take(self) -> None:
        advice = self.list.currentIndex().data(ADVICE_ROLE)
        if advice is not None:
            self.close_panel()
            self.chosen.emit(advice)


def _begin(wanted: Sequence[str], text: str) -> bool:
    """Tell whether each part typed begins a word of `text`: "x" is a platform, not a letter of "next"."""
    words = re.findall(r"\w+", text.casefold())
    return all(any(word.startswith(part) for word in words) for part in wanted)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Advice] = ()

    def show_rows(self, rows: Sequence[Advice]) -> None:
        """Show these, in this order."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many match."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of an advice, or the advice itself."""
        if not 0 <= index.row() < len(self._rows):
            return None
        advice = self._rows[index.row()]
        if role == ADVICE_ROLE:
            return advice
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{advice.words}. {advice.said}"
        return advice.words if role == Qt.ItemDataRole.DisplayRole else None


class _Painted(QStyledItemDelegate):
    """Paints an advice: its name, where it holds, its sentence under them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a line."""
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the line; the current one lies on the colour of selection."""
        theme, advice, box = self._theme, index.data(ADVICE_ROLE), QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            frames.frame(painter, box, theme.radius("control"), fill=theme.color("select"))
        inside = box.adjusted(theme.px(12), theme.px(5), -theme.px(12), -theme.px(5))
        upper = inside.adjusted(0, 0, 0, -inside.height() / 2)
        where = QFontMetricsF(theme.font("small")).horizontalAdvance(advice.where)
        self._write(painter, upper.adjusted(0, 0, -where - theme.px(12), 0), advice.name, "body", "ink")
        self._write(painter, upper.adjusted(upper.width() - where - 1, 0, 0, 0), advice.where, "small", "ink3")
        self._write(painter, inside.adjusted(0, inside.height() / 2, 0, 0), advice.said, "small", "ink3")

    def _write(self, painter: QPainter, box: QRectF, text: str, role: str, colour: str) -> None:
        letters = self._theme.font(role)
        painter.setFont(letters)
        painter.setPen(self._theme.color(colour))
        shown = QFontMetricsF(letters).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
