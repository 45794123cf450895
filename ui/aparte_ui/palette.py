"""The palette (Ctrl+K): everything that can be done here, found by typing; each line carries its key."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QVBoxLayout

from aparte import i18n
from aparte.i18n import _
from aparte_ui import operations
from aparte_ui.rail import PLACES
from aparte_ui.widgets import frames, keycap
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.theme import Theme

ROW = 36
WIDTH, LIST_HEIGHT = 640, 420
COMMAND_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Command:
    """One thing to do: its group, its words, its key, and what does it."""

    group: str
    words: str
    act: Callable[[], object]
    key: str = ""


class Palette(Overlay):
    """A field and the commands that match it; Enter does the first."""

    def __init__(self, window: MainWindow) -> None:
        """List what can be done in the window as it now is."""
        theme = window.app.theme
        super().__init__(theme, window, width=WIDTH, place="top")
        self._all = list(commands(window))
        self._model = _Commands()
        self._field = Field(theme, _("What do you want to do?"), placeholder=_("Type a few letters"), icon="search")
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Line(theme, self._list))
        self._list.setFixedHeight(theme.px(LIST_HEIGHT))
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setAccessibleName(_("Commands"))
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addWidget(self._field)
        column.addWidget(self._list)
        self._field.edited.connect(self._filter)
        self._field.entered.connect(lambda _text: self._do())
        self._field.line.installEventFilter(self)
        self._list.clicked.connect(lambda _index: self._do())
        self.closed.connect(self.deleteLater)
        self._filter("")

    def ask(self) -> None:
        """Open over the window."""
        self.open(self._field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up and Down walk the list while the field keeps the keyboard."""
        if watched is self._field.line and event.type() == event.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]  # Qt gives a QKeyEvent
            if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                row = self._list.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
                self._list.setCurrentIndex(self._model.index(row % max(1, self._model.rowCount())))
                return True
        return super().eventFilter(watched, event)

    def _filter(self, words: str) -> None:
        wanted = words.casefold().split()
        self._model.show_commands([one for one in self._all if all(word in one.words.casefold() for word in wanted)])
        self._list.setCurrentIndex(self._model.index(0))

    def _do(self) -> None:
        command = self._list.currentIndex().data(COMMAND_ROLE)
        if isinstance(command, Command):
            self.close_panel()
            command.act()


def commands(window: MainWindow) -> Iterator[Command]:
    """Yield what can be done: with this draft, where to go, what to set."""
    yield from _with_the_draft(window)
    go = _("Go to")
    for number, (place, (_icon, name)) in enumerate(PLACES.items(), 1):
        yield Command(go, _(name), partial(window.go, place), f"Alt+{number}")
    yield Command(go, _("Settings"), lambda: window.go("settings"))
    for space in window.workspace.spaces:
        words = _("Client: {name}").format(name=space.brand.name)
        yield Command(go, words, partial(operations.open_client, window, space))
    settings = _("Settings")
    yield Command(settings, _("All keys"), window.show_shortcuts, "?")
    yield Command(settings, _("New client…"), lambda: operations.ask_client(window))
    names = {"light": _("Light colours"), "dark": _("Dark colours"), "system": _("Colours of the system")}
    for theme, words in names.items():
        yield Command(settings, words, partial(operations.wear, window, theme))
    for code, words in {"fr": "Français", "en": "English"}.items():
        if code != i18n.language():
            yield Command(settings, words, partial(operations.speak, window, code))


def _with_the_draft(window: MainWindow) -> Iterator[Command]:
    desk = window.place_of("desk")
    if desk is None:
        return
    group = _("This draft")
    for words, key, act in desk.commands():  # type: ignore[attr-defined]  # only the desk has commands of its own
        yield Command(group, words, act, key)


class _Commands(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Command] = ()

    def show_commands(self, rows: Sequence[Command]) -> None:
        """Show these, in this order."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many match."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a command, or the command itself."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == COMMAND_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.group}: {row.words}, {row.key}"
        return row.words if role == Qt.ItemDataRole.DisplayRole else None


class _Line(QStyledItemDelegate):
    """Paints a command: its words, its group, its key."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a line."""
        return QSize(0, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the line; the current one lies on the colour of selection."""
        theme, command = self._theme, index.data(COMMAND_ROLE)
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            frames.frame(painter, box, theme.radius("control"), fill=theme.color("select"))
        inside = box.adjusted(theme.px(12), 0, -theme.px(12), 0)
        right = inside.right()
        if command.key:
            keycap.paint(painter, theme, command.key, (right, box.center().y()))
            right -= keycap.width(theme, command.key) + theme.px(12)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("ink3"))
        painter.drawText(
            QRectF(inside.left(), box.top(), right - inside.left(), box.height()),
            middle | Qt.AlignmentFlag.AlignRight,
            command.group,
        )
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink"))
        painter.drawText(inside, middle, command.words)
