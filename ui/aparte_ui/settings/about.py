"""About: every licence, and how each scorer was made, readable in the window; nothing has to be looked up elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QTextEdit, QVBoxLayout

from aparte import __version__
from aparte.i18n import _
from aparte_ui.settings.workrow import WorkRow
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QTextDocument

    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.settings.licences import Work

WORK_ROLE = Qt.ItemDataRole.UserRole + 1
_HEIGHT, _LIST, _AROUND, _GAP = 560, 300, 130, 8
_Index = QModelIndex | QPersistentModelIndex


class Shelf(NamedTuple):
    """What can be read there: a title and a note over it, what a screen reader calls list and text, and the works.

    works: read on another thread than the one that paints.
    """

    title: str
    note: str
    list_name: str
    text_name: str
    works: Callable[[], Sequence[Work]]


def licences() -> Shelf:
    """Return the shelf of all that Aparté is made of."""
    return Shelf(
        f"Aparté {__version__}",
        _("Made for the minute before publishing. Licences of all it is made of."),
        _("Works and licences"),
        _("Text of the licence"),
        _works,
    )


def scorers() -> Shelf:
    """Return the shelf of the scorers' cards."""
    return Shelf(
        _("How the scorers were made"),
        _("What each one does, what it learned from, how well it does, and where it fails. The cards are in English."),
        _("Scorers"),
        _("Card of the scorer"),
        _cards,
    )


class About(Overlay):
    """A list of works at the left, the text of the chosen one at the right."""

    def __init__(self, window: MainWindow, shelf: Shelf) -> None:
        """Read the works in a lane; the page is there at once."""
        theme = window.app.theme
        super().__init__(theme, window, width=980, place="middle")
        self.model = _Works(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(WorkRow(theme, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFixedWidth(theme.px(_LIST))
        self.list.setAccessibleName(shelf.list_name)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setFont(theme.font("small"))
        self.text.setMinimumHeight(min(theme.px(_HEIGHT), window.height() - theme.px(_AROUND)))
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(shelf.text_name)
        self._lay_out(shelf)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._gone = False
        self.closed.connect(self._on_closed)
        window.app.archive.do(shelf.works, self._on_works)

    def _lay_out(self, shelf: Shelf) -> None:
        theme = self._theme
        heading = Heading(theme, "section")
        heading.say(shelf.title, shelf.note)
        done = Button(theme, _("Close"), kind="primary", key="Esc")
        done.clicked.connect(self.close_panel)
        heading.add_right(done)
        across = QHBoxLayout()
        across.setSpacing(theme.px(20))
        across.addWidget(self.list)
        across.addWidget(self.text, 1)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(heading)
        column.addWidget(Rule(theme))
        column.addLayout(across, 1)

    def show_page(self) -> None:
        """Open over the window."""
        self.open(self.list)

    def _on_closed(self) -> None:
        self._gone = True
        self.deleteLater()

    def _on_works(self, found: Sequence[Work]) -> None:
        # Esc may come before the works do.
        if self._gone:
            return
        self.model.show_works(found)
        self.list.setCurrentIndex(self.model.index(0))

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        work: Work | None = current.data(WORK_ROLE)
        if work and work.formatted:
            self.text.setMarkdown(work.text)
            _space_out(self.text.document(), self._theme.px(_GAP))
        else:
            self.text.setPlainText(work.text or _("This package carries no text of its licence.") if work else "")


class _Works(QAbstractListModel):
    def __init__(self, parent: Overlay) -> None:
        super().__init__(parent)
        self._works: Sequence[Work] = ()

    def show_works(self, works: Sequence[Work]) -> None:
        """Show these, in their order."""
        self.beginResetModel()
        self._works = works
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many works there are."""
        return 0 if parent.isValid() else len(self._works)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, what a screen reader says, or the work itself (WORK_ROLE)."""
        if not 0 <= index.row() < len(self._works):
            return None
        work = self._works[index.row()]
        if role == WORK_ROLE:
            return work
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{work.group}: {work.name}, {work.licence}"
        return work.name if role == Qt.ItemDataRole.DisplayRole else None


def _space_out(document: QTextDocument, gap: int) -> None:
    """Part headings and paragraphs, which Qt sets without any space between them; cells of a table stay close."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        if cursor.currentTable() is None:
            form = block.blockFormat()
            form.setTopMargin(gap if form.headingLevel() else 0)
            form.setBottomMargin(gap)
            cursor.setBlockFormat(form)
        block = block.next()


def _works() -> Sequence[Work]:
    from aparte_ui.settings.licences import works

    return works()


def _cards() -> Sequence[Work]:
    from aparte_ui.settings.cards import cards

    return cards()
